import { describe, expect, test } from "vitest";
import { ownRulesFolder, readRules } from "./own-rules.ts";
import { runCases } from "./rule-cases.ts";
import { wordsOf } from "./rule-words.ts";
import { RuleSet } from "./sigma/ruleset.ts";

const { rules, problems } = readRules(ownRulesFolder());
const TACTICS = new Set(
  "reconnaissance resource-development initial-access execution persistence privilege-escalation defense-evasion credential-access discovery lateral-movement collection command-and-control exfiltration impact".split(
    " ",
  ),
);

describe("the rules we ship (R30, R31)", () => {
  test("all of them are read and compile", () => {
    expect(problems).toEqual([]);
    expect(new RuleSet(rules).problems).toEqual([]);
  });

  describe.each(rules.map((rule) => [rule.place.file.split("/").slice(-2).join("/"), rule] as const))("%s", (file, rule) => {
    test("is whole: words in both languages, ATT&CK, false positives, id", () => {
      const ja = rule.custom["ja"] as Record<string, unknown>;
      for (const key of ["title", "description", "first"]) expect(String(ja[key]), key).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
      expect((ja["falsepositives"] as unknown[] | undefined)?.length, "falsepositives").toBe(rule.falsePositives.length);
      expect(rule.falsePositives.length).toBeGreaterThan(0);
      expect(String(rule.custom["first"] ?? "").length).toBeGreaterThan(10);
      expect(rule.description?.length).toBeGreaterThan(20);
      expect(rule.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(rule.author).toBe("Yagura");
      expect(file).toMatch(/^[\w-]+\/[a-z\d-]+\.yml$/);
      const words = wordsOf(rule, true);
      expect(words.tactics.length).toBeGreaterThan(0);
      expect(words.tactics.filter((tactic) => !TACTICS.has(tactic))).toEqual([]);
      expect(words.techniques.length).toBeGreaterThan(0);
    });

    const results = runCases(rule, rules);
    test("has cases that match and cases that do not", () => {
      const inner = rules.some(
        (other) => other.kind === "correlation" && (other.rules.includes(rule.id) || other.rules.includes(rule.name ?? "")),
      );
      if (inner) return;
      expect(results.filter((r) => r.expected === "match").length).toBeGreaterThan(0);
      expect(results.filter((r) => r.expected === "miss").length).toBeGreaterThan(0);
    });
    test.each(results.map((r) => [r.expected, r.name, r] as const))("%s: %s", (_expected, _name, result) => {
      expect(result).toMatchObject({ ok: true });
    });
  });

  test("ids and titles are their own", () => {
    for (const key of ["id", "title"] as const) expect(new Set(rules.map((r) => r[key])).size).toBe(rules.length);
  });
});
