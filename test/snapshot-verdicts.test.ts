import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readSnapshot, writeSnapshot } from "../platform/src/identify/snapshot.ts";
import { loadTemplates } from "../platform/src/identify/template/index.ts";
import { examples, judge } from "./example.ts";

/**
 * A snapshot leaves secrets out, and is judged as the estate was wherever they do not matter. Where they do, the verdict is
 * unknown because masked; it never becomes a pass.
 */
const folder = mkdtempSync(join(tmpdir(), "yagura-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

const template = join(folder, "t.yaml");
writeFileSync(
  template,
  `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Db: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, ManageMasterUserPassword: true, MasterUsername: app } }
  F:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: f
      Runtime: nodejs24.x
      Role: arn:aws:iam::111122223333:role/x
      Code: { ZipFile: "exports.handler = async () => {}" }
      Environment:
        Variables:
          MODE: live
          STORE: postgres://app:Sakura7-Tsukiji4-Hashi9@db.c1.ap-northeast-1.rds.amazonaws.com/app
          REPLICA: !Sub "postgres://app:Sakura7-Tsukiji4-Hashi9@\${Db.Endpoint.Address}/app"
          ROW_ROLE: arn:aws:iam::111122223333:role/rows
  G:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: g
      Runtime: nodejs24.x
      Role: arn:aws:iam::111122223333:role/x
      Code: { ZipFile: "exports.handler = async () => {}" }
      Environment: { Variables: { MODE: live } }
`,
);

const MASKED = /^(lambda\/environment-secret|ssm\/plain-parameter-secret|template\/secret-in-text|lambda\/inline-code-secret)$/;

it.each([
  ["addresses of databases", template],
  ["orders-weak", `${examples}orders-weak/template.yaml`],
])("%s: the verdicts of a snapshot are those of the estate, save where a secret decides", async (_, path) => {
  const estate = await loadTemplates([path]);
  const file = join(folder, "s.ndjson");
  await writeSnapshot(file, estate);
  expect(readFileSync(file, "utf8")).not.toContain("Sakura7");
  const before = await judge(estate);
  const after = await judge(await readSnapshot(file));
  const rows = (report: typeof before, masked: boolean) =>
    report.findings
      .filter(({ check }) => MASKED.test(check) === masked)
      .map(({ check, resource, status, subject }) => `${check} | ${resource.name} | ${subject} | ${status}`)
      .toSorted();
  expect(rows(after, false)).toEqual(rows(before, false));
  // Whatever failed before still stands there, as a question.
  const failed = new Set(
    before.findings.filter(({ check }) => MASKED.test(check)).map(({ check, resource }) => `${check} ${resource.name}`),
  );
  const asked = new Set(after.findings.filter(({ check }) => MASKED.test(check)).map(({ check, resource }) => `${check} ${resource.name}`));
  expect([...failed].filter((one) => !asked.has(one))).toEqual([]);
  expect(failed.size).toBeGreaterThan(0);
});

it("tells a function with a database from one without, though both environments are masked", async () => {
  const file = join(folder, "d.ndjson");
  await writeSnapshot(file, await loadTemplates([template]));
  const report = await judge(await readSnapshot(file));
  const of = (check: string) => report.findings.filter((f) => f.check === check).map((f) => `${f.resource.name} ${f.subject} ${f.status}`);
  expect(of("lambda/database-credentials-not-from-secrets-manager")).toEqual(["f REPLICA fail", "f STORE fail"]);
  expect(of("lambda/unlimited-concurrency-before-database")).toEqual(["f  fail"]);
});
