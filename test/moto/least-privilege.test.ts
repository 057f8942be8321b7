import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withLastAccessed } from "./last-accessed.ts";
import { type Moto, startMoto } from "./server.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const YAGURA = `${ROOT}platform/dist/yagura.js`;
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
const USED = "2026-11-20T00:00:00Z";

let moto: Moto;
let iam: Awaited<ReturnType<typeof withLastAccessed>>;
beforeAll(async () => {
  moto = await startMoto({ MOTO_IAM_LOAD_MANAGED_POLICIES: "true" });
  await moto.seed("deploy_orders.py");
  await moto.seed("seed_records.py");
  iam = await withLastAccessed(moto.endpoint, {
    "orders-shared": { dynamodb: { last: USED, actions: { PutItem: USED, GetItem: undefined } }, logs: { last: USED } },
    "orders-shipping": { sqs: {}, sns: { last: USED }, logs: { last: USED } },
  });
}, 120_000);
afterAll(async () => {
  await iam?.close();
  await moto?.stop();
});

interface Piece {
  readonly Action?: readonly string[];
}
interface Proposal {
  readonly role: { readonly name: string };
  readonly evidence: {
    readonly records?: { readonly days: number; readonly events: number; readonly denied: number };
    readonly lastAccessed?: {
      readonly services?: readonly { readonly service: string }[];
      readonly unknown?: string;
      readonly action?: string;
    };
  };
  readonly needs: readonly {
    readonly action: string;
    readonly resource: string;
    readonly because: readonly { readonly reason: string }[];
  }[];
  readonly policy: { readonly Statement: readonly (Piece & { readonly Resource: string | readonly string[] })[] };
  readonly verified: { readonly withinToday: boolean; readonly coversUse: boolean };
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function yagura(...args: readonly string[]): Promise<Ran> {
  const live = ["--live", "--endpoint-url", iam.endpoint, "--region", "us-east-1", "--no-progress"];
  const env = {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    LANG: "C.UTF-8",
    AWS_ACCESS_KEY_ID: "example",
    AWS_SECRET_ACCESS_KEY: "example",
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [YAGURA, "least-privilege", ...args, ...live],
      { cwd: ROOT, env, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

async function proposalFor(...args: readonly string[]): Promise<Proposal> {
  const ran = await yagura(...args, "--format", "json");
  expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({ code: 0 });
  const [only, other] = (JSON.parse(ran.stdout) as { readonly proposals: readonly Proposal[] }).proposals;
  if (!only || other) throw new Error("not one proposal");
  return only;
}

const actionsOn = ({ policy }: Proposal, service: string) =>
  policy.Statement.flatMap(({ Action = [] }) => [Action].flat()).filter((action) => action.startsWith(`${service}:`));

test("records of CloudTrail in S3: what was called stays, what was not in all that time goes", { timeout: 120_000 }, async () => {
  const found = await proposalFor("orders-shared", "--cloudtrail", "s3://orders-trail/AWSLogs/123456789012/");
  expect(found.evidence.records).toMatchObject({ events: 4, denied: 1 });
  expect(found.evidence.records?.days).toBeGreaterThanOrEqual(98);
  expect(found.needs).toContainEqual(
    expect.objectContaining({
      action: "dynamodb:PutItem",
      resource: TABLE,
      because: expect.arrayContaining([expect.objectContaining({ reason: "recorded" })]),
    }),
  );
  expect(actionsOn(found, "dynamodb")).toEqual(["dynamodb:PutItem"]);
  expect(found.verified).toMatchObject({ withinToday: true, coversUse: true });
});

test("below another prefix are other records", { timeout: 120_000 }, async () => {
  const found = await proposalFor("orders-shared", "--cloudtrail", "s3://orders-trail/AWSLogs/elsewhere");
  expect(found.evidence.records).toMatchObject({ events: 1 });
  // One day is no observation: by it nothing is taken away. GetItem goes by what IAM says of its last use.
  expect(actionsOn(found, "dynamodb").toSorted()).toEqual(["dynamodb:PutItem", "dynamodb:Query"]);
});

test("a file that is none is told of, a bucket that is not there too", { timeout: 120_000 }, async () => {
  const broken = await yagura("orders-create", "--cloudtrail", "s3://orders-trail/broken/");
  expect(broken.stderr).toContain("s3://orders-trail/broken/x.json.gz");
  const missing = await yagura("orders-create", "--cloudtrail", "s3://nobodys-trail/");
  expect(missing.stderr).toContain("s3://nobodys-trail");
  const malformed = await yagura("orders-create", "--cloudtrail", "s3://X/");
  expect(malformed.code).toBe(2);
});

test("records of a role that functions share are not any one's", { timeout: 120_000 }, async () => {
  const told = await yagura("orders-create", "--cloudtrail", "s3://orders-trail/AWSLogs/123456789012/");
  expect(told.stdout).toContain("CloudTrail and last use speak of the shared role");
  expect(told.stdout).not.toContain("no records given");
  expect(told.stdout).toContain("dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query");
});

test("last use: a service never used goes, one that was used stays, an action tracked and never used goes", {
  timeout: 120_000,
}, async () => {
  const ship = await proposalFor("orders-ship");
  expect(ship.role.name).toBe("orders-shipping");
  expect(ship.evidence.lastAccessed?.services?.map(({ service }) => service)).toEqual(["sqs", "sns", "logs"]);
  // What Lambda itself needs to poll the queue stays, whatever was used.
  expect(actionsOn(ship, "sqs").toSorted()).toEqual(["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]);
  expect(actionsOn(ship, "sns")).not.toEqual([]);
  expect(actionsOn(ship, "kms")).toEqual(["kms:Decrypt"]);
  const create = await proposalFor("orders-shared");
  // Query is not tracked: that it was not used nobody says.
  expect(actionsOn(create, "dynamodb").toSorted()).toEqual(["dynamodb:PutItem", "dynamodb:Query"]);
  expect(iam.asked).toContain("GenerateServiceLastAccessedDetails arn:aws:iam::123456789012:role/orders-shipping");
});

test("a report that may not be asked for takes nothing away and says which permission is missing", { timeout: 120_000 }, async () => {
  const report = await proposalFor("arn:aws:iam::123456789012:role/orders-report");
  expect(actionsOn(report, "s3")).toEqual(["s3:PutObject"]);
  expect(report.evidence.lastAccessed).toEqual({ unknown: "access-denied", action: "iam:GenerateServiceLastAccessedDetails" });
});
