import { describe, expect, test } from "vitest";
import type { Severity, Signal } from "../../model/index.ts";
import { Stories } from "./stories.ts";

const HOUR = 3_600_000;
let counter = 0;

function signal(over: Partial<Signal> & { readonly hour?: number } = {}): Signal {
  counter += 1;
  const { hour = 0, ...rest } = over;
  const words = { en: "", ja: "" };
  return {
    id: `s${counter}`,
    detector: `d${counter}`,
    kind: "rule",
    severity: "medium",
    title: words,
    description: words,
    first: words,
    tactics: [],
    techniques: [],
    time: hour * HOUR,
    until: hour * HOUR,
    count: 1,
    account: "111122223333",
    region: "us-east-1",
    principal: `arn:aws:iam::111122223333:role/r${counter}`,
    principalType: "role",
    credential: "",
    session: "",
    lineage: [],
    ips: [],
    userAgent: "",
    actions: [],
    resources: [],
    contrasts: [],
    events: [],
    ...rest,
  };
}

function shapes(...signals: readonly Signal[]): readonly number[] {
  const stories = new Stories();
  for (const s of signals) stories.add(s);
  return stories
    .list()
    .map((story) => story.signals.length)
    .toSorted((a, b) => b - a);
}

const role = "arn:aws:iam::111122223333:role/deploy";

describe("signals that belong together are one story (R41)", () => {
  test("strangers are apart", () => expect(shapes(signal(), signal())).toEqual([1, 1]));
  test("the same principal within a day", () =>
    expect(shapes(signal({ principal: role }), signal({ principal: role, hour: 20 }))).toEqual([2]));
  test("the same principal after more than a day", () =>
    expect(shapes(signal({ principal: role }), signal({ principal: role, hour: 30 }))).toEqual([1, 1]));
  test("the same credential, whenever", () =>
    expect(shapes(signal({ credential: "ASIAX" }), signal({ credential: "ASIAX", hour: 90 }))).toEqual([2]));
  test("a credential and one made from it", () =>
    expect(shapes(signal({ credential: "AKIAX" }), signal({ credential: "ASIAY", lineage: ["ASIAZ", "AKIAX"] }))).toEqual([2]));
  test("the same resource", () =>
    expect(shapes(signal({ resources: ["arn:aws:s3:::b"] }), signal({ resources: ["arn:aws:s3:::b"], hour: 1 }))).toEqual([2]));
  test("the same address", () => expect(shapes(signal({ ips: ["192.0.2.1"] }), signal({ ips: ["192.0.2.1"] }))).toEqual([2]));
  test("an address that everybody uses ties nobody new", () => {
    const office = Array.from({ length: 8 }, () => signal({ ips: ["192.0.2.1"] }));
    expect(shapes(...office)[0]).toBeLessThanOrEqual(6);
  });
  test("services and strangers without a name tie nothing", () => {
    const service = { principal: "lambda.amazonaws.com", principalType: "service" as const };
    expect(shapes(signal(service), signal(service))).toEqual([1, 1]);
  });
  test("a weak signal does not tie two strong stories", () => {
    const weak = signal({ severity: "low", principal: role, resources: ["arn:aws:s3:::b"], hour: 1 });
    expect(shapes(signal({ principal: role }), signal({ resources: ["arn:aws:s3:::b"] }), weak)).toEqual([2, 1]);
    const strong = signal({ principal: role, resources: ["arn:aws:s3:::b"], hour: 1 });
    expect(shapes(signal({ principal: role }), signal({ resources: ["arn:aws:s3:::b"] }), strong)).toEqual([3]);
  });

  const steps = (severity: Severity, tactics: readonly string[]) =>
    tactics.map((tactic) => signal({ principal: role, severity, tactics: [tactic] }));
  test.each([
    ["low", ["discovery"], "low"],
    ["low", ["discovery", "persistence", "exfiltration", "impact"], "medium"],
    ["medium", ["discovery", "persistence"], "medium"],
    ["medium", ["discovery", "persistence", "exfiltration"], "high"],
    ["high", ["discovery", "persistence", "exfiltration"], "high"],
    ["high", ["discovery", "persistence", "exfiltration", "impact"], "critical"],
    ["info", ["discovery", "persistence", "exfiltration", "impact"], "info"],
  ] as const)("%s in %j is %s", (severity, tactics, expected) => {
    const stories = new Stories();
    for (const s of steps(severity, tactics)) stories.add(s);
    expect(stories.list().map((s) => s.severity)).toEqual([expected]);
  });

  test("what nobody can judge yet makes nothing graver; a habit counts as it is told", () => {
    const told = (why: "young" | "habit") => {
      const stories = new Stories();
      for (const s of steps("medium", ["discovery", "persistence", "exfiltration"]))
        stories.add({ ...s, weighed: { why, from: "medium", days: 0, watched: 1 } });
      return stories.list().map((s) => s.severity);
    };
    expect(told("young")).toEqual(["medium"]);
    expect(told("habit")).toEqual(["high"]);
  });

  test("steps of one key that are weeks apart do not weigh together", () => {
    const apart = (hours: number) => {
      const stories = new Stories();
      for (const [i, tactic] of ["discovery", "persistence", "exfiltration"].entries())
        stories.add(
          signal({ principal: role, credential: "AKIAEXAMPLE000000001", severity: "medium", tactics: [tactic], hour: i * hours }),
        );
      return stories.list().map((s) => [s.severity, s.signals.length]);
    };
    expect(apart(24)).toEqual([["high", 3]]);
    expect(apart(24 * 10)).toEqual([["medium", 3]]);
  });

  test("an address several have come from for over a week is an office", () => {
    const person = (n: number, hour: number) => signal({ principal: `arn:aws:iam::012345678901:user/u${n}`, ips: ["203.0.113.5"], hour });
    expect(shapes(person(1, 0), person(2, 1), person(3, 2))).toEqual([3]);
    const late = 24 * 9;
    expect(shapes(person(1, 0), person(2, late), person(3, late + 1), person(4, late + 2))).toEqual([1, 1, 1, 1]);
  });

  test("the story is the same whenever it is told", () => {
    const list = steps("medium", ["discovery", "persistence"]);
    const tell = () => {
      const stories = new Stories();
      for (const s of list) stories.add(s);
      return stories.list();
    };
    expect(tell()).toEqual(tell());
  });
});
