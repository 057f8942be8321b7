import { type Company, type Desk, HOUR, MINUTE, monthBy } from "../desk.fixture.ts";
import type { Actor, TrailRecord } from "../record.ts";

/** An agency: seven developers who do everything in the console, in the day time, each with a user of their own. */
const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
] as const;
const CLI = "aws-cli/2.30.4 md/awscrt#0.27.6 ua/2.1 os/windows#11 md/arch#amd64 lang/python#3.13.7";
const OFFICE = ["203.0.113.20", "203.0.113.21"];
const people = ["amari", "bo", "cleo", "dara", "eun", "finn", "gil"];
const customers = ["bakery", "clinic", "museum", "school", "vineyard"];
const instances = ["i-0aa11bb22cc33dd01", "i-0aa11bb22cc33dd02", "i-0aa11bb22cc33dd03", "i-0aa11bb22cc33dd04", "i-0aa11bb22cc33dd05"];

const PAGES: readonly (readonly string[])[] = [
  ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:DescribeSecurityGroups", "ec2:DescribeVolumes", "ec2:DescribeAddresses"],
  ["s3:ListBuckets", "s3:GetBucketLocation", "s3:ListObjects", "s3:GetBucketPolicyStatus"],
  ["lambda:ListFunctions20150331", "lambda:GetAccountSettings20160819", "lambda:GetFunction20150331v2", "lambda:GetPolicy20150331v2"],
  ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:DescribeEvents", "rds:DescribePendingMaintenanceActions"],
  ["iam:ListUsers", "iam:ListRoles", "iam:ListPolicies", "iam:GetAccountSummary"],
  ["logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:FilterLogEvents"],
  ["route53:ListHostedZones", "route53:ListResourceRecordSets", "acm:ListCertificates"],
  ["cloudfront:ListDistributions", "cloudfront:GetDistribution"],
  ["dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:Scan"],
  ["ce:GetCostAndUsage", "ce:GetCostForecast"],
  ["elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTargetHealth"],
  ["cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData"],
];

export function agencyMonth(company: Company): readonly TrailRecord[] {
  return monthBy(company, (desk, midnight, day) => {
    const { random } = desk;
    if (day % 7 < 5)
      for (const name of people) {
        // One comes in the second week, one leaves in the fourth.
        if ((name === "gil" && day < 10) || (name === "cleo" && day > 22)) continue;
        if (random.chance(0.9)) workday(desk, name, midnight + random.int(0, 90) * MINUTE, day);
      }
    servers(desk, midnight, day);
    if (day === 9) arrival(desk, midnight + 3 * HOUR, day);
    if (day === 23) departure(desk, midnight + 3 * HOUR, day);
  });
}

function placeOf(desk: Desk, name: string, day: number): string {
  const { random } = desk;
  const i = people.indexOf(name);
  if (random.chance(0.6)) return random.pick(OFFICE);
  // A customer's guest network, a café, a train; one is abroad for a week.
  if (random.chance(0.1)) return `198.51.${random.int(1, 80)}.${random.int(1, 250)}`;
  return name === "finn" && day >= 14 && day < 19 ? "192.0.2.77" : `100.${20 + i * 3}.7.${9 + Math.floor(day / 12)}`;
}

function workday(desk: Desk, name: string, begin: number, day: number): void {
  const { random } = desk;
  const key = desk.user(name, placeOf(desk, name, day), CLI);
  const browser: Actor = {
    ...key,
    identity: {
      ...key.identity,
      accessKeyId: desk.key(`console ${name} ${day}`),
      sessionContext: { attributes: { creationDate: new Date(begin).toISOString(), mfaAuthenticated: "true" } },
    },
    userAgent: AGENTS[people.indexOf(name) % 3] as string,
  };
  const signIn = (at: number, result: "Success" | "Failure") =>
    desk.add(at, { ...browser, identity: { ...key.identity, accessKeyId: "" } }, "signin", "ConsoleLogin", null, {
      answer: { ConsoleLogin: result },
      more: { eventType: "AwsConsoleSignIn", additionalEventData: { MFAUsed: "Yes" } },
    });
  if (random.chance(0.08)) for (let n = random.int(1, 3); n > 0; n -= 1) signIn(begin - n * 40_000, "Failure");
  signIn(begin, "Success");
  for (let n = random.int(6, 16); n > 0; n -= 1) desk.read(begin + random.int(1, 500) * MINUTE, browser, random.pick(PAGES));
  for (let n = random.int(1, 4); n > 0; n -= 1) random.pick(TASKS)(desk, browser, begin + random.int(20, 480) * MINUTE);
  if (random.chance(0.25))
    desk.read(begin + random.int(30, 400) * MINUTE, key, ["sts:GetCallerIdentity", "s3:ListObjectsV2", "cloudfront:CreateInvalidation"]);
  // Pages with boxes one may not see.
  if (random.chance(0.15))
    desk.read(
      begin + 90 * MINUTE,
      browser,
      ["health:DescribeEvents", "support:DescribeCases", "compute-optimizer:GetEnrollmentStatus"],
      "AccessDenied",
    );
}

type Task = (desk: Desk, actor: Actor, at: number) => void;

/** What a day brings. */
const TASKS: readonly Task[] = [
  (desk, actor, at) => {
    const functionName = `${desk.random.pick(customers)}-form`;
    for (let n = desk.random.int(1, 6); n > 0; n -= 1) {
      desk.add(at + n * 150_000, actor, "lambda", "UpdateFunctionCode20150331v2", { functionName, dryRun: false });
      desk.add(at + n * 150_000 + 9_000, actor, "lambda", "Invoke", { functionName }, { data: true });
    }
  },
  (desk, actor, at) => {
    const functionName = `${desk.random.pick(customers)}-${desk.random.hex(3)}`;
    desk.add(at, actor, "iam", "CreateRole", { roleName: `${functionName}-role-${desk.random.hex(4)}`, path: "/service-role/" });
    desk.add(at + 2_000, actor, "iam", "CreatePolicy", { policyName: `AWSLambdaBasicExecutionRole-${desk.random.hex(8)}` });
    desk.add(at + 3_000, actor, "iam", "AttachRolePolicy", {
      policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    });
    desk.add(at + 9_000, actor, "lambda", "CreateFunction20150331", { functionName, runtime: "nodejs22.x" });
  },
  (desk, actor, at) =>
    desk.add(at, actor, "lambda", "UpdateFunctionConfiguration20150331v2", {
      functionName: `${desk.random.pick(customers)}-form`,
      timeout: 20,
    }),
  (desk, actor, at) => {
    const bucketName = `${desk.random.pick(customers)}-www`;
    for (let f = desk.random.int(3, 40); f > 0; f -= 1)
      desk.add(at + f * 400, actor, "s3", "PutObject", { bucketName, key: `img/${desk.random.hex(6)}.webp` }, { data: true });
  },
  (desk, actor, at) => {
    const bucketName = `${desk.random.pick(customers)}-www`;
    for (let f = desk.random.int(1, 45); f > 0; f -= 1)
      desk.add(at + f * 250, actor, "s3", "DeleteObject", { bucketName, key: `old/${desk.random.hex(6)}.jpg` }, { data: true });
  },
  (desk, actor, at) =>
    desk.add(at, actor, "ec2", desk.random.pick(["StartInstances", "StopInstances", "RebootInstances"]), {
      instancesSet: { items: [{ instanceId: desk.random.pick(instances) }] },
    }),
  (desk, actor, at) =>
    desk.add(at, actor, "ec2", "AuthorizeSecurityGroupIngress", {
      groupId: "sg-0web",
      ipPermissions: { items: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: `${actor.ip}/32` }] } }] },
    }),
  (desk, actor, at) => desk.add(at, actor, "ssm", "StartSession", { target: desk.random.pick(instances) }),
  (desk, actor, at) => desk.add(at, actor, "route53", "ChangeResourceRecordSets", { hostedZoneId: "Z1" }),
  (desk, actor, at) => desk.add(at, actor, "cloudfront", "CreateInvalidation", { distributionId: "E3AGENCY" }),
  (desk, actor, at) => desk.add(at, actor, "rds", "CreateDBSnapshot", { dBInstanceIdentifier: `${desk.random.pick(customers)}-db` }),
  (desk, actor, at) => desk.add(at, actor, "secretsmanager", "GetSecretValue", { secretId: `${desk.random.pick(customers)}/db` }),
  (desk, actor, at) => {
    for (let page = desk.random.int(1, 8); page > 0; page -= 1)
      desk.add(at + page * 6_000, actor, "dynamodb", "Scan", { tableName: `${desk.random.pick(customers)}-orders` }, { data: true });
  },
  (desk, actor, at) => {
    desk.add(at, actor, "s3", "CreateBucket", { bucketName: `test-${desk.random.hex(6)}` });
    desk.add(at + 5_000, actor, "s3", "PutBucketTagging", { bucketName: "test" });
  },
  (desk, actor, at) => desk.add(at, actor, "cloudwatch", "PutMetricAlarm", { alarmName: desk.random.hex(5) }),
  (desk, actor, at) => desk.add(at, actor, "logs", "PutRetentionPolicy", { logGroupName: "/aws/lambda/x", retentionInDays: 90 }),
  (desk, actor, at) =>
    desk.add(at, actor, "events", "PutTargets", {
      rule: "nightly",
      targets: [{ id: "1", arn: `arn:aws:lambda:eu-west-1:${desk.around.account}:function:x` }],
    }),
];

/** The office manager's work. */
function administrator(desk: Desk, at: number, day: number): Actor {
  const key = desk.user("amari", OFFICE[0] as string, AGENTS[0]);
  return {
    ...key,
    identity: {
      ...key.identity,
      accessKeyId: desk.key(`console amari ${day}`),
      sessionContext: { attributes: { creationDate: new Date(at).toISOString(), mfaAuthenticated: "true" } },
    },
  };
}

function arrival(desk: Desk, at: number, day: number): void {
  const actor = administrator(desk, at, day);
  desk.add(at, actor, "iam", "CreateUser", { userName: "gil" });
  desk.add(at + MINUTE, actor, "iam", "CreateLoginProfile", { userName: "gil", passwordResetRequired: true });
  desk.add(at + 2 * MINUTE, actor, "iam", "AddUserToGroup", { userName: "gil", groupName: "developers" });
  desk.add(at + 5 * MINUTE, actor, "iam", "CreateAccessKey", { userName: "gil" }, { answer: { accessKey: { userName: "gil" } } });
}

function departure(desk: Desk, at: number, day: number): void {
  const actor = administrator(desk, at, day);
  for (const [i, name] of ["DeleteLoginProfile", "DeactivateMFADevice", "DeleteAccessKey", "RemoveUserFromGroup", "DeleteUser"].entries())
    desk.add(at + i * MINUTE, actor, "iam", name, { userName: "cleo" });
}

/** The customers' machines, and their copies. */
function servers(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  for (const [i, instance] of instances.entries()) {
    const started = midnight + i * MINUTE;
    desk.add(
      started,
      desk.service("ec2"),
      "sts",
      "AssumeRole",
      { roleArn: `arn:aws:iam::${desk.around.account}:role/web-server`, roleSessionName: instance },
      { answer: { credentials: { accessKeyId: desk.key(`web-server ${instance} ${day}`) } } },
    );
    const actor = desk.session(
      "web-server",
      instance,
      String(day),
      started,
      `34.243.9.${30 + i}`,
      "aws-sdk-php/3.356.0 OS/Linux#6.1 lang/php#8.3",
    );
    for (let n = random.int(4, 10); n > 0; n -= 1) {
      const at = started + random.int(1, 1_430) * MINUTE;
      desk.add(
        at,
        actor,
        "s3",
        random.pick(["GetObject", "PutObject"]),
        { bucketName: `${customers[i]}-uploads`, key: random.hex(8) },
        { data: true },
      );
      desk.add(at + 2_000, actor, "ses", "SendEmail", null);
    }
  }
  desk.read(midnight + 2 * HOUR, desk.service("backup"), ["rds:CreateDBSnapshot", "ec2:CreateSnapshot", "ec2:DeleteSnapshot"]);
}
