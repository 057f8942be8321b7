import { describe, expect, test } from "vitest";
import { addresses, dates, numbers, prefix } from "./typed.ts";

describe("one value of every stretch between the cuts, and the cuts", () => {
  test.each<readonly [cuts: readonly number[], expected: readonly string[]]>([
    [[], ["0"]],
    [[5], ["4", "5", "6"]],
    [
      [10, 2],
      ["1", "2", "6", "10", "11"],
    ],
    [
      [2, 2, 3],
      ["1", "2", "2.5", "3", "4"],
    ],
    [
      [100, 20, 3],
      ["2", "3", "11.5", "20", "60", "100", "101"],
    ],
  ])("numbers %j", (cuts, expected) => {
    expect(numbers.between(cuts)).toEqual(expected);
  });
  test("moments, and none that a calendar does not have", () => {
    expect(dates.between([1000])).toEqual(["1970-01-01T00:00:00.999Z", "1970-01-01T00:00:01.000Z", "1970-01-01T00:00:01.001Z"]);
    expect(dates.between([9e15])).toEqual([]);
    expect(dates.between([-9e15])).toEqual([]);
  });
  test.each<readonly [cuts: readonly string[], expected: readonly string[]]>([
    [[], ["0.0.0.0", "0:0:0:0:0:0:0:0"]],
    [["10.1.2.0/24"], ["0.0.0.0", "0:0:0:0:0:0:0:0", "10.1.2.0", "10.1.3.0"]],
    [["0.0.0.0/0"], ["0.0.0.0", "0:0:0:0:0:0:0:0"]],
    [["::/0"], ["0.0.0.0", "0:0:0:0:0:0:0:0"]],
    [["2001:db8::/32"], ["0.0.0.0", "0:0:0:0:0:0:0:0", "2001:db8:0:0:0:0:0:0", "2001:db9:0:0:0:0:0:0"]],
  ])("addresses %j", (ranges, expected) => {
    const cuts = ranges.flatMap((text) => {
      const range = prefix(text);
      return range ? [range.first, range.end] : [];
    });
    expect(addresses.between(cuts)).toEqual(expected);
    // What a stretch begins with lies in it.
    for (const text of expected) expect(prefix(text)?.first).toBe(addresses.place(text));
  });
});

test("where texts lie", () => {
  expect(numbers.place("1.5")).toBe(1.5);
  expect(numbers.place("x")).toBeUndefined();
  expect(dates.place("1970-01-01T00:00:01Z")).toBe(1000);
  expect(addresses.place("0.0.1.0")).toBe(256n);
  expect(addresses.place("::1")).toBe((1n << 40n) + 1n);
  expect(addresses.place("x")).toBeUndefined();
  expect(prefix("10.0.0.0/8")).toEqual({ first: 10n << 24n, end: 11n << 24n, bits: 8, v6: false });
  expect(prefix("x")).toBeUndefined();
});
