import { type Policy, parsePolicy, type Resource, World } from "../../model/index.ts";
import { caseTime, resource } from "../cases.ts";

/** Little worlds for the tests of attack paths. */
export const ACCOUNT = "111122223333";
export const REGION = "ap-northeast-1";

export type Statement = Readonly<Record<string, unknown>>;

export function policy(...statements: readonly Statement[]): Policy {
  return parsePolicy({ Version: "2012-10-17", Statement: statements }) as Policy;
}

export function allow(actions: string | readonly string[], on: string | readonly string[] = "*", more: Statement = {}): Statement {
  return { Effect: "Allow", Action: actions, Resource: on, ...more };
}

export function deny(actions: string | readonly string[], on: string | readonly string[] = "*"): Statement {
  return { Effect: "Deny", Action: actions, Resource: on };
}

/** A trust: of services, ARNs, accounts. */
export function trust(principal: Readonly<Record<string, unknown>> | "*", more: Statement = {}): Policy {
  return policy({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more });
}

export const arnOf = (type: string, name: string) => `arn:aws:iam::${ACCOUNT}:${type}/${name}`;

export interface Holding {
  readonly statements?: readonly Statement[];
  readonly managed?: readonly string[];
  readonly boundary?: string;
  readonly trusts?: Policy;
  readonly path?: string;
  readonly groups?: readonly string[];
  readonly keys?: number;
  readonly password?: boolean;
}

const inline = (statements: readonly Statement[]) =>
  statements.length === 0 ? [] : [{ PolicyName: "inline", PolicyDocument: policy(...statements) }];

export function role(name: string, { statements = [], managed = [], boundary, trusts, path = "/" }: Holding = {}): Resource {
  return resource("Role", {
    name,
    region: "global",
    id: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
    aliases: [name],
    Arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
    RoleName: name,
    Path: path,
    AssumeRolePolicyDocument: trusts ?? trust({ Service: "none.amazonaws.com" }),
    Policies: inline(statements),
    ManagedPolicyArns: managed,
    PermissionsBoundary: boundary,
    Tags: undefined,
  }) as unknown as Resource;
}

export function user(
  name: string,
  { statements = [], managed = [], boundary, groups = [], keys = 0, password = false }: Holding = {},
): Resource {
  return resource("User", {
    name,
    region: "global",
    id: arnOf("user", name),
    aliases: [name],
    Arn: arnOf("user", name),
    UserName: name,
    Policies: inline(statements),
    ManagedPolicyArns: managed,
    PermissionsBoundary: boundary,
    Groups: groups,
    AccessKeys: Array.from({ length: keys }, (_, i) => ({ KeyIdSuffix: `000${i}`, Status: "Active", CreateDate: undefined })),
    Credentials: {
      UserCreationTime: undefined,
      PasswordEnabled: password,
      PasswordLastUsed: undefined,
      PasswordLastChanged: undefined,
      MfaActive: false,
      Keys: [],
    },
    Tags: undefined,
  }) as unknown as Resource;
}

export function group(name: string, { statements = [], managed = [] }: Holding = {}): Resource {
  return resource("Group", {
    name,
    region: "global",
    id: arnOf("group", name),
    aliases: [name],
    Arn: arnOf("group", name),
    GroupName: name,
    Policies: inline(statements),
    ManagedPolicyArns: managed,
    Tags: undefined,
  }) as unknown as Resource;
}

export function managed(name: string, ...statements: readonly Statement[]): Resource {
  return resource("ManagedPolicy", {
    name,
    region: "global",
    id: arnOf("policy", name),
    Arn: arnOf("policy", name),
    PolicyName: name,
    AwsManaged: false,
    PolicyDocument: policy(...statements),
    AttachedRoles: [],
    AttachedUsers: [],
    AttachedGroups: [],
    Tags: undefined,
  }) as unknown as Resource;
}

export function fn(name: string, roleName: string, more: Readonly<Record<string, unknown>> = {}): Resource {
  const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
  return resource("LambdaFunction", {
    name,
    region: REGION,
    id: arn,
    Arn: arn,
    FunctionName: name,
    Role: arnOf("role", roleName),
    Environment: {},
    Policies: [],
    Urls: [],
    CodeSigningConfigArn: undefined,
    Tags: undefined,
    ...more,
  }) as unknown as Resource;
}

export function world(resources: readonly Resource[], relate?: ConstructorParameters<typeof World>[1]["relate"]): World {
  const scope = { id: `aws:${ACCOUNT}`, source: "aws" as const, account: ACCOUNT, regions: [REGION], label: ACCOUNT };
  const account = resource("Account", {
    name: ACCOUNT,
    account: ACCOUNT,
    region: "global",
    id: `arn:aws:iam::${ACCOUNT}:root`,
    Organization: undefined,
    S3PublicAccessBlock: undefined,
  });
  return new World(
    { scopes: [scope], resources: [account as unknown as Resource, ...resources], gaps: [], problems: [], unrecognised: {} },
    { now: caseTime, ...(relate ? { relate } : {}) },
  );
}
