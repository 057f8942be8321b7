import { expect, test } from "vitest";
import { type Investigation, languages } from "../../model/index.ts";
import { investigationHtml } from "./html.ts";
import { investigationText } from "./text.ts";

const evil = `<img src=x onerror=alert(1)>"'&\u001b[31m\u202e`;
const time = Date.parse("2026-11-01T00:00:05Z");
const count = (dimension: "api" | "address", value: string) => ({
  dimension,
  value,
  n: 3,
  errors: 1,
  before: 1,
  during: 2,
  first: time,
  last: time,
});
const found: Investigation = {
  schema: "yagura/investigation/1",
  entity: { kind: "user-agent", value: evil },
  names: [evil],
  scope: { from: time - 1_000, until: time + 1_000 },
  baseline: { from: 0, days: 3, events: 20 },
  events: 3,
  first: time,
  last: time,
  did: [count("api", `s3:${evil}`), count("address", evil)],
  suffered: [count("api", evil)],
  assumptions: [{ from: evil, to: evil, n: 1, first: time, last: time }],
  timeline: [
    {
      id: "e-1",
      time,
      service: "s3",
      name: evil,
      principal: evil,
      principalType: "user",
      credential: "",
      session: evil,
      ip: evil,
      userAgent: evil,
      error: evil,
      resources: [evil],
      isNew: true,
    },
  ],
  timelineTotal: 9,
  related: [{ dimension: "resource", value: evil, n: 3, principals: 1, of: 8, rarity: 3 }],
  places: [{ ip: evil, country: evil, network: evil, n: 3, first: time, last: time, isNew: true, latitude: 36, longitude: 138 }],
  indicators: [
    { type: "IMPOSSIBLE_TRAVEL", severity: "high", value: evil, time, detail: { from: evil, to: evil, kilometres: 9_000, minutes: 5 } },
  ],
  signals: [],
  stories: [],
  gaps: ["no-detection", "timeline-cut"],
};

for (const lang of languages) {
  test(`the page holds no markup of the logs, no script and nothing from elsewhere: ${lang}`, () => {
    const html = investigationHtml(found, lang);
    expect(html).not.toMatch(/<img|<script|onerror=alert\(1\)>|https?:|\u001b|\u202e/);
    expect(html).toContain("default-src 'none'");
    // Three drawings, each wide and narrow, in two languages.
    expect(html.match(/<svg role="img" aria-label="[^"]+"/g)).toHaveLength(12);
    // Each picture has a table that says the same, in each language.
    expect(html.match(/<main lang="(en|ja)">/g)).toEqual(['<main lang="en">', '<main lang="ja">']);
    expect(html.match(/<caption/g)?.length).toBeGreaterThanOrEqual(12);
  });

  test(`the text has no control characters and says what is not known: ${lang}`, () => {
    const text = investigationText(found, lang);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(text).toContain("IMPOSSIBLE_TRAVEL");
    expect(text).toContain(lang === "ja" ? "わかっていないこと" : "What is not known");
  });
}

test("nothing found is said, not left blank", () => {
  const empty: Investigation = {
    ...found,
    entity: { kind: "name", value: "nobody" },
    events: 0,
    first: undefined,
    last: undefined,
    did: [],
    suffered: [],
    assumptions: [],
    timeline: [],
    related: [],
    places: [],
    indicators: [],
    gaps: ["no-data"],
  };
  expect(investigationText(empty, "en")).toBe(
    "name nobody\n  <img src=x onerror=alert(1)>\"'&\\u001b[31m\\u202e\nNo calls\n\nWhat is not known\n  Nothing with this name in what was read. It may have been silent, or its logs are elsewhere.\n",
  );
  expect(investigationHtml(empty, "ja")).not.toContain("<svg");
});
