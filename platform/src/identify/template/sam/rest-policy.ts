import { isObj, isSet, listOf, type Obj, objOf, Refusal, sub } from "./core.ts";
import { anyMethod, branches } from "./openapi.ts";

/** The resource policy that one event brought along. */
export interface EventPolicy {
  readonly policy: unknown;
  readonly path: string;
  readonly method: string;
}

const known = new Set([
  "CustomStatements",
  "AwsAccountWhitelist",
  "AwsAccountBlacklist",
  "IpRangeWhitelist",
  "IpRangeBlacklist",
  "SourceVpcWhitelist",
  "SourceVpcBlacklist",
  "IntrinsicVpcWhitelist",
  "IntrinsicVpceWhitelist",
  "IntrinsicVpcBlacklist",
  "IntrinsicVpceBlacklist",
]);

/** Writes the resource policy of a REST API: the API's own over all paths, an event's over its own. */
export function applyResourcePolicy(logicalId: string, body: Obj, policy: unknown, events: readonly EventPolicy[], stage: unknown): void {
  const statements: unknown[] = [];
  if (isSet(policy)) {
    if (!isObj(policy)) throw new Refusal(logicalId, "Auth.ResourcePolicy", "it must be a mapping");
    check(logicalId, policy);
    for (const [path, item] of Object.entries(objOf(body["paths"]))) {
      const methods = [...new Set(branches(item).flatMap((b) => Object.keys(b)))];
      statements.push(
        ...lists(
          policy,
          methods.map((m) => resource(m, path, stage)),
        ),
      );
    }
  }
  for (const event of events) {
    const own = objOf(event.policy);
    check(logicalId, own);
    statements.push(...lists(own, [resource(event.method, event.path, stage)]));
    statements.push(...listOf(own["CustomStatements"]));
  }
  if (isSet(policy)) statements.push(...listOf(objOf(policy)["CustomStatements"]));
  const own = objOf(policy)["CustomStatements"];
  if (statements.length === 0) {
    if (isSet(policy)) body["x-amazon-apigateway-policy"] = {};
    return;
  }
  const existing = objOf(body["x-amazon-apigateway-policy"]);
  body["x-amazon-apigateway-policy"] = {
    Version: "2012-10-17",
    ...existing,
    Statement: isObj(own) && statements.length === 1 ? own : [...listOf(existing["Statement"]), ...statements],
  };
}

function check(logicalId: string, policy: Obj): void {
  for (const key of Object.keys(policy)) {
    if (!known.has(key)) throw new Refusal(logicalId, `Auth.ResourcePolicy.${key}`, "there is no such property");
  }
}

function resource(method: string, path: string, stage: unknown): Obj {
  const verb = method === anyMethod || method.toLowerCase() === "any" ? "*" : method.toUpperCase();
  return sub(`execute-api:/\${__Stage__}/${verb}${path.replace(/\{[^}]*\}/gu, "*")}`, { __Stage__: stage });
}

function lists(policy: Obj, resources: readonly Obj[]): Obj[] {
  const out: Obj[] = [];
  const statement = (effect: string, principal: unknown, condition?: Obj): Obj => ({
    Action: "execute-api:Invoke",
    Resource: [...resources],
    Effect: effect,
    Principal: principal,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
  const accounts = (name: string): readonly unknown[] => listOf(policy[name]);
  if (isSet(policy["AwsAccountWhitelist"])) out.push(statement("Allow", { AWS: accounts("AwsAccountWhitelist") }));
  if (isSet(policy["AwsAccountBlacklist"])) out.push(statement("Deny", { AWS: accounts("AwsAccountBlacklist") }));
  const open = [
    "IpRangeWhitelist",
    "IpRangeBlacklist",
    "SourceVpcWhitelist",
    "SourceVpcBlacklist",
    "IntrinsicVpcWhitelist",
    "IntrinsicVpceWhitelist",
    "IntrinsicVpcBlacklist",
    "IntrinsicVpceBlacklist",
  ];
  if (open.some((n) => (n.startsWith("SourceVpc") ? listOf(policy[n]).some((v) => /^vpce?-/u.test(String(v))) : isSet(policy[n]))))
    out.push(statement("Allow", "*"));
  if (isSet(policy["IpRangeWhitelist"])) out.push(statement("Deny", "*", { NotIpAddress: { "aws:SourceIp": policy["IpRangeWhitelist"] } }));
  if (isSet(policy["IpRangeBlacklist"])) out.push(statement("Deny", "*", { IpAddress: { "aws:SourceIp": policy["IpRangeBlacklist"] } }));
  for (const [kind, operator] of [
    ["Blacklist", "StringEquals"],
    ["Whitelist", "StringNotEquals"],
  ] as const) {
    const vpcs: unknown[] = [...listOf(policy[`IntrinsicVpc${kind}`])];
    const endpoints: unknown[] = [...listOf(policy[`IntrinsicVpce${kind}`])];
    for (const id of listOf(policy[`SourceVpc${kind}`])) {
      const text = String(id);
      if (text.startsWith("vpce-")) endpoints.push(id);
      else if (text.startsWith("vpc-")) vpcs.push(id);
    }
    if (vpcs.length === 0 && endpoints.length === 0) continue;
    const condition = {
      ...(vpcs.length > 0 ? { "aws:SourceVpc": vpcs } : {}),
      ...(endpoints.length > 0 ? { "aws:SourceVpce": endpoints } : {}),
    };
    out.push(statement("Deny", "*", { [operator]: condition }));
  }
  return out;
}
