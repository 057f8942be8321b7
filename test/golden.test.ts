import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

/**
 * What a person sees who types a command: one file per row, with the command, what it printed and how it ended.
 * `UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts` writes them anew; then read the difference.
 */
interface Row {
  readonly name: string;
  readonly args: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly exit: number;
  /** Folder below test/golden/input. */
  readonly in?: string;
  /** Keeps only the first lines of what was printed. */
  readonly head?: number;
}

const WEAK = "../../../examples/orders-weak/template.yaml";
const HARDENED = "../../../examples/orders-hardened/template.yaml";
const MONTH = "../../../examples/month";
const ja = { LANG: "ja_JP.UTF-8" };

const rows: readonly Row[] = [
  { name: "help", args: "--help", exit: 0 },
  { name: "help-ja", args: "--help --lang ja", exit: 0 },
  { name: "help-check", args: "check --help", exit: 0 },
  { name: "help-check-ja", args: "check --help", env: ja, exit: 0 },
  { name: "version", args: "--version", exit: 0 },
  { name: "command-unknown", args: "chekc small.yaml", exit: 2 },
  { name: "option-unknown", args: "check small.yaml --nope", exit: 2 },
  { name: "argument-missing", args: "check", exit: 2 },
  { name: "format-unknown", args: "check small.yaml --format papyrus", exit: 2 },
  { name: "fail-on-unknown-severity", args: "check small.yaml --fail-on awful", exit: 2 },
  { name: "check-weak", args: `check ${WEAK}`, exit: 1 },
  { name: "check-weak-ja", args: `check ${WEAK} --lang ja`, exit: 1 },
  { name: "check-small", args: "check small.yaml --all-findings", exit: 1 },
  { name: "check-small-ja", args: "check small.yaml", env: ja, exit: 1 },
  { name: "check-fail-on-none", args: "check small.yaml --fail-on none --checks sqs/", exit: 0 },
  { name: "check-fail-on-unknown", args: "check small.yaml --fail-on none --fail-on-unknown --quiet", exit: 3 },
  {
    name: "check-parameter",
    args: "check small.yaml --parameter Stage=prod --checks lambda/execution --format json --quiet",
    head: 40,
    exit: 0,
  },
  { name: "check-parameter-bad", args: "check small.yaml --parameter Stage", exit: 2 },
  { name: "check-json", args: "check small.yaml --format json --quiet", head: 60, exit: 1 },
  { name: "check-ndjson", args: "check small.yaml --checks sqs/ --format ndjson --quiet --fail-on none", exit: 0 },
  { name: "file-missing", args: "check no-such.yaml", exit: 2 },
  { name: "file-missing-ja", args: "check no-such.yaml", env: ja, exit: 2 },
  { name: "yaml-malformed", args: "check malformed.yaml", exit: 4 },
  { name: "yaml-malformed-ja", args: "check malformed.yaml", env: ja, exit: 4 },
  { name: "json-malformed", args: "check malformed.json", exit: 4 },
  { name: "no-template", args: "check other.yaml", exit: 4 },
  { name: "folder-without-templates", args: "check empty", exit: 4 },
  { name: "config-bad", args: "check template.yaml", in: "bad-config", exit: 2 },
  { name: "config-bad-ja", args: "check template.yaml", in: "bad-config", env: ja, exit: 2 },
  { name: "exception-expired", args: "check template.yaml --checks sqs/ --fail-on none", in: "expired", exit: 1 },
  { name: "exception-accepted-ja", args: "check template.yaml --checks lambda/function,sqs/", in: "accepted", exit: 0 },
  { name: "since", args: "check small.yaml --since <tmp>/before.json", exit: 0 },
  { name: "since-no-report", args: "check small.yaml --since small.yaml", exit: 2 },
  { name: "frameworks", args: "frameworks", exit: 0 },
  { name: "frameworks-ja", args: "frameworks", env: ja, exit: 0 },
  { name: "frameworks-one", args: "frameworks cis-aws-compute-1.0.0 small.yaml", exit: 0 },
  { name: "frameworks-unknown", args: "frameworks cis-aws-computing", exit: 2 },
  { name: "lens", args: "lens small.yaml", exit: 0 },
  { name: "lens-ja", args: "lens small.yaml", env: ja, exit: 0 },
  { name: "responsibility", args: "responsibility small.yaml", exit: 0 },
  { name: "responsibility-ja", args: "responsibility small.yaml", env: ja, exit: 0 },
  { name: "inventory", args: "inventory small.yaml", exit: 0 },
  { name: "inventory-ja", args: "inventory small.yaml", env: ja, exit: 0 },
  { name: "can", args: `can orders-create dynamodb:PutItem orders ${WEAK}`, exit: 0 },
  { name: "can-ja", args: `can orders-create sqs:SendMessage orders-shipping ${WEAK}`, env: ja, exit: 0 },
  { name: "can-depends", args: `can states.amazonaws.com sts:AssumeRole orders-fulfilment ${WEAK} --fail-on-unknown`, exit: 3 },
  {
    name: "can-context",
    args: `can states.amazonaws.com sts:AssumeRole orders-fulfilment ${WEAK} --context aws:SourceAccount=000000000000 --fail-on-unknown`,
    exit: 0,
  },
  { name: "can-nobody", args: `can order-create sqs:SendMesage orders-shipping ${WEAK}`, exit: 2 },
  { name: "can-nothing-ja", args: `can orders-create sqs:SendMessage order-shiping ${WEAK}`, env: ja, exit: 2 },
  { name: "can-action-malformed", args: `can orders-create PutItem orders ${WEAK}`, exit: 2 },
  { name: "can-markdown", args: `can anonymous sns:Publish orders-events ${WEAK} --format markdown`, exit: 0 },
  { name: "who-can", args: `who-can kms:Decrypt alias/orders ${WEAK}`, exit: 0 },
  { name: "who-can-ja", args: `who-can s3:GetObject yagura-example-orders-reports ${WEAK}`, env: ja, exit: 0 },
  { name: "sprawl", args: `sprawl ${WEAK}`, exit: 0 },
  { name: "sprawl-ja", args: `sprawl ${WEAK}`, env: ja, exit: 0 },
  { name: "sprawl-unused", args: "sprawl unused.yaml", exit: 0 },
  { name: "sprawl-unused-ja", args: "sprawl unused.yaml", env: ja, exit: 0 },
  { name: "sprawl-markdown", args: "sprawl unused.yaml --format markdown --quiet", exit: 0 },
  { name: "sprawl-json", args: "sprawl unused.yaml --format json --quiet", head: 60, exit: 0 },
  { name: "sprawl-days-bad", args: "sprawl unused.yaml --unused-days never", exit: 2 },
  { name: "least-privilege", args: `least-privilege --all ${WEAK}`, exit: 0 },
  { name: "least-privilege-ja", args: `least-privilege --all ${WEAK}`, env: ja, exit: 0 },
  { name: "least-privilege-sam", args: `least-privilege orders-ship ${WEAK} --format sam`, exit: 0 },
  { name: "least-privilege-terraform", args: `least-privilege orders-refund ${WEAK} --format terraform`, exit: 0 },
  { name: "least-privilege-json", args: `least-privilege orders-report ${WEAK} --format json`, exit: 0 },
  { name: "least-privilege-role-ja", args: `least-privilege orders-report ${WEAK} --format markdown`, env: ja, exit: 0 },
  { name: "least-privilege-cloudtrail", args: `least-privilege orders-shipping ${WEAK} --cloudtrail trail`, exit: 0 },
  { name: "least-privilege-unknown", args: `least-privilege orders-shop ${WEAK}`, exit: 2 },
  { name: "least-privilege-without-target", args: "least-privilege", exit: 2 },
  { name: "paths", args: `paths ${WEAK}`, exit: 0 },
  { name: "paths-ja", args: `paths ${WEAK} --from internet --fail-on critical`, env: ja, exit: 1 },
  { name: "paths-table", args: `paths ${WEAK} --from function --format table`, exit: 0 },
  { name: "paths-mermaid", args: `paths ${WEAK} --to admin --format mermaid`, exit: 0 },
  { name: "paths-markdown-ja", args: `paths ${WEAK} --to admin --format markdown`, env: ja, exit: 0 },
  { name: "paths-json", args: `paths ${WEAK} --format json --quiet`, head: 60, exit: 0 },
  { name: "paths-hardened-from-internet", args: `paths ${HARDENED} --from internet --fail-on low`, exit: 0 },
  { name: "paths-format-unknown", args: `paths ${WEAK} --format papyrus`, exit: 2 },
  { name: "detect", args: `detect ${MONTH}`, exit: 0 },
  { name: "detect-ja", args: `detect ${MONTH} --estate small.yaml --fail-on high`, env: ja, exit: 1 },
  { name: "detect-markdown-ja", args: `detect ${MONTH} --format markdown --min critical`, env: ja, head: 60, exit: 0 },
  { name: "detect-json", args: `detect ${MONTH} --format json --quiet`, head: 60, exit: 0 },
  { name: "detect-nothing", args: "detect small.yaml no-such-folder", exit: 4 },
  { name: "drill", args: "drill", exit: 0 },
  { name: "drill-ja", args: "drill", env: ja, exit: 0 },
  { name: "rules-test", args: "rules test", exit: 0 },
  { name: "rules-lint-ja", args: "rules lint bad-rule.yml", env: ja, exit: 1 },
  { name: "rules-lint", args: "rules lint bad-rule.yml", exit: 1 },
  { name: "rules-coverage-ja", args: "rules coverage", env: ja, head: 20, exit: 0 },
  { name: "explain", args: "explain lambda/function-invocable-by-anyone", exit: 0 },
  { name: "explain-ja", args: "explain lambda/function-invocable-by-anyone", env: ja, exit: 0 },
  { name: "explain-unknown", args: "explain lambda/function-invokable-by-anyone", exit: 2 },
  { name: "explain-error", args: "explain E_FILE_MISSING", exit: 0 },
  { name: "snapshot", args: "snapshot <tmp>/estate.ndjson small.yaml", exit: 0 },
  { name: "snapshot-scanned", args: "scan <tmp>/estate.ndjson --checks sqs/ --fail-on none", exit: 0 },
  { name: "live-without-credentials", args: "scan --region us-east-1 --endpoint-url http://127.0.0.1:9", exit: 4 },
];

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const YAGURA = `${ROOT}platform/dist/yagura.js`;
const GOLDEN = `${ROOT}test/golden/`;
let tmp: string;

beforeAll(async () => {
  if (!existsSync(YAGURA)) throw new Error("platform/dist is missing: run `npm run build` first");
  tmp = mkdtempSync(join(tmpdir(), "yagura-golden-"));
  await yagura({ name: "before", args: "check small.yaml --format json --output <tmp>/before.json", exit: 1 });
});

afterAll(() => rmSync(tmp, { recursive: true, force: true }));

/** The machine's own environment stays out: no profile, no colours, no language but the row's. */
function yagura(row: Row): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const env = {
    PATH: process.env["PATH"],
    HOME: tmp,
    TZ: "UTC",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ACCESS_KEY_ID: "",
    COLUMNS: "120",
    ...row.env,
  };
  const args = row.args.replaceAll("<tmp>", tmp).split(" ");
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [YAGURA, ...args],
      { cwd: `${GOLDEN}input/${row.in ?? ""}`, env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
  });
}

/** Takes out what differs between machines and moments. */
function steady(text: string, head?: number): string {
  const lines = text
    .replaceAll(tmp, "<tmp>")
    .replaceAll(ROOT, "<root>/")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replaceAll(/\b\d+\.\d (s|秒)/g, "<n> $1")
    .replaceAll(/(\(|^)Use `node --trace-.*\n/gm, "")
    .split("\n");
  return head === undefined || lines.length <= head ? lines.join("\n") : `${lines.slice(0, head).join("\n")}\n…`;
}

it.each(rows)("yagura $args ($name)", async (row) => {
  const { code, stdout, stderr } = await yagura(row);
  const settings = Object.entries(row.env ?? {}).map(([key, value]) => `${key}=${value} `);
  const text = [
    `$ ${settings.join("")}yagura ${row.args}`,
    steady(stdout, row.head).trimEnd(),
    ...(stderr === "" ? [] : ["--- standard error", steady(stderr).trimEnd()]),
    `--- exit ${code}`,
    "",
  ].join("\n");
  const file = `${GOLDEN}${row.name}.txt`;
  if (process.env["UPDATE_GOLDEN"]) writeFileSync(file, text);
  expect(code, stderr).toBe(row.exit);
  expect(text).toBe(readFileSync(file, "utf8"));
  // No stack trace, no undefined, no object that was printed by accident.
  expect(stdout + stderr).not.toMatch(/\bundefined\b|\[object |\n\s+at .*:\d+:\d+/);
});

it("no golden file is left over", () => {
  const names = new Set(rows.map(({ name }) => `${name}.txt`));
  expect(readdirSync(GOLDEN).filter((file) => file.endsWith(".txt") && !names.has(file))).toEqual([]);
});
