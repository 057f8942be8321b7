import { describe, expect, test } from "vitest";
import type { LogEvent } from "../../model/index.ts";
import { call, flow, query } from "../behaviour/events.fixture.ts";
import { readList } from "./list.ts";
import { ThreatLists } from "./threats.ts";

const now = new Date("2026-11-22T00:00:00Z");
const lists = [readList("tor.txt", "203.0.113.7\n", now), readList("names.txt", "198.18.0.0/24\nbad.example\n", now)];
const threats = (trusted = "") => new ThreatLists(lists, trusted === "" ? [] : [readList("own", trusted, now, true)]);
const said = (event: LogEvent, trusted?: string) =>
  threats(trusted)
    .take(event)
    .map((told) => [told.words.detector, told.words.severity]);

const out = { srcaddr: "10.0.0.5", dstaddr: "198.18.0.9", srcport: 50_000, dstport: 443, "tcp-flags": 2 };
const answer = { srcaddr: "10.0.0.5", dstaddr: "198.18.0.9", srcport: 443, dstport: 50_000, "tcp-flags": 18 };

describe("communication with what is on the operator's lists", () => {
  test.each([
    ["a call", call(0, { ip: "203.0.113.7" }), [["listed-address-called", "high"]]],
    ["a refused call", call(0, { ip: "203.0.113.7", error: "AccessDenied" }), [["listed-address-called", "medium"]]],
    ["reading of a bucket", call(0, { feed: "s3-access", ip: "203.0.113.7" }), [["listed-address-called", "high"]]],
    ["a call from elsewhere", call(0, { ip: "203.0.113.8" }), []],
    ["a call of AWS itself", call(0, { ip: "" }), []],
    ["a visitor of a web site", call(0, { feed: "cloudfront", ip: "203.0.113.7" }), []],
    ["a machine that calls home", flow(0, out), [["listed-address-contacted", "high"]]],
    ["a server that answers", flow(0, answer), [["listed-address-contacted", "low"]]],
    ["a knock nobody answers", flow(0, { ...out, srcaddr: "198.18.0.9", dstaddr: "10.0.0.5" }), []],
    ["a flow that was stopped", flow(0, { ...out, action: "REJECT" }), []],
    ["a name below a listed one", query(0, "c2.Bad.example"), [["listed-name-asked", "high"]]],
    ["another name", query(0, "good.example"), []],
  ] as const)("%s", (_what, event, expected) => {
    expect(said(event)).toEqual(expected);
  });

  test("what is trusted is no threat", () => {
    expect(said(call(0, { ip: "203.0.113.7" }), "203.0.113.0/24")).toEqual([]);
    expect(said(flow(0, out), "198.18.0.9")).toEqual([]);
    expect(said(query(0, "c2.bad.example"), "c2.bad.example")).toEqual([]);
    expect(said(query(0, "other.bad.example"), "c2.bad.example")).toEqual([["listed-name-asked", "high"]]);
  });

  test("it says which list and which entry, in both languages", () => {
    const [told] = threats().take(call(0, { ip: "203.0.113.7" }));
    expect(told?.words.description.en).toContain("203.0.113.7 is on the list tor.txt.");
    expect(told?.words.description.ja).toContain("203.0.113.7 はリスト tor.txt に登録されています。");
  });
});
