import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Moto, startMoto } from "./server.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const YAGURA = `${ROOT}platform/dist/yagura.js`;

let moto: Moto;
beforeAll(async () => {
  // The example's policies are AWS-managed ones; moto knows them when it is told to load them.
  moto = await startMoto({ MOTO_IAM_LOAD_MANAGED_POLICIES: "true" });
  await moto.seed("deploy_orders.py");
}, 120_000);
afterAll(() => moto?.stop());

async function yagura(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const live = ["--live", "--endpoint-url", moto.endpoint, "--region", "us-east-1", "--no-progress"];
  const env = {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    LANG: "C.UTF-8",
    AWS_ACCESS_KEY_ID: "example",
    AWS_SECRET_ACCESS_KEY: "example",
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [YAGURA, ...args, ...live], { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

/** The example deployed by boto3, asked by the command line alone. */
describe("the questions about permissions, of a live account (R12, R14, R15, R3)", { timeout: 120_000 }, () => {
  test("can: the administrator's function may delete the bucket, the lister may not write the table", async () => {
    const yes = await yagura("can", "orders-refund", "s3:DeleteBucket", "arn:aws:s3:::yagura-example-orders-reports");
    expect(yes).toMatchObject({ code: 0 });
    expect(yes.stdout).toMatch(/^allowed/);
    expect(yes.stdout).toContain("AdministratorAccess");
    const no = await yagura("can", "orders-report", "dynamodb:DeleteTable", "orders", "--lang", "ja", "--format", "json");
    expect(no).toMatchObject({ code: 0 });
    expect(JSON.parse(no.stdout)).toMatchObject({ schema: "yagura/can/1", answer: "implicitly-denied" });
  });

  test("who-can: anyone may read the bucket", async () => {
    const found = await yagura("who-can", "s3:GetObject", "yagura-example-orders-reports/x", "--lang", "ja");
    expect(found.code).toBe(0);
    expect(found.stdout).toContain("サインインしていない誰でも");
    expect(found.stdout).toContain("AnyoneMayRead");
  });

  test("paths: from the internet to the public bucket, with its proof", async () => {
    const found = await yagura("paths", "--format", "json");
    expect(found.code).toBe(0);
    const { schema, paths } = JSON.parse(found.stdout) as { schema: string; paths: readonly unknown[] };
    expect(schema).toBe("yagura/paths/1");
    expect(JSON.stringify(paths)).toContain("yagura-example-orders-reports");
    expect(JSON.stringify(paths)).toContain("AnyoneMayRead");
    const told = await yagura("paths", "--lang", "ja");
    expect(told.stdout).toMatch(/インターネット/);
  });

  test("least-privilege: from the code beside it, never more than today", async () => {
    const found = await yagura("least-privilege", "orders-create", "--code", "examples/orders-weak/src", "--format", "json");
    expect(found.code).toBe(0);
    expect(found.stdout).toContain("dynamodb:PutItem");
    expect(found.stdout).not.toContain('"dynamodb:*"');
    const told = await yagura("least-privilege", "--all", "--lang", "ja");
    expect(told.code).toBe(0);
    expect(told.stdout).toMatch(/[\u3040-\u30ff]/);
  });

  test("sprawl: what nothing is known of is not called unused", async () => {
    const found = await yagura("sprawl", "--format", "json");
    expect(found.code).toBe(0);
    expect(JSON.parse(found.stdout)).toMatchObject({ schema: "yagura/sprawl/1" });
    const told = await yagura("sprawl", "--lang", "ja");
    expect(told.stdout).toMatch(/スプロール/);
  });
});
