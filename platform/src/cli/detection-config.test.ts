import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readLog } from "../detect/sources/read.ts";
import type { LogEvent } from "../model/index.ts";
import { detectionSettings } from "./detection-config.ts";

const folder = mkdtempSync(join(tmpdir(), "yagura-detection-"));
afterAll(() => rmSync(folder, { recursive: true }));

function settings(text: string) {
  const file = join(folder, ".yagura.yaml");
  writeFileSync(file, text);
  return detectionSettings({ file, settings: {}, exceptions: [], problems: [] }, new Date("2026-11-22T12:00:00Z"));
}

const [event] = readLog(
  JSON.stringify({
    eventVersion: "1",
    eventID: "e",
    eventTime: "2026-11-01T00:00:00Z",
    eventSource: "lambda.amazonaws.com",
    eventName: "UpdateFunctionCode20150331v2",
    awsRegion: "us-east-1",
    recipientAccountId: "012345678901",
    sourceIPAddress: "192.0.2.7",
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::012345678901:user/kei" },
    requestParameters: { functionName: "pay" },
  }),
  "log",
).events as [LogEvent];

const exception = (fields: string) => `detection:\n  exceptions:\n    - { rule: r, reason: x, owner: o, until: 2026-11-22, ${fields} }\n`;

describe("the detection part of the configuration (R31)", () => {
  test("without a file every rule speaks", () => {
    const none = detectionSettings({ settings: {}, exceptions: [], problems: [] }, new Date());
    expect(none.mode("r", "1")).toBe("live");
    expect(none.excepted("r", event)).toBe(false);
    expect(none.problems).toEqual([]);
  });

  test("the narrowest word counts, then the last", () => {
    const { mode, problems } = settings(
      `detection:\n  rules:\n    - { rule: r, mode: "off", accounts: ["012345678901"] }\n    - { rule: "*", mode: dry-run }\n    - { rule: q, mode: "off" }\n    - { rule: q, mode: live }\n`,
    );
    expect(problems).toEqual([]);
    expect([mode("r", "012345678901"), mode("r", "1"), mode("q", "1"), mode("z", "1")]).toEqual(["off", "dry-run", "live", "dry-run"]);
  });

  test.each([
    ["principal: 'arn:aws:iam::*:user/k*'", true],
    ["principal: 'arn:aws:iam::*:user/m*'", false],
    ["ip: 192.0.2.7", true],
    ["ip: 192.0.2.70", false],
    ["account: '012345678901'", true],
    ["resource: 'arn:aws:lambda:us-east-1:012345678901:function:pay'", true],
    ["resource: '*:function:other'", false],
    ["ip: 192.0.2.7, account: '999988887777'", false],
  ])("accepts %s: %s", (fields, expected) => {
    const { excepted, problems } = settings(exception(fields));
    expect(problems).toEqual([]);
    expect(excepted("r", event)).toBe(expected);
    expect(excepted("q", event)).toBe(false);
  });

  test.each([
    ["detection: [a]", "E_CONFIG_VALUE", 1],
    ["detection:\n  rule: []", "E_CONFIG_FIELD", 2],
    ["detection:\n  rules: { rule: r, mode: live }", "E_CONFIG_VALUE", 2],
    ["detection:\n  rules:\n    - just text", "E_CONFIG_VALUE", 3],
    ["detection:\n  rules:\n    - { rule: r, mode: silent }", "E_CONFIG_VALUE", 3],
    ["detection:\n  rules:\n    - { rule: r, mode: live, accounts: [012345678901] }", "E_CONFIG_VALUE", 3],
    ["detection:\n  placeholders: { admins: kei }", "E_CONFIG_VALUE", 2],
    ["detection:\n  threats: { file: tor.txt }", "E_CONFIG_VALUE", 2],
    ["detection:\n  geo: [country.mmdb, 5]", "E_CONFIG_VALUE", 2],
    ["detection:\n  trusted:", "E_CONFIG_VALUE", 2],
    ["detection:\n  gateways: 64500", "E_CONFIG_VALUE", 2],
    [exception("account: 111122223333"), "E_CONFIG_VALUE", 3],
    [exception("who: kei"), "E_CONFIG_FIELD", 3],
    ["detection:\n  exceptions:\n    - { rule: r, reason: x, until: 2027-01-01 }", "E_CONFIG_VALUE", 3],
    ["detection:\n  exceptions:\n    - { rule: r, reason: x, owner: o, until: soon }", "E_CONFIG_VALUE", 3],
    ["detection:\n  exceptions:\n    - { rule: r, reason: x, owner: o, until: 2026-11-21 }", "E_EXCEPTION_EXPIRED", 3],
  ])("what is wrong is told with its line, and counts for nothing: %j", (text, code, line) => {
    const { problems, excepted, mode } = settings(text);
    expect(problems).toMatchObject([{ code, place: { line } }]);
    expect(excepted("r", event)).toBe(false);
    expect(mode("r", "1")).toBe("live");
  });

  test("lists may be one text", () => {
    expect(
      settings("detection:\n  geo: country.mmdb\n  gateways: [AS64500]\n  threats: [tor.txt, feodo.csv]\n  trusted: []\n").problems,
    ).toEqual([]);
  });

  test("a rule that does not exist is told", () => {
    const { strangers } = settings(`detection:\n  rules:\n    - { rule: known, mode: "off" }\n    - { rule: misspelt, mode: "off" }\n`);
    expect(strangers(new Set(["known"]))).toMatchObject([{ code: "E_CONFIG_RULE", detail: { rule: "misspelt" }, place: { line: 4 } }]);
  });
});
