import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { guardDutyTypes } from "../platform/src/detect/guardduty-types.ts";
import { ownRulesFolder, readRules } from "../platform/src/detect/own-rules.ts";
import { behaviourWords } from "../platform/src/words/behaviours.ts";
import { detectionPages } from "../scripts/docs/detection.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

describe("the page on detection", () => {
  test.each([...detectionPages()])("%s is up to date; else run `npm run docs`", (page, text) => {
    if (process.env["UPDATE_DOCS"]) writeFileSync(ROOT + page, text);
    expect(existsSync(ROOT + page) && readFileSync(ROOT + page, "utf8") === text).toBe(true);
  });

  const known = new Set(guardDutyTypes.map(([type]) => type));
  const claimed = new Set([
    ...readRules(ownRulesFolder()).rules.flatMap((rule) =>
      Array.isArray(rule.custom["covers"]) ? (rule.custom["covers"] as readonly string[]) : [],
    ),
    ...Object.values(behaviourWords).flatMap((words) => words.covers),
  ]);

  test("every type is covered, or says why not, and not both", () => {
    expect(guardDutyTypes.filter(([type, why]) => claimed.has(type) === (why !== undefined)).map(([type]) => type)).toEqual([]);
  });

  test("what claims to cover a type names one that there is", () => {
    // GuardDuty's own custom rules have types of the same form.
    const custom = /^(CredentialAccess:(EC2|RDS)|DefenseImpairment:(EC2|Organizations))\//;
    expect([...claimed].filter((type) => !known.has(type) && !custom.test(type))).toEqual([]);
  });
});
