import { type Company, type Desk, HOUR, MINUTE, monthBy, TERRAFORM } from "./desk.fixture.ts";
import type { Actor, TrailRecord } from "./record.ts";

/** A quiet company of three people: one repository that deploys itself, Terraform for the rest, hardly anything by hand. */
const SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
const CLI = "aws-cli/2.31.10 md/awscrt#0.27.6 ua/2.1 os/linux#6.14.0-1012-azure md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython";
const CDK = "aws-cdk/2.1031.0 aws-sdk-js/3.905.0 ua/2.1 os/linux#6.14.0-1012-azure lang/js md/nodejs#22.20.0";
const functions = ["api", "auth", "checkout", "images", "mailer", "search-index", "sitemap"];
const owners = ["iris", "pavel"] as const;
const SSO = "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_AdministratorAccess_0011223344556677";
/** Where hosted runners come from: a new machine for each run. */
const CLOUDS = ["4.175", "13.83", "20.55", "20.109", "40.84", "48.211", "52.159", "57.151", "64.236", "68.220", "135.237", "172.183"];

export function studioMonth(company: Company): readonly TrailRecord[] {
  return monthBy(company, (desk, midnight, day) => {
    const { random } = desk;
    const working = day % 7 < 5;
    for (let n = working ? random.int(1, 5) : random.chance(0.2) ? 1 : 0; n > 0; n -= 1)
      deployment(desk, midnight + random.int(8 * 60, 19 * 60) * MINUTE, day);
    driftCheck(desk, midnight + 3 * HOUR + random.int(0, 12) * MINUTE);
    for (const owner of owners) if (working && random.chance(0.5)) visit(desk, owner, midnight + random.int(8, 17) * HOUR, day);
    product(desk, midnight, day);
    if (day === 11 || day === 27) legacyKey(desk, midnight + 10 * HOUR, day);
    if (day === 2) bill(desk, midnight + 9 * HOUR);
    if (day === 21) newService(desk, midnight + 14 * HOUR);
  });
}

/** A runner's session: the identity provider of the repository vouches for it. */
function runner(desk: Desk, role: string, at: number): Actor {
  const { random, around } = desk;
  const id = `${role} ${at}`;
  const ip = `${random.pick(CLOUDS)}.${random.int(1, 250)}.${random.int(1, 250)}`;
  const session = `GitHubActions`;
  desk.add(
    at - 2_000,
    {
      identity: {
        type: "WebIdentityUser",
        principalId: `arn:aws:iam::${around.account}:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:studio/shop`,
        userName: "repo:studio/shop:ref:refs/heads/main",
        identityProvider: `arn:aws:iam::${around.account}:oidc-provider/token.actions.githubusercontent.com`,
      },
      ip,
      userAgent:
        "aws-sdk-js/3.901.0 ua/2.1 os/linux#6.14.0-1012-azure lang/js md/nodejs#20.19.5 configure-aws-credentials-for-github-actions",
    },
    "sts",
    "AssumeRoleWithWebIdentity",
    { roleArn: `arn:aws:iam::${around.account}:role/${role}`, roleSessionName: session },
    { answer: { credentials: { accessKeyId: desk.key(`${role} ${session} ${id}`) } } },
  );
  return desk.session(role, session, id, at, ip, CLI);
}

function deployment(desk: Desk, at: number, day: number): void {
  const { random, around } = desk;
  const actor = runner(desk, "github-deploy", at);
  desk.read(at, actor, ["sts:GetCallerIdentity"]);
  const cdk: Actor = { ...actor, userAgent: CDK };
  desk.read(at + 10_000, cdk, ["ssm:GetParameter", "cloudformation:DescribeStacks", "cloudformation:GetTemplate"]);
  desk.add(at + 20_000, cdk, "s3", "PutObject", { bucketName: `cdk-studio-assets-${around.account}`, key: random.hex(32) }, { data: true });
  for (const name of ["CreateChangeSet", "DescribeChangeSet", "ExecuteChangeSet", "DescribeStackEvents"])
    desk.add(at + 40_000, cdk, "cloudformation", name, { stackName: "shop", capabilities: ["CAPABILITY_NAMED_IAM"] });
  const by = desk.byCloudFormation(cdk);
  for (const functionName of functions)
    if (random.chance(0.5)) desk.add(at + 60_000, by, "lambda", "UpdateFunctionCode20150331v2", { functionName });
  if (random.chance(0.15)) desk.add(at + 61_000, by, "iam", "PutRolePolicy", { roleName: "shop-api", policyDocument: "{}" });
  if (random.chance(0.1)) desk.add(at + 62_000, by, "apigateway", "CreateDeployment", { restApiId: "shop" });
  // One function is not in the template yet: its code is pushed by the pipeline.
  if (random.chance(0.6))
    desk.add(at + 90_000, actor, "lambda", "UpdateFunctionCode20150331v2", { functionName: "legacy-export", dryRun: false, publish: true });
  // The site: new files in, old ones out.
  for (let f = random.int(10, 70); f > 0; f -= 1)
    desk.add(
      at + 100_000 + f * 300,
      actor,
      "s3",
      f % 3 === 0 ? "DeleteObject" : "PutObject",
      { bucketName: "studio-site", key: `assets/${day}-${random.hex(6)}.js` },
      { data: true },
    );
  desk.add(at + 140_000, actor, "cloudfront", "CreateInvalidation", { distributionId: "E2STUDIO" });
}

/** Every night Terraform looks whether anything is otherwise than written. */
function driftCheck(desk: Desk, at: number): void {
  const actor: Actor = { ...runner(desk, "github-plan", at), userAgent: TERRAFORM };
  desk.read(at, actor, [
    "sts:GetCallerIdentity",
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
    "iam:ListRoles",
    "iam:GetRole",
    "iam:ListRolePolicies",
    "iam:GetRolePolicy",
    "iam:ListAttachedRolePolicies",
    "iam:GetPolicy",
    "iam:ListUsers",
    "s3:ListBuckets",
    "s3:GetBucketPolicy",
    "s3:GetBucketAcl",
    "s3:GetBucketVersioning",
    "kms:ListKeys",
    "kms:DescribeKey",
    "route53:ListHostedZones",
    "cloudfront:ListDistributions",
    "acm:ListCertificates",
    "dynamodb:DescribeTable",
    "lambda:GetFunction20150331v2",
    "cognito-idp:DescribeUserPool",
    "ses:GetIdentityVerificationAttributes",
    "sns:GetTopicAttributes",
    "logs:DescribeLogGroups",
  ]);
  for (let n = 0; n < 10; n += 1)
    desk.add(at + 60_000 + n * 900, actor, "secretsmanager", "GetSecretValue", { secretId: `shop/${functions[n % 7]}-${n}` });
  for (let n = 0; n < 14; n += 1)
    desk.add(at + 80_000 + n * 700, actor, "ssm", "GetParameter", { name: `/shop/setting-${n}`, withDecryption: true });
}

/** Owners look at logs and numbers, from home or on the way. */
function visit(desk: Desk, owner: (typeof owners)[number], at: number, day: number): void {
  const { random } = desk;
  const home = owner === "iris" ? "198.18.40.7" : `198.19.${10 + Math.floor(day / 15)}.21`;
  const ip = random.chance(0.12) ? `203.0.${random.int(10, 60)}.${random.int(1, 200)}` : home;
  const actor = desk.session(SSO, owner, String(day), at, ip, SAFARI);
  desk.signIn(at, actor, "No");
  const pages: readonly (readonly string[])[] = [
    ["logs:DescribeLogGroups", "logs:StartQuery", "logs:GetQueryResults"],
    ["cloudwatch:GetMetricData", "cloudwatch:DescribeAlarms", "cloudwatch:ListDashboards"],
    ["lambda:ListFunctions20150331", "lambda:GetFunction20150331v2", "lambda:GetPolicy20150331v2"],
    ["ce:GetCostAndUsage", "ce:GetCostForecast", "budgets:DescribeBudgets"],
    ["dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:Scan"],
    ["cognito-idp:ListUserPools", "cognito-idp:ListUsers", "cognito-idp:AdminGetUser"],
    ["cloudformation:ListStacks", "cloudformation:DescribeStackEvents"],
  ];
  for (let n = random.int(2, 6); n > 0; n -= 1) desk.read(at + random.int(1, 90) * MINUTE, actor, random.pick(pages));
  if (random.chance(0.08))
    desk.add(at + 20 * MINUTE, actor, "cognito-idp", "AdminResetUserPassword", { userPoolId: "p", username: random.hex(8) });
  if (random.chance(0.06))
    desk.add(at + 30 * MINUTE, actor, "lambda", "UpdateFunctionConfiguration20150331v2", { functionName: "mailer", environment: {} });
}

/** What customers make happen. */
function product(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  for (const name of functions) {
    const started = midnight + random.int(0, 5) * HOUR;
    desk.add(
      started,
      desk.service("lambda"),
      "sts",
      "AssumeRole",
      { roleArn: `arn:aws:iam::${desk.around.account}:role/shop-${name}`, roleSessionName: `shop-${name}` },
      { answer: { credentials: { accessKeyId: desk.key(`shop-${name} shop-${name} ${day}`) } } },
    );
    const ip = `54.${random.pick(["72", "154", "170", "194"])}.${random.int(1, 250)}.${random.int(1, 250)}`;
    const fn = desk.session(
      `shop-${name}`,
      `shop-${name}`,
      String(day),
      started,
      ip,
      "aws-sdk-js/3.901.0 ua/2.1 exec-env/AWS_Lambda_nodejs22.x",
    );
    for (let n = random.int(4, 14); n > 0; n -= 1) {
      const at = started + random.int(1, 1_000) * MINUTE;
      desk.add(at, fn, "dynamodb", random.pick(["GetItem", "PutItem", "Query"]), { tableName: `shop-${name}` }, { data: true });
      if (name === "images")
        desk.add(at + 300, fn, "s3", "GetObject", { bucketName: "studio-uploads", key: random.hex(8) }, { data: true });
      if (name === "mailer") desk.add(at + 300, fn, "ses", "SendEmail", null);
      if (name === "auth") desk.add(at + 300, fn, "secretsmanager", "GetSecretValue", { secretId: "shop/auth-1" });
    }
  }
}

/** A printer that knows no roles gets a new key, by hand. */
function legacyKey(desk: Desk, at: number, day: number): void {
  const actor = desk.session(SSO, "iris", String(day), at, "198.18.40.7", SAFARI);
  desk.add(at, actor, "iam", "CreateAccessKey", { userName: "label-printer" }, { answer: { accessKey: { userName: "label-printer" } } });
  desk.add(at + 10 * MINUTE, actor, "iam", "UpdateAccessKey", { userName: "label-printer", accessKeyId: "AKIAOLD", status: "Inactive" });
}

function bill(desk: Desk, at: number): void {
  const root = desk.root("198.18.40.7", SAFARI);
  desk.signIn(at, root, "Yes");
  desk.read(at + MINUTE, root, ["ce:GetCostAndUsage", "account:GetContactInformation"]);
}

/** A new part of the product, by the pipeline: a role, a function, a queue. */
function newService(desk: Desk, at: number): void {
  const cdk: Actor = { ...runner(desk, "github-deploy", at), userAgent: CDK };
  const by = desk.byCloudFormation(cdk);
  desk.add(at + 1_000, cdk, "cloudformation", "ExecuteChangeSet", { stackName: "reviews", capabilities: ["CAPABILITY_NAMED_IAM"] });
  desk.add(at + 20_000, by, "iam", "CreateRole", { roleName: "reviews" });
  desk.add(at + 22_000, by, "iam", "PutRolePolicy", { roleName: "reviews", policyDocument: "{}" });
  desk.add(at + 30_000, by, "lambda", "CreateFunction20150331", { functionName: "reviews" });
  desk.add(at + 32_000, by, "sqs", "CreateQueue", { queueName: "reviews" });
  desk.add(at + 34_000, by, "lambda", "CreateEventSourceMapping20150331", { functionName: "reviews" });
}
