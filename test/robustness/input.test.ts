import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, yagura } from "./yagura.ts";

const GOOD = "Resources:\n  Mails:\n    Type: AWS::SQS::Queue\n";
const resource = (i: number) => `  Queue${i}:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: queue-${i} }\n`;
const bomb = `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(",")}]`).join("\n")}`;
const deep = (n: number) => `Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      X: ${"[".repeat(n)}1${"]".repeat(n)}\n`;

/** Each stands in a folder of its own beside one good template; the good one must be scanned whatever the other is. */
const bad: Record<string, readonly [file: string, content: string | Uint8Array, said: RegExp]> = {
  "malformed YAML": [
    "template.yaml",
    "Resources:\n  A:\n    Type: AWS::SQS::Queue\n   B: 1\n",
    /template\.yaml:4:\d+: .*\[E_TEMPLATE_SYNTAX\]/,
  ],
  "malformed JSON": [
    "template.json",
    '{\n "AWSTemplateFormatVersion": "2010-09-09",\n "Resources": {,}\n}',
    /template\.json:3:\d+: .*\[E_TEMPLATE_SYNTAX\]/,
  ],
  "duplicate keys": ["template.yaml", `${GOOD}  Mails:\n    Type: AWS::SQS::Queue\n`, /template\.yaml:4:3: .*\[E_TEMPLATE_DUPLICATE_KEY\]/],
  "an alias bomb": ["template.yaml", `AWSTemplateFormatVersion: x\n${bomb}`, /\[E_TEMPLATE_ALIAS_BOMB\]/],
  "deep nesting": ["template.yaml", deep(20_000), /\[E_TEMPLATE_TOO_DEEP\]/],
  Shift_JIS: [
    "template.yaml",
    Buffer.from([...Buffer.from("AWSTemplateFormatVersion: x\nDescription: "), 0x83, 0x65, 0x83, 0x58]),
    /\[E_TEMPLATE_ENCODING\]/,
  ],
  "a binary file": [
    "template.yaml",
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, ...Buffer.from("AWSTemplateFormatVersion")]),
    /\[E_TEMPLATE_ENCODING\]/,
  ],
  "references in a circle": [
    "template.yaml",
    "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: !GetAtt B.QueueName }\n  B:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: !GetAtt A.QueueName }\n",
    /\[E_TEMPLATE_CYCLE\]/,
  ],
  "a reference to nothing": [
    "template.yaml",
    "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: !Ref Nope }\n",
    /Nope .*\[E_TEMPLATE_MISSING_REFERENCE\]/,
  ],
};

describe("what is wrong with one file is said with its place, and the others are scanned", () => {
  test.each(Object.entries(bad))("%s", async (_, [file, content, said]) => {
    const at = folder();
    mkdirSync(join(at, "good"));
    writeFileSync(join(at, "good", "template.yaml"), GOOD);
    writeFileSync(join(at, file), content);
    for (const lang of ["en", "ja"]) {
      const { code, stdout } = await yagura(["check", ".", "--checks", "sqs/", "--fail-on", "none", "--all-findings", "--lang", lang], {
        cwd: at,
      });
      expect(stdout).toMatch(said);
      expect(stdout).toContain("good/template.yaml:2");
      expect(code).toBe(0);
    }
  });
});

test("each alone, named by hand, cannot run: exit 4, and no word of “nothing found”", async () => {
  const at = folder();
  for (const [file, text] of [
    ["bad.yaml", "a: [1\n"],
    ["empty.yaml", ""],
    ["binary.bin", "\u0000\u0001"],
    ["other.json", "{}"],
  ] as const) {
    writeFileSync(join(at, file), text);
    const { code, stdout } = await yagura(["check", file, "--quiet"], { cwd: at });
    expect(code, file).toBe(4);
    expect(stdout).toContain(`! ${file}:`);
    expect(stdout).not.toContain("Nothing found");
  }
});

test("CRLF, a byte order mark and UTF-16 are read", async () => {
  const at = folder();
  writeFileSync(join(at, "crlf.yaml"), GOOD.replaceAll("\n", "\r\n"));
  writeFileSync(join(at, "bom.yaml"), `\ufeff${GOOD}`);
  writeFileSync(join(at, "utf16.yaml"), Buffer.from(`\ufeff${GOOD}`, "utf16le"));
  const { code, stdout } = await yagura(["inventory", "crlf.yaml", "bom.yaml", "utf16.yaml", "--format", "json", "--quiet"], { cwd: at });
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as { resources: { kind: string }[] }).resources.filter((r) => r.kind === "Queue")).toHaveLength(3);
});

test("500 resources, 5 MB and unknown types: read in seconds, the unknown counted", async () => {
  const at = folder();
  const filler = `Metadata:\n  Notes:\n${Array.from({ length: 5000 }, (_, i) => `    n${i}: ${"text ".repeat(210)}\n`).join("")}`;
  writeFileSync(
    join(at, "large.yaml"),
    `${filler}Resources:\n${Array.from({ length: 500 }, (_, i) => resource(i)).join("")}  Robot:\n    Type: Acme::Robots::Robot\n  Other:\n    Type: Custom::Thing\n`,
  );
  const { code, stdout, seconds } = await yagura(["check", "large.yaml", "--checks", "sqs/", "--fail-on", "none", "--quiet"], { cwd: at });
  expect(code).toBe(0);
  expect(stdout).toMatch(/50[01] resources/);
  expect(stdout).toContain("2 resource types are not known to Yagura: Acme::Robots::Robot, Custom::Thing");
  expect(seconds).toBeLessThan(15);
});

test("links in a circle, links to nothing and files that cannot be read end in sentences", async () => {
  const at = folder();
  mkdirSync(join(at, "a"));
  writeFileSync(join(at, "a", "template.yaml"), GOOD);
  symlinkSync("..", join(at, "a", "up"));
  symlinkSync("loop.yaml", join(at, "loop.yaml"));
  symlinkSync("nowhere.yaml", join(at, "dangling.yaml"));
  const walked = await yagura(["check", ".", "--checks", "sqs/", "--fail-on", "none", "--quiet"], { cwd: at });
  expect(walked.code).toBe(0);
  expect(walked.stdout).toContain("a/template.yaml:2");
  for (const [file, said] of [
    ["loop.yaml", "the symbolic links form a circle"],
    ["dangling.yaml", "there is no such file"],
  ] as const) {
    const { code, stdout } = await yagura(["check", file, "--quiet"], { cwd: at });
    expect(code).toBe(4);
    expect(stdout).toContain(said);
  }
  for (const file of ["a/template.yaml/x.yaml", "x".repeat(5000)]) expect((await yagura(["check", file], { cwd: at })).code).toBe(2);
});

test("text from outside is never printed raw: control characters, escapes, directions, HTML", async () => {
  const at = folder();
  const evil = [
    "\u001b[31mred",
    "\u202eevil",
    "\u0007bell",
    "<script>alert(1)</script>",
    "日本語の名前",
    "\u200bhidden",
    "\u009b31m",
    "x\ny",
  ];
  const queues = evil.map((text, i) => [
    `Q${i}`,
    { Type: "AWS::SQS::Queue", Properties: { QueueName: text, Tags: [{ Key: text, Value: text }] } },
  ]);
  writeFileSync(
    join(at, "evil.json"),
    JSON.stringify({ Resources: { ...Object.fromEntries(queues), "\u001b[2Jid": { Type: "AWS::SQS::Queue" } } }),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202e]/;
  for (const format of ["table", "json", "ndjson", "sarif", "ocsf", "asff", "junit", "markdown", "html"]) {
    const { code, stdout, stderr } = await yagura(
      ["check", "evil.json", "--checks", "sqs/", "--fail-on", "none", "--all-findings", "--format", format],
      { cwd: at },
    );
    expect(code, `${format} ${stderr}`).toBe(0);
    expect(stderr).not.toMatch(raw);
    if (format === "table" || format === "markdown" || format === "html" || format === "junit") expect(stdout, format).not.toMatch(raw);
    // JSON strings escape what a terminal obeys; a reader of JSON sees the true text.
    else expect(stdout, format).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/); // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    // Inside a code span Markdown shows HTML as text.
    if (format === "html" || format === "markdown") expect(stdout.replaceAll(/`[^`\n]*`/g, ""), format).not.toContain("<script>alert");
  }
  for (const view of ["inventory", "responsibility", "lens"]) {
    const { stdout, code } = await yagura([view, "evil.json"], { cwd: at });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(raw);
  }
  const table = await yagura(["check", "evil.json", "--checks", "sqs/", "--fail-on", "none", "--all-findings"], { cwd: at });
  expect(table.stdout).toContain("日本語の名前");
});

test("a policy that is not JSON is unknown, not passed", async () => {
  const at = folder();
  writeFileSync(
    join(at, "t.yaml"),
    "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n  P:\n    Type: AWS::SQS::QueuePolicy\n    Properties: { Queues: [!Ref Q], PolicyDocument: '{ not json' }\n",
  );
  const { stdout } = await yagura(["check", "t.yaml", "--checks", "sqs/", "--fail-on", "none", "--format", "json", "--quiet"], { cwd: at });
  const { findings } = JSON.parse(stdout) as { findings: { status: string; because?: { reason: string } }[] };
  expect(findings.filter((f) => f.because?.reason === "malformed").length).toBeGreaterThan(0);
});

test("secrets in the text of a template are found with their line, and not shown", async () => {
  const at = folder();
  const secret = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");
  writeFileSync(join(at, "t.yaml"), `Parameters:\n  DbPassword:\n    Type: String\n    NoEcho: true\n    Default: ${secret}!\n${GOOD}`);
  const { code, stdout } = await yagura(["check", "t.yaml", "--checks", "template/"], { cwd: at });
  expect(code).toBe(1);
  expect(stdout).toContain("t.yaml:5  Parameters.DbPassword.Default");
  expect(stdout).not.toContain(secret);
});
