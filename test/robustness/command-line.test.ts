import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folder, ROOT, yagura } from "./yagura.ts";

const at = folder();
beforeAll(() => {
  writeFileSync(join(at, "t.yaml"), readFileSync(join(ROOT, "test/golden/input/small.yaml")));
});
const run = (args: string, env: Record<string, string> = {}) => yagura(args.split(" ").filter(Boolean), { cwd: at, env });

describe("what is typed wrong is said in the language, with a code and exit 2", () => {
  const rows: Record<string, string> = {
    "chekc t.yaml": "E_COMMAND_UNKNOWN",
    check: "E_ARGUMENT_MISSING",
    "check t.yaml --nope": "E_OPTION_UNKNOWN",
    "check t.yaml --format": "E_OPTION_VALUE_MISSING",
    "check t.yaml --format papyrus": "E_OPTION_VALUE",
    "check t.yaml --fail-on awful": "E_OPTION_VALUE",
    "check t.yaml --lang xx": "E_OPTION_VALUE",
    "check t.yaml --stack-account 12": "E_OPTION_VALUE",
    "check t.yaml --trust me": "E_OPTION_VALUE",
    "check t.yaml --checks nothing-like-that": "E_CHECKS_NONE",
    "check t.yaml --checks sqs/,nope/": "E_CHECKS_NONE",
    "check t.yaml --checks ,": "E_CHECKS_NONE",
    "check t.yaml --since t.yaml": "E_SINCE",
    "check t.yaml --since nowhere.json": "E_FILE_MISSING",
    "check t.yaml --since .": "E_FILE_UNREADABLE",
    "check t.yaml --config nowhere.yaml": "E_FILE_MISSING",
    "check t.yaml --config .": "E_FILE_UNREADABLE",
    "check t.yaml --parameter Stage": "E_PARAMETERS",
    "check t.yaml --parameter-file nowhere.json": "E_FILE_MISSING",
    "check t.yaml --profile x": "E_OPTION_UNKNOWN",
    "explain a b": "E_ARGUMENT_TOO_MANY",
    "explain nothing": "E_CHECK_UNKNOWN",
    "explain lambda/tracing-off --format html": "E_OPTION_VALUE",
    "inventory t.yaml --format html": "E_OPTION_VALUE",
    "frameworks nothing t.yaml": "E_FRAMEWORK_UNKNOWN",
    "scan --region us-east-1 --endpoint-url foo": "E_OPTION_VALUE",
    "scan --region us-east-1 --concurrency 0": "E_OPTION_VALUE",
    "scan --region us-east-1 --timeout never": "E_OPTION_VALUE",
  };
  test.each(Object.entries(rows))("yagura %s → %s", async (args, code) => {
    const env = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
    const [en, ja] = await Promise.all([run(args, env), run(args, { ...env, LANG: "ja_JP.UTF-8" })]);
    expect(en.stderr).toContain(`[${code}]`);
    expect(ja.stderr).toContain(`[${code}]`);
    expect(ja.stderr).toMatch(/[\u3040-\u30ff]/);
    expect([en.code, ja.code, en.stdout, ja.stdout]).toEqual([2, 2, "", ""]);
  });
});

test("the name alone prints the help and is no error", async () => {
  expect(await run("")).toMatchObject({ code: 0, stderr: "" });
  expect((await run("")).stdout).toContain("Usage: yagura");
  expect((await run("", { LANG: "ja_JP.UTF-8" })).stdout).toContain("使い方: yagura");
  expect((await run("", { LANG: "C" })).stdout).toContain("Usage: yagura");
});

describe("output", () => {
  test("a full disk: a sentence, exit 4, and the device is still a device", async () => {
    const { code, stderr } = await run("check t.yaml --quiet --output /dev/full");
    expect(code).toBe(4);
    expect(stderr).toContain("[E_OUTPUT]");
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
    const full = openSync("/dev/full", "w");
    const ended = await yagura(["check", "t.yaml", "--quiet"], { cwd: at, stdout: full });
    closeSync(full);
    expect(ended.code).toBe(4);
    expect(ended.stderr).toContain("[E_OUTPUT_STREAM]");
  });
  test("no folder, a folder in its place: a sentence and no half file", async () => {
    for (const to of ["no/such/report.json", "."]) {
      const { code, stderr } = await run(`check t.yaml --format json --quiet --output ${to}`);
      expect(code).toBe(4);
      expect(stderr).toContain("[E_OUTPUT]");
    }
    expect(readdirSync(at).filter((name) => name.includes("part") || name.includes("report"))).toEqual([]);
  });
  test("a link stays a link, a device stays a device", async () => {
    writeFileSync(join(at, "real.json"), "old");
    symlinkSync("real.json", join(at, "link.json"));
    expect((await run("check t.yaml --fail-on none --format json --quiet --output link.json")).code).toBe(0);
    expect(readFileSync(join(at, "real.json"), "utf8")).toContain("yagura/report/1");
    expect((await run("check t.yaml --fail-on none --quiet --output /dev/null")).code).toBe(0);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
  test("a reader that went away is no error", async () => {
    const ended = await yagura(["check", "t.yaml", "--fail-on", "none", "--quiet", "--format", "json"], {
      cwd: at,
      meanwhile: (child) => child.stdout?.destroy(),
    });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
  });
  test("standard output is data only, and standard error says what was not seen", async () => {
    const { stdout, stderr } = await run("check t.yaml --fail-on none --format json --no-progress");
    expect(JSON.parse(stdout)).toMatchObject({ schema: "yagura/report/1" });
    const notSeen =
      /Not seen:\n {2}1 resource types are not known to Yagura: Acme::Robots::Robot\n {2}\d+ judgements could not be made; each is listed as unknown with its reason$/;
    expect(stderr.trimEnd()).toMatch(notSeen);
    expect(stderr).toMatch(/^Not seen:/);
    expect((await run("check t.yaml --fail-on none --no-progress")).stdout.trimEnd()).toMatch(notSeen);
    const view = await run("inventory t.yaml --format json");
    expect(JSON.parse(view.stdout)).toMatchObject({ schema: "yagura/inventory/1" });
    expect(view.stderr).toContain("Acme::Robots::Robot");
  });
  test("views and snapshots of what cannot be read fail too", async () => {
    writeFileSync(join(at, "bad.yaml"), "a: [1\n");
    for (const args of [
      "inventory bad.yaml",
      "lens bad.yaml",
      "responsibility bad.yaml",
      "frameworks aws-fsbp bad.yaml",
      "snapshot out.ndjson bad.yaml",
    ]) {
      const { code, stderr } = await run(args);
      expect(stderr, args).toMatch(/! bad\.yaml:\d+:\d+: .*\[E_TEMPLATE_SYNTAX\]/);
      expect(code, args).toBe(4);
    }
  });
  test("colours only when asked for or on a terminal, progress as one line a stage", async () => {
    const plain = await run("check t.yaml --fail-on none", { TERM: "dumb", CI: "true" });
    expect(plain.stdout + plain.stderr).not.toContain("\u001b");
    expect(plain.stderr.match(/^Identify/gm)).toHaveLength(2);
    expect((await run("check t.yaml --fail-on none", { FORCE_COLOR: "1", NO_COLOR: "1" })).stdout).toContain("\u001b[");
    expect((await run("check t.yaml --fail-on none", { FORCE_COLOR: "0" })).stdout).not.toContain("\u001b[");
  });
});

test("--fail-on and --fail-on-unknown", async () => {
  const codes = { critical: 1, high: 1, medium: 1, low: 1, info: 1, none: 0 };
  for (const [severity, code] of Object.entries(codes))
    expect((await run(`check t.yaml --quiet --fail-on ${severity}`)).code, severity).toBe(code);
  expect((await run("check t.yaml --quiet --checks sqs/ --fail-on critical")).code).toBe(0);
  expect((await run("check t.yaml --quiet --fail-on none --fail-on-unknown")).code).toBe(3);
});

test("the configuration decides the language of errors too; a wrong one is said with its line", async () => {
  const here = join(at, "config");
  mkdirSync(here);
  writeFileSync(join(here, ".yagura.yaml"), "lang: ja\n");
  expect((await yagura(["check", "nowhere.yaml"], { cwd: here })).stderr).toContain("パスを確認してください");
  for (const [text, code, line] of [
    ["lang: klingon\n", "E_CONFIG_VALUE", 1],
    ["exceptions: [\n", "E_EXCEPTIONS_YAML", 2],
    ["exceptions:\n  - check: a/b\n", "E_EXCEPTIONS_MISSING", 2],
    ["a: 1\na: 2\n", "E_EXCEPTIONS_YAML", 2],
  ] as const) {
    writeFileSync(join(here, ".yagura.yaml"), text);
    const { code: exit, stderr } = await yagura(["check", "../t.yaml"], { cwd: here });
    expect(stderr).toMatch(new RegExp(`\\.yagura\\.yaml:${line}:\\d+: .*\\[${code}\\]`));
    expect(exit).toBe(2);
  }
});

test("an expired exception brings its finding back and fails the run, in Actions too", async () => {
  const here = join(at, "expired");
  mkdirSync(here);
  writeFileSync(
    join(here, ".yagura.yaml"),
    "exceptions:\n  - check: sqs/queue-not-encrypted\n    resource: mails\n    reason: r\n    owner: o\n    until: 2020-01-01\n",
  );
  const summary = join(here, "summary.md");
  const { code, stdout, stderr } = await yagura(["check", "../t.yaml", "--checks", "sqs/queue-not-encrypted", "--fail-on", "none"], {
    cwd: here,
    env: { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary },
  });
  expect(code).toBe(1);
  expect(stdout).toContain("2020-01-01");
  expect(stdout).toContain("sqs/queue-not-encrypted");
  expect(stderr).toMatch(/^::(error|warning|notice) /m);
  expect(existsSync(summary)).toBe(true);
});
