import { describe, expect, it } from "vitest";
import { isUnknown, type Resource, type Statement, unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import type { Source } from "../question.ts";
import { admits, policy, worldWith } from "../worlds.test-helper.ts";
import { bucketSources } from "./bucket-policies.ts";
import { personsOf } from "./callers.ts";
import { heldBy } from "./identity.ts";
import { controlLevels } from "./organization.ts";
import { resourceSources } from "./resource-policies.ts";
import { arnsOf, targetOf } from "./resources.ts";

const A = "111122223333";
const B = "444455556666";
const unread = unknown("access-denied");

const ANYBODY = policy(admits("*", "*"));
const SOMEBODY = policy(admits({ AWS: B }, "*"));

function who({ Principal }: Statement): string {
  if (Principal === undefined) return "";
  if (isUnknown(Principal)) return "?";
  if (Principal === "*") return "*";
  return [...Principal.AWS, ...Principal.Service, ...Principal.CanonicalUser].map(String).join(",");
}

/** One line a statement: source, effect, whom, what, on what condition. */
function told(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ name, policy: given }) =>
    isUnknown(given)
      ? [`${name}: ?`]
      : given.Statement.map((statement) => {
          const { Effect, Action = [], Condition } = statement;
          const condition = Condition === undefined ? "" : isUnknown(Condition) ? " if ?" : ` if ${JSON.stringify(Condition)}`;
          return `${name}: ${String(Effect)} ${who(statement)} ${Action.map(String).join(",")}${condition}`;
        }),
  );
}

describe("what a bucket says", () => {
  const bucket = (fields: object) =>
    resource("Bucket", {
      Arn: "arn:aws:s3:::b",
      name: "b",
      account: A,
      Policy: undefined,
      PublicAccessBlock: undefined,
      AclGrants: [],
      ObjectOwnership: "ObjectWriter",
      ...fields,
    });
  const grants = (...list: readonly (readonly [string, string])[]) => list.map(([Grantee, Permission]) => ({ Grantee, Permission }));
  const block = (fields: object) => ({
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
    ...fields,
  });
  const restrict = block({ RestrictPublicBuckets: true });
  const ignore = block({ IgnorePublicAcls: true });
  const cut = `public access block: Deny * s3:* if ${JSON.stringify({
    StringNotEquals: { "aws:PrincipalAccount": [A] },
    BoolIfExists: { "aws:PrincipalIsAWSService": ["false"] },
  })}`;
  const READ = "s3:ListBucket,s3:ListBucketVersions,s3:ListBucketMultipartUploads";
  const WRITE = "s3:PutObject,s3:DeleteObject,s3:DeleteObjectVersion";
  const FULL = `${READ},${WRITE},s3:GetBucketAcl,s3:PutBucketAcl`;

  it.each<readonly [what: string, fields: object, ofAccount: unknown, expected: readonly string[]]>([
    ["nothing", {}, undefined, []],
    ["its policy", { Policy: SOMEBODY }, undefined, [`b: Allow ${B} *`]],
    ["a policy nobody could read", { Policy: unread }, restrict, ["b: ?"]],
    ["a public policy behind its block", { Policy: ANYBODY, PublicAccessBlock: restrict }, undefined, ["b: Allow * *", cut]],
    ["a public policy behind its account's", { Policy: ANYBODY }, restrict, ["b: Allow * *", cut]],
    ["a public policy behind another block", { Policy: ANYBODY, PublicAccessBlock: ignore }, ignore, ["b: Allow * *"]],
    ["one that is not public, behind the block", { Policy: SOMEBODY, PublicAccessBlock: restrict }, undefined, [`b: Allow ${B} *`]],
    [
      "a block nobody could read",
      { Policy: ANYBODY, PublicAccessBlock: unread },
      undefined,
      ["b: Allow * *", "public access block: Deny * s3:* if ?"],
    ],
    ["one of two blocks read, and it is on", { Policy: ANYBODY, PublicAccessBlock: unread }, restrict, ["b: Allow * *", cut]],
    [
      "one of two blocks read, and it is off",
      { Policy: ANYBODY, PublicAccessBlock: unread },
      block({}),
      ["b: Allow * *", "public access block: Deny * s3:* if ?"],
    ],
    [
      "a policy that may be public",
      { Policy: policy(admits(unread, "*")), PublicAccessBlock: restrict },
      undefined,
      ["b: Allow ? *", "public access block: Deny * s3:* if ?"],
    ],
    ["a list for everybody", { AclGrants: grants(["AllUsers", "READ"]) }, undefined, [`acl: Allow * ${READ}`]],
    ["to write", { AclGrants: grants(["AllUsers", "WRITE"]) }, undefined, [`acl: Allow * ${WRITE}`]],
    ["to do everything", { AclGrants: grants(["AllUsers", "FULL_CONTROL"]) }, undefined, [`acl: Allow * ${FULL}`]],
    [
      "to see and change the list",
      { AclGrants: grants(["AllUsers", "READ_ACP"], ["AllUsers", "WRITE_ACP"]) },
      undefined,
      ["acl: Allow * s3:GetBucketAcl", "acl: Allow * s3:PutBucketAcl"],
    ],
    ["to do what S3 does not know", { AclGrants: grants(["AllUsers", "DANCE"]) }, undefined, []],
    [
      "a list for those who sign",
      { AclGrants: grants(["AuthenticatedUsers", "READ_ACP"]) },
      undefined,
      [`acl: Allow * s3:GetBucketAcl if ${JSON.stringify({ Null: { "aws:PrincipalArn": ["false"] } })}`],
    ],
    [
      "for the delivery of logs",
      { AclGrants: grants(["LogDelivery", "WRITE"]) },
      undefined,
      [`acl: Allow logging.s3.amazonaws.com ${WRITE}`],
    ],
    [
      "for an account by its canonical id",
      { AclGrants: grants(["canonical:abc", "READ_ACP"]) },
      undefined,
      ["acl: Allow abc s3:GetBucketAcl"],
    ],
    ["for somebody else", { AclGrants: grants(["someone", "READ"]) }, undefined, []],
    [
      "a list that is ignored",
      { AclGrants: grants(["AllUsers", "READ"], ["AuthenticatedUsers", "READ"], ["LogDelivery", "READ_ACP"]), PublicAccessBlock: ignore },
      undefined,
      ["acl: Allow logging.s3.amazonaws.com s3:GetBucketAcl"],
    ],
    [
      "a list that may be ignored",
      { AclGrants: grants(["AllUsers", "READ_ACP"], ["LogDelivery", "READ_ACP"]), PublicAccessBlock: unread },
      undefined,
      ["acl: Allow * s3:GetBucketAcl if ?", "acl: Allow logging.s3.amazonaws.com s3:GetBucketAcl"],
    ],
    [
      "a list that ownership switches off",
      { AclGrants: grants(["AllUsers", "READ"]), ObjectOwnership: "BucketOwnerEnforced" },
      undefined,
      [],
    ],
    [
      "a list that may count",
      { AclGrants: grants(["LogDelivery", "READ_ACP"]), ObjectOwnership: unread },
      undefined,
      ["acl: Allow logging.s3.amazonaws.com s3:GetBucketAcl if ?"],
    ],
    ["a list nobody could read", { AclGrants: unread }, undefined, [`acl: Allow ? ${FULL}`]],
    ["a list nobody could read, and that does not count", { AclGrants: unread, ObjectOwnership: "BucketOwnerEnforced" }, undefined, []],
  ])("%s", (_, fields, ofAccount, expected) => {
    const sources = bucketSources(bucket(fields), ofAccount as undefined);
    expect(told(sources)).toEqual(expected);
    for (const source of sources) expect(source.carrier).toBe("arn:aws:s3:::b");
    for (const { name, policy: given } of sources)
      if (!isUnknown(given) && name !== "b")
        for (const [index, statement] of given.Statement.entries())
          expect(statement).toMatchObject({ Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"], index });
  });
});

describe("what other resources say", () => {
  const key = (Grants: unknown) =>
    resource("KmsKey", { Arn: `arn:aws:kms:ap-northeast-1:${A}:key/k`, name: "k", Policy: SOMEBODY, Grants: Grants as [] });
  const grant = (fields: object) => ({
    GrantId: "g",
    Name: undefined,
    GranteePrincipal: `arn:aws:iam::${B}:role/r`,
    Operations: ["Decrypt", "Encrypt"],
    EncryptionContext: undefined,
    ...fields,
  });
  const context = (Exactly: boolean) => ({ EncryptionContext: { Pairs: { app: "a", env: "b" }, Exactly } });
  const equals = { "kms:EncryptionContext:app": ["a"], "kms:EncryptionContext:env": ["b"] };

  it.each<readonly [what: string, grants: unknown, expected: readonly string[]]>([
    ["no grants", [], []],
    ["a grant", [grant({})], [`grant g: Allow arn:aws:iam::${B}:role/r kms:Decrypt,kms:Encrypt`]],
    [
      "a grant for a service",
      [grant({ GranteePrincipal: "s3.amazonaws.com" })],
      ["grant g: Allow s3.amazonaws.com kms:Decrypt,kms:Encrypt"],
    ],
    [
      "a grant for a part of a context",
      [grant(context(false))],
      [`grant g: Allow arn:aws:iam::${B}:role/r kms:Decrypt,kms:Encrypt if ${JSON.stringify({ StringEquals: equals })}`],
    ],
    [
      "a grant for just this context",
      [grant(context(true))],
      [
        `grant g: Allow arn:aws:iam::${B}:role/r kms:Decrypt,kms:Encrypt if ${JSON.stringify({
          StringEquals: equals,
          "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["app", "env"] },
        })}`,
      ],
    ],
  ])("a key with %s", (_, grants, expected) => {
    expect(told(resourceSources(key(grants)))).toEqual([`k: Allow ${B} *`, ...expected]);
  });
  it("grants nobody could read may let anybody use the key, and manage nothing", () => {
    const [, grants] = resourceSources(key(unread));
    if (!grants || isUnknown(grants.policy)) throw new Error("no grants");
    const [statement] = grants.policy.Statement;
    expect(statement).toMatchObject({ Effect: "Allow", Resource: [`arn:aws:kms:ap-northeast-1:${A}:key/k`] });
    expect(statement?.Action).toEqual(expect.arrayContaining(["kms:Decrypt", "kms:CreateGrant", "kms:ReEncrypt*", "kms:Sign"]));
    expect(statement?.Action).not.toContain("kms:ScheduleKeyDeletion");
    expect(told([grants])[0]).toMatch(/^grants: Allow \? kms:/);
  });
  it("each alias of a function has a policy of its own", () => {
    const fn = (Policies: unknown) =>
      resource("LambdaFunction", { Arn: `arn:aws:lambda:ap-northeast-1:${A}:function:f`, name: "f", Policies: Policies as [] });
    const both = fn([
      { Qualifier: undefined, Document: ANYBODY },
      { Qualifier: "live", Document: SOMEBODY },
    ]);
    expect(told(resourceSources(both))).toEqual(["f: Allow * *"]);
    expect(told(resourceSources(both, "live"))).toEqual([`f:live: Allow ${B} *`]);
    expect(told(resourceSources(both, "test"))).toEqual([]);
    expect(resourceSources(both, "live")).toBe(resourceSources(both, "live"));
    expect(told(resourceSources(fn(unread)))).toEqual(["f: ?"]);
  });
  it.each([
    "S3AccessPoint",
    "DynamoTable",
    "Queue",
    "Topic",
    "EventBus",
    "KinesisStream",
    "Secret",
    "FileSystem",
    "BackupVault",
    "EcrRepository",
    "LambdaLayerVersion",
    "RestApi",
  ] as const)("%s", (kind) => {
    const given = (Policy: unknown) =>
      resource(kind, { Arn: `arn:aws:x:ap-northeast-1:${A}:x`, name: "x", RestApiId: "x", Policy: Policy as undefined });
    expect(told(resourceSources(given(ANYBODY) as Resource))).toEqual(["x: Allow * *"]);
    expect(told(resourceSources(given(undefined) as Resource))).toEqual([]);
    expect(told(resourceSources(given(unread) as Resource))).toEqual(["x: ?"]);
  });
  it("a role by its trust, and nothing by what has no policy", () => {
    const role = resource("Role", { Arn: `arn:aws:iam::${A}:role/r`, name: "r", AssumeRolePolicyDocument: SOMEBODY });
    expect(told(resourceSources(role as Resource))).toEqual([`r: Allow ${B} *`]);
    expect(resourceSources(resource("LogGroup", { name: "l" }) as Resource)).toEqual([]);
  });
});

describe("whose policy an ARN is under", () => {
  const at = (service: string, rest: string, region = "ap-northeast-1", account = A) => `arn:aws:${service}:${region}:${account}:${rest}`;
  const fn = resource("LambdaFunction", {
    Arn: at("lambda", "function:f"),
    name: "f",
    Policies: [
      { Qualifier: undefined, Document: ANYBODY },
      { Qualifier: "live", Document: SOMEBODY },
    ],
  });
  const plain = (kind: "DynamoTable" | "Secret" | "S3AccessPoint" | "Queue", Arn: string, name: string, extra: object = {}) =>
    resource(kind, { Arn, name, Policy: ANYBODY, ...extra });
  const estate = [
    fn,
    plain("DynamoTable", at("dynamodb", "table/orders"), "orders"),
    plain("Secret", at("secretsmanager", "secret:db-AbCdEf"), "db"),
    plain("S3AccessPoint", at("s3", "accesspoint/ap"), "ap", { PublicAccessBlock: undefined, Bucket: "b", NetworkOrigin: "Internet" }),
    plain("Queue", at("sqs", "q"), "q"),
    resource("Bucket", {
      Arn: "arn:aws:s3:::b",
      name: "b",
      account: A,
      Policy: ANYBODY,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      PublicAccessBlock: undefined,
    }),
    resource("KmsKey", { Arn: at("kms", "key/k"), name: "k", aliases: [at("kms", "alias/k"), "alias/k"], Policy: ANYBODY, Grants: [] }),
    resource("RestApi", {
      Arn: "arn:aws:apigateway:ap-northeast-1::/restapis/a1",
      name: "api",
      account: A,
      RestApiId: "a1",
      Policy: ANYBODY,
    }),
    resource("LogGroup", { Arn: at("logs", "log-group:/x"), name: "/x" }),
    resource("Role", { Arn: `arn:aws:iam::${A}:role/r`, name: "r", region: "global", AssumeRolePolicyDocument: ANYBODY }),
  ];
  const world = worldWith(...estate);

  it.each<readonly [arn: string, owner: string | undefined, says: readonly string[]]>([
    [at("lambda", "function:f"), "f", ["f: Allow * *"]],
    [at("lambda", "function:f:live"), "f", [`f:live: Allow ${B} *`]],
    [at("lambda", "function:f:other"), "f", []],
    ["arn:aws:s3:::b", "b", ["b: Allow * *"]],
    ["arn:aws:s3:::b/a/c", "b", ["b: Allow * *"]],
    [at("s3", "accesspoint/ap"), "ap", ["ap: Allow * *"]],
    [at("s3", "accesspoint/ap/object/a/b"), "ap", ["ap: Allow * *"]],
    [at("dynamodb", "table/orders"), "orders", ["orders: Allow * *"]],
    [at("dynamodb", "table/orders/index/by-day"), "orders", ["orders: Allow * *"]],
    [at("dynamodb", "table/orders/backup/x"), "orders", ["orders: Allow * *"]],
    // Streams have a policy of their own.
    [at("dynamodb", "table/orders/stream/x"), undefined, []],
    [at("kms", "alias/k"), "k", ["k: Allow * *"]],
    [at("kms", "alias/other"), undefined, []],
    ["arn:aws:execute-api:ap-northeast-1:111122223333:a1/prod/GET/x", "api", ["api: Allow * *"]],
    [at("secretsmanager", "secret:db"), "db", ["db: Allow * *"]],
    [at("secretsmanager", "secret:db-AbCdEf"), "db", ["db: Allow * *"]],
    [at("logs", "log-group:/x:*"), "/x", []],
    [at("logs", "log-group:/x:log-stream:a:b"), "/x", []],
    // Not in the estate: what could be there has no policy; what is elsewhere, or that nobody reads, has one that nobody knows.
    [at("sqs", "other"), undefined, []],
    [at("ec2", "instance/i-1"), undefined, []],
    [at("ec2", "instance/i-1", "ap-northeast-1", B), undefined, []],
    [at("sqs", "q", "ap-northeast-1", B), undefined, ["?"]],
    [at("sqs", "q", "eu-west-1"), undefined, ["?"]],
    ["arn:aws:s3:::other", undefined, ["?"]],
    [at("es", "domain/d"), undefined, ["?"]],
    [at("ssm", "parameter/p"), undefined, ["?"]],
    [`arn:aws:iam::${B}:role/r`, undefined, ["?"]],
    [`arn:aws:iam::${B}:user/u`, undefined, []],
    [`arn:aws:lambda:ap-northeast-1:${B}:function:f`, undefined, ["?"]],
    [`arn:aws:lambda:ap-northeast-1:${B}:layer:l:1`, undefined, ["?"]],
    [`arn:aws:lambda:ap-northeast-1:${B}:event-source-mapping:m`, undefined, []],
  ])("%s: %s", (arn, owner, says) => {
    const target = targetOf(world, arn);
    expect(target.arn).toBe(arn);
    expect(target.owner?.name).toBe(owner);
    expect(told(target.sources)).toEqual(says.map((line) => (line === "?" ? `${arn}: ?` : line)));
    expect(targetOf(world, arn)).toBe(target);
  });
  it("a stream is under its own policy, not the table's", () => {
    const stream = at("dynamodb", "table/t/stream/2026");
    const of = (fields: object) => targetOf(worldWith(plain("DynamoTable", at("dynamodb", "table/t"), "t", fields)), stream);
    expect(told(of({ StreamPolicy: SOMEBODY }).sources)).toEqual([`t: Allow ${B} *`]);
    expect(of({ StreamPolicy: SOMEBODY }).owner?.name).toBe("t");
    expect(told(of({ StreamPolicy: undefined }).sources)).toEqual([]);
    expect(told(of({ StreamPolicy: unread }).sources)).toEqual(["t: ?"]);
  });
  it("a directory bucket is always behind its block", () => {
    const Arn = at("s3express", "bucket/d--apne1-az4--x-s3");
    const of = (Policy: unknown) =>
      told(targetOf(worldWith(resource("DirectoryBucket", { Arn, name: "d", Policy: Policy as undefined })), Arn).sources);
    expect(of(SOMEBODY)).toEqual([`d: Allow ${B} *`]);
    expect(of(ANYBODY)).toHaveLength(2);
    expect(of(ANYBODY)[1]).toMatch(/^public access block: Deny \* s3express:\*/);
    expect(of(undefined)).toEqual([]);
  });
  it("and whose account", () => {
    expect(targetOf(world, "arn:aws:s3:::b/x").account).toBe(A);
    expect(targetOf(world, "arn:aws:s3:::other").account).toBeUndefined();
    expect(targetOf(world, at("sqs", "q", "ap-northeast-1", B)).account).toBe(B);
    expect(targetOf(world, "*")).toEqual({ arn: "*", owner: undefined, account: undefined, sources: [] });
  });

  it.each<readonly [text: string, action: string, expected: readonly string[]]>([
    ["*", "s3:GetObject", ["*"]],
    ["b", "s3:ListBucket", ["arn:aws:s3:::b"]],
    ["b", "s3:GetObject", ["arn:aws:s3:::b/*"]],
    ["b/a/c", "s3:GetObject", ["arn:aws:s3:::b/a/c"]],
    ["s3://b/a", "s3:GetObject", ["arn:aws:s3:::b/a"]],
    ["arn:aws:s3:::b", "s3:GetObject", ["arn:aws:s3:::b/*"]],
    ["arn:aws:s3:::b/x", "s3:GetObject", ["arn:aws:s3:::b/x"]],
    ["arn:aws:s3:::new", "s3:ListBucket", ["arn:aws:s3:::new"]],
    ["/x", "logs:PutLogEvents", [at("logs", "log-group:/x:log-stream:*")]],
    ["/x", "logs:DeleteLogGroup", [at("logs", "log-group:/x:*")]],
    ["alias/k", "kms:Decrypt", [at("kms", "key/k")]],
    ["r", "sts:AssumeRole", [`arn:aws:iam::${A}:role/r`]],
    ["api", "execute-api:Invoke", ["arn:aws:execute-api:ap-northeast-1:111122223333:a1/*"]],
    ["nothing", "s3:GetObject", []],
    ["q/x", "sqs:SendMessage", []],
    // Another service's, when the action's own has none.
    ["q", "kms:Decrypt", [at("sqs", "q")]],
  ])("%s for %s stands for %j", (text, action, expected) => {
    expect(arnsOf(world, text, action)).toEqual(expected);
  });
  it("one of the action's service goes before others of that name", () => {
    const two = worldWith(plain("Queue", at("sqs", "orders"), "orders"), plain("DynamoTable", at("dynamodb", "table/orders"), "orders"));
    expect(arnsOf(two, "orders", "sqs:SendMessage")).toEqual([at("sqs", "orders")]);
    expect(arnsOf(two, "orders", "dynamodb:GetItem")).toEqual([at("dynamodb", "table/orders")]);
    expect(arnsOf(two, "orders", "s3:GetObject")).toEqual([at("sqs", "orders"), at("dynamodb", "table/orders")]);
  });

  it.each<readonly [text: string, expected: readonly object[]]>([
    ["anonymous", [{ type: "anonymous" }]],
    ["*", [{ type: "anonymous" }]],
    [B, [{ type: "root", account: B }]],
    ["s3.amazonaws.com", [{ type: "service", service: "s3.amazonaws.com" }]],
    ["s3.amazonaws.com.cn", [{ type: "service", service: "s3.amazonaws.com.cn" }]],
    ["s3.example.com", []],
    ["r", [{ type: "role", arn: `arn:aws:iam::${A}:role/r`, account: A, serviceLinked: false }]],
    [
      `arn:aws:sts::${A}:assumed-role/r/me`,
      [{ type: "role", arn: `arn:aws:iam::${A}:role/r`, account: A, serviceLinked: false, session: "me" }],
    ],
    [
      `arn:aws:sts::${B}:assumed-role/x/me`,
      [{ type: "role", arn: `arn:aws:iam::${B}:role/x`, account: B, serviceLinked: false, session: "me" }],
    ],
    [`arn:aws:iam::${B}:root`, [{ type: "root", account: B }]],
    [`arn:aws:iam::${B}:role/x`, [{ type: "role", arn: `arn:aws:iam::${B}:role/x`, account: B, serviceLinked: false }]],
    [
      `arn:aws:iam::${B}:role/aws-service-role/x`,
      [{ type: "role", arn: `arn:aws:iam::${B}:role/aws-service-role/x`, account: B, serviceLinked: true }],
    ],
    [`arn:aws:iam::${B}:user/u`, [{ type: "user", arn: `arn:aws:iam::${B}:user/u`, account: B }]],
    [`arn:aws:iam::${B}:group/g`, []],
    // Nobody of that name in an account that was read.
    [`arn:aws:iam::${A}:role/x`, []],
    [`arn:aws:iam::${A}:saml-provider/p`, [{ type: "federated", provider: `arn:aws:iam::${A}:saml-provider/p` }]],
    [`arn:aws:iam::${B}:oidc-provider/p`, [{ type: "federated", provider: `arn:aws:iam::${B}:oidc-provider/p` }]],
  ])("%s is %j", (text, expected) => {
    const found = personsOf(world, text);
    expect(isUnknown(found) ? found : found.map(({ caller }) => caller)).toEqual(expected);
  });
});

describe("what a holder holds", () => {
  const document = policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
  const managed = resource("ManagedPolicy", { Arn: `arn:aws:iam::${A}:policy/m`, name: "m", region: "global", PolicyDocument: document });
  const group = (fields: object = {}) =>
    resource("Group", {
      Arn: `arn:aws:iam::${A}:group/g`,
      name: "g",
      region: "global",
      GroupName: "g",
      Policies: [{ PolicyName: "of-group", PolicyDocument: document }],
      ManagedPolicyArns: [],
      ...fields,
    });
  const user = (fields: object) =>
    resource("User", {
      Arn: `arn:aws:iam::${A}:user/u`,
      name: "u",
      region: "global",
      UserName: "u",
      Policies: [],
      ManagedPolicyArns: [],
      Groups: [],
      PermissionsBoundary: undefined,
      ...fields,
    });
  const names = (fields: object, ...beside: readonly unknown[]) => {
    const subject = user(fields);
    const { identity, boundary } = heldBy(subject, worldWith(subject, managed, ...beside));
    const show = ({ name, policy: given }: Source) => `${name}${isUnknown(given) ? " ?" : ""}`;
    return [...identity.map(show), ...(boundary ?? []).map((one) => `bound by ${show(one)}`)];
  };

  it.each<readonly [what: string, fields: object, expected: readonly string[]]>([
    ["nothing", {}, []],
    ["an inline policy", { Policies: [{ PolicyName: "p", PolicyDocument: document }] }, ["p"]],
    ["inline policies nobody could read", { Policies: unread }, ["? ?"]],
    ["a managed policy", { ManagedPolicyArns: [managed.id] }, [managed.id]],
    ["one of AWS", { ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }, ["arn:aws:iam::aws:policy/ReadOnlyAccess"]],
    ["one that is elsewhere", { ManagedPolicyArns: [`arn:aws:iam::${B}:policy/m`] }, [`arn:aws:iam::${B}:policy/m ?`]],
    ["managed policies nobody could read", { ManagedPolicyArns: unread }, ["? ?"]],
    ["one that nobody could read", { ManagedPolicyArns: [unread] }, ["? ?"]],
    ["a group", { Groups: ["g"] }, ["of-group"]],
    ["groups nobody could read", { Groups: unread }, ["? ?"]],
    ["a boundary", { PermissionsBoundary: managed.id }, [`bound by ${managed.id}`]],
    ["a boundary nobody could read", { PermissionsBoundary: unread }, ["bound by ? ?"]],
  ])("%s", (_, fields, expected) => {
    expect(names(fields, group())).toEqual(expected);
  });
});

describe("control policies of templates", () => {
  const deny = policy({ Effect: "Deny", Action: "s3:*", Resource: "*" });
  const control = (fields: object) =>
    resource("ControlPolicy", {
      name: "guard",
      region: "global",
      Type: "SERVICE_CONTROL_POLICY",
      Content: deny,
      TargetIds: [B],
      ...fields,
    });
  const levels = (fields: object, type: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" = "SERVICE_CONTROL_POLICY") =>
    controlLevels(worldWith(control(fields)), B, type).map(told);

  it.each<readonly [what: string, fields: object, expected: readonly (readonly string[])[]]>([
    ["on the account", {}, [["FullAWSAccess: Allow  *", "guard: Deny  s3:*"]]],
    ["on another account", { TargetIds: [A] }, []],
    ["on a unit", { TargetIds: ["ou-1"] }, [["FullAWSAccess: Allow  *", "guard: Deny  s3:* if ?"]]],
    ["on a unit and the account", { TargetIds: ["ou-1", B] }, [["FullAWSAccess: Allow  *", "guard: Deny  s3:*"]]],
    ["on nobody knows what", { TargetIds: unread }, [["FullAWSAccess: Allow  *", "guard: Deny  s3:* if ?"]]],
    ["one target nobody knows", { TargetIds: [A, unread] }, [["FullAWSAccess: Allow  *", "guard: Deny  s3:* if ?"]]],
    ["of a kind nobody knows", { Type: unread }, [["FullAWSAccess: Allow  *", "guard: Deny  s3:* if ?"]]],
    ["of the other kind", { Type: "RESOURCE_CONTROL_POLICY" }, []],
    ["that could not be read", { Content: unread }, [["FullAWSAccess: Allow  *", "guard: ?"]]],
  ])("%s", (_, fields, expected) => {
    expect(levels(fields)).toEqual(expected);
  });
  it("of resources", () => {
    expect(levels({ Type: "RESOURCE_CONTROL_POLICY" }, "RESOURCE_CONTROL_POLICY")).toEqual([
      ["RCPFullAWSAccess: Allow * *", "guard: Deny  s3:*"],
    ]);
  });
  it("of an account that was scanned without its organisation nobody knows", () => {
    expect(controlLevels(worldWith(), A, "SERVICE_CONTROL_POLICY").map(told)).toEqual([["SERVICE_CONTROL_POLICY: ?"]]);
  });
});
