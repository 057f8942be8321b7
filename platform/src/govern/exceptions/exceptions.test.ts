import { describe, expect, test } from "vitest";
import type { Finding } from "../../model/index.ts";
import { applyExceptions } from "./apply.ts";
import { readExceptions } from "./read.ts";

const finding = (name: string, check = "sqs/queue-not-encrypted", subject = ""): Finding => ({
  id: `id-${name}-${subject}`,
  check,
  status: "fail",
  severity: "high",
  resource: {
    id: `arn:aws:sqs:ap-northeast-1:111122223333:${name}`,
    kind: "Queue",
    name,
    account: "111122223333",
    region: "ap-northeast-1",
    scope: "aws:111122223333",
  },
  subject,
  evidence: [],
  rank: 0,
});
const base = { reason: "r", owner: "o", until: "2026-12-31", line: 1 };
const now = new Date("2026-11-22T12:00:00Z");

describe("applying", () => {
  const rows: [string, object, readonly string[]][] = [
    ["exact name", { check: "sqs/queue-not-encrypted", resource: "logs" }, ["logs-replica", "orders"]],
    [
      "exact id",
      { check: "sqs/queue-not-encrypted", resource: "arn:aws:sqs:ap-northeast-1:111122223333:logs" },
      ["logs-replica", "orders"],
    ],
    ["a star widens", { check: "sqs/queue-not-encrypted", resource: "logs*" }, ["orders"]],
    ["another check", { check: "sqs/other", resource: "logs" }, ["logs", "logs-replica", "orders"]],
    ["the finding's id", { finding: "id-orders-" }, ["logs", "logs-replica"]],
    ["another subject", { check: "sqs/queue-not-encrypted", resource: "logs", subject: "x" }, ["logs", "logs-replica", "orders"]],
  ];
  test.each(rows)("%s", (_, exception, left) => {
    const { findings } = applyExceptions([finding("logs"), finding("logs-replica"), finding("orders")], [{ ...base, ...exception }], now);
    expect(findings.map((f) => f.resource.name)).toEqual(left);
  });
  test("holds on its last day, not after", () => {
    const one = { ...base, check: "sqs/queue-not-encrypted", resource: "logs" };
    expect(applyExceptions([finding("logs")], [{ ...one, until: "2026-11-22" }], now).suppressed).toHaveLength(1);
    const late = applyExceptions([finding("logs")], [{ ...one, until: "2026-11-21" }], now);
    expect(late.findings).toHaveLength(1);
    expect(late.expired).toHaveLength(1);
  });
  test("says when it matches nothing", () => {
    expect(applyExceptions([], [{ ...base, check: "a/b", resource: "c" }], now).unmatched).toHaveLength(1);
  });
});

describe("reading", () => {
  const good =
    "exceptions:\n  - check: sqs/queue-not-encrypted\n    resource: logs\n    reason: test data\n    owner: a@example.com\n    until: 2027-01-31\n";
  test("a good file", () => {
    const { exceptions, problems } = readExceptions("x.yaml", good);
    expect(problems).toEqual([]);
    expect(exceptions).toEqual([
      { check: "sqs/queue-not-encrypted", resource: "logs", reason: "test data", owner: "a@example.com", until: "2027-01-31", line: 2 },
    ]);
  });
  const rows: [string, string, string, number][] = [
    ["no reason", good.replace("    reason: test data\n", ""), "E_EXCEPTIONS_MISSING", 2],
    ["no owner", good.replace("    owner: a@example.com\n", ""), "E_EXCEPTIONS_MISSING", 2],
    ["not a day", good.replace("2027-01-31", "2027-02-31"), "E_EXCEPTIONS_DATE", 2],
    ["a typing error", good.replace("resource:", "resouce:"), "E_EXCEPTIONS_FIELD", 2],
    ["no target", good.replace("    resource: logs\n", ""), "E_EXCEPTIONS_TARGET", 2],
    ["not a list", "exceptions: yes\n", "E_EXCEPTIONS_LIST", 1],
    ["not YAML", "exceptions: [\n", "E_EXCEPTIONS_YAML", 2],
  ];
  test.each(rows)("%s: a problem with its line, and nothing is suppressed", (_, text, code, line) => {
    const { exceptions, problems } = readExceptions("x.yaml", text);
    expect(exceptions).toEqual([]);
    expect(problems.map((p) => p.code)).toContain(code);
    expect(problems.find((p) => p.code === code)?.place?.line).toBe(line);
  });
});
