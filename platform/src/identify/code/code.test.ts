import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeReading, CodeValue, SdkCall } from "../../model/index.ts";
import { readCode } from "./index.ts";
import { samples } from "./samples.fixture.ts";

let root: string;
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "yagura-code-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function read(
  files: Readonly<Record<string, string | Uint8Array>>,
  handler = "index.handler",
  environment: Readonly<Record<string, string>> = {},
): Promise<CodeReading> {
  const folder = join(root, `f${(count += 1)}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const language = Object.keys(files).some((f) => f.endsWith(".py")) ? "python" : "javascript";
  return readCode({ fn: "f", handler, language, folders: [folder], shownFrom: folder, environment });
}

function short(value: CodeValue): string | undefined {
  switch (value.is) {
    case "text":
      return value.parts.map((p) => p ?? "*").join("");
    case "list":
      return `[${value.items.map((item) => short(item) ?? "?").join(",")}]`;
    case "object":
      return `{${fields(value.fields).join(",")}}`;
    case "any":
      return `(${value.of
        .map((one) => short(one) ?? "?")
        .toSorted()
        .join("|")})`;
    default:
      return undefined;
  }
}

function fields(all: Readonly<Record<string, CodeValue>>): readonly string[] {
  return Object.entries(all)
    .map(([name, value]) => [name, short(value)] as const)
    .filter(([, text]) => text !== undefined && text !== "{}")
    .map(([name, text]) => `${name}=${text}`)
    .toSorted();
}

function told(call: SdkCall): string {
  const steps = call.resource?.map(({ name, arguments: args }) =>
    args.length > 0 || name === "filter" || name === "batch_writer" ? `${name}(${args.map((a) => short(a) ?? "?").join(",")})` : name,
  );
  const head = steps
    ? `${call.client}:${[...steps, call.operation].join(".")}`
    : `${call.client}.${call.waits ? "wait:" : ""}${call.operation}`;
  const parameters = call.parameters.is === "object" ? fields(call.parameters.fields) : [];
  return [head, ...parameters].join(" ");
}

it("there are enough samples", () => expect(samples.length).toBeGreaterThanOrEqual(60));

it.each(samples)("$name", async (sample) => {
  const reading = await read(sample.files, sample.handler, sample.env);
  expect(reading.problems).toEqual([]);
  expect(
    reading.calls
      .map(told)
      .map((t) => t.replace("filter(p/)", "filter()"))
      .toSorted(),
  ).toEqual([...sample.calls].toSorted());
  expect([...new Set(reading.doubts.map((d) => d.why))]).toEqual(sample.doubts ?? []);
});

describe("code that is hostile or broken", () => {
  it.each([
    ["JavaScript that is no JavaScript", { "index.mjs": "export const handler = () => {\n  const x = ;\n};" }, "E_CODE_SYNTAX", 2],
    ["Python that is no Python", { "index.py": "def handler(event, context):\n    x = (1,\n" }, "E_CODE_SYNTAX", undefined],
    ["bytes that are no text", { "index.py": new Uint8Array([0x23, 0x20, 0xff, 0xfe, 0x0a]) }, "E_CODE_ENCODING", 1],
    ["a file larger than any", { "index.mjs": `export const handler = () => "${"x".repeat(9 * 1024 * 1024)}";` }, "E_CODE_TOO_LARGE", 1],
  ] as const)("%s is a problem with its place", async (_, files, code, line) => {
    const reading = await read(files as Readonly<Record<string, string>>);
    expect(reading.problems.map((p) => p.code)).toEqual([code]);
    expect(reading.problems[0]?.place?.file).toMatch(/^index\./);
    if (line !== undefined) expect(reading.problems[0]?.place?.line).toBe(line);
    expect(reading.doubts.map((d) => d.why)).toContain("problem");
  });

  it.each([
    ["brackets", { "index.mjs": `export const handler = () => ${"[".repeat(50_000)}${"]".repeat(50_000)};` }],
    ["functions", { "index.mjs": `${"(function(){".repeat(3000)}${"})".repeat(3000)}; export const handler = () => 1;` }],
    ["arrows", { "index.mjs": `export const handler = ${"a=>".repeat(40_000)}1;` }],
    ["else", { "index.mjs": `${"if(a);else ".repeat(40_000)}; export const handler = () => 1;` }],
    ["calls", { "index.mjs": `export const handler = () => ${"f(".repeat(3_000)}${")".repeat(3_000)};` }],
    ["brackets of Python", { "index.py": `def handler(e, c):\n    return ${"[".repeat(3_000)}${"]".repeat(3_000)}\n` }],
    ["sums", { "index.py": `x = ${"1 + ".repeat(20_000)}1\ndef handler(e, c):\n    return x\n` }],
  ])("nesting without end: %s", async (_, files) => {
    const reading = await read(files as unknown as Readonly<Record<string, string>>);
    expect(reading.calls).toEqual([]);
    expect(reading.problems.length + reading.doubts.length).toBeGreaterThan(0);
  });

  it("five megabytes of code are read in seconds", async () => {
    const line = (i: number) =>
      `export const f${i} = (a) => { const b = { c: a, d: [a, ${i}] }; return b.c ? f${Math.max(0, i - 1)}(b.d) : b; };\n`;
    let text = `import { S3 } from "@aws-sdk/client-s3"; export const handler = () => new S3({}).getObject({ Bucket: "b" });\n`;
    for (let i = 0; text.length < 5 * 1024 * 1024; i++) text += line(i);
    const began = Date.now();
    const reading = await read({ "index.mjs": text });
    expect(reading.calls.map(told)).toEqual(["s3.getObject Bucket=b"]);
    expect(Date.now() - began).toBeLessThan(25_000);
  });

  it("recursion, and names that make themselves", async () => {
    const reading = await read({
      "index.mjs": `import { S3 } from "@aws-sdk/client-s3";
        let s = "a"; function grow(x) { s = s + x; return grow(s + x); }
        const o = {}; o.o = o; let c = new S3({}); function again(y) { c = c.next(c); again(c); }
        export const handler = () => { grow("b"); again(1); return c.getObject({ Bucket: s, Key: o }); };`,
    });
    expect(reading.calls.map((call) => call.operation)).toContain("getObject");
  });

  it("files outside of the code are not opened", async () => {
    writeFileSync(join(root, "secret.mjs"), `export const x = 1;`);
    const reading = await read({ "index.mjs": `import { x } from "../secret.mjs"; export const handler = () => x;` });
    expect(reading.files).toEqual(["index.mjs"]);
    expect(reading.doubts.map((d) => d.why)).toEqual(["import"]);
  });

  it("an SDK inside of a bundle is told", async () => {
    const reading = await read({ "index.mjs": `const a = "AWS4-HMAC-SHA256"; export const handler = () => a;` });
    expect(reading.doubts.map((d) => d.why)).toEqual(["library"]);
  });

  it("a folder without the handler", async () => {
    const reading = await read({ "other.mjs": "" });
    expect(reading.doubts).toEqual([{ why: "handler", what: "index.handler" }]);
  });
});
