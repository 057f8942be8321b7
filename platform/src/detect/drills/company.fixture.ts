import { CLI, type Company, type Desk, HOUR, MINUTE, monthBy, TERRAFORM } from "./desk.fixture.ts";
import type { Actor, TrailRecord } from "./record.ts";

/** Another kind of company than the example's: containers, machines and pipelines beside functions, three ways to deploy, people on call. */
const BROWSER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

interface Person {
  readonly name: string;
  readonly role: string;
  readonly home: string;
  readonly browser: boolean;
  readonly from: number;
  /** The day after which nobody has seen them. */
  readonly until: number;
}

const SSO = "aws-reserved/sso.amazonaws.com/us-west-2/AWSReservedSSO_";
const POWER = `${SSO}PowerUser_93ab12cd34ef5678`;
const DATA = `${SSO}DataAnalyst_55aa66bb77cc88dd`;
const BILLING = `${SSO}Billing_1020304050607080`;
const SECURITY = `${SSO}SecurityAudit_0f0e0d0c0b0a0908`;
const VPN = ["203.0.113.50", "203.0.113.51"];

export const staff: readonly Person[] = [
  ...["alvarez", "bauer", "chen", "dubois", "eriksen", "farah", "goto", "hughes", "ivanova", "jensen", "kim", "lopez"].map((name, i) => ({
    name,
    role: POWER,
    home: `198.51.${100 + i}.${10 + i * 7}`,
    browser: i % 3 === 0,
    // Three come in the month, one goes.
    from: i >= 9 ? 8 + (i - 9) * 6 : 0,
    until: i === 4 ? 17 : 99,
  })),
  ...["mori", "novak", "okafor"].map((name, i) => ({
    name,
    role: DATA,
    home: `198.51.${130 + i}.20`,
    browser: i === 0,
    from: 0,
    until: 99,
  })),
  { name: "petrov", role: BILLING, home: "198.51.140.3", browser: true, from: 0, until: 99 },
  { name: "quinn", role: SECURITY, home: "198.51.141.4", browser: true, from: 0, until: 99 },
];

const services = ["billing", "catalog", "checkout", "identity", "inventory", "mail", "pricing", "search", "shipping"];
const instances = Array.from({ length: 6 }, (_, i) => `i-0${i}a1b2c3d4e5f6071`);

const PAGES: readonly (readonly string[])[] = [
  [
    "lambda:ListFunctions20150331",
    "lambda:GetAccountSettings20160819",
    "lambda:GetFunction20150331v2",
    "lambda:GetPolicy20150331v2",
    "logs:DescribeLogGroups",
    "cloudwatch:GetMetricData",
  ],
  [
    "ec2:DescribeInstances",
    "ec2:DescribeInstanceStatus",
    "ec2:DescribeVolumes",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeTags",
    "autoscaling:DescribeAutoScalingGroups",
    "cloudwatch:DescribeAlarms",
  ],
  [
    "ecs:ListClusters",
    "ecs:DescribeClusters",
    "ecs:ListServices",
    "ecs:DescribeServices",
    "ecs:ListTasks",
    "ecs:DescribeTasks",
    "elasticloadbalancing:DescribeTargetGroups",
    "elasticloadbalancing:DescribeTargetHealth",
  ],
  ["s3:ListBuckets", "s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:GetBucketPolicyStatus", "s3:GetBucketPublicAccessBlock"],
  ["iam:ListRoles", "iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:GetRolePolicy"],
  ["dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTimeToLive"],
  ["cloudformation:ListStacks", "cloudformation:DescribeStacks", "cloudformation:DescribeStackEvents", "cloudformation:ListStackResources"],
  ["rds:DescribeDBInstances", "rds:DescribeDBClusters", "rds:DescribeEvents", "cloudwatch:GetMetricData"],
  ["logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:StartQuery", "logs:GetQueryResults", "logs:FilterLogEvents"],
  ["states:ListStateMachines", "states:ListExecutions", "states:DescribeExecution", "states:GetExecutionHistory"],
  ["sqs:ListQueues", "sqs:GetQueueAttributes", "events:ListRules", "events:ListTargetsByRule"],
  ["kms:ListAliases", "kms:DescribeKey", "kms:GetKeyPolicy"],
];
/** What a page asks for that a role without the right sees in red boxes. */
const RED_BOXES = [
  "ce:GetCostAndUsage",
  "budgets:DescribeBudgets",
  "securityhub:GetFindings",
  "guardduty:ListDetectors",
  "config:DescribeConfigRules",
  "health:DescribeEvents",
];
const COSTS = [
  "ce:GetCostAndUsage",
  "ce:GetCostForecast",
  "ce:GetDimensionValues",
  "budgets:DescribeBudgets",
  "ce:GetReservationUtilization",
  "ce:GetSavingsPlansUtilization",
];
const AUDIT = [
  "securityhub:GetFindings",
  "guardduty:ListDetectors",
  "guardduty:ListFindings",
  "guardduty:GetFindings",
  "config:DescribeComplianceByConfigRule",
  "iam:GenerateCredentialReport",
  "iam:GetCredentialReport",
  "iam:ListUsers",
  "iam:GetAccountSummary",
  "cloudtrail:LookupEvents",
  "cloudtrail:DescribeTrails",
  "access-analyzer:ListFindings",
];

/** The month, in order of time. */
export function companyMonth(company: Company): readonly TrailRecord[] {
  return monthBy(company, (desk, midnight, day) => {
    const working = day % 7 < 5;
    for (const person of staff)
      if (working && day >= person.from && day <= person.until && desk.random.chance(0.9)) workday(desk, person, midnight, day);
    if (working) releases(desk, midnight, day);
    onCall(desk, midnight, day);
    machines(desk, midnight, day);
    pipelines(desk, midnight, day);
    scanners(desk, midnight, day);
    awsItself(desk, midnight);
    if (working) administration(desk, midnight, day);
    tools(desk, midnight, day);
  });
}

function workday(desk: Desk, person: Person, midnight: number, day: number): void {
  const { random } = desk;
  const begin = midnight + 15 * HOUR + random.int(0, 150) * MINUTE;
  // Home, office, VPN; providers give new addresses now and then.
  const moved = Math.floor((day + person.name.length) / 9);
  const ip = random.chance(0.35) ? random.pick(VPN) : person.home.replace(/\d+$/, (last) => String((Number(last) + moved * 31) % 250));
  const agent = person.browser ? BROWSER : CLI;
  const actor = desk.session(person.role, `${person.name}@kita.example`, String(day), begin, ip, agent);
  desk.signIn(begin, { ...actor, userAgent: BROWSER }, "No", { LoginTo: "https://console.aws.amazon.com/console/home" });
  const pages = person.role === BILLING ? [COSTS] : person.role === SECURITY ? [AUDIT, ...PAGES] : PAGES;
  for (let n = random.int(5, 14); n > 0; n -= 1) {
    const at = begin + random.int(0, 8 * 60) * MINUTE;
    desk.read(at, random.chance(0.3) ? { ...actor, userAgent: BROWSER } : actor, random.pick(pages));
  }
  // A page the role has no right to: all its boxes at once.
  if (person.role !== SECURITY && random.chance(0.06))
    desk.read(begin + 2 * HOUR, { ...actor, userAgent: BROWSER }, person.role === BILLING ? AUDIT.slice(0, 6) : RED_BOXES, "AccessDenied");
  if (person.role === POWER) {
    if (random.chance(0.25))
      desk.add(begin + 3 * HOUR, actor, "secretsmanager", "GetSecretValue", { secretId: `${random.pick(services)}/db` });
    if (random.chance(0.2)) desk.add(begin + 4 * HOUR, actor, "ssm", "StartSession", { target: random.pick(instances) });
    if (random.chance(0.15))
      for (const name of ["GetParameter", "GetParameters"])
        desk.add(begin + 5 * HOUR, actor, "ssm", name, { name: `/${random.pick(services)}/url`, withDecryption: true });
    if (random.chance(0.2))
      desk.add(begin + 5 * HOUR, actor, "sts", "AssumeRole", {
        roleArn: `arn:aws:iam::${desk.around.account}:role/dev-tools`,
        roleSessionName: person.name,
      });
    // A newcomer sets the machine up and looks at everything once.
    if (day === person.from && day > 0) for (const [i, page] of PAGES.entries()) desk.read(begin + i * 4 * MINUTE, actor, page);
  }
  if (person.role === DATA)
    for (let n = random.int(3, 9); n > 0; n -= 1) {
      const at = begin + random.int(0, 7 * 60) * MINUTE;
      desk.read(at, actor, [
        "athena:StartQueryExecution",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "glue:GetTable",
        "glue:GetPartitions",
      ]);
      const files = random.int(2, 40);
      for (let f = 0; f < files; f += 1)
        desk.add(
          at + f * 300,
          actor,
          "s3",
          "GetObject",
          { bucketName: "kita-lake", key: `events/dt=${day}/part-${random.int(0, 400)}.parquet` },
          {
            data: true,
            more: { additionalEventData: { bytesTransferredOut: random.int(100_000, 4_000_000) } },
          },
        );
    }
}

/** CDK, Terraform, and a pipeline of the command line: each has its own way. */
function releases(desk: Desk, midnight: number, day: number): void {
  const { random, around } = desk;
  for (let n = random.int(4, 12); n > 0; n -= 1) {
    const at = midnight + random.int(14 * 60, 24 * 60 - 30) * MINUTE;
    const ip = `192.0.2.${random.int(10, 200)}`;
    const way = random.int(0, 2);
    const id = `${at}`;
    if (way === 0) cdk(desk, at, ip, id);
    else if (way === 1) terraform(desk, at, ip, id, day);
    else {
      const actor = desk.session("gitlab-deploy", "gitlab-runner", id, at, ip, CLI);
      desk.read(at, actor, ["sts:GetCallerIdentity", "ecr:GetAuthorizationToken"]);
      const docker: Actor = {
        ...actor,
        userAgent: "docker/28.4.0 go/go1.24.7 git-commit/249d679 kernel/6.8.0 os/linux arch/amd64 UpstreamClient(Docker-Client/28.4.0)",
      };
      for (const name of ["InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload", "PutImage"])
        desk.add(at + 20_000, docker, "ecr", name, { repositoryName: random.pick(services) });
      desk.add(at + 40_000, actor, "ecs", "RegisterTaskDefinition", { family: random.pick(services) });
      desk.add(at + 45_000, actor, "ecs", "UpdateService", { cluster: "main", service: random.pick(services) });
      const name = random.pick(services);
      desk.add(at + 50_000, actor, "lambda", "UpdateFunctionCode20150331v2", {
        functionName: `${name}-hook`,
        dryRun: false,
        s3Bucket: "kita-builds",
        s3Key: `${random.hex(12)}.zip`,
      });
      desk.add(at + 55_000, actor, "lambda", "UpdateFunctionConfiguration20150331v2", {
        functionName: `${name}-hook`,
        environment: {},
        layers: [`arn:aws:lambda:${around.region}:${around.account}:layer:common:${day + 1}`],
      });
      // The web site: what is no longer there is deleted.
      for (let f = random.int(5, 60); f > 0; f -= 1)
        desk.add(
          at + 60_000 + f * 400,
          actor,
          "s3",
          random.chance(0.6) ? "PutObject" : "DeleteObject",
          { bucketName: "kita-www", key: `assets/${random.hex(8)}.js` },
          { data: true },
        );
      desk.add(at + 120_000, actor, "cloudfront", "CreateInvalidation", { distributionId: "E1ABC" });
    }
  }
}

function cdk(desk: Desk, at: number, ip: string, id: string): void {
  const { around, random } = desk;
  const runner = desk.session(
    "cdk-hnb659fds-deploy-role-us-west-2",
    "aws-cdk-ci",
    id,
    at,
    ip,
    "aws-cdk/2.1030.0 aws-sdk-js/3.901.0 ua/2.1 os/linux#6.8.0 lang/js md/nodejs#22.20.0",
  );
  desk.read(at, runner, ["cloudformation:DescribeStacks", "cloudformation:GetTemplate", "ssm:GetParameter"]);
  const files = desk.session("cdk-hnb659fds-file-publishing-role-us-west-2", "aws-cdk-ci", id, at, ip, runner.userAgent);
  desk.add(
    at + 5_000,
    files,
    "s3",
    "PutObject",
    { bucketName: `cdk-hnb659fds-assets-${around.account}-us-west-2`, key: `${random.hex(40)}.zip` },
    { data: true },
  );
  for (const name of ["CreateChangeSet", "ExecuteChangeSet"])
    desk.add(at + 15_000, runner, "cloudformation", name, { stackName: random.pick(services), capabilities: ["CAPABILITY_NAMED_IAM"] });
  const exec = desk.byCloudFormation(
    desk.session("cdk-hnb659fds-cfn-exec-role-us-west-2", "AWSCloudFormation", id, at, "cloudformation.amazonaws.com", ""),
  );
  const name = `${random.pick(services)}-${random.hex(4)}`;
  const steps: readonly (readonly [string, string, TrailRecord])[] = [
    [
      "iam",
      "CreateRole",
      {
        roleName: name,
        assumeRolePolicyDocument:
          '{"Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      },
    ],
    ["iam", "AttachRolePolicy", { roleName: name, policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" }],
    [
      "iam",
      "PutRolePolicy",
      { roleName: name, policyName: "default", policyDocument: '{"Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}]}' },
    ],
    ["lambda", "CreateFunction20150331", { functionName: name, runtime: "nodejs22.x" }],
    ["lambda", "AddPermission20150331v2", { functionName: name, principal: "apigateway.amazonaws.com" }],
    ["lambda", "UpdateFunctionCode20150331v2", { functionName: `${random.pick(services)}-api`, publish: true }],
    ["kms", "CreateKey", { description: name }],
    ["kms", "PutKeyPolicy", { keyId: random.hex(8), policy: "{}" }],
    ["s3", "PutBucketLifecycle", { bucketName: `kita-${name}`, LifecycleConfiguration: { Rule: { Expiration: { Days: 30 } } } }],
    ["logs", "PutRetentionPolicy", { logGroupName: `/aws/lambda/${name}`, retentionInDays: 14 }],
    ["dynamodb", "UpdateTable", { tableName: random.pick(services) }],
    ["sqs", "SetQueueAttributes", { queueUrl: name, attributes: { Policy: "{}" } }],
    ["events", "PutRule", { name }],
  ];
  for (const [i, [service, op, parameters]] of steps.entries())
    if (random.chance(0.6)) desk.add(at + 30_000 + i * 1_500, exec, service, op, parameters);
}

function terraform(desk: Desk, at: number, ip: string, id: string, day: number): void {
  const { around, random } = desk;
  const actor = desk.session("terraform-apply", "tfc-run", id, at, ip, TERRAFORM);
  desk.read(at, actor, [
    "sts:GetCallerIdentity",
    ...PAGES.flat(),
    "iam:ListUsers",
    "iam:GetUser",
    "iam:ListPolicies",
    "ec2:DescribeRouteTables",
    "kms:GetKeyRotationStatus",
  ]);
  for (const instance of instances)
    desk.add(at + 60_000, actor, "ec2", "DescribeInstanceAttribute", { attribute: "userData", instanceId: instance });
  for (const name of services) desk.add(at + 70_000, actor, "secretsmanager", "GetSecretValue", { secretId: `${name}/db` });
  for (const name of services) desk.add(at + 75_000, actor, "ssm", "GetParameter", { name: `/${name}/url`, withDecryption: true });
  const name = `${random.pick(services)}-${random.hex(4)}`;
  const steps: readonly (readonly [string, string, TrailRecord])[] = [
    [
      "iam",
      "CreateRole",
      { roleName: name, assumeRolePolicyDocument: '{"Statement":[{"Principal":{"Service":"ecs-tasks.amazonaws.com"}}]}' },
    ],
    [
      "iam",
      "CreatePolicy",
      { policyName: name, policyDocument: '{"Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"*"}]}' },
    ],
    ["iam", "AttachRolePolicy", { roleName: name, policyArn: `arn:aws:iam::${around.account}:policy/${name}` }],
    ["ec2", "CreateSecurityGroup", { groupName: name }],
    [
      "ec2",
      "AuthorizeSecurityGroupIngress",
      {
        groupId: "sg-1",
        ipPermissions: { items: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } }] },
      },
    ],
    ["s3", "PutBucketVersioning", { bucketName: name, VersioningConfiguration: { Status: "Enabled" } }],
    [
      "s3",
      "PutBucketLifecycleConfiguration",
      { bucketName: name, LifecycleConfiguration: { Rule: { Expiration: { Days: 1 }, Filter: { Prefix: "tmp/" } } } },
    ],
    ["s3", "PutBucketPolicy", { bucketName: name, bucketPolicy: { Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*" }] } }],
    ["rds", "ModifyDBInstance", { dBInstanceIdentifier: "main", allocatedStorage: 100 + day }],
    ["lambda", "UpdateFunctionConfiguration20150331v2", { functionName: `${random.pick(services)}-hook`, memorySize: 512 }],
    ["iam", "DeleteRole", { roleName: `${name}-old` }],
    ["ec2", "RunInstances", { instanceType: "m7g.large", instancesSet: { items: [{ imageId: "ami-1", minCount: 1, maxCount: 1 }] } }],
  ];
  for (const [i, [service, op, parameters]] of steps.entries())
    if (random.chance(0.5)) desk.add(at + 90_000 + i * 2_000, actor, service, op, parameters);
}

/** Two nights in five something is looked at, from home, in haste. */
function onCall(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  if (!random.chance(0.4)) return;
  const person = staff[day % 8] as Person;
  if (day < person.from || day > person.until) return;
  const at = midnight + random.int(4, 11) * HOUR + random.int(0, 50) * MINUTE;
  const actor = desk.session(
    person.role,
    `${person.name}@kita.example`,
    `${day} night`,
    at,
    person.home,
    random.chance(0.5) ? BROWSER : CLI,
  );
  for (const [i, page] of [PAGES[1], PAGES[8], PAGES[2], PAGES[10]].entries())
    desk.read(at + i * 3 * MINUTE, actor, page as readonly string[]);
  desk.add(at + 10 * MINUTE, actor, "ssm", "StartSession", { target: random.pick(instances) });
  desk.add(at + 14 * MINUTE, actor, "ssm", "StartSession", { target: random.pick(instances) });
  desk.add(at + 20 * MINUTE, actor, "ecs", "UpdateService", { cluster: "main", service: random.pick(services), desiredCount: 6 });
  const fixes: readonly (readonly [string, string, TrailRecord])[] = [
    ["lambda", "UpdateFunctionConfiguration20150331v2", { functionName: `${random.pick(services)}-hook`, timeout: 60, memorySize: 1_024 }],
    ["lambda", "PutFunctionConcurrency20171031", { functionName: `${random.pick(services)}-hook`, reservedConcurrentExecutions: 50 }],
    ["sqs", "StartMessageMoveTask", { sourceArn: "arn:aws:sqs:us-west-2:1:dead" }],
    ["cloudwatch", "SetAlarmState", { alarmName: "latency" }],
    ["autoscaling", "SetDesiredCapacity", { autoScalingGroupName: "web", desiredCapacity: 8 }],
    ["rds", "RebootDBInstance", { dBInstanceIdentifier: "main" }],
  ];
  const [service, name, parameters] = random.pick(fixes);
  desk.add(at + 25 * MINUTE, actor, service, name, parameters);
}

/** Tasks and instances at their work. */
function machines(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  for (const [i, name] of services.entries()) {
    for (const half of [0, 12]) {
      const begin = midnight + half * HOUR + i * MINUTE;
      const ip = `52.24.${random.int(1, 60)}.${random.int(1, 250)}`;
      const task = desk.session(
        `${name}-task`,
        random.hex(32),
        `${day} ${half}`,
        begin,
        ip,
        "aws-sdk-java/2.34.6 ua/2.1 os/Linux lang/java#21.0.8 exec-env/AWS_ECS_FARGATE",
      );
      // On its start a task takes all its parameters.
      for (let p = 0; p < 14; p += 1)
        desk.add(begin + p * 100, task, "ssm", "GetParameter", { name: `/${name}/p${p}`, withDecryption: true });
      desk.add(begin + 2_000, task, "secretsmanager", "GetSecretValue", { secretId: `${name}/db` });
      for (let n = random.int(3, 8); n > 0; n -= 1) {
        const at = begin + random.int(1, 700) * MINUTE;
        desk.add(at, task, "kms", "Decrypt", null);
        desk.add(at, task, "s3", "GetObject", { bucketName: "kita-uploads", key: random.hex(8) }, { data: true });
        if (name === "mail") desk.add(at, task, "ses", "SendEmail", null);
      }
    }
    const fn = desk.session(
      `${name}-hook-role`,
      `${name}-hook`,
      String(day),
      midnight,
      `34.210.${random.int(1, 90)}.${random.int(1, 250)}`,
      "aws-sdk-js/3.901.0 ua/2.1 exec-env/AWS_Lambda_nodejs22.x",
    );
    for (let n = random.int(2, 6); n > 0; n -= 1)
      desk.add(
        midnight + random.int(1, 1_430) * MINUTE,
        fn,
        "dynamodb",
        random.pick(["GetItem", "PutItem", "Query"]),
        { tableName: name },
        { data: true },
      );
  }
  for (const instance of instances) {
    const actor = desk.session("worker-role", instance, String(day), midnight, `44.230.7.${20 + instances.indexOf(instance)}`, CLI);
    for (let n = random.int(2, 5); n > 0; n -= 1) {
      const at = midnight + random.int(1, 1_430) * MINUTE;
      desk.read(at, actor, ["s3:ListObjectsV2", "ec2:DescribeTags", "ssm:GetParameter"]);
      desk.add(at + 9_000, actor, "s3", "GetObject", { bucketName: "kita-builds", key: "agent.tgz" }, { data: true });
    }
  }
}

/** Nightly: Spark writes and clears its temporary files, a job reads a table to the end, copies are made. */
function pipelines(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  const at = midnight + 9 * HOUR + random.int(0, 20) * MINUTE;
  const spark = desk.session(
    "emr-runtime",
    "i-0spark11223344556",
    String(day),
    at,
    "44.231.9.9",
    "Hadoop 3.4.1-amzn-0, aws-sdk-java/2.31.54 Linux/6.1 OpenJDK_64-Bit_Server_VM/17.0.16",
  );
  for (let f = 0; f < 60; f += 1) {
    const key = `tmp/_temporary/0/task_${f}`;
    desk.add(at + f * 1_500, spark, "s3", "PutObject", { bucketName: "kita-lake", key }, { data: true });
    desk.add(at + 100_000 + f * 900, spark, "s3", "DeleteObject", { bucketName: "kita-lake", key }, { data: true });
  }
  const exporter = desk.session(
    "table-export",
    "nightly-batch",
    String(day),
    at,
    "44.231.9.14",
    "Boto3/1.40.45 md/Botocore#1.40.45 exec-env/AWS_ECS_FARGATE",
  );
  for (let page = 0; page < 45; page += 1)
    desk.add(at + HOUR + page * 2_000, exporter, "dynamodb", "Scan", { tableName: "catalog" }, { data: true });
  const glue = desk.session("glue-crawler", "AWS-Crawler", String(day), at, "glue.amazonaws.com", "glue.amazonaws.com");
  desk.read(at + 2 * HOUR, glue, ["glue:GetTables", "s3:ListObjects", "glue:BatchCreatePartition"]);
  const rotation = desk.session(
    "rotation-role",
    "secret-rotation",
    String(day),
    at,
    "34.210.200.7",
    "Boto3/1.40.45 exec-env/AWS_Lambda_python3.13",
  );
  if (day % 7 === 3)
    for (const name of services)
      for (const op of ["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"])
        desk.add(at + 3 * HOUR, rotation, "secretsmanager", op, { secretId: `${name}/db` });
  // A cluster keeps its copies of all secrets fresh.
  const operator = desk.session(
    "external-secrets",
    "eks-main-external-s-1a2b3c",
    String(day),
    midnight,
    "44.231.9.20",
    "external-secrets/v0.20.1 aws-sdk-go-v2/1.39.2 os/linux",
  );
  for (let hour = 0; hour < 24; hour += 1)
    for (const [i, name] of services.entries())
      desk.add(midnight + hour * HOUR + i * 700, operator, "secretsmanager", "GetSecretValue", { secretId: `${name}/api` });
}

/** A service bought to look at the account, and AWS's own. */
function scanners(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  const at = midnight + 6 * HOUR + random.int(0, 30) * MINUTE;
  const bought = desk.session(
    "cnapp-scanner",
    "scan",
    String(day),
    at,
    "192.0.2.230",
    "Boto3/1.40.45 md/Botocore#1.40.45 ua/2.1 os/linux lang/python#3.12.11",
  );
  const outside: Actor = {
    identity: { type: "AWSAccount", principalId: "AIDAVENDOR", accountId: "998877665544" },
    ip: "192.0.2.230",
    userAgent: bought.userAgent,
  };
  desk.add(
    at,
    outside,
    "sts",
    "AssumeRole",
    { roleArn: `arn:aws:iam::${desk.around.account}:role/cnapp-scanner`, roleSessionName: "scan", externalId: "e-1" },
    { answer: { credentials: { accessKeyId: desk.key(`cnapp-scanner scan ${day}`) } } },
  );
  desk.read(at + 5_000, bought, [
    ...PAGES.flat(),
    ...AUDIT,
    "iam:GetAccountAuthorizationDetails",
    "iam:ListAccessKeys",
    "iam:ListMFADevices",
    "secretsmanager:ListSecrets",
    "ssm:DescribeParameters",
    "organizations:DescribeOrganization",
    "ec2:DescribeSnapshots",
    "ec2:DescribeImages",
    "rds:DescribeDBSnapshots",
    "ecr:DescribeRepositories",
  ]);
  for (const instance of instances)
    desk.add(at + 120_000, bought, "ec2", "DescribeInstanceAttribute", { attribute: "userData", instanceId: instance });
  for (let f = 0; f < 25; f += 1)
    desk.add(at + 150_000 + f * 400, bought, "lambda", "GetFunction20150331v2", { functionName: `${services[f % 9]}-${f}` });
  // New checks of theirs need rights the role does not have yet.
  if (day % 6 === 2)
    desk.read(
      at + 300_000,
      bought,
      [
        "bedrock:ListGuardrails",
        "bedrock:GetModelInvocationLoggingConfiguration",
        "qbusiness:ListApplications",
        "workspaces:DescribeWorkspaces",
        "macie2:GetMacieSession",
        "fsx:DescribeFileSystems",
        "dax:DescribeClusters",
        "mq:ListBrokers",
        "kafka:ListClusters",
      ],
      "AccessDenied",
    );
}

function awsItself(desk: Desk, midnight: number): void {
  const { random } = desk;
  for (const [by, calls] of [
    ["config", ["s3:GetBucketAcl", "ec2:DescribeInstances", "iam:ListRoles", "lambda:ListFunctions20150331", "kms:ListKeys"]],
    ["securityhub", ["config:DescribeConfigRules", "iam:GetAccountSummary", "iam:ListUsers"]],
    ["backup", ["dynamodb:StartAwsBackupJob", "ec2:CreateSnapshot", "rds:CreateDBSnapshot", "ec2:DeleteSnapshot"]],
    ["autoscaling", ["ec2:RunInstances", "ec2:TerminateInstances", "elasticloadbalancing:RegisterTargets"]],
    ["cloudtrail", ["s3:GetBucketAcl", "kms:GenerateDataKey"]],
    ["delivery.logs", ["kms:GenerateDataKey"]],
  ] as const)
    for (let n = random.int(1, 4); n > 0; n -= 1) desk.read(midnight + random.int(1, 1_430) * MINUTE, desk.service(by), calls);
}

/** What an administrator does by hand, now and then. */
function administration(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  const person = staff[1] as Person;
  const at = midnight + 18 * HOUR;
  const actor = desk.session(person.role, `${person.name}@kita.example`, String(day), at, person.home, CLI);
  // Keys of the two machines outside are changed by their owner.
  if (day === 9 || day === 23) {
    const own = desk.user("printer-upload", "203.0.113.77", CLI);
    desk.add(at, own, "iam", "CreateAccessKey", null, { answer: { accessKey: { userName: "printer-upload" } } });
    desk.add(at + 5 * MINUTE, own, "iam", "DeleteAccessKey", { accessKeyId: "AKIAOLD" });
  }
  const printer = desk.user("printer-upload", "203.0.113.77", CLI);
  for (let n = random.int(1, 3); n > 0; n -= 1)
    desk.add(at + n * 40 * MINUTE, printer, "s3", "PutObject", { bucketName: "kita-scans", key: random.hex(8) }, { data: true });
  if (day === 12) desk.add(at, actor, "support", "CreateCase", null);
  if (day === 18) {
    desk.add(at, actor, "cloudwatch", "PutMetricAlarm", { alarmName: "new" });
    desk.add(at + MINUTE, actor, "logs", "PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 30 });
  }
  if (day === 20) desk.add(at, actor, "ec2", "CreateSnapshot", { volumeId: "vol-1" });
}

/** What looks like an attack and is somebody's tool, every day. */
function tools(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  const at = midnight + 16 * HOUR;
  // Short-lived users for what knows no roles.
  const vault = desk.session(
    "vault-server",
    "vault",
    String(day),
    at,
    "44.231.9.30",
    "Vault/1.20.4 (+https://www.vaultproject.io/; go1.24.7) aws-sdk-go/1.55.8",
  );
  for (let n = random.int(1, 4); n > 0; n -= 1) {
    const userName = `vault-token-${random.hex(8)}`;
    const when = at + random.int(0, 300) * MINUTE;
    desk.add(when, vault, "iam", "CreateUser", { userName });
    desk.add(when + 1_000, vault, "iam", "PutUserPolicy", {
      userName,
      policyName: "p",
      policyDocument: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    });
    desk.add(when + 2_000, vault, "iam", "CreateAccessKey", { userName }, { answer: { accessKey: { userName } } });
    desk.add(when + HOUR, vault, "iam", "DeleteAccessKey", { userName });
    desk.add(when + HOUR + 1_000, vault, "iam", "DeleteUser", { userName });
  }
  // An archive that keeps its own keys, and a training run on accelerators.
  const archive = desk.session(
    "archive-task",
    random.hex(32),
    String(day),
    at,
    "52.24.70.9",
    "aws-sdk-java/2.34.6 exec-env/AWS_ECS_FARGATE",
  );
  for (let n = 0; n < 12; n += 1)
    desk.add(
      at + n * 20_000,
      archive,
      "s3",
      "PutObject",
      { bucketName: "kita-archive", key: random.hex(8), "x-amz-server-side-encryption-customer-algorithm": "AES256" },
      {
        data: true,
        more: { additionalEventData: { SSEApplied: "SSE_C", bytesTransferredIn: 90_000 } },
      },
    );
  const trainer = desk.session(
    "ml-launcher",
    "airflow",
    String(day),
    at,
    "44.231.9.40",
    "Boto3/1.40.45 md/Botocore#1.40.45 ua/2.1 os/linux lang/python#3.12.11",
  );
  desk.add(at + 2 * HOUR, trainer, "ec2", "RunInstances", {
    instanceType: "g6.2xlarge",
    instancesSet: { items: [{ imageId: "ami-ml", minCount: 1, maxCount: 2 }] },
  });
  desk.add(at + 4 * HOUR, trainer, "ec2", "TerminateInstances", { instancesSet: { items: [{ instanceId: "i-0ml" }] } });
  // Consoles for partners, by a broker with a key of its own.
  const broker = desk.user("console-broker", "44.231.9.50", "Boto3/1.40.45 md/Botocore#1.40.45");
  for (let n = random.int(1, 3); n > 0; n -= 1)
    desk.add(at + n * 50 * MINUTE, broker, "sts", "GetFederationToken", { name: `partner-${n}`, policy: "{}" });
}
