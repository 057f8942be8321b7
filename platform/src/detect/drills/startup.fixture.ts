import { CLI, type Company, type Desk, HOUR, MINUTE, monthBy, TERRAFORM } from "./desk.fixture.ts";
import { type Actor, type TrailRecord } from "./record.ts";

/** A small company that does most things by hand: users with keys and MFA, the console's editor, deployments from laptops. */
const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const users = ["aoki", "baba", "chiba", "doi"];
const functions = ["signup", "login", "upload", "thumbnail", "invoice", "webhook", "report"];
const OFFICE = "203.0.113.90";

const LOOKS: readonly (readonly string[])[] = [
  [
    "lambda:ListFunctions20150331",
    "lambda:GetFunction20150331v2",
    "lambda:GetFunctionConfiguration20150331v2",
    "lambda:GetPolicy20150331v2",
    "lambda:ListTags20170331",
  ],
  ["dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:Scan", "dynamodb:Query"],
  ["s3:ListBuckets", "s3:ListObjects", "s3:GetBucketPolicy", "s3:GetBucketAcl", "s3:GetObject"],
  ["logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:FilterLogEvents"],
  ["cognito-idp:ListUserPools", "cognito-idp:DescribeUserPool", "cognito-idp:ListUsers"],
  ["apigateway:GetRestApis", "apigateway:GetResources", "apigateway:GetStages"],
  ["iam:ListRoles", "iam:ListUsers", "iam:ListPolicies", "iam:GetRole"],
  ["ce:GetCostAndUsage", "budgets:DescribeBudgets"],
  ["secretsmanager:ListSecrets", "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
  ["ses:GetSendQuota", "ses:ListIdentities", "ses:GetSendStatistics"],
];

export function startupMonth(company: Company): readonly TrailRecord[] {
  return monthBy(company, (desk, midnight, day) => {
    const { random } = desk;
    for (const [i, name] of users.entries()) {
      if (day % 7 > 4 ? !random.chance(0.15) : !random.chance(0.92)) continue;
      // The last one began in the third week.
      if (i === 3 && day < 16) continue;
      userDay(desk, name, midnight + 1 * HOUR, day);
    }
    workloads(desk, midnight, day);
    if (day === 3 || day === 24) founder(desk, midnight + 3 * HOUR, day);
  });
}

function userDay(desk: Desk, name: string, begin: number, day: number): void {
  const { random, around } = desk;
  const home = `198.51.${150 + users.indexOf(name)}.${30 + Math.floor(day / 11)}`;
  const ip = random.chance(0.5) ? OFFICE : home;
  const key: Actor = desk.user(name, ip, CLI);
  const console_: Actor = { ...key, userAgent: CHROME };
  desk.signIn(begin, { ...console_, identity: { ...key.identity, accessKeyId: "" } }, "Yes", {
    LoginTo: "https://console.aws.amazon.com/",
  });
  // A password mistyped.
  if (random.chance(0.1))
    desk.add(begin - MINUTE, { ...console_, identity: { ...key.identity, accessKeyId: "" } }, "signin", "ConsoleLogin", null, {
      answer: { ConsoleLogin: "Failure" },
      more: { eventType: "AwsConsoleSignIn", errorMessage: "Failed authentication" },
    });
  for (let n = random.int(4, 10); n > 0; n -= 1)
    desk.read(begin + random.int(1, 9 * 60) * MINUTE, random.chance(0.7) ? console_ : key, random.pick(LOOKS));
  // The console's editor: save and try, save and try.
  if (random.chance(0.6)) {
    const at = begin + random.int(60, 400) * MINUTE;
    const functionName = random.pick(functions);
    for (let n = random.int(1, 8); n > 0; n -= 1) {
      desk.add(at + n * 3 * MINUTE, console_, "lambda", "UpdateFunctionCode20150331v2", { functionName, dryRun: false });
      desk.add(at + n * 3 * MINUTE + 20_000, console_, "lambda", "Invoke", { functionName }, { data: true });
    }
    if (random.chance(0.3))
      desk.add(at + HOUR, console_, "lambda", "UpdateFunctionConfiguration20150331v2", { functionName, environment: {}, timeout: 30 });
  }
  if (random.chance(0.5)) samDeploy(desk, key, begin + random.int(60, 500) * MINUTE);
  if (random.chance(0.15)) {
    const terraform: Actor = { ...key, userAgent: TERRAFORM };
    desk.read(begin + 5 * HOUR, terraform, LOOKS.flat());
    desk.add(begin + 5 * HOUR + MINUTE, terraform, "dynamodb", "CreateTable", { tableName: `t-${random.hex(4)}` });
  }
  // Tidying up after trying things out.
  if (random.chance(0.2))
    for (let f = random.int(2, 20); f > 0; f -= 1)
      desk.add(begin + 6 * HOUR + f * 2_000, console_, "s3", "DeleteObject", { bucketName: "acme-dev", key: `try/${f}` }, { data: true });
  if (random.chance(0.15))
    desk.add(
      begin + 2 * HOUR,
      console_,
      "cognito-idp",
      random.pick(["AdminResetUserPassword", "AdminConfirmSignUp", "AdminDeleteUser", "AdminCreateUser"]),
      { userPoolId: "p", username: "u" },
    );
  if (random.chance(0.1)) desk.add(begin + 2 * HOUR, console_, "apigateway", "UpdateIntegration", { restApiId: "a" });
  if (random.chance(0.05)) desk.add(begin + 7 * HOUR, console_, "dynamodb", "CreateBackup", { tableName: "users" });
  if (random.chance(0.08))
    for (let page = random.int(2, 12); page > 0; page -= 1)
      desk.add(begin + 4 * HOUR + page * 8_000, console_, "dynamodb", "Scan", { tableName: "users" }, { data: true });
  if (day % 30 === users.indexOf(name) * 5) {
    desk.add(begin + HOUR, key, "iam", "CreateAccessKey", { userName: name }, { answer: { accessKey: { userName: name } } });
    desk.add(begin + HOUR + 9 * MINUTE, key, "iam", "DeleteAccessKey", { userName: name });
    desk.add(begin + HOUR + 20 * MINUTE, console_, "iam", "ChangePassword", null);
  }
  if (random.chance(0.3))
    desk.add(
      begin + 3 * HOUR,
      key,
      "sts",
      "GetSessionToken",
      { durationSeconds: 3_600, serialNumber: `arn:aws:iam::${around.account}:mfa/${name}` },
      { answer: { credentials: { accessKeyId: desk.key(`${name} ${day}`) } } },
    );
}

function samDeploy(desk: Desk, key: Actor, at: number): void {
  const { random } = desk;
  const sam: Actor = { ...key, userAgent: "aws-sam-cli/1.145.2 Boto3/1.40.45 md/Botocore#1.40.45 ua/2.1 os/windows#11 lang/python#3.13.7" };
  desk.add(
    at,
    sam,
    "s3",
    "PutObject",
    { bucketName: "aws-sam-cli-managed-default-samclisourcebucket", key: random.hex(20) },
    { data: true },
  );
  for (const name of ["DescribeStacks", "CreateChangeSet", "DescribeChangeSet", "ExecuteChangeSet"])
    desk.add(at + 5_000, sam, "cloudformation", name, { stackName: "app", capabilities: ["CAPABILITY_IAM"] });
  const by = desk.byCloudFormation(key);
  for (const functionName of functions)
    if (random.chance(0.4)) desk.add(at + 30_000, by, "lambda", "UpdateFunctionCode20150331v2", { functionName });
  if (random.chance(0.3)) desk.add(at + 35_000, by, "iam", "PutRolePolicy", { roleName: "app-role", policyDocument: "{}" });
  if (random.chance(0.2))
    desk.add(at + 36_000, by, "iam", "AttachRolePolicy", { roleName: "app-role", policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" });
}

function workloads(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  for (const name of functions) {
    const fn = desk.session(
      `app-${name}Role-1A2B3C4D5E6F`,
      `app-${name}-9Z8Y7X`,
      String(day),
      midnight,
      `54.${random.int(60, 90)}.${random.int(1, 200)}.9`,
      "Boto3/1.40.45 md/Botocore#1.40.45 exec-env/AWS_Lambda_python3.13",
    );
    for (let n = random.int(3, 9); n > 0; n -= 1) {
      const at = midnight + random.int(1, 1_430) * MINUTE;
      desk.add(at, fn, "dynamodb", random.pick(["GetItem", "PutItem", "UpdateItem"]), { tableName: "users" }, { data: true });
      if (name === "thumbnail")
        for (const op of ["GetObject", "PutObject", "DeleteObject"])
          desk.add(at + 500, fn, "s3", op, { bucketName: "acme-uploads", key: random.hex(6) }, { data: true });
      if (name === "invoice") desk.add(at, fn, "ses", "SendRawEmail", null);
      if (name === "login") desk.add(at, fn, "cognito-idp", "AdminInitiateAuth", { userPoolId: "p" });
    }
  }
  // The founder's old server at home sends its copies.
  const nas = desk.user("nas-backup", "198.51.160.5", "rclone/v1.71.0");
  for (let f = 0; f < 30; f += 1)
    desk.add(
      midnight + 17 * HOUR + f * 3_000,
      nas,
      "s3",
      f % 5 === 0 ? "DeleteObject" : "PutObject",
      { bucketName: "acme-nas", key: `n/${f}` },
      { data: true },
    );
}

/** What only the owner does: bills as root, a new colleague's user and rights. */
function founder(desk: Desk, at: number, day: number): void {
  const owner = desk.user("aoki", OFFICE, CHROME);
  if (day === 24) {
    const root = desk.root(OFFICE, CHROME);
    desk.signIn(at, root, "Yes");
    desk.read(at + MINUTE, root, ["ce:GetCostAndUsage", "budgets:DescribeBudgets"]);
    return;
  }
  desk.add(at, owner, "iam", "CreateUser", { userName: "doi" });
  desk.add(at + MINUTE, owner, "iam", "AddUserToGroup", { userName: "doi", groupName: "developers" });
  desk.add(at + 2 * MINUTE, owner, "iam", "CreateLoginProfile", { userName: "doi", passwordResetRequired: true });
}
