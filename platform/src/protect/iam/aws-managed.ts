import { isUnknown, type Policy, parsePolicy } from "../../model/index.ts";
import { readDataLines } from "./data-file.ts";

let documents: ReadonlyMap<string, string> | undefined;
const parsed = new Map<string, Policy | undefined>();

/** The document of an AWS-managed policy as of the data file's date; undefined when the file does not know it. */
export function awsManagedPolicy(arn: string): Policy | undefined {
  // Partitions share the documents; the file has the commercial ones.
  const key = arn.replace(/^arn:aws[a-z-]*:/, "arn:aws:");
  if (parsed.has(key)) return parsed.get(key);
  documents ??= readDataLines("aws-managed-policies.tsv.gz");
  const document = documents.get(key);
  const fact = document === undefined ? undefined : parsePolicy(JSON.parse(document));
  const policy = isUnknown(fact) ? undefined : fact;
  parsed.set(key, policy);
  return policy;
}

export function isAwsManaged(arn: string): boolean {
  return /^arn:aws[a-z-]*:iam::aws:policy\//.test(arn);
}
