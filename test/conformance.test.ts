import { describe, expect, test } from "vitest";
import { frameworks } from "../platform/src/govern/frameworks/frameworks.ts";
import { collectors } from "../platform/src/identify/aws/index.ts";
import { languages, layers, severities, topics } from "../platform/src/model/index.ts";
import { checks } from "../platform/src/protect/checks/index.ts";
import { Desk } from "../platform/src/protect/findings.ts";

const csf = new Set(frameworks["nist-csf-1.1"].requirements.map((r) => r.id));
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
const loaded = await Promise.all(Object.values(collectors).map((load) => load()));
const collected = new Set(loaded.flatMap((c) => c.kinds));
/** Made from files only: an account has no such thing to read. */
const templateOnly = new Set(["Template"]);

test("a check is implied only by another one of the same kind of resource", () => {
  for (const check of checks.filter((c) => c.impliedBy !== undefined)) {
    expect(check.impliedBy).not.toBe(check.id);
    expect(checks.find((c) => c.id === check.impliedBy)?.on, check.id).toBe(check.on);
  }
});

test("ids are unique", () => {
  expect(new Set(checks.map((c) => c.id)).size).toBe(checks.length);
});

test("the part of a finding's id that comes from the check is of that check alone", () => {
  const parts = checks.map((check) => new Desk(check).digest);
  expect(new Set(parts).size).toBe(checks.length);
  expect(parts[0]).toMatch(/^[0-9a-f]{8}$/);
});

describe.each(checks.map((c) => [c.id, c] as const))("%s", (id, check) => {
  test("speaks both languages", () => {
    for (const lang of languages) {
      const text = check.text[lang];
      for (const key of ["title", "risk", "fix"] as const) expect(text[key].trim().length, `${lang} ${key}`).toBeGreaterThan(3);
    }
    for (const key of ["title", "risk", "fix"] as const) {
      expect(check.text.ja[key], `ja ${key} is Japanese`).toMatch(japanese);
      expect(check.text.en[key], `en ${key} is not Japanese`).not.toMatch(japanese);
    }
    expect(Boolean(check.text.en.manual)).toBe(Boolean(check.text.ja.manual));
  });

  test("is placed: severity, layer, topic, CSF, framework ids that exist", () => {
    expect(id).toMatch(/^[a-z0-9]+\/[a-z0-9-]+$/);
    expect(severities).toContain(check.severity);
    expect(layers).toContain(check.layer);
    expect(topics).toContain(check.topic);
    expect(check.csf.length).toBeGreaterThan(0);
    for (const one of check.csf) expect(csf, one).toContain(one);
    for (const [framework, ids] of Object.entries(check.meets)) {
      if (framework === "aws-config") {
        for (const one of ids) expect(one).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
        continue;
      }
      const known = frameworks[framework as keyof typeof frameworks].requirements.map((r) => r.id);
      for (const one of ids) expect(known, `${framework} ${one}`).toContain(one);
    }
  });

  test("looks only at kinds that a collector makes, so that its calls are in the scanner's policy", () => {
    for (const kind of [check.on, ...(check.also ?? [])]) if (!templateOnly.has(kind)) expect(collected, kind).toContain(kind);
  });
});
