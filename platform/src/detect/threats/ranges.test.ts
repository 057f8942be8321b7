import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isTooWideOrOwn, type Range, Ranges, rangeOf } from "./ranges.ts";

describe("ranges of addresses", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7", true],
    ["203.0.113.0/24", "203.0.113.255", true],
    ["203.0.113.77/24", "203.0.113.1", true],
    ["203.0.113.0/24", "203.0.114.0", false],
    ["203.0.113.5-203.0.113.9", "203.0.113.9", true],
    ["203.0.113.5-203.0.113.9", "203.0.113.10", false],
    ["2001:db8::/32", "2001:db8:ffff::1", true],
    ["2001:db8::/32", "2001:db9::", false],
    ["2001:db8::1", "2001:0db8:0:0:0:0:0:1", true],
    ["203.0.113.7", "::ffff:203.0.113.7", true],
    ["::ffff:203.0.113.7", "203.0.113.7", true],
    ["64:ff9b::203.0.113.7", "64:ff9b::cb00:7107", true],
    ["255.255.255.255", "255.255.255.255", true],
  ])("%s holds %s: %s", (range, ip, holds) => {
    const read = rangeOf(range);
    expect(read).toBeDefined();
    expect(new Ranges([read as Range]).has(ip)).toBe(holds);
  });

  test.each([
    "",
    "example.com",
    "1.2.3",
    "1.2.3.4/33",
    "1.2.3.4/",
    "::/129",
    "1.2.3.4/8/8",
    "9.9.9.9-1.1.1.1",
    "1.1.1.1-::1",
    "08.1.1.1",
    "fe80::1%eth0",
  ])("%j is none", (text) => {
    expect(rangeOf(text)).toBeUndefined();
  });

  test.each([
    "10.1.2.3",
    "192.168.0.0/16",
    "127.0.0.1",
    "0.0.0.0/0",
    "8.0.0.0/7",
    "169.254.169.254",
    "224.0.0.1",
    "::1",
    "fe80::1",
    "fd00::/8",
    "::/0",
  ])("%s is nobody's threat", (text) => {
    expect(isTooWideOrOwn(rangeOf(text) as Range)).toBe(true);
  });

  test.each(["203.0.113.7", "185.220.101.0/24", "9.0.0.0/9", "2001:db8::/32"])("%s may be one", (text) => {
    expect(isTooWideOrOwn(rangeOf(text) as Range)).toBe(false);
  });

  test("joined ranges hold what the single ones hold", () => {
    const cidr = fc.tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 20, max: 32 })).map(([c, d, bits]) => `203.0.${c}.${d}/${bits}`);
    const ip = fc.tuple(fc.nat(255), fc.nat(255)).map(([c, d]) => `203.0.${c}.${d}`);
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 40 }), fc.array(ip, { minLength: 1, maxLength: 40 }), (cidrs, ips) => {
        const single = cidrs.map((text) => rangeOf(text) as Range);
        const all = new Ranges(single);
        for (const at of ips) expect(all.has(at)).toBe(single.some((range) => new Ranges([range]).has(at)));
      }),
    );
  });

  test("neighbours become one", () => {
    expect(new Ranges(["203.0.113.0/25", "203.0.113.128/25", "203.0.113.4"].map((text) => rangeOf(text) as Range)).size).toBe(1);
  });
});
