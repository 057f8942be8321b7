import { type Company, DAY, type Desk, HOUR, MINUTE, monthBy, TERRAFORM } from "../desk.fixture.ts";
import type { Actor, TrailRecord } from "../record.ts";

/** A payments company: an own build server, Terraform Cloud, auditors, strict rotation, a break-glass role that is tried out each month. */
const JENKINS = "aws-cli/2.31.2 md/awscrt#0.27.6 ua/2.1 os/linux#5.15 md/arch#x86_64 lang/python#3.13.7";
const GO = "aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#amd64";
const KOTLIN = "aws-sdk-java/2.34.0 md/io#sync md/http#Apache ua/2.1 exec-env/AWS_ECS_FARGATE lang/java#21.0.8";
const EDGE =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0";
const sso = (set: string, tail: string) => `aws-reserved/sso.amazonaws.com/us-east-1/AWSReservedSSO_${set}_${tail}`;
const DEVELOPER = sso("Developer", "10a10a10a10a10a1");
const AUDITOR = sso("Auditor", "20b20b20b20b20b2");
const OPERATOR = sso("Operator", "30c30c30c30c30c3");
const developers = ["lars", "mina", "noor", "olga", "pete", "quan", "rosa", "sven", "tara"];
const services = ["authorise", "capture", "disputes", "ledger", "payouts", "refunds", "risk", "settle"];
const GATEWAYS = ["192.0.2.60", "192.0.2.61"];

export function paymentsMonth(company: Company): readonly TrailRecord[] {
  return monthBy(company, (desk, midnight, day) => {
    const { random } = desk;
    const weekday = day % 7;
    tasks(desk, midnight, day);
    nights(desk, midnight, day);
    if (weekday > 4) return;
    for (let n = random.int(2, 6); n > 0; n -= 1) build(desk, midnight + random.int(9 * 60, 18 * 60) * MINUTE);
    for (let n = random.int(0, 3); n > 0; n -= 1) terraformCloud(desk, midnight + random.int(9 * 60, 18 * 60) * MINUTE);
    for (const name of developers) if (random.chance(0.7)) developer(desk, name, midnight + random.int(8, 15) * HOUR, day);
    if (weekday === 2) auditor(desk, midnight + 10 * HOUR, day);
    if (random.chance(0.5)) operator(desk, midnight + random.int(9, 16) * HOUR, day);
    if (day === 15) breakGlass(desk, midnight + 13 * HOUR, day);
  });
}

function signedIn(desk: Desk, role: string, name: string, at: number, day: number): Actor {
  const actor = desk.session(role, `${name}@pay.example`, String(day), at, desk.random.pick(GATEWAYS), EDGE);
  desk.signIn(at, actor, "No");
  return actor;
}

/** The build server has an instance profile; it takes a role for each environment. */
function build(desk: Desk, at: number): void {
  const { random, around } = desk;
  const server = desk.session("jenkins", "i-0feedbeef00112233", String(Math.floor(at / DAY)), at - HOUR, "54.88.12.9", JENKINS);
  for (const stage of ["staging", "production"]) {
    if (stage === "production" && !random.chance(0.5)) continue;
    const when = at + (stage === "production" ? 40 * MINUTE : 0);
    const role = `deploy-${stage}`;
    desk.add(
      when,
      server,
      "sts",
      "AssumeRole",
      { roleArn: `arn:aws:iam::${around.account}:role/${role}`, roleSessionName: "jenkins" },
      {
        answer: { credentials: { accessKeyId: desk.key(`${role} jenkins ${when}`) } },
      },
    );
    const actor = desk.session(role, "jenkins", String(when), when, "54.88.12.9", JENKINS);
    const service = random.pick(services);
    desk.add(when + 5_000, actor, "ecr", "GetAuthorizationToken", null);
    for (const name of ["InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload", "PutImage"])
      desk.add(when + 9_000, { ...actor, userAgent: "docker/28.3.3 go/go1.24.5 kernel/5.15 os/linux arch/amd64" }, "ecr", name, {
        repositoryName: service,
      });
    desk.add(when + 30_000, actor, "ecs", "RegisterTaskDefinition", { family: `${service}-${stage}` });
    desk.add(when + 40_000, actor, "ecs", "UpdateService", { cluster: stage, service });
    desk.add(when + 60_000, actor, "lambda", "UpdateFunctionCode20150331v2", { functionName: `${service}-${stage}-events`, dryRun: false });
    desk.add(when + 70_000, actor, "lambda", "PublishVersion20150331", { functionName: `${service}-${stage}-events` });
    desk.add(when + 80_000, actor, "lambda", "UpdateAlias20150331", { functionName: `${service}-${stage}-events`, name: "live" });
    for (const secret of ["db", "hmac", "partner"])
      desk.add(when + 90_000, actor, "secretsmanager", "DescribeSecret", { secretId: `${stage}/${service}/${secret}` });
  }
}

function terraformCloud(desk: Desk, at: number): void {
  const { random } = desk;
  const actor = desk.session("tfc", "terraform-run", String(at), at, `75.2.98.${random.int(90, 99)}`, TERRAFORM);
  desk.read(at, actor, [
    "sts:GetCallerIdentity",
    "iam:GetRole",
    "iam:ListRolePolicies",
    "iam:GetPolicy",
    "iam:GetPolicyVersion",
    "iam:GetUser",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcs",
    "ec2:DescribeRouteTables",
    "rds:DescribeDBClusters",
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "s3:GetBucketPolicy",
    "s3:GetBucketVersioning",
    "logs:DescribeLogGroups",
    "sns:GetTopicAttributes",
    "sqs:GetQueueAttributes",
    "wafv2:GetWebACL",
    "guardduty:GetDetector",
  ]);
  for (const service of services)
    desk.add(at + 40_000, actor, "secretsmanager", "GetSecretValue", { secretId: `production/${service}/db` });
  const steps: readonly (readonly [string, string, TrailRecord])[] = [
    ["iam", "PutRolePolicy", { roleName: `${random.pick(services)}-task`, policyDocument: "{}" }],
    ["iam", "CreateRole", { roleName: `${random.pick(services)}-${random.hex(3)}` }],
    ["ec2", "RevokeSecurityGroupIngress", { groupId: "sg-0a" }],
    ["ec2", "AuthorizeSecurityGroupIngress", { groupId: "sg-0a", ipPermissions: { items: [{ fromPort: 8443, toPort: 8443 }] } }],
    ["kms", "PutKeyPolicy", { keyId: random.hex(8), policy: "{}" }],
    ["logs", "PutRetentionPolicy", { logGroupName: "/ecs/x", retentionInDays: 365 }],
    ["wafv2", "UpdateWebACL", { name: "edge" }],
    ["rds", "ModifyDBCluster", { dBClusterIdentifier: "ledger" }],
  ];
  for (const [i, [service, name, parameters]] of steps.entries())
    if (random.chance(0.4)) desk.add(at + 60_000 + i * 3_000, actor, service, name, parameters);
}

function developer(desk: Desk, name: string, at: number, day: number): void {
  const { random } = desk;
  const actor = signedIn(desk, DEVELOPER, name, at, day);
  const pages: readonly (readonly string[])[] = [
    ["logs:StartQuery", "logs:GetQueryResults", "logs:DescribeLogGroups"],
    ["ecs:ListServices", "ecs:DescribeServices", "ecs:DescribeTasks", "ecs:DescribeTaskDefinition"],
    ["xray:GetServiceGraph", "xray:BatchGetTraces", "cloudwatch:GetMetricData"],
    ["sqs:ListQueues", "sqs:GetQueueAttributes", "lambda:ListFunctions20150331"],
    ["states:ListExecutions", "states:GetExecutionHistory"],
    ["rds:DescribeDBClusters", "pi:GetResourceMetrics"],
  ];
  for (let n = random.int(2, 9); n > 0; n -= 1) desk.read(at + random.int(1, 400) * MINUTE, actor, random.pick(pages));
  // Production is closed to developers; they try the page all the same.
  if (random.chance(0.12))
    desk.read(at + HOUR, actor, ["secretsmanager:ListSecrets", "kms:ListKeys", "iam:ListUsers", "s3:ListBuckets"], "AccessDenied");
  if (random.chance(0.1)) desk.add(at + 2 * HOUR, actor, "ecs", "ExecuteCommand", { cluster: "staging", interactive: true });
  if (random.chance(0.1)) desk.add(at + 2 * HOUR, actor, "lambda", "Invoke", { functionName: "refunds-staging-events" }, { data: true });
  if (random.chance(0.05)) desk.add(at + 3 * HOUR, actor, "sqs", "PurgeQueue", { queueUrl: "staging-refunds" });
}

/** Once a week everything is looked at, for the certificate. */
function auditor(desk: Desk, at: number, day: number): void {
  const actor = signedIn(desk, AUDITOR, "uma", at, day);
  const reads = [
    ["iam:GenerateCredentialReport", "iam:GetCredentialReport", "iam:ListUsers", "iam:ListRoles", "iam:GetAccountPasswordPolicy"],
    ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:LookupEvents"],
    ["config:DescribeConfigRules", "config:GetComplianceSummaryByConfigRule", "securityhub:GetFindings", "guardduty:ListFindings"],
    ["kms:ListKeys", "kms:GetKeyRotationStatus", "kms:GetKeyPolicy"],
    ["s3:ListBuckets", "s3:GetBucketPolicy", "s3:GetBucketEncryption", "s3:GetBucketLogging"],
    ["ec2:DescribeSecurityGroups", "ec2:DescribeFlowLogs", "rds:DescribeDBSnapshots", "secretsmanager:ListSecrets"],
  ];
  for (const [i, calls] of reads.entries()) desk.read(at + i * 4 * MINUTE, actor, calls);
}

function operator(desk: Desk, at: number, day: number): void {
  const { random } = desk;
  const actor = signedIn(desk, OPERATOR, random.pick(["vito", "wren"]), at, day);
  const work: readonly (() => void)[] = [
    () => desk.add(at + MINUTE, actor, "rds", "FailoverDBCluster", { dBClusterIdentifier: "risk" }),
    () => desk.add(at + MINUTE, actor, "ssm", "StartAutomationExecution", { documentName: "AWS-RestartEC2Instance" }),
    () => desk.add(at + MINUTE, actor, "cloudwatch", "DisableAlarmActions", { alarmNames: ["disputes-latency"] }),
    () => desk.add(at + MINUTE, actor, "ecs", "UpdateService", { cluster: "production", desiredCount: 8 }),
    () => desk.add(at + MINUTE, actor, "dynamodb", "UpdateTable", { tableName: "idempotency" }),
    () => desk.add(at + MINUTE, actor, "backup", "StartRestoreJob", { resourceType: "DynamoDB" }),
  ];
  random.pick(work)();
}

/** The way in for the worst day, tried out and put back. */
function breakGlass(desk: Desk, at: number, day: number): void {
  const { around } = desk;
  const actor = signedIn(desk, OPERATOR, "wren", at, day);
  desk.add(
    at + MINUTE,
    actor,
    "sts",
    "AssumeRole",
    { roleArn: `arn:aws:iam::${around.account}:role/break-glass`, roleSessionName: "wren" },
    {
      answer: { credentials: { accessKeyId: desk.key(`break-glass wren@pay.example ${day}`) } },
    },
  );
  const glass = desk.session("break-glass", "wren@pay.example", String(day), at, actor.ip, EDGE);
  desk.read(at + 2 * MINUTE, glass, ["iam:ListRoles", "ec2:DescribeInstances", "rds:DescribeDBClusters", "kms:ListKeys"]);
}

function tasks(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  for (const [i, service] of services.entries()) {
    desk.add(
      midnight,
      desk.service("ecs-tasks"),
      "sts",
      "AssumeRole",
      { roleArn: `arn:aws:iam::${desk.around.account}:role/${service}-task` },
      {
        answer: { credentials: { accessKeyId: desk.key(`${service}-task ${day} ${day}`) } },
      },
    );
    const actor = desk.session(`${service}-task`, String(day), String(day), midnight, `3.90.${i}.${random.pick(["14", "15"])}`, KOTLIN);
    for (let n = random.int(4, 12); n > 0; n -= 1) {
      const at = midnight + random.int(1, 1_430) * MINUTE;
      desk.add(at, actor, "kms", random.pick(["Decrypt", "GenerateDataKey"]), null);
      desk.add(at + 400, actor, "dynamodb", random.pick(["PutItem", "Query", "GetItem"]), { tableName: service }, { data: true });
      if (n === 1) desk.add(at + 900, actor, "secretsmanager", "GetSecretValue", { secretId: `production/${service}/db` });
    }
  }
}

/** Secrets turn over, files go to the bank, copies are tried out. */
function nights(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  const at = midnight + 1 * HOUR + random.int(0, 30) * MINUTE;
  const rotation = desk.session(
    "rotation",
    "rotate",
    String(day),
    at,
    "3.90.40.2",
    "Boto3/1.40.45 md/Botocore#1.40.45 exec-env/AWS_Lambda_python3.13",
  );
  for (const service of day % 2 === 0 ? services : services.slice(0, 3))
    for (const name of ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"])
      desk.add(at + services.indexOf(service) * 4_000, rotation, "secretsmanager", name, { secretId: `production/${service}/db` });
  const bank = desk.session("bank-files", "sftp", String(day), at, "54.88.40.7", GO);
  for (let f = random.int(20, 60); f > 0; f -= 1)
    for (const name of ["GetObject", "DeleteObject"])
      desk.add(at + 2 * HOUR + f * 900, bank, "s3", name, { bucketName: "pay-bank-outbox", key: `${day}/${f}.xml` }, { data: true });
  const reconcile = desk.session("reconcile", "nightly", String(day), at, "54.88.40.8", GO);
  for (let page = 0; page < 60; page += 1)
    desk.add(at + 3 * HOUR + page * 2_500, reconcile, "dynamodb", "Scan", { tableName: "ledger" }, { data: true });
  desk.read(at + 4 * HOUR, desk.service("backup"), [
    "dynamodb:StartAwsBackupJob",
    "rds:CreateDBClusterSnapshot",
    "rds:DeleteDBClusterSnapshot",
  ]);
}
