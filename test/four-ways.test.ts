import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanAccounts } from "../platform/src/identify/aws/scan.ts";
import type { Report } from "../platform/src/model/index.ts";
import { examples, failures, judge, judgeFiles, type Row, rowOf, sorted } from "./example.ts";
import { type Moto, motoCredentials, startMoto } from "./moto/server.ts";

/**
 * One application, described as SAM, as CDK output, as a Terraform plan and for the Serverless Framework, and deployed once by boto3:
 * the findings are equal. The package is what `serverless package` of version 3 wrote of the service beside it.
 * What a way cannot know must be unknown there; it never passes.
 */
const listed = JSON.parse(readFileSync(`${examples}orders-weak/expected.json`, "utf8")) as readonly Row[];
const key = ({ check, kind, name, subject }: Row): string => [check, kind, name, subject].join(" | ");

describe("orders-weak, described four ways", () => {
  it.each([
    ["SAM", "orders-weak/template.yaml"],
    ["CDK", "orders-weak/cdk.out"],
    ["Terraform", "orders-weak/terraform/plan.json"],
    ["Serverless Framework's service", "orders-weak/serverless.yml"],
    ["Serverless Framework's package", "orders-weak/.serverless/cloudformation-template-update-stack.json"],
  ])("%s gives the listed findings, and nothing unknown", async (_, path) => {
    const report = await judgeFiles(path);
    expect(report.problems).toEqual([]);
    expect(report.faults).toEqual([]);
    expect(failures(report).map(key)).toEqual(listed.map(key));
    expect(report.findings.filter(({ status }) => status === "unknown").map((f) => `${key(rowOf(f))}: ${f.because?.what}`)).toEqual([]);
  });
});

/**
 * What moto cannot tell: it has no ListFunctionUrlConfigs, so nothing that needs a function's URL can be judged; every other
 * setting of the application is one that moto keeps.
 */
const NOT_AT_MOTO = new Set(["lambda/url-cors-open-with-credentials", "lambda/url-without-authentication"]);

describe("orders-weak, deployed by boto3 on moto", () => {
  let moto: Moto;
  let report: Report;

  beforeAll(async () => {
    moto = await startMoto({ MOTO_IAM_LOAD_MANAGED_POLICIES: "true" });
    await moto.seed("deploy_orders.py");
    const { estate } = await scanAccounts({
      credentials: motoCredentials,
      homeRegion: "us-east-1",
      regions: ["us-east-1"],
      endpoint: moto.endpoint,
    });
    report = await judge(estate);
  });
  afterAll(() => moto?.stop());

  const names = new Set(listed.map(({ kind, name }) => `${kind} ${name}`));
  /** Moto starts every account with things of its own (a default VPC, regions that record nothing): they are not the application. */
  const ours = (row: Row): boolean => names.has(`${row.kind} ${row.name}`);
  const checks = new Set(listed.map(({ check }) => check));

  it("gives the listed findings", () => {
    const found = failures(report).filter((row) => ours(row) && checks.has(row.check));
    expect(found.map(key)).toEqual(listed.filter(({ check }) => !NOT_AT_MOTO.has(check)).map(key));
  });

  it("says unknown, and why, where moto cannot tell", () => {
    for (const row of listed.filter(({ check }) => NOT_AT_MOTO.has(check))) {
      const verdicts = report.findings.filter((f) => f.check === row.check && f.resource.name === row.name);
      expect(
        verdicts.map(({ status, because }) => [status, because?.reason]),
        row.check,
      ).toEqual([["unknown", "unsupported"]]);
    }
  });

  it("adds only what a template cannot show", () => {
    const more = sorted(failures(report).filter((row) => ours(row) && !checks.has(row.check)));
    // Backup plans live elsewhere, and no template can ask for MFA delete.
    expect(more.map(key)).toEqual([
      "dynamodb/not-in-backup-plan | DynamoTable | orders | ",
      "s3/mfa-delete-off | Bucket | yagura-example-orders-reports | ",
    ]);
  });
});
