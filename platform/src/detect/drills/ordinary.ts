import { type Actor, type Call, record, type Surroundings, serviceIdentity, sessionOf, type TrailRecord, userOf } from "./record.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Tokyo. */
const OFFSET = 9 * HOUR;

export interface Person {
  readonly name: string;
  readonly role: string;
  readonly home: string;
  readonly userAgent: string;
  /** First day at work, from the beginning. */
  readonly from: number;
}

export interface App {
  readonly name: string;
  readonly runtime: string;
  readonly table: string;
  readonly bucket?: string;
  readonly secret?: string;
  readonly queue?: string;
}

export const office = "203.0.113.20";
const SSO = "aws-reserved/sso.amazonaws.com/ap-northeast-1/AWSReservedSSO_Developer_0a1b2c3d4e5f6071";
const AUDIT = "aws-reserved/sso.amazonaws.com/ap-northeast-1/AWSReservedSSO_Audit_1122334455667788";

export const people: readonly Person[] = [
  { name: "sato", role: SSO, home: "198.51.100.11", userAgent: "aws-cli/2.31.4 md/awscrt#0.27 ua/2.1 os/macos#25.1", from: 0 },
  { name: "suzuki", role: SSO, home: "198.51.100.37", userAgent: "aws-cli/2.31.4 md/awscrt#0.27 ua/2.1 os/linux#6.8", from: 0 },
  {
    name: "tanaka",
    role: SSO,
    home: "198.51.100.80",
    userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15",
    from: 0,
  },
  { name: "ito", role: AUDIT, home: "198.51.100.140", userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36", from: 0 },
  // A newcomer in the middle of the month is nothing to report.
  { name: "yamada", role: SSO, home: "198.51.100.201", userAgent: "aws-cli/2.31.4 md/awscrt#0.27 ua/2.1 os/windows#11", from: 15 },
];

export const apps: readonly App[] = [
  { name: "orders-create", runtime: "nodejs22.x", table: "orders", queue: "orders-work", secret: "orders/db" },
  { name: "orders-list", runtime: "nodejs22.x", table: "orders" },
  { name: "orders-worker", runtime: "python3.13", table: "orders", queue: "orders-work", bucket: "acme-orders-invoices" },
  { name: "customers-api", runtime: "nodejs22.x", table: "customers" },
  { name: "reports-nightly", runtime: "python3.13", table: "orders", bucket: "acme-reports" },
  { name: "notify", runtime: "nodejs22.x", table: "subscriptions" },
];

/** Stable ids made of names, as AWS gives each role and user one. */
export function idOf(prefix: "AROA" | "AIDA", name: string): string {
  let hash = 2_166_136_261;
  for (const c of name) hash = Math.imul(hash ^ c.charCodeAt(0), 16_777_619) >>> 0;
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let out = prefix;
  for (let i = 0; i < 17; i += 1) {
    out += letters[hash % 32];
    hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) >>> 0;
  }
  return out;
}

/** A credential as it would be in use: one for each person and day, one for each function and half day. */
function keyOf(around: Surroundings, seen: Map<string, string>, name: string): string {
  let key = seen.get(name);
  if (!key) seen.set(name, (key = `ASIA${around.random.key(16)}`));
  return key;
}

/** The records of ordinary days, in order of time. `start` is midnight in Tokyo. */
export function ordinaryDays(around: Surroundings, start: number, days: number): readonly TrailRecord[] {
  const out: { readonly time: number; readonly record: TrailRecord }[] = [];
  const keys = new Map<string, string>();
  for (let day = 0; day < days; day += 1) {
    const midnight = start + day * DAY;
    const weekday = new Date(midnight + OFFSET).getUTCDay();
    const working = weekday !== 0 && weekday !== 6;
    const add = (time: number, actor: Actor, call: Call) => out.push({ time, record: record(around, time, actor, call) });
    for (const person of people)
      if (working && day >= person.from && around.random.chance(0.9)) workday(around, keys, person, midnight, add);
    if (working)
      for (let n = around.random.int(0, 2); n > 0; n -= 1) deployment(around, keys, midnight + around.random.int(10, 18) * HOUR, add);
    for (const app of apps) functionDay(around, keys, app, midnight, add);
    awsItself(around, midnight, add);
  }
  return out.toSorted((a, b) => a.time - b.time).map((item) => item.record);
}

type Add = (time: number, actor: Actor, call: Call) => void;

function workday(around: Surroundings, keys: Map<string, string>, person: Person, midnight: number, add: Add): void {
  const { account, random } = around;
  const remote = random.chance(0.4);
  const begin = midnight + 9 * HOUR + random.int(0, 90) * 60_000;
  const key = keyOf(around, keys, `${person.name}${midnight}`);
  const actor: Actor = {
    identity: sessionOf(account, person.role, `${person.name}@acme.example`, key, idOf("AROA", person.role), begin),
    ip: remote ? person.home : office,
    userAgent: person.userAgent,
  };
  const app = () => random.pick(apps);
  const reading: readonly (() => Call)[] = [
    () => ({ service: "lambda", name: "ListFunctions20150331" }),
    () => ({ service: "lambda", name: "GetFunction20150331v2", parameters: { functionName: app().name } }),
    () => ({ service: "logs", name: "FilterLogEvents", parameters: { logGroupName: `/aws/lambda/${app().name}` } }),
    () => ({ service: "cloudwatch", name: "GetMetricData" }),
    () => ({ service: "dynamodb", name: "DescribeTable", parameters: { tableName: app().table } }),
    () => ({ service: "s3", name: "ListBuckets" }),
    () => ({ service: "cloudformation", name: "DescribeStacks" }),
    () => ({ service: "iam", name: "GetRole", parameters: { roleName: `${app().name}-role` } }),
    () => ({ service: "sts", name: "GetCallerIdentity" }),
    () => ({ service: "ec2", name: "DescribeVpcs" }),
  ];
  const auditing: readonly (() => Call)[] = [
    ...reading,
    () => ({ service: "iam", name: "ListUsers" }),
    () => ({ service: "iam", name: "GenerateCredentialReport" }),
    () => ({ service: "cloudtrail", name: "DescribeTrails" }),
    () => ({ service: "s3", name: "GetBucketPolicy", parameters: { bucketName: "acme-reports" } }),
  ];
  const list = person.role === AUDIT ? auditing : reading;
  for (let n = random.int(8, 22); n > 0; n -= 1) {
    const call = random.pick(list)();
    // People mistype and lack permissions now and then.
    add(begin + random.int(0, 8 * 3_600) * 1_000, actor, random.chance(0.02) ? { ...call, error: "AccessDenied" } : call);
  }
  if (person.role === SSO && random.chance(0.15))
    add(begin + 3 * HOUR, actor, { service: "lambda", name: "Invoke", parameters: { functionName: app().name }, data: true });
  if (person.role === SSO && random.chance(0.08))
    add(begin + 4 * HOUR, actor, { service: "secretsmanager", name: "GetSecretValue", parameters: { secretId: "orders/db" } });
}

function deployment(around: Surroundings, keys: Map<string, string>, at: number, add: Add): void {
  const { account, random } = around;
  const key = keyOf(around, keys, `ci${at}`);
  const identity = sessionOf(account, "github-deploy", "GitHubActions", key, idOf("AROA", "github-deploy"), at);
  const ip = `192.0.2.${random.int(10, 60)}`;
  const runner: Actor = { identity, ip, userAgent: "aws-sdk-js/3.1164.0 ua/2.1 os/linux#6.8 lang/js md/nodejs#22.20.0" };
  const web: Actor = {
    identity: {
      type: "WebIdentityUser",
      principalId: "token.actions.githubusercontent.com:sts.amazonaws.com:repo:acme/orders:ref:refs/heads/main",
      userName: "repo:acme/orders:ref:refs/heads/main",
      identityProvider: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
    },
    ip,
    userAgent: runner.userAgent,
  };
  const role = `arn:aws:iam::${account}:role/github-deploy`;
  add(at, web, {
    service: "sts",
    name: "AssumeRoleWithWebIdentity",
    parameters: { roleArn: role, roleSessionName: "GitHubActions" },
    answer: { credentials: { accessKeyId: key } },
    resources: [role],
  });
  add(at + 4_000, runner, { service: "cloudformation", name: "CreateChangeSet", parameters: { stackName: "orders" } });
  add(at + 9_000, runner, { service: "cloudformation", name: "ExecuteChangeSet", parameters: { stackName: "orders" } });
  const cloudFormation: Actor = {
    identity: { ...identity, invokedBy: "cloudformation.amazonaws.com" },
    ip: "cloudformation.amazonaws.com",
    userAgent: "cloudformation.amazonaws.com",
  };
  for (const [i, app] of apps.slice(0, random.int(1, 4)).entries())
    add(at + 15_000 + i * 2_000, cloudFormation, {
      service: "lambda",
      name: "UpdateFunctionCode20150331v2",
      parameters: {
        functionName: app.name,
        s3Bucket: "cdk-hnb659fds-assets",
        s3Key: `${random.hex(40)}.zip`,
        dryRun: false,
        publish: true,
      },
      answer: { functionName: app.name, runtime: app.runtime },
    });
}

function functionDay(around: Surroundings, keys: Map<string, string>, app: App, midnight: number, add: Add): void {
  const { account, region, random } = around;
  for (const half of [0, 12]) {
    const begin = midnight + half * HOUR;
    const key = keyOf(around, keys, `${app.name}${begin}`);
    const role = `${app.name}-role`;
    const arn = `arn:aws:iam::${account}:role/${role}`;
    add(
      begin + random.int(0, 300) * 1_000,
      { identity: serviceIdentity("lambda"), ip: "lambda.amazonaws.com", userAgent: "lambda.amazonaws.com" },
      {
        service: "sts",
        name: "AssumeRole",
        parameters: { roleArn: arn, roleSessionName: app.name },
        answer: { credentials: { accessKeyId: key } },
        resources: [arn],
      },
    );
    const language = app.runtime.startsWith("python") ? "Boto3/1.40.1 md/Botocore#1.40.1 exec-env" : "aws-sdk-js/3.1164.0 ua/2.1 exec-env";
    const actor: Actor = {
      identity: sessionOf(account, role, app.name, key, idOf("AROA", role), begin),
      ip: `54.250.${random.int(1, 20)}.${random.int(1, 250)}`,
      userAgent: `${language}/AWS_Lambda_${app.runtime}`,
    };
    const calls: Call[] = [
      {
        service: "dynamodb",
        name: random.pick(["GetItem", "Query", "PutItem"]),
        parameters: { tableName: app.table },
        data: true,
        resources: [`arn:aws:dynamodb:${region}:${account}:table/${app.table}`],
      },
      { service: "logs", name: "CreateLogStream", parameters: { logGroupName: `/aws/lambda/${app.name}` } },
    ];
    if (app.secret) calls.push({ service: "secretsmanager", name: "GetSecretValue", parameters: { secretId: app.secret } });
    if (app.bucket)
      calls.push({
        service: "s3",
        name: "PutObject",
        parameters: { bucketName: app.bucket, key: `${random.hex(8)}.csv` },
        data: true,
        resources: [`arn:aws:s3:::${app.bucket}`],
        more: { additionalEventData: { bytesTransferredIn: random.int(1_000, 90_000), bytesTransferredOut: 0 } },
      });
    for (let n = random.int(6, 12); n > 0; n -= 1) add(begin + random.int(400, 12 * 3_600 - 100) * 1_000, actor, random.pick(calls));
  }
}

function awsItself(around: Surroundings, midnight: number, add: Add): void {
  const { random } = around;
  const by = (service: string): Actor => ({
    identity: serviceIdentity(service),
    ip: `${service}.amazonaws.com`,
    userAgent: `${service}.amazonaws.com`,
  });
  add(midnight + random.int(0, 3_600) * 1_000, by("config"), {
    service: "s3",
    name: "GetBucketAcl",
    parameters: { bucketName: "acme-reports" },
  });
  add(midnight + random.int(0, 7_200) * 1_000, by("cloudtrail"), {
    service: "s3",
    name: "GetBucketAcl",
    parameters: { bucketName: "acme-trail" },
  });
  add(midnight + 2 * HOUR, by("events"), {
    service: "lambda",
    name: "Invoke",
    parameters: { functionName: "reports-nightly" },
    data: true,
  });
}

/** An operator's user with a long-term key, for a nightly copy: the one old habit of the account. */
export function backupUser(account: string): Actor {
  return {
    identity: userOf(account, "backup-operator", "AKIAQ3EXAMPLEBACKUP1", idOf("AIDA", "backup-operator")),
    ip: office,
    userAgent: "aws-cli/2.15.0 Python/3.11.6 Linux/5.10.0 source/x86_64",
  };
}
