import { preparationActions } from "./accounts.ts";
import type { Collector } from "./collector.ts";
import { collectors } from "./index.ts";

export interface ScannerStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: "*";
}

export interface ScannerPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly ScannerStatement[];
}

/** Characters of a customer managed policy that IAM accepts; white space does not count. */
export const MANAGED_POLICY_LIMIT = 6_144;

/** Read-only beginnings of action names; nothing else may ever be asked for. */
export const READ_VERBS = /^(?:Get|List|Describe|BatchGet|Lookup|Search|View|GET$|GenerateCredentialReport$)/;

/** Every collector, loaded. */
export async function allCollectors(): Promise<readonly Collector[]> {
  return Promise.all(Object.values(collectors).map((load) => load()));
}

/** The permissions a scan needs and no more: the actions behind the calls that the collectors and the preparation declare. */
export async function scannerPolicy(from?: readonly Collector[]): Promise<ScannerPolicy> {
  const byService = new Map<string, Set<string>>();
  const needed = [...preparationActions, ...(from ?? (await allCollectors())).flatMap((collector) => Object.values(collector.calls))];
  for (const action of needed) {
    const service = action.slice(0, action.indexOf(":"));
    const actions = byService.get(service);
    if (actions) actions.add(action);
    else byService.set(service, new Set([action]));
  }
  const statements = [...byService].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    Version: "2012-10-17",
    Statement: statements.map(([service, actions]) => ({
      Sid: `Read${service
        .split("-")
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join("")}`,
      Effect: "Allow",
      Action: [...actions].toSorted(),
      Resource: "*",
    })),
  };
}

/** Cuts a policy into as many as IAM's size limit asks for, never through a service. */
export function splitPolicy(policy: ScannerPolicy, limit: number = MANAGED_POLICY_LIMIT): readonly ScannerPolicy[] {
  const parts: ScannerStatement[][] = [];
  let size = Number.POSITIVE_INFINITY;
  const frame = JSON.stringify({ Version: policy.Version, Statement: [] }).length;
  for (const statement of policy.Statement) {
    const length = JSON.stringify(statement).length + 1;
    if (size + length > limit) {
      parts.push([]);
      size = frame;
    }
    parts.at(-1)?.push(statement);
    size += length;
  }
  return parts.map((Statement) => ({ Version: policy.Version, Statement }));
}
