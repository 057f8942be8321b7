import { isUnknown, type Noun, type Policy, parsePolicy, type Resource, type Scope, World } from "../../model/index.ts";
import { caseTime, type Fields, resource } from "../cases.ts";

/** Little worlds for the tests of policies: statements, who holds them, and an account of one region. */
export const ACCOUNT = "111122223333";

type Statements = readonly (object | readonly object[])[];

/** Throws when it is none, so that no test passes because of that. */
export function policy(...statements: Statements): Policy {
  const parsed = parsePolicy({ Version: "2012-10-17", Statement: statements.flat() });
  if (isUnknown(parsed)) throw new Error("the test's policy is malformed");
  return parsed;
}

export function allow(Action: unknown, Resource: unknown = "*", extra: object = {}): object {
  return { Effect: "Allow", Action, Resource, ...extra };
}

export function deny(Action: unknown, Resource: unknown = "*", extra: object = {}): object {
  return { ...allow(Action, Resource, extra), Effect: "Deny" };
}

/** A statement of the policy of a resource. */
export function admits(Principal: unknown, Action: unknown, extra: object = {}): object {
  return { Effect: "Allow", Principal, Action, Resource: "*", ...extra };
}

/** A role that Lambda may take. */
export function roleWith(name: string, statements: readonly object[], fields: Fields<"Role"> | object = {}): Noun<"Role"> {
  return resource("Role", {
    Arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    name,
    region: "global",
    AssumeRolePolicyDocument: policy(admits({ Service: "lambda.amazonaws.com" }, "sts:AssumeRole")),
    Policies: statements.length === 0 ? [] : [{ PolicyName: "own", PolicyDocument: policy(...statements) }],
    ManagedPolicyArns: [],
    PermissionsBoundary: undefined,
    RoleId: undefined,
    Tags: {},
    ...fields,
  });
}

/** The account itself, of no organisation. */
export function accountAlone(fields: Fields<"Account"> | object = {}): Noun<"Account"> {
  return resource("Account", {
    name: ACCOUNT,
    region: "global",
    Organization: undefined,
    OrganizationPolicies: undefined,
    S3PublicAccessBlock: undefined,
    ...fields,
  });
}

export function scopeOf(account: string): Scope {
  return { id: `aws:${account}`, source: "aws", account, regions: ["ap-northeast-1"], label: account };
}

export function worldWith(...resources: readonly unknown[]): World {
  return new World(
    { scopes: [scopeOf(ACCOUNT)], resources: resources as Resource[], gaps: [], problems: [], unrecognised: {} },
    { now: caseTime },
  );
}
