import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type Fact, isUnknown, type Policy, parsePolicy } from "../../model/index.ts";

let documents: Readonly<Record<string, unknown>> | undefined;
const parsed = new Map<string, Policy | undefined>();

/** The document of an AWS-managed policy as of the data file's date; undefined when the file does not know it. */
export function awsManagedPolicy(arn: string): Policy | undefined {
  // Partitions share the documents; the file has the commercial ones.
  const key = arn.replace(/^arn:aws[a-z-]*:/, "arn:aws:");
  if (parsed.has(key)) return parsed.get(key);
  documents ??= load();
  const document = documents[key];
  const fact: Fact<Policy> | undefined = document === undefined ? undefined : parsePolicy(document);
  const policy = fact === undefined || isUnknown(fact) ? undefined : fact;
  parsed.set(key, policy);
  return policy;
}

export function isAwsManaged(arn: string): boolean {
  return /^arn:aws[a-z-]*:iam::aws:policy\//.test(arn);
}

/** The data folder stands beside `src` and beside the bundle; walk up from here to find it. */
function load(): Readonly<Record<string, unknown>> {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 5; up++) {
    const file = join(folder, "data", "aws-managed-policies.json.gz");
    if (existsSync(file)) return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as Record<string, unknown>;
    folder = dirname(folder);
  }
  return {};
}
