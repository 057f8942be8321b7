import { expect, it } from "vitest";
import { address } from "./ip.ts";
import { instant, number } from "./scalars.ts";

it.each([
  ["0", 0],
  ["12", 12],
  ["-3", -3],
  ["+3", 3],
  ["1.5", 1.5],
  ["1.", 1],
  [".5", 0.5],
  ["1e3", 1000],
  ["1E-2", 0.01],
  ["1e+12", 1e12],
  [" 7 ", 7],
  ["1".repeat(64), Number("1".repeat(64))],
  ["1".repeat(65), undefined],
  ["", undefined],
  [".", undefined],
  ["1x", undefined],
  ["x1", undefined],
  ["1 2", undefined],
  ["1e", undefined],
  ["0x10", undefined],
  ["Infinity", undefined],
])("the number %j", (text, expected) => {
  expect(number(text)).toBe(expected);
});

const DAY = Date.UTC(2026, 10, 22);

it.each([
  ["2026-11-22", DAY],
  [" 2026-11-22 ", DAY],
  ["2026-11", Date.UTC(2026, 10, 1)],
  ["2026", Date.UTC(2026, 0, 1)],
  ["2026-11-22T00:00:00Z", DAY],
  ["2026-11-22T00:00:00", DAY],
  ["2026-11-22T00:00", DAY],
  ["2026-11-22T00:00:00.5Z", DAY + 500],
  ["2026-11-22T00:00:00.25Z", DAY + 250],
  ["2026-11-22T09:00:00+09:00", DAY],
  ["2026-11-21T19:00:00-05:00", DAY],
  ["1795305600", DAY],
  ["1795305600.5", DAY + 500],
  ["1795305600.25", DAY + 250],
  ["-86400", -86_400_000],
  ["10000", 10_000_000],
  ["2026-11-22T00:00:00Zx", undefined],
  ["x2026-11-22", undefined],
  ["1795305600x", undefined],
  ["x1795305600", undefined],
  ["2026-13-01", undefined],
  ["2026-1-1", undefined],
  ["tomorrow", undefined],
  ["", undefined],
  ["1".repeat(65), undefined],
])("the point in time %j", (text, expected) => {
  expect(instant(text)).toBe(expected);
});

it.each([
  "1.2.3",
  "1.2.3.4.5",
  "1.2.3.256",
  "1.2.3.x4",
  "1.2.3.4x",
  "1.2.3.1234",
  "1.2.3.",
  "1.2.3.4/33",
  "1.2.3.4/",
  "1.2.3.4/8x",
  "1.2.3.4/x8",
  "1.2.3.4/0008",
  "1.2.3.4/8/8",
  "::/129",
  ":::",
  "1::2::3",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7::8",
  "12345::",
  "g::",
  "xa::",
  "::1.2.3",
  "1.2.3.4::",
  "",
  "/8",
  `${" ".repeat(60)}1.2.3.4`,
])("%j is no address", (text) => {
  expect(address(text)).toBeUndefined();
});

it.each([
  ["1.2.3.4", 0x01020304n, 32, 4],
  [" 1.2.3.4 ", 0x01020304n, 32, 4],
  ["255.255.255.255", 0xffffffffn, 32, 4],
  ["1.2.3.4/8", 0x01000000n, 8, 4],
  ["1.2.3.4/0", 0n, 0, 4],
  ["1.2.3.4/32", 0x01020304n, 32, 4],
  ["::", 0n, 128, 6],
  ["::1", 1n, 128, 6],
  ["1::", 1n << 112n, 128, 6],
  ["1:2:3:4:5:6:7:8", 0x00010002000300040005000600070008n, 128, 6],
  ["1:2:3:4:5:6:7::", 0x00010002000300040005000600070000n, 128, 6],
  ["ABCD::ef", (0xabcdn << 112n) | 0xefn, 128, 6],
  ["::1.2.3.4", 0x01020304n, 128, 6],
  ["ffff::/16", 0xffffn << 112n, 16, 6],
  ["::/128", 0n, 128, 6],
])("the address %j", (text, first, bits, version) => {
  expect(address(text)).toMatchObject({ first, bits, version });
});
