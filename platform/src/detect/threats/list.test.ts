import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEmpty, listedName, readList } from "./list.ts";

const now = new Date("2026-11-22T00:00:00Z");
const read = (text: string, trusted = false) => readList("list", text, now, trusted);

describe("lists of threats", () => {
  test("one entry a line, with remarks of several kinds", () => {
    const list = read(
      "# Tor\r\n185.220.101.4\r\n\r\n; drop\r\n198.18.0.0/15 ; SBL1\r\n203.0.113.9:8080\r\nbad.example # since May\n*.Worse.Example.\nhxxp://evil[.]example/a\n",
    );
    for (const ip of ["185.220.101.4", "198.19.255.255", "203.0.113.9"]) expect(list.ranges.has(ip), ip).toBe(true);
    expect([...list.domains].toSorted()).toEqual(["bad.example", "evil.example", "worse.example"]);
    expect(list.ranges.has("203.0.113.10")).toBe(false);
  });

  test("a hosts file", () => {
    const list = read("127.0.0.1 localhost\n0.0.0.0 bad.example\n0.0.0.0\tworse.example # ads\n");
    expect([...list.domains].toSorted()).toEqual(["bad.example", "worse.example"]);
    expect(list.ranges.size).toBe(0);
  });

  test("CSV: the address of a row, or the name when the row is of one", () => {
    const list = read(
      [
        "first_seen_utc,dst_ip,dst_port,c2_status,malware",
        '"2026-11-01 10:00:00","203.0.113.40","443","online","QakBot"',
        '"2026-11-01","1","bad.example","domain","botnet_cc","win.name"',
        '"2026-11-01","2","203.0.113.41:4444","ip:port","botnet_cc"',
        "worse.example,100,2026-11-01",
        '"3","https://user@evil.example:8443/x,y?z","url"',
      ].join("\n"),
    );
    expect(["203.0.113.40", "203.0.113.41"].every((ip) => list.ranges.has(ip))).toBe(true);
    expect([...list.domains].toSorted()).toEqual(["bad.example", "evil.example", "worse.example"]);
  });

  test("STIX 2: patterns and observables; what is revoked or over is not there", () => {
    const bundle = {
      type: "bundle",
      objects: [
        { type: "indicator", pattern: "[ipv4-addr:value = '203.0.113.50' OR domain-name:value = 'bad.example']" },
        { type: "indicator", pattern: "[ipv4-addr:value ISSUBSET '198.18.0.0/15']" },
        { type: "indicator", pattern: "[url:value = 'http://evil.example/x']", valid_until: "2027-01-01T00:00:00Z" },
        { type: "indicator", pattern: "[ipv4-addr:value = '203.0.113.51']", valid_until: "2026-11-01T00:00:00Z" },
        { type: "indicator", pattern: "[ipv4-addr:value = '203.0.113.52']", revoked: true },
        { type: "ipv6-addr", value: "2001:db8::5" },
        { type: "identity", name: "203.0.113.53" },
      ],
    };
    const list = read(JSON.stringify(bundle));
    expect(["203.0.113.50", "198.18.1.1", "2001:db8::5"].filter((ip) => !list.ranges.has(ip))).toEqual([]);
    expect(["203.0.113.51", "203.0.113.52", "203.0.113.53"].filter((ip) => list.ranges.has(ip))).toEqual([]);
    expect([...list.domains].toSorted()).toEqual(["bad.example", "evil.example"]);
  });

  test("one's own networks are no threat, but may be trusted", () => {
    const text = "10.0.0.0/8\n192.168.1.1\n0.0.0.0/0\n203.0.113.1\n";
    expect([read(text).ranges.size, read(text).leftOut]).toEqual([1, 3]);
    expect(read("10.0.0.0/8", true).ranges.has("10.9.9.9")).toBe(true);
  });

  test("a name is listed with all below it, and nothing above or beside it", () => {
    const list = read("bad.example\n");
    expect(["bad.example", "a.b.bad.example"].map((name) => listedName(list, name))).toEqual(["bad.example", "bad.example"]);
    expect(["example", "notbad.example", "bad.example.org"].map((name) => listedName(list, name))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("nothing of use is an empty list", () => {
    for (const text of ["", "# nothing\n", "<html><body>403</body></html>", "{", "[1, 2]", "null"])
      expect(isEmpty(read(text)), text).toBe(true);
  });

  test("no text breaks it", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => read(text).ranges.size >= 0));
    fc.assert(fc.property(fc.json(), (text) => read(text).ranges.size >= 0));
    const long = `${"a,".repeat(200_000)}\n${"1.2.3.4 ".repeat(100_000)}\n${"x".repeat(1_000_000)}.example`;
    expect(read(long).ranges.size).toBe(1);
  });
});
