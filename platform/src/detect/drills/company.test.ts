import { describe, expect, test } from "vitest";
import type { Severity, Story } from "../../model/index.ts";
import { gravity } from "../stories/gravity.ts";
import { companyMonth } from "./company.fixture.ts";
import type { Company } from "./desk.fixture.ts";
import { drill } from "./drill.ts";
import { exampleMonth, monthOf } from "./month.ts";
import { eventsOf, newDetector, noiseOfMonth } from "./noise.fixture.ts";
import { startupMonth } from "./startup.fixture.ts";

const company = (seed: number): Company => ({
  account: "012345678902",
  region: "us-west-2",
  start: Date.parse("2026-10-05T00:00:00Z"),
  days: 35,
  seed,
});
const told = (stories: readonly Story[], from: Severity) =>
  stories
    .filter((story) => gravity(story.severity) >= gravity(from))
    .map((story) => `${story.severity}: ${[...new Set(story.signals.map((s) => `${s.severity} ${s.title.en}`))].join("; ")}`);

describe("ordinary activity is quiet (R30): fewer than 3 alerts in 100 windows of ten minutes, none high", () => {
  // The bar is 0.03. What is measured is under it by far, and shall not grow unseen.
  test.each([4])("containers, pipelines, scanners, three ways to deploy, people on call (seed %i)", { timeout: 120_000 }, (seed) => {
    const { days, start } = company(seed);
    const { first, later } = noiseOfMonth(companyMonth(company(seed)), start, days);
    expect(later.share, told(later.stories, "medium").join("\n")).toBeLessThan(0.01);
    expect(first.share, told(first.stories, "medium").join("\n")).toBeLessThan(0.022);
    expect([...told(first.stories, "high"), ...told(later.stories, "high")]).toEqual([]);
    expect([first.high, later.high]).toEqual([0, 0]);
    expect(Math.min(first.lowered, later.lowered)).toBeGreaterThan(0);
  });

  test.each([2, 9, 31])("a small company that does most by hand (seed %i)", { timeout: 60_000 }, (seed) => {
    const { days, start } = company(seed);
    const { first, later } = noiseOfMonth(startupMonth(company(seed)), start, days);
    for (const { share, high, stories } of [first, later]) {
      expect(share, told(stories, "medium").join("\n")).toBeLessThan(0.01);
      expect([high, told(stories, "high")]).toEqual([0, []]);
    }
  });

  test.each([3, 11])("the company of the example (seed %i)", (seed) => {
    const records = monthOf({ ...exampleMonth, seed, attacks: false });
    const { first, later } = noiseOfMonth(records, exampleMonth.start, exampleMonth.days);
    for (const { share, high, stories } of [first, later]) {
      expect(share, told(stories, "medium").join("\n")).toBeLessThan(0.002);
      expect([high, told(stories, "high")]).toEqual([0, []]);
    }
  });

  test.each([2, 6, 10])("attacks in an account that is watched for %i days are as grave", (days) => {
    const { attacks } = drill(eventsOf(startupMonth({ ...company(5), days })), newDetector());
    expect(attacks.map(({ severity }) => severity)).toEqual(["critical", "critical", "critical"]);
  });

  test("attacks hidden in the same month are seen nevertheless", { timeout: 120_000 }, () => {
    const { attacks } = drill(eventsOf(companyMonth(company(5))), newDetector());
    expect(attacks.map((attack) => [attack.attack, attack.severity === "high" || attack.severity === "critical"])).toEqual(
      attacks.map((attack) => [attack.attack, true]),
    );
    expect(attacks.length).toBeGreaterThanOrEqual(3);
  });
});
