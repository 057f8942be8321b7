import { type Fact, isUnknown, type Policy, parsePolicy } from "../../model/index.ts";
import { readDataFile } from "./data-file.ts";

let documents: Readonly<Record<string, unknown>> | undefined;
const parsed = new Map<string, Policy | undefined>();

/** The document of an AWS-managed policy as of the data file's date; undefined when the file does not know it. */
export function awsManagedPolicy(arn: string): Policy | undefined {
  // Partitions share the documents; the file has the commercial ones.
  const key = arn.replace(/^arn:aws[a-z-]*:/, "arn:aws:");
  if (parsed.has(key)) return parsed.get(key);
  documents ??= readDataFile("aws-managed-policies.json.gz") as Readonly<Record<string, unknown>>;
  const document = documents[key];
  const fact: Fact<Policy> | undefined = document === undefined ? undefined : parsePolicy(document);
  const policy = fact === undefined || isUnknown(fact) ? undefined : fact;
  parsed.set(key, policy);
  return policy;
}

export function isAwsManaged(arn: string): boolean {
  return /^arn:aws[a-z-]*:iam::aws:policy\//.test(arn);
}
