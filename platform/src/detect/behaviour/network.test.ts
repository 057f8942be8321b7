import { describe, expect, test } from "vitest";
import type { LogEvent } from "../../model/index.ts";
import { isMachineName, registered, strangeness } from "./dns-names.ts";
import { DAY, daily, flow, HOUR, MINUTE, query, times, told } from "./events.fixture.ts";
import { ownBehaviours } from "./index.ts";
import { regularity } from "./traffic.ts";

const inside = "10.0.0.5";
const syn = { packets: 1, bytes: 44, "tcp-flags": 2, action: "REJECT" };
const steady = daily(9, (day) =>
  times(6, (i) => flow(day * DAY + i * HOUR, { srcaddr: inside, dstaddr: "52.1.1.1", srcport: 40_000, dstport: 443 })),
);
const at = 9 * DAY;
const out = (time: number, over: Record<string, unknown>) =>
  flow(time, { srcaddr: inside, dstaddr: "45.9.9.9", srcport: 40_000 + (time % 9_000), dstport: 8_443, ...over });

const flows: readonly (readonly [string, readonly LogEvent[], readonly string[]])[] = [
  [
    "many ports of a host",
    times(30, (i) => flow(at + i * 100, { srcaddr: inside, dstaddr: "10.0.0.9", srcport: 50_000, dstport: 1_000 + i, ...syn })),
    ["port-scan medium"],
  ],
  [
    "one port of many hosts",
    times(40, (i) => flow(at + i * 100, { srcaddr: inside, dstaddr: `10.0.1.${i}`, srcport: 50_000, dstport: 445, ...syn })),
    ["host-scan medium"],
  ],
  [
    "many hosts that answer",
    times(60, (i) => flow(at + i * 100, { srcaddr: inside, dstaddr: `10.0.1.${i}`, srcport: 50_000, dstport: 443 })),
    [],
  ],
  [
    "the internet scans always",
    times(60, (i) => flow(at + i * 100, { srcaddr: "45.9.9.9", dstaddr: inside, srcport: 50_000, dstport: 1_000 + i, ...syn })),
    [],
  ],
  [
    "one service that is down",
    times(60, (i) => flow(at + i * 100, { srcaddr: inside, dstaddr: "10.0.0.9", srcport: 50_000 + i, dstport: 5_432, ...syn })),
    [],
  ],
  [
    "answers are not tries",
    times(60, (i) =>
      flow(at + i * 100, {
        srcaddr: inside,
        dstaddr: `45.9.9.${i}`,
        srcport: 443,
        dstport: 50_000 + i,
        packets: 1,
        bytes: 44,
        "tcp-flags": 0,
      }),
    ),
    [],
  ],
  [
    "guessed logins",
    times(30, (i) =>
      flow(at + i * 1_000, { srcaddr: "45.9.9.9", dstaddr: inside, srcport: 40_000 + i, dstport: 22, packets: 14, bytes: 3_000 }),
    ),
    ["login-guessing medium"],
  ],
  [
    "guessed logins outward",
    times(30, (i) => out(at + i * 1_000, { dstport: 22, packets: 14, bytes: 3_000 })),
    ["login-guessing-outward medium"],
  ],
  [
    "refused logins cannot be guessed",
    times(60, (i) =>
      flow(at + i * 1_000, {
        srcaddr: "45.9.9.9",
        dstaddr: inside,
        srcport: 40_000 + i,
        dstport: 22,
        packets: 14,
        bytes: 3_000,
        action: "REJECT",
      }),
    ),
    [],
  ],
  [
    "a long session",
    times(60, (i) =>
      flow(at + i * 1_000, { srcaddr: "45.9.9.9", dstaddr: inside, srcport: 40_000, dstport: 22, packets: 900, bytes: 300_000 }),
    ),
    [],
  ],
  ["much to a new network", times(6, (i) => out(at + i * MINUTE, { bytes: 150e6, packets: 100_000 })), ["egress-volume medium"]],
  ["much to a network it knows", times(6, (i) => out(at + i * MINUTE, { dstaddr: "52.1.2.3", bytes: 150e6, packets: 100_000 })), []],
  ["a little to a new network", times(6, (i) => out(at + i * MINUTE, { bytes: 1e6 })), []],
  ["a beat like a clock", times(33, (i) => out(at + i * 5 * MINUTE, { bytes: 512 })), ["beacon low"]],
  [
    "people have no beat",
    times(33, (i) => out(at + (i * i * 7 + ((i * 7_919) % 13)) * MINUTE, { bytes: 500 + ((i * 7_919) % 9_000) })),
    [],
  ],
  ["clocks may beat", times(33, (i) => out(at + i * 5 * MINUTE, { bytes: 76, dstport: 123, protocol: 17 })), []],
  ["a flood", [out(at, { packets: 6_000_000, bytes: 400e6, start: 0, end: 60 })], ["flood medium"]],
];

describe("flows", () => {
  test.each(flows)("%s", (_name, now, expected) => {
    const habits = ownBehaviours();
    told(habits, steady);
    expect(told(habits, now)).toEqual(expected);
  });

  test("regularity", () => {
    expect(regularity([60, 60, 60, 60, 61, 59], 30)).toBeGreaterThan(0.95);
    expect(regularity([1, 900, 3, 40, 5_000, 17], 30)).toBeLessThan(0.5);
    expect(regularity([], 30)).toBe(0);
  });
});

/** Letters by a generator of small cycles: the same in every run. */
function random(i: number, length: number): string {
  let [state, out_] = [(i + 1) * 2_654_435_761, ""];
  for (let n = 0; n < length; n += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out_ += "abcdefghijklmnopqrstuvwxyz0123456789"[(state >>> 16) % 36];
  }
  return out_;
}
const missing = { error: "NXDOMAIN" };
const few = daily(9, (day) =>
  ["payments.example.com", "api.stripe.com", "hooks.slack.com"].flatMap((name) => times(3, (i) => query(day * DAY + i * HOUR, name))),
);
const typos = [
  "acme-login",
  "shoping",
  "gooogle",
  "facebok",
  "market-place",
  "travel-tokyo",
  "sakura-shop",
  "books-online",
  "delivery-test",
  "my-garden",
  "blue-river",
  "cloud-office",
  "ticket-center",
  "photo-market",
  "news-today",
  "green-energy",
];

const queries: readonly (readonly [string, readonly LogEvent[], readonly string[]])[] = [
  ["names made by a program", times(16, (i) => query(at + i * 1_000, `${random(i, 14)}.com`, missing)), ["generated-domains medium"]],
  ["mistyped words", typos.map((name, i) => query(at + i * 1_000, `${name}.com`, missing)), []],
  [
    "few of many",
    times(200, (i) => (i % 14 === 0 ? query(at + i * 1_000, `${random(i, 14)}.com`, missing) : query(at + i * 1_000, "api.stripe.com"))),
    [],
  ],
  ["names below one domain that do not exist", times(40, (i) => query(at + i * 1_000, `${random(i, 6)}.example.com`, missing)), []],
  ["data in names", times(130, (i) => query(at + i * 1_000, `${random(i, 40)}.t.stripe.com`)), ["dns-tunnel medium"]],
  [
    "data in text records: fewer names",
    times(60, (i) => query(at + i * 1_000, `${random(i, 40)}.t.stripe.com`, { name: "TXT" })),
    ["dns-tunnel medium"],
  ],
  ["short names", times(200, (i) => query(at + i * 1_000, `shard-${i}.db.stripe.com`)), []],
  ["the same long name", times(200, (i) => query(at + i * 1_000, `${random(1, 40)}.t.stripe.com`)), []],
  ["names of AWS", times(200, (i) => query(at + i * 1_000, `${random(i, 40)}.lambda-url.us-east-1.on.aws`)), []],
  ["somebody new", [query(at, "cdn.evil.example.net")], ["new-domain low"]],
  ["one of the usual", [query(at, "files.stripe.com")], []],
];

describe("names", () => {
  test.each(queries)("%s", (_name, now, expected) => {
    const habits = ownBehaviours();
    told(habits, few);
    expect(told(habits, now)).toEqual(expected);
  });

  test("a machine that always asks for somebody new is not watched for it", () => {
    const habits = ownBehaviours();
    told(
      habits,
      daily(9, (day) => times(10, (i) => query(day * DAY + i * HOUR, `site${day * 10 + i}.example${day * 10 + i}.org`))),
    );
    expect(told(habits, [query(at, "another.example.info")])).toEqual([]);
  });

  test("words are less strange than chance", () => {
    const words = ["customer-portal", "greenhouse", "yokohama-station", "paymentgateway", "weatherreport"];
    for (const word of words) expect(strangeness(word), word).toBeLessThan(4.7);
    for (const i of times(20, (n) => n)) expect(strangeness(random(i, 14)), random(i, 14)).toBeGreaterThan(4.7);
  });

  test.each([
    ["a.b.example.co.jp", "example.co.jp", "a.b"],
    ["example.com", "example.com", ""],
    ["co.jp", "co.jp", ""],
    ["x.io", "x.io", ""],
    ["", "", ""],
  ])("who registered %s", (name, domain, below) => expect(registered(name)).toEqual({ domain, below }));

  test("machines' names", () => {
    expect(isMachineName("x.s3.amazonaws.com")).toBe(true);
    expect(isMachineName("notamazonaws.com")).toBe(false);
  });
});
