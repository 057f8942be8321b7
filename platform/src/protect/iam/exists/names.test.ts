import { describe, expect, test } from "vitest";
import { unknown } from "../../../model/index.ts";
import { policy } from "../worlds.test-helper.ts";
import { namesOf } from "./names.ts";
import { ANY, many, type Pattern } from "./pattern.ts";
import { rulesOf } from "./rules.ts";

const ONE = "111122223333";
const TWO = "444455556666";

const written = ({ literal, tokens }: Pattern) =>
  literal ?? tokens.map((token) => (token === many(ANY) ? "*" : String.fromCharCode(token))).join("");

/** What policies name, without what they do not. */
function named(...statements: object[]): Record<string, unknown> {
  const { ranges, values, sessions, ...sets } = namesOf(rulesOf(policy(...statements)));
  const out: Record<string, unknown> = {};
  for (const [name, set] of Object.entries(sets)) if (set.size > 0) out[name] = [...set];
  if (sessions.length > 0) out["sessions"] = sessions.map(({ account, role, name }) => `${account}/${role}/${name}`);
  if (ranges.length > 0) out["ranges"] = ranges.map(({ bits, v6 }) => `${v6 ? "v6" : "v4"}/${bits}`);
  for (const [key, patterns] of values) out[key] = patterns.map(written);
  return out;
}

const base = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const oidc = "token.actions.githubusercontent.com";

describe("what conditions name", () => {
  test.each<readonly [operator: string, key: string, values: string | readonly string[], expected: Record<string, unknown>]>([
    // Accounts.
    ["StringEquals", "aws:PrincipalAccount", [ONE, TWO], { accounts: [ONE, TWO] }],
    ["StringEquals", "kms:CallerAccount", ONE, { accounts: [ONE] }],
    ["StringLike", "aws:PrincipalAccount", "1111*", {}],
    ["StringLike", "aws:PrincipalAccount", "11112222333?", {}],
    ["StringEquals", "aws:PrincipalAccount", "", {}],
    ["StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}", {}],
    ["StringEquals", "aws:SourceAccount", ONE, { sourceAccounts: [ONE] }],
    ["StringEquals", "AWS:SourceOwner", ONE, { sourceAccounts: [ONE] }],
    ["StringEquals", "aws:VpceAccount", ONE, { wayAccounts: [ONE] }],
    ["StringEquals", "s3:DataAccessPointAccount", ONE, { wayAccounts: [ONE] }],
    // Organisations.
    ["StringEquals", "aws:PrincipalOrgID", "o-a", { organizations: ["o-a"] }],
    ["StringLike", "aws:PrincipalOrgID", "o-*", {}],
    ["StringLike", "aws:PrincipalOrgPaths", "o-a/r-1/ou-*", { organizations: ["o-a"] }],
    ["StringEquals", "aws:SourceOrgID", "o-a", { sourceOrganizations: ["o-a"] }],
    ["StringLike", "aws:SourceOrgPaths", "o-a/*", { sourceOrganizations: ["o-a"] }],
    ["StringEquals", "aws:VpceOrgID", "o-a", { wayOrganizations: ["o-a"] }],
    ["StringLike", "aws:VpceOrgPaths", "o-a/*", { wayOrganizations: ["o-a"] }],
    // ARNs name whose they are.
    ["ArnLike", "aws:PrincipalArn", `arn:aws:iam::${ONE}:role/*`, { accounts: [ONE] }],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/admin", {}],
    ["ArnLike", "aws:SourceArn", `arn:aws:sns:*:${ONE}:*`, { sourceAccounts: [ONE] }],
    ["ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:topic", {}],
    ["ArnLike", "aws:SourceVpcArn", `arn:aws:ec2:*:${ONE}:vpc/*`, { wayAccounts: [ONE] }],
    ["ArnLike", "s3:DataAccessPointArn", `arn:aws:s3:*:${ONE}:accesspoint/*`, { wayAccounts: [ONE] }],
    ["ArnEquals", "aws:SourceArn", "arn:aws:s3:::mine", { "aws:sourcearn": ["arn:aws:s3:::mine"] }],
    ["ArnLike", "aws:SourceArn", "arn:aws:s3:::mine-*", {}],
    ["ArnLike", "aws:SourceArn", "arn:aws:s3:*::mine", { "aws:sourcearn": ["arn:aws:s3:*::mine"] }],
    ["StringEquals", "sns:Endpoint", "https://example.com/a:b:c:d:e", { "sns:endpoint": ["https://example.com/a:b:c:d:e"] }],
    ["StringLike", "sns:Endpoint", "https://example.com/*", {}],
    ["StringEquals", "sns:Endpoint", "ann@example.com", { "sns:endpoint": ["ann@example.com"] }],
    ["StringLike", "sns:Endpoint", "*@example.com", {}],
    ["StringEquals", "sns:Endpoint", `arn:aws:sqs:x:${ONE}:q`, { "sns:endpoint": [`arn:aws:sqs:x:${ONE}:q`] }],
    ["StringLike", "sns:Endpoint", `arn:aws:sqs:*:${ONE}:*`, { "sns:endpoint": [`arn:*:${ONE}:*`] }],
    // Networks: a wide range is the internet.
    ["IpAddress", "aws:SourceIp", ["203.0.113.0/24", "10.0.0.0/8", "128.0.0.0/7"], { ranges: ["v4/24", "v4/8"] }],
    ["IpAddress", "aws:SourceIp", ["2001:db8::/32", "2001:d00::/24"], { ranges: ["v6/32"] }],
    ["IpAddress", "aws:SourceIp", "nonsense", {}],
    ["StringEquals", "aws:SourceVpce", ["vpce-1", "vpce-2"], { "aws:sourcevpce": ["vpce-1", "vpce-2"] }],
    ["StringLike", "aws:SourceVpce", "vpce-*", {}],
    ["StringEquals", "aws:SourceVpce", "vpce-*", { "aws:sourcevpce": ["vpce-*"] }],
    // Ids of users and roles.
    ["StringLike", "aws:userid", "AROAABCDEFGHIJKLMNOPQ:*", { userIds: ["AROAABCDEFGHIJKLMNOPQ"] }],
    ["StringEquals", "aws:userid", "AIDAABCDEFGHIJKLMNOPQ", { userIds: ["AIDAABCDEFGHIJKLMNOPQ"] }],
    ["StringLike", "aws:userid", "AROA*:x", {}],
    ["StringLike", "aws:userid", "*:AROAABCDEFGHIJKLMNOPQ", {}],
    ["StringEquals", "aws:userid", "xAROAABCDEFGHIJKLMNOPQ", {}],
    ["StringEquals", "aws:userid", "AROAABCDEFGHIJKLMNOPQ-x", {}],
    ["StringEquals", "aws:userid", ONE, {}],
    // Claims: what is fixed before a separator is a name too.
    ["StringLike", `${oidc}:sub`, "repo:acme/*", { [`${oidc}:sub`]: ["repo:acme/*"] }],
    ["StringLike", `${oidc}:sub`, "organization:acme:*", { [`${oidc}:sub`]: ["organization:acme:*"] }],
    ["StringLike", `${oidc}:sub`, "repo:acme*", {}],
    ["StringLike", `${oidc}:sub`, "*:acme/x", {}],
    ["StringLike", `${oidc}:sub`, "repo:*/x:y", {}],
    ["StringLike", `${oidc}:sub`, "rep?:acme/x/*", {}],
    ["StringLike", `${oidc}:repository`, "acme/*", { [`${oidc}:repository`]: ["acme/*"] }],
    ["StringLike", `${oidc}:repository`, "*/app", {}],
    ["StringLike", `${oidc}:repository`, "ac*/app", {}],
    ["StringEquals", `${oidc}:sub`, "repo:acme/app", { [`${oidc}:sub`]: ["repo:acme/app", "repo:acme/*"] }],
    ["StringEquals", `${oidc}:repository`, "acme/app", { [`${oidc}:repository`]: ["acme/app", "acme/*"] }],
    ["StringEquals", `${oidc}:repository_owner`, "acme", { [`${oidc}:repository_owner`]: ["acme"] }],
    ["StringEquals", `${oidc}:actor`, "acme/app", { [`${oidc}:actor`]: ["acme/app"] }],
    ["StringEquals", `${oidc}:subject`, "acme/app", { [`${oidc}:subject`]: ["acme/app"] }],
    ["StringEquals", "sub:x", "acme/app", { "sub:x": ["acme/app"] }],
    // Whether a key is there names nothing.
    ["Null", "aws:PrincipalOrgID", "true", {}],
    ["ForAllValues:Null", "aws:PrincipalTag/a", "false", {}],
    ["StringEquals", "null:key", "true", { "null:key": ["true"] }],
  ])("%s %s %j", (operator, key, values, expected) => {
    expect(named({ ...base, Condition: { [operator]: { [key]: values } } })).toEqual(expected);
  });

  test("what could not be read names nothing", () => {
    expect(named({ ...base, Condition: { StringEquals: { "aws:PrincipalAccount": [unknown("parameter"), ONE] } } })).toEqual({
      accounts: [ONE],
    });
  });
});

describe("what principals name", () => {
  test.each<readonly [principal: object | string, expected: Record<string, unknown>]>([
    ["*", {}],
    [{ AWS: "*" }, {}],
    [{ AWS: [ONE, `arn:aws:iam::${TWO}:root`] }, { accounts: [ONE, TWO] }],
    [{ AWS: `arn:aws:iam::${ONE}:role/r` }, { accounts: [ONE] }],
    [{ AWS: `arn:aws:sts::${ONE}:assumed-role/r/s` }, { accounts: [ONE], sessions: [`${ONE}/r/s`] }],
    [{ Service: ["s3.amazonaws.com", "sns.amazonaws.com"] }, { services: ["s3.amazonaws.com", "sns.amazonaws.com"] }],
    [{ Federated: "accounts.google.com" }, { providers: ["accounts.google.com"] }],
  ])("%j", (principal, expected) => {
    expect(named({ ...base, Principal: principal })).toEqual(expected);
    expect(named({ ...base, Effect: "Deny", Principal: undefined, NotPrincipal: principal })).toEqual(expected);
  });
});

describe("who is meant by the names of a Principal", () => {
  const kinds = (principal: unknown) => {
    const [rule] = rulesOf(policy({ ...base, Principal: principal }));
    if (rule?.principal === undefined) throw new Error("no principal");
    const { everybody, everyPrincipal, accounts, arns, sessions, services, providers, unclear } = rule.principal;
    return [
      ...(everybody ? ["everybody"] : []),
      ...(everyPrincipal ? ["every principal"] : []),
      ...Array.from(accounts, (one) => `account ${one}`),
      ...Array.from(arns, ([account, list]) => `${account}: ${list.join(" ")}`),
      ...sessions.map(({ partition, account, role, name }) => `session ${partition} ${account} ${role} ${name}`),
      ...services,
      ...providers,
      ...(unclear ? [`? ${unclear.reason}`] : []),
    ];
  };
  test.each<readonly [principal: unknown, expected: readonly string[]]>([
    ["*", ["everybody"]],
    [{ AWS: "*" }, ["every principal"]],
    [{ AWS: ONE }, [`account ${ONE}`]],
    [{ AWS: `1${ONE}` }, ["? malformed"]],
    [{ AWS: `arn:aws-cn:iam::${ONE}:root` }, [`account ${ONE}`]],
    [{ AWS: `xarn:aws:iam::${ONE}:root` }, ["? malformed"]],
    [{ AWS: `arn:aws:iam::${ONE}:root/x` }, [`${ONE}: arn:aws:iam::${ONE}:root/x`]],
    [
      { AWS: [`arn:aws:iam::${ONE}:role/a`, `arn:aws:iam::${ONE}:user/b`, `arn:aws:iam::${TWO}:user/c`] },
      [`${ONE}: arn:aws:iam::${ONE}:role/a arn:aws:iam::${ONE}:user/b`, `${TWO}: arn:aws:iam::${TWO}:user/c`],
    ],
    [{ AWS: "arn:aws:iam::*:role/r" }, ["? malformed"]],
    [{ AWS: `arn:aws:iam::${ONE}:role/*` }, ["? malformed"]],
    [{ AWS: `arn:aws-us-gov:sts::${ONE}:assumed-role/r/s` }, [`session aws-us-gov ${ONE} r s`]],
    [{ AWS: `arn:aws:sts::${ONE}:assumed-role/r/*` }, ["? malformed"]],
    [{ AWS: `arn:aws:sts::${ONE}:federated-user/u` }, [`${ONE}: arn:aws:sts::${ONE}:federated-user/u`]],
    [{ AWS: "AROAABCDEFGHIJKLMNOPQ" }, []],
    [{ AWS: "AIDAABCDEFGHIJKLMNOPQ:s" }, []],
    [{ AWS: "AXXXABCDEFGHIJKLMNOPQ" }, ["? malformed"]],
    [{ AWS: "AROASHORT" }, ["? malformed"]],
    [{ AWS: "xAROAABCDEFGHIJKLMNOPQ" }, ["? malformed"]],
    [{ AWS: [unknown("parameter"), ONE] }, [`account ${ONE}`, "? parameter"]],
    [{ Service: [unknown("parameter"), "s3.amazonaws.com"] }, ["s3.amazonaws.com", "? parameter"]],
    [{ Federated: [unknown("parameter"), "p"] }, ["p", "? parameter"]],
    [{ CanonicalUser: "0123456789abcdef" }, ["? elsewhere"]],
    [{ CanonicalUser: unknown("parameter") }, ["? parameter"]],
    [unknown("parameter"), ["? parameter"]],
  ])("%j", (principal, expected) => {
    expect(kinds(principal)).toEqual(expected);
  });
  test("a malformed name is told", () => {
    const [rule] = rulesOf(policy({ ...base, Principal: { AWS: "nobody" } }));
    expect(rule?.principal?.unclear).toMatchObject({ reason: "malformed", what: "Principal.AWS nobody" });
    const [canonical] = rulesOf(policy({ ...base, Principal: { CanonicalUser: "0123" } }));
    expect(canonical?.principal?.unclear).toMatchObject({ reason: "elsewhere", what: "CanonicalUser" });
  });
  test("a policy is read once", () => {
    const given = policy(base);
    expect(rulesOf(given)).toBe(rulesOf(given));
  });
});
