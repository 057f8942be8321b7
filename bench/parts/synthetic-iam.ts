// A made-up organisation for the benchmarks of the policy engine: as many roles and resources as asked for, the same every time.
import type { Estate, Policy, Resource, Scope } from "../../platform/src/model/index.ts";
import { parsePolicy, unknownInside } from "../../platform/src/model/index.ts";
import type { Noun, Origin } from "../../platform/src/model/resource.ts";

export interface SyntheticSize {
  readonly roles: number;
  readonly resources: number;
  readonly apps?: number;
  readonly accounts?: number;
  readonly seed?: number;
  /** Share of roles with a permissions boundary. */
  readonly boundaries?: number;
}

const REGION = "ap-northeast-1";
const ORIGIN: Origin = { source: "aws", at: "2026-11-22T00:00:00.000Z" };
const NONE: readonly never[] = [];
const NO_TAGS: Readonly<Record<string, string>> = {};

/** 800 apps in 50 accounts, three statements a role, a boundary on a fifth of them, each unless said otherwise. */
export function syntheticIam({ roles, resources, apps = 800, accounts = 50, seed = 1, boundaries = 0.2 }: SyntheticSize): Estate {
  const random = generator(seed);
  const accountIds = Array.from({ length: accounts }, (_, i) => String(111_000_000_000 + i));
  const out: Resource[] = [];
  const accountOfApp = (app: number): string => accountIds[app % accounts] as string;
  for (const account of accountIds) out.push(boundaryOf(account) as unknown as Resource, accountOf(account) as unknown as Resource);
  for (let i = 0; i < roles; i += 1) {
    const app = i % apps;
    const account = accountOfApp(app);
    const role = roleOf(i, app, account, random, boundaries, accountIds);
    out.push(role as unknown as Resource);
  }
  for (let i = 0; i < resources; i += 1) {
    // Each app gets some of every kind.
    const app = (Math.floor(i / 10) * 7919) % apps;
    out.push(resourceOf(i, app, accountOfApp(app), roles, apps) as unknown as Resource);
  }
  const scopes: Scope[] = accountIds.map((account) => ({
    id: `aws:${account}`,
    source: "aws",
    account,
    regions: [REGION],
    label: account,
  }));
  return { scopes, resources: out, gaps: [], problems: [], unrecognised: {} };
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function policy(statements: readonly object[]): Policy {
  const parsed = parsePolicy({ Version: "2012-10-17", Statement: statements });
  if (unknownInside(parsed)) throw new Error("a synthetic policy is malformed");
  return parsed as Policy;
}

function base(account: string, id: string, name: string) {
  return { id, name, account, region: REGION, scope: `aws:${account}`, origin: ORIGIN, Tags: NO_TAGS };
}

const BLOCKED = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } as const;
const NO_HOLDERS = { Roles: NONE, Users: NONE, Groups: NONE } as const;

function accountOf(account: string): Noun<"Account"> {
  return {
    kind: "Account",
    ...base(account, `arn:aws:iam::${account}:root`, account),
    region: "global",
    AccountId: account,
    ContactInformation: NONE,
    SecurityContact: undefined,
    RootAccessKeysPresent: false,
    RootMfaEnabled: true,
    RootPasswordPresent: true,
    RootVirtualMfa: false,
    RootCredentials: { PasswordLastUsed: undefined, KeyLastUsed: NONE },
    PasswordPolicy: undefined,
    S3PublicAccessBlock: BLOCKED,
    Budgets: NONE,
    Organization: undefined,
    OrganizationPolicies: undefined,
    EnabledRegions: [REGION],
    SupportAccessHolders: NO_HOLDERS,
    CloudShellFullAccessHolders: NO_HOLDERS,
  };
}

const BOUNDARY = policy([
  {
    Sid: "Data",
    Effect: "Allow",
    Action: ["dynamodb:*", "s3:*", "sqs:*", "sns:*", "logs:*", "lambda:*", "secretsmanager:*"],
    Resource: "*",
  },
  { Sid: "NoWayUp", Effect: "Deny", Action: ["iam:*", "organizations:*"], Resource: "*" },
]);

function boundaryOf(account: string): Noun<"ManagedPolicy"> {
  const Arn = `arn:aws:iam::${account}:policy/workload-boundary`;
  return {
    kind: "ManagedPolicy",
    ...base(account, Arn, "workload-boundary"),
    region: "global",
    Arn,
    PolicyName: "workload-boundary",
    AwsManaged: false,
    PolicyDocument: BOUNDARY,
    AttachedRoles: NONE,
    AttachedUsers: NONE,
    AttachedGroups: NONE,
  };
}

const LAMBDA_TRUST = policy([{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }]);

type Pick = <T>(list: readonly T[]) => T;

/** The shapes of statement that roles of real applications have. */
const SHAPES: readonly ((app: number, account: string, roll: number) => object)[] = [
  (app, account) => ({
    Action: ["dynamodb:GetItem", "dynamodb:Query"],
    Resource: `arn:aws:dynamodb:${REGION}:${account}:table/app-${app}-*`,
  }),
  (app) => ({ Action: ["dynamodb:PutItem", "dynamodb:UpdateItem"], Resource: `arn:aws:dynamodb:*:*:table/app-${app}-*` }),
  (app) => ({ Action: "s3:GetObject", Resource: `arn:aws:s3:::app-${app}-*/*` }),
  (app) => ({ Action: ["s3:PutObject", "s3:DeleteObject"], Resource: [`arn:aws:s3:::app-${app}-*`, `arn:aws:s3:::app-${app}-*/*`] }),
  (app, account) => ({ Action: "sqs:SendMessage", Resource: `arn:aws:sqs:${REGION}:${account}:app-${app}-*` }),
  (app, account, roll) => ({ Action: "sqs:*", Resource: `arn:aws:sqs:${REGION}:${account}:app-${app}-queue-${Math.floor(roll * 50_000)}` }),
  (app) => ({ Action: "secretsmanager:GetSecretValue", Resource: `arn:aws:secretsmanager:*:*:secret:app-${app}-*` }),
  (app, account) => ({ Action: "sns:Publish", Resource: `arn:aws:sns:${REGION}:${account}:app-${app}-*` }),
  (app, account) => ({ Action: "lambda:InvokeFunction", Resource: `arn:aws:lambda:${REGION}:${account}:function:app-${app}-*` }),
  () => ({ Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }),
];

/** What few roles hold and attackers look for, with how often. */
const RARE: readonly (readonly [share: number, make: (app: number, account: string) => object])[] = [
  [0.004, () => ({ Action: "*", Resource: "*" })],
  [0.01, () => ({ Action: "iam:PassRole", Resource: "*" })],
  [0.02, (app, account) => ({ Action: "iam:PassRole", Resource: `arn:aws:iam::${account}:role/app-${app}-*` })],
  [
    0.02,
    (app, account) => ({ Action: "lambda:UpdateFunctionCode", Resource: `arn:aws:lambda:${REGION}:${account}:function:app-${app}-*` }),
  ],
  [0.005, () => ({ Action: ["iam:PutRolePolicy", "iam:AttachRolePolicy"], Resource: "*" })],
  [0.005, (_, account) => ({ Action: "iam:CreateAccessKey", Resource: `arn:aws:iam::${account}:user/*` })],
  [0.03, (app, account) => ({ Action: "sts:AssumeRole", Resource: `arn:aws:iam::${account}:role/app-${app}-*` })],
  [0.002, () => ({ Action: "dynamodb:*", Resource: "*" })],
];

function roleOf(
  i: number,
  app: number,
  account: string,
  random: () => number,
  boundaries: number,
  accountIds: readonly string[],
): Noun<"Role"> {
  const pick: Pick = (list) => list[Math.floor(random() * list.length)] as (typeof list)[number];
  const statements: object[] = [];
  for (let n = 0; n < 3; n += 1) statements.push({ Sid: `S${n}`, Effect: "Allow", ...pick(SHAPES)(app, account, random()) });
  for (const [share, make] of RARE) if (random() < share) statements.push({ Effect: "Allow", ...make(app, account) });
  const RoleName = `app-${app}-role-${i}`;
  const Arn = `arn:aws:iam::${account}:role/${RoleName}`;
  return {
    kind: "Role",
    ...base(account, Arn, RoleName),
    region: "global",
    Arn,
    RoleName,
    Path: "/",
    AssumeRolePolicyDocument: random() < 0.9 ? LAMBDA_TRUST : trustOf(random() < 0.2 ? pick(accountIds) : account),
    Policies: [{ PolicyName: "work", PolicyDocument: policy(statements) }],
    ManagedPolicyArns: NONE,
    PermissionsBoundary: random() < boundaries ? `arn:aws:iam::${account}:policy/workload-boundary` : undefined,
    MaxSessionDuration: 3600,
    CreateDate: undefined,
    LastUsedDate: undefined,
    RoleId: undefined,
  };
}

const trusts = new Map<string, Policy>();

function trustOf(trusted: string): Policy {
  let found = trusts.get(trusted);
  if (!found) {
    found = policy([{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${trusted}:root` }, Action: "sts:AssumeRole" }]);
    trusts.set(trusted, found);
  }
  return found;
}

function resourceOf(
  i: number,
  app: number,
  account: string,
  roles: number,
  apps: number,
): Noun<"DynamoTable" | "Queue" | "Topic" | "Bucket" | "Secret" | "LambdaFunction"> {
  const at = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${account}:${rest}`;
  switch (i % 10) {
    case 0:
    case 1:
      return table(base(account, at("dynamodb", `table/app-${app}-table-${i}`), `app-${app}-table-${i}`));
    case 2:
    case 3:
      return queue(base(account, at("sqs", `app-${app}-queue-${i}`), `app-${app}-queue-${i}`));
    case 4:
      return topic(base(account, at("sns", `app-${app}-topic-${i}`), `app-${app}-topic-${i}`));
    case 5:
      return bucket(base(account, `arn:aws:s3:::app-${app}-bucket-${i}`, `app-${app}-bucket-${i}`));
    case 6:
      return secret(base(account, at("secretsmanager", `secret:app-${app}-secret-${i}-AbCdEf`), `app-${app}-secret-${i}`));
    default: {
      // A role of the same app, so that its account is the function's.
      const nth = Math.floor(i / 10 / apps) % Math.max(1, Math.floor(roles / apps));
      const role = `arn:aws:iam::${account}:role/app-${app}-role-${app + nth * apps}`;
      return lambda(base(account, at("lambda", `function:app-${app}-fn-${i}`), `app-${app}-fn-${i}`), role);
    }
  }
}

type Base = ReturnType<typeof base>;

function table(b: Base): Noun<"DynamoTable"> {
  return {
    kind: "DynamoTable",
    ...b,
    Arn: b.id,
    TableName: b.name,
    BillingMode: "PAY_PER_REQUEST",
    AutoScaled: undefined,
    SseType: "AWS_OWNED",
    KmsKeyArn: undefined,
    PointInTimeRecovery: true,
    DeletionProtectionEnabled: true,
    StreamArn: undefined,
    TimeToLiveAttribute: undefined,
    Policy: undefined,
  };
}

function queue(b: Base): Noun<"Queue"> {
  return {
    kind: "Queue",
    ...b,
    Arn: b.id,
    QueueUrl: undefined,
    QueueName: b.name,
    Policy: undefined,
    SqsManagedSseEnabled: true,
    KmsMasterKeyId: undefined,
    VisibilityTimeout: 30,
    MessageRetentionPeriod: 345_600,
    RedrivePolicy: undefined,
    RedriveAllowPolicy: undefined,
    FifoQueue: false,
  };
}

function topic(b: Base): Noun<"Topic"> {
  return {
    kind: "Topic",
    ...b,
    Arn: b.id,
    TopicName: b.name,
    Policy: undefined,
    KmsMasterKeyId: undefined,
    TracingConfig: undefined,
    DeliveryStatusLogging: NONE,
  };
}

const SSE = { Algorithm: "AES256", KmsKeyId: undefined } as const;

function bucket(b: Base): Noun<"Bucket"> {
  return {
    kind: "Bucket",
    ...b,
    Arn: b.id,
    BucketName: b.name,
    Policy: undefined,
    PublicAccessBlock: BLOCKED,
    AclGrants: NONE,
    ObjectOwnership: "BucketOwnerEnforced",
    Encryption: SSE,
    Versioning: "Enabled",
    MfaDelete: false,
    LoggingTarget: undefined,
    ActiveLifecycleRules: 0,
    ObjectLock: false,
    ReplicationRules: 0,
    Website: false,
    Notifications: NONE,
  };
}

function secret(b: Base): Noun<"Secret"> {
  return {
    kind: "Secret",
    ...b,
    Arn: b.id,
    Name: b.name,
    KmsKeyId: undefined,
    RotationEnabled: false,
    RotationDays: undefined,
    LastRotatedDate: undefined,
    LastAccessedDate: undefined,
    CreatedDate: undefined,
    NextRotationDate: undefined,
    OwningService: undefined,
    Policy: undefined,
    SecretString: undefined,
  };
}

const X86 = ["x86_64"] as const;

function lambda(b: Base, role: string): Noun<"LambdaFunction"> {
  return {
    kind: "LambdaFunction",
    ...b,
    Arn: b.id,
    FunctionName: b.name,
    PackageType: "Zip",
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    ImageUri: undefined,
    Architectures: X86,
    Role: role,
    MemorySize: 256,
    Timeout: 10,
    EphemeralStorage: 512,
    Environment: NO_TAGS,
    KmsKeyArn: undefined,
    TracingMode: "Active",
    Layers: NONE,
    VpcConfig: undefined,
    DeadLetterTarget: undefined,
    LoggingConfig: { LogGroup: undefined, LogFormat: "JSON" },
    FileSystemArns: NONE,
    CodeSigningConfigArn: undefined,
    ReservedConcurrentExecutions: undefined,
    ProvisionedConcurrency: NONE,
    RuntimeManagement: "Auto",
    SnapStart: undefined,
    RecursiveLoop: undefined,
    Policies: NONE,
    Urls: NONE,
    Aliases: NONE,
    Versions: NONE,
    EventInvokeConfigs: NONE,
    CodeSize: 1000,
    CodeSha256: undefined,
    LastModified: undefined,
    InlineCode: undefined,
  };
}
