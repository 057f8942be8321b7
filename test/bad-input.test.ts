import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderTable } from "../platform/src/govern/report/table.ts";
import { loadTemplates } from "../platform/src/identify/template/index.ts";
import type { Report } from "../platform/src/model/index.ts";
import { judge } from "./example.ts";

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "yagura-bad-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function judged(content: string | Uint8Array | object, extension = "json"): Promise<Report> {
  const file = join(folder, `t${++files}.${extension}`);
  writeFileSync(file, typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
  return judge(await loadTemplates([file]));
}

const table = (report: Report): string => renderTable(report, { lang: "ja", color: false, perCheck: 0 });
const queue = (more: object = {}): object => ({ Type: "AWS::SQS::Queue", Properties: { SqsManagedSseEnabled: false, ...more } });

describe("names that people and attackers choose", () => {
  it("are shown as they are when they are Japanese", async () => {
    const report = await judged({ Resources: { Q: queue({ QueueName: "注文キュー" }) } });
    expect(report.findings.some(({ resource }) => resource.name === "注文キュー")).toBe(true);
    expect(table(report)).toContain("注文キュー");
  });

  it("cannot move the cursor or break a line", async () => {
    const name = "a\u001b[2J\u0007b\r\nc\u202ed";
    const report = await judged({
      Resources: { Q: queue({ QueueName: name, Tags: [{ Key: "k\u001b]0;x\u0007", Value: "<script>alert(1)</script>" }] }) },
    });
    const out = table(report);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
    expect(out.split("\n").some((line) => line.startsWith("c"))).toBe(false);
  });

  it("are not properties of objects", async () => {
    const report = await judged({
      Resources: { ["__proto__x"]: queue(), constructor: queue({ QueueName: "constructor" }), toString: queue({ QueueName: "__proto__" }) },
    });
    expect(report.faults).toEqual([]);
    expect(report.resources.Queue).toBe(3);
  });
});

describe("documents that are wrong", () => {
  it("a policy that is no JSON is unknown, never closed", async () => {
    const report = await judged({
      Resources: {
        Q: queue(),
        P: { Type: "AWS::SQS::QueuePolicy", Properties: { Queues: [{ Ref: "Q" }], PolicyDocument: "{ this is not JSON" } },
      },
    });
    expect(report.faults).toEqual([]);
    const verdict = report.findings.find(({ check }) => check === "sqs/queue-open-to-anyone");
    expect(verdict).toMatchObject({ status: "unknown", because: { reason: "malformed" } });
  });

  it("a circle of references ends, and is told", async () => {
    const report = await judged({
      Resources: {
        A: queue({ QueueName: { "Fn::Sub": "${B.QueueName}-a" } }),
        B: queue({ QueueName: { "Fn::Sub": "${A.QueueName}-b" } }),
      },
    });
    expect(report.problems.map(({ code }) => code)).toContain("E_TEMPLATE_CYCLE");
    expect(report.faults).toEqual([]);
  });

  it("a reference to nothing is told, and passes nothing", async () => {
    const report = await judged({
      Resources: {
        F: {
          Type: "AWS::Lambda::Permission",
          Properties: { FunctionName: { Ref: "Nobody" }, Principal: "*", Action: "lambda:InvokeFunction" },
        },
      },
    });
    expect(report.problems.length).toBeGreaterThan(0);
    const passed = Object.entries(report.tallies).filter(([check, { pass }]) => check.startsWith("lambda/") && pass > 0);
    expect(passed).toEqual([]);
  });

  it.each([
    ["an empty file", ""],
    ["a number", "42"],
    ["bytes that are no text", new Uint8Array([0xc3, 0x28, 0xa0, 0xa1, 0xff, 0x00])],
    ["a list", "[]"],
    ["resources that are a list", '{"Resources": []}'],
    ["brackets without end", "[".repeat(100_000)],
  ])("%s is a problem with a place", async (_, content) => {
    const report = await judged(content);
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0]?.place?.line).toBeGreaterThan(0);
    expect(report.findings).toEqual([]);
  });

  it("aliases that multiply do not", async () => {
    const levels = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array.from({ length: 9 }, () => `*l${n}`).join(", ")}]`);
    const report = await judged(`AWSTemplateFormatVersion: "2010-09-09"\nl0: &l0 [x]\n${levels.join("\n")}\nResources: {}\n`, "yaml");
    expect(report.faults).toEqual([]);
  });
});

describe("much, and nothing", () => {
  it("500 resources are judged in seconds", async () => {
    const Resources = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`Q${n}`, queue({ QueueName: `q${n}` })]));
    const start = performance.now();
    const report = await judged({ Resources });
    expect(report.resources.Queue).toBe(500);
    expect(report.tallies["sqs/queue-not-encrypted"]?.fail).toBe(500);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it("a folder without templates says so, also when links go round in it", async () => {
    const empty = join(folder, "empty");
    mkdirSync(join(empty, "inner"), { recursive: true });
    symlinkSync(empty, join(empty, "inner", "again"));
    writeFileSync(join(empty, "notes.md"), "nothing here");
    const report = await judge(await loadTemplates([empty]));
    expect(report.problems.map(({ code }) => code)).toEqual(["E_TEMPLATE_NONE_FOUND"]);
  });
});
