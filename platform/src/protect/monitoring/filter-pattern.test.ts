import { describe, expect, test } from "vitest";
import { type EventShape, parseFilterPattern } from "./filter-pattern.ts";

const login: EventShape = {
  eventName: "ConsoleLogin",
  errorMessage: null,
  "additionalEventData.MFAUsed": "No",
  "userIdentity.type": "IAMUser",
};

function match(pattern: string, event: EventShape = login) {
  return parseFilterPattern(pattern)?.match(event);
}

describe("filter patterns", () => {
  test.each([
    ["{ $.eventName = ConsoleLogin }", true],
    ['{ ($.eventName = "ConsoleLogin") }', true],
    ["{$.eventName=ConsoleLogin}", true],
    ["{ $.eventName = consolelogin }", false],
    ["{ $.eventName = Console* }", true],
    ["{ $.eventName = *ole*gin }", true],
    ["{ $.eventName = Con*Con }", false],
    ["{ $.eventName != ConsoleLogin }", false],
    ["{ $.eventName = %^Console% }", true],
    ["{ $.eventName = %(a+)+% }", undefined],
    ["{ $['eventName'] = ConsoleLogin }", true],
    ["{ $.errorMessage NOT EXISTS }", true],
    ["{ $.errorMessage EXISTS }", false],
    ['{ $.errorMessage = "Failed authentication" }', false],
    ["{ $.errorMessage != x }", undefined],
    ["{ $.awsRegion = us-east-1 }", undefined],
    ["{ $.eventName = ConsoleLogin && $.awsRegion = us-east-1 }", undefined],
    ["{ $.eventName = Other && $.awsRegion = us-east-1 }", false],
    ["{ $.eventName = ConsoleLogin || $.awsRegion = us-east-1 }", true],
    ["", true],
    ["ConsoleLogin", true],
    ["?Other ?ConsoleLogin", true],
    ["ConsoleLogin -Yes", undefined],
    ["ERROR", undefined],
  ])("%s → %s", (pattern, expected) => expect(match(pattern)).toBe(expected));

  test("&& binds more tightly than ||", () => {
    const pattern = "{ $.eventSource = ec2.amazonaws.com && $.eventName = A || $.eventName = B }";
    expect(match(pattern, { eventSource: "other", eventName: "B" })).toBe(true);
    expect(match(pattern, { eventSource: "other", eventName: "A" })).toBe(false);
    expect(match("{ ($.a = 1) && (($.b = 2) || ($.c = 3)) }", { a: "1", b: "9", c: "3" })).toBe(true);
  });

  test("numbers compare as numbers", () => {
    expect(match("{ $.n >= 9 }", { n: "10" })).toBe(true);
    expect(match("{ $.n < 9 }", { n: "10" })).toBe(false);
  });

  test.each(["[a, b]", "{ $.a = }", "{ ($.a = 1 }", "{ $.a = 1", "{ a = 1 }", "{ $.a = 1 garbage }", `{ ${"(".repeat(5000)}$.a = 1 }`])(
    "does not pretend to understand %s",
    (pattern) => expect(parseFilterPattern(pattern)).toBeUndefined(),
  );
});
