import type { Words } from "../../model/index.ts";
import { apps, backupUser, idOf, people } from "./ordinary.ts";
import { type Actor, type Call, record, type Surroundings, sessionOf, type TrailRecord, userOf } from "./record.ts";

/** One step of an attack: what is done, how long after the step before it (seconds), and what a person would call it. */
export interface Step {
  readonly after: number;
  readonly actor: Actor;
  readonly call: Call;
}

/** An attack as it would stand in the logs. */
export interface Attack {
  readonly id: string;
  readonly title: Words;
  /** Builds the steps for an account. `at` is when it begins. */
  readonly steps: (around: Surroundings, at: number) => readonly Step[];
}

const STRANGE = "185.220.101.33";
const RENTED = "45.155.205.90";

/** Credentials of a function taken through its code and used elsewhere: look around, read what the role can, pack it up. */
const stolenFunctionCredentials: Attack = {
  id: "stolen-function-credentials",
  title: {
    en: "Credentials of a function are used outside and customer data is taken",
    ja: "関数の認証情報が外部で使われ、顧客データが持ち出される",
  },
  steps: ({ account, region, random }, at) => {
    const app = apps[3] as (typeof apps)[number];
    const role = `${app.name}-role`;
    const actor: Actor = {
      identity: sessionOf(account, role, app.name, `ASIA${random.key(16)}`, idOf("AROA", role), at - 1_800_000),
      ip: STRANGE,
      userAgent: "aws-cli/2.9.19 Python/3.11.2 Linux/6.1.0-kali9-amd64 source/x86_64.kali",
    };
    const step = (after: number, service: string, name: string, more: Partial<Call> = {}): Step => ({
      after,
      actor,
      call: { service, name, ...more },
    });
    const denied = { error: "AccessDenied" };
    return [
      step(0, "sts", "GetCallerIdentity"),
      step(8, "iam", "ListRoles", denied),
      step(5, "iam", "ListUsers", denied),
      step(4, "s3", "ListBuckets", denied),
      step(6, "lambda", "ListFunctions20150331", denied),
      step(6, "secretsmanager", "ListSecrets", denied),
      step(7, "ssm", "DescribeParameters", denied),
      step(9, "kms", "ListKeys", denied),
      step(5, "dynamodb", "ListTables", denied),
      step(4, "ec2", "DescribeInstances", denied),
      step(30, "dynamodb", "DescribeTable", { parameters: { tableName: app.table } }),
      ...Array.from({ length: 60 }, (_, i) =>
        step(i === 0 ? 20 : 2, "dynamodb", "Scan", {
          parameters: { tableName: app.table },
          data: true,
          resources: [`arn:aws:dynamodb:${region}:${account}:table/${app.table}`],
        }),
      ),
    ];
  },
};

/** A forgotten long-term key: a new user for later, the trail switched off, objects destroyed and a demand left behind. */
const ransom: Attack = {
  id: "leaked-key-ransom",
  title: {
    en: "A leaked access key makes a way back, stops the trail and destroys a bucket",
    ja: "漏えいしたアクセスキーで足場が作られ、証跡が停止し、バケットが破壊される",
  },
  steps: ({ account, random }, at) => {
    const user = backupUser(account);
    const actor: Actor = { identity: user.identity, ip: RENTED, userAgent: "Boto3/1.26.90 Python/3.9.2 Linux/5.10.0 Botocore/1.29.90" };
    const fresh = `AKIA${random.key(16)}`;
    const later: Actor = { ...actor, identity: userOf(account, "svc-health-check", fresh, idOf("AIDA", "svc-health-check")) };
    const step = (after: number, service: string, name: string, more: Partial<Call> = {}, by = actor): Step => ({
      after,
      actor: by,
      call: { service, name, ...more },
    });
    const bucket = "acme-orders-invoices";
    void at;
    return [
      step(0, "sts", "GetCallerIdentity"),
      step(20, "iam", "ListAttachedUserPolicies", { parameters: { userName: "backup-operator" } }),
      step(30, "iam", "CreateUser", { parameters: { userName: "svc-health-check" }, answer: { user: { userName: "svc-health-check" } } }),
      step(6, "iam", "AttachUserPolicy", {
        parameters: { userName: "svc-health-check", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      }),
      step(5, "iam", "CreateAccessKey", {
        parameters: { userName: "svc-health-check" },
        answer: { accessKey: { accessKeyId: fresh, userName: "svc-health-check", status: "Active" } },
      }),
      step(600, "cloudtrail", "StopLogging", { parameters: { name: "acme-trail" } }, later),
      step(20, "guardduty", "DeleteDetector", { parameters: { detectorId: "12abc34d567e8fa901bc2d34e56789f0" } }, later),
      step(
        60,
        "s3",
        "PutBucketVersioning",
        { parameters: { bucketName: bucket, VersioningConfiguration: { Status: "Suspended" } } },
        later,
      ),
      step(30, "s3", "ListObjects", { parameters: { bucketName: bucket }, data: true }, later),
      ...Array.from({ length: 40 }, (_, i) =>
        step(
          i === 0 ? 30 : 1,
          "s3",
          "DeleteObjects",
          { parameters: { bucketName: bucket, delete: "" }, data: true, resources: [`arn:aws:s3:::${bucket}`] },
          later,
        ),
      ),
      step(
        20,
        "s3",
        "PutObject",
        { parameters: { bucketName: bucket, key: "README-RECOVER-FILES.txt" }, data: true, resources: [`arn:aws:s3:::${bucket}`] },
        later,
      ),
    ];
  },
};

/** A developer's session taken over at night: a function's code and URL changed to mine and to stay, other regions tried. */
const takenSession: Attack = {
  id: "taken-developer-session",
  title: {
    en: "A developer's session is taken over, a function is changed and opened to the internet",
    ja: "開発者のセッションが乗っ取られ、関数が改ざんされてインターネットに公開される",
  },
  steps: ({ account, region, random }, at) => {
    const person = people[1] as (typeof people)[number];
    const actor: Actor = {
      identity: sessionOf(
        account,
        person.role,
        `${person.name}@acme.example`,
        `ASIA${random.key(16)}`,
        idOf("AROA", person.role),
        at - 600_000,
      ),
      ip: "91.92.109.14",
      userAgent: "python-requests/2.31.0",
    };
    const step = (after: number, service: string, name: string, more: Partial<Call> = {}): Step => ({
      after,
      actor,
      call: { service, name, ...more },
    });
    const fn = "notify";
    return [
      step(0, "sts", "GetCallerIdentity"),
      step(15, "lambda", "ListFunctions20150331"),
      step(20, "lambda", "GetFunction20150331v2", { parameters: { functionName: fn } }),
      step(40, "lambda", "UpdateFunctionConfiguration20150331v2", {
        parameters: {
          functionName: fn,
          timeout: 900,
          memorySize: 10240,
          layers: ["arn:aws:lambda:ap-northeast-1:999988887777:layer:perf:3"],
        },
      }),
      step(8, "lambda", "UpdateFunctionCode20150331v2", {
        parameters: { functionName: fn, dryRun: false, publish: true },
        answer: { functionName: fn },
      }),
      step(10, "lambda", "CreateFunctionUrlConfig", {
        parameters: { functionName: fn, authType: "NONE" },
        answer: { functionUrl: `https://x.lambda-url.${region}.on.aws/`, authType: "NONE" },
      }),
      step(5, "lambda", "AddPermission20150331v2", {
        parameters: {
          functionName: fn,
          action: "lambda:InvokeFunctionUrl",
          principal: "*",
          functionUrlAuthType: "NONE",
          statementId: "url",
        },
      }),
      step(6, "lambda", "DeleteFunctionConcurrency20171031", { parameters: { functionName: fn } }),
      step(120, "ec2", "DescribeInstanceTypeOfferings", { more: { awsRegion: "eu-north-1" } }),
      step(10, "ec2", "RunInstances", {
        error: "Client.UnauthorizedOperation",
        parameters: { instanceType: "p4d.24xlarge", minCount: 20 },
        more: { awsRegion: "eu-north-1" },
      }),
    ];
  },
};

export const attacks: readonly Attack[] = [stolenFunctionCredentials, ransom, takenSession];

/** The records of an attack; ids tell which attack and step each is of. */
export function attackRecords(attack: Attack, around: Surroundings, at: number): readonly TrailRecord[] {
  let time = at;
  return attack.steps(around, at).map(({ after, actor, call }, i) => {
    time += after * 1_000;
    return { ...record(around, time, actor, call), eventID: stepId(attack.id, i) };
  });
}

export function stepId(attack: string, step: number): string {
  return `drill-${attack}-${String(step).padStart(3, "0")}`;
}
