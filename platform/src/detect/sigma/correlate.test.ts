import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Correlator, MAX_GROUPS } from "./correlate.ts";
import { parseRules } from "./parse.ts";
import type { CorrelationRule } from "./rule.ts";
import { fieldReader } from "./values.ts";
import { MAX_MATCHES, type Match, satisfies, type WindowRule } from "./window.ts";

function correlation(body: string, id = "c"): CorrelationRule {
  const { rules, problems } = parseRules(`title: ${id}\nid: ${id}\ncorrelation:\n${body.replaceAll(/^/gm, "  ")}`, "c.yml");
  expect(problems).toEqual([]);
  return rules[0] as CorrelationRule;
}

const MINUTE = 60_000;
const of = (record: Record<string, unknown>) => (field: string) => fieldReader(field)(record);
const count = (condition: string, type = "event_count") =>
  correlation(`type: ${type}\nrules: [a, b]\ngroup-by: [user]\ntimespan: 10m\ncondition: ${condition}`);

/** Feeds `[rule, minute, user, value]` and gives the minutes at which something came true. */
function run(rule: CorrelationRule, events: readonly (readonly [string, number, string?, unknown?])[]): number[] {
  const correlator = new Correlator([rule]);
  return events.flatMap(([name, minute, user = "u", value]) =>
    correlator.add([name], minute * MINUTE, of({ user, value }), minute).length > 0 ? [minute] : [],
  );
}

describe("Sigma correlations (R31)", () => {
  test.each([
    [
      "three within the span",
      count("{gte: 3}"),
      [
        ["a", 0],
        ["b", 5],
        ["a", 10],
      ],
      [10],
    ],
    [
      "three over a longer time",
      count("{gte: 3}"),
      [
        ["a", 0],
        ["b", 6],
        ["a", 11],
      ],
      [],
    ],
    [
      "groups are apart",
      count("{gte: 2}"),
      [
        ["a", 0, "x"],
        ["a", 1, "y"],
        ["a", 2, "x"],
      ],
      [2],
    ],
    [
      "other rules do not count",
      count("{gte: 2}"),
      [
        ["a", 0],
        ["z", 1],
      ],
      [],
    ],
    [
      "told once for each time it fills",
      count("{gte: 2}"),
      [
        ["a", 0],
        ["a", 1],
        ["a", 2],
        ["a", 3],
      ],
      [1, 3],
    ],
    [
      "a late event completes",
      count("{gte: 3}"),
      [
        ["a", 0],
        ["a", 8],
        ["a", 4],
      ],
      [4],
    ],
    [
      "a late event too old does not",
      count("{gte: 3}"),
      [
        ["a", 20],
        ["a", 25],
        ["a", 4],
      ],
      [],
    ],
    [
      "between",
      count("{gte: 2, lt: 3}"),
      [
        ["a", 0],
        ["a", 1],
      ],
      [1],
    ],
  ] as const)("event_count: %s", (_, rule, events, expected) => {
    expect(run(rule, events)).toEqual(expected);
  });

  test.each([
    [
      "value_count",
      "{field: value, gte: 2}",
      [
        ["a", 0, "u", "x"],
        ["a", 1, "u", "x"],
        ["a", 2, "u", "y"],
      ],
      [2],
    ],
    [
      "value_sum",
      "{field: value, gt: 10}",
      [
        ["a", 0, "u", 6],
        ["a", 1, "u", "4"],
        ["a", 2, "u", 1],
      ],
      [2],
    ],
    [
      "value_avg",
      "{field: value, gte: 5}",
      [
        ["a", 0, "u", 2],
        ["a", 1, "u", 6],
        ["a", 2, "u", 7],
      ],
      [2],
    ],
    [
      "value_sum",
      "{field: value, gt: 10}",
      [
        ["a", 0, "u", "many"],
        ["a", 1, "u", null],
      ],
      [],
    ],
    [
      "value_percentile",
      "{field: value, percentile: 90, gt: 50}",
      [
        ["a", 0, "u", 10],
        ["a", 1, "u", 60],
      ],
      [1],
    ],
  ] as const)("%s %s", (type, condition, events, expected) => {
    expect(run(count(condition, type), events)).toEqual(expected);
  });

  const temporal = (type: string) => correlation(`type: ${type}\nrules: [a, b]\ngroup-by: [user]\ntimespan: 10m`);
  test.each([
    [
      "temporal",
      [
        ["b", 0],
        ["a", 3],
      ],
      [3],
    ],
    [
      "temporal",
      [
        ["a", 0],
        ["a", 3],
      ],
      [],
    ],
    [
      "temporal_ordered",
      [
        ["b", 0],
        ["a", 3],
      ],
      [],
    ],
    [
      "temporal_ordered",
      [
        ["a", 0],
        ["b", 3],
      ],
      [3],
    ],
    [
      "temporal_ordered",
      [
        ["b", 3],
        ["a", 0],
      ],
      [0],
    ],
    [
      "temporal_ordered",
      [
        ["a", 0],
        ["b", 11],
      ],
      [],
    ],
  ] as const)("%s of %j", (type, events, expected) => {
    expect(run(temporal(type), events)).toEqual(expected);
  });

  test("a field may have another name in each rule", () => {
    const rule = correlation("type: temporal\nrules: [a, b]\naliases:\n  who: {a: user, b: actor.name}\ngroup-by: [who]\ntimespan: 5m");
    const correlator = new Correlator([rule]);
    expect(correlator.add(["a"], 0, of({ user: "x" }), 1)).toEqual([]);
    expect(correlator.add(["b"], 1, of({ actor: { name: "x" } }), 2)).toMatchObject([{ group: { who: "x" }, items: [1, 2] }]);
  });

  test("a correlation can stand on another", () => {
    const inner = correlation("type: event_count\nrules: [a]\ngroup-by: [user]\ntimespan: 5m\ncondition: {gte: 2}", "inner");
    const outer = correlation("type: temporal_ordered\nrules: [inner, b]\ngroup-by: [user]\ntimespan: 1h", "outer");
    const correlator = new Correlator([inner, outer]);
    correlator.add(["a"], 0, of({ user: "x" }), 1);
    expect(correlator.add(["a"], 1, of({ user: "x" }), 2).map((c) => c.rule.id)).toEqual(["inner"]);
    expect(correlator.add(["b"], 2, of({ user: "x" }), 3).map((c) => c.rule.id)).toEqual(["outer"]);
  });

  test("rules that refer to each other come to an end", () => {
    const one = correlation("type: event_count\nrules: [a, two]\ntimespan: 5m\ncondition: {gte: 1}", "one");
    const two = correlation("type: event_count\nrules: [one]\ntimespan: 5m\ncondition: {gte: 1}", "two");
    expect(new Correlator([one, two]).add(["a"], 0, of({}), 1).length).toBeLessThan(20);
  });

  test("memory is bounded, and what was dropped is counted", () => {
    const correlator = new Correlator([count("{gte: 2}")]);
    for (let i = 0; i < MAX_GROUPS + 10; i += 1) correlator.add(["a"], i, of({ user: `u${i}` }), i);
    expect(correlator.dropped).toBe(10);
  });

  test("the order of arrival within the span does not matter to whether it is told", () => {
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 });
    const rule: WindowRule = { type: "event_count", timespan: 10 * MINUTE, thresholds: [{ comparison: "gte", value: 3 }], rules: 2 };
    fc.assert(
      fc.property(times, (minutes) => {
        const sorted = minutes.toSorted((a, b) => a - b);
        const expected = sorted.some((end) => {
          const span = sorted.filter((m) => m <= end && m >= end - 10).map((m): Match => ({ time: m * MINUTE, rule: 0, item: m }));
          return satisfies(rule, span);
        });
        expect(
          run(
            count("{gte: 3}"),
            minutes.map((m) => ["a", m] as const),
          ).length > 0,
        ).toBe(expected);
      }),
    );
  });
});

test("a full window takes a match older than all it has", () => {
  const correlator = new Correlator([count("{gte: 100000}")]);
  const add = (time: number) => correlator.add(["a"], time, of({ user: "u" }), time);
  for (let i = 0; i < MAX_MATCHES; i += 1) add(MINUTE + i);
  expect(add(0)).toEqual([]);
});
