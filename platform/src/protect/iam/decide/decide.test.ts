import { describe, expect, it } from "vitest";
import { isUnknown } from "../../../model/index.ts";
import type { Residual } from "../question.ts";
import { tables } from "./cases/index.ts";
import { decide } from "./decide.ts";

function nameOf({ key, because }: Residual): string {
  return key !== undefined && key !== "" ? key : isUnknown(because) ? because.reason : "";
}

for (const [table, cases] of Object.entries(tables)) {
  describe(table, () => {
    it.each(cases)("$name", ({ ask, policies, answer, missing, by, on }) => {
      const decision = decide(ask, policies);
      expect(decision.answer).toBe(answer);
      if (missing) expect([...decision.missing].toSorted()).toEqual([...missing].toSorted());
      if (by) expect(decision.by.map(({ statement }) => statement.Sid)).toEqual(by);
      if (on) expect([...new Set(decision.residual.map(nameOf))]).toEqual(on);
      if (answer === "depends") expect(decision.residual).not.toEqual([]);
      else expect(decision.residual).toEqual([]);
      const effects = new Set(decision.by.map(({ statement }) => statement.Effect));
      expect([...effects]).toEqual(decision.by.length === 0 ? [] : [answer === "allowed" ? "Allow" : "Deny"]);
      const named = answer === "explicitly-denied" || (answer === "allowed" && ask.caller.type !== "root");
      if (named) expect(decision.by).not.toEqual([]);
      for (const residual of decision.residual) expect(residual.key ?? residual.because).toBeDefined();
    });
  });
}

describe("the tables", () => {
  it("have no two cases of one name, so that a rule can name its case", () => {
    const names = Object.values(tables).flatMap((cases) => cases.map(({ name }) => name));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(250);
  });

  it("hold a case for each of the eighteen traps", () => {
    const names = Object.values(tables).flatMap((cases) => cases.map(({ name }) => name));
    for (let trap = 1; trap <= 18; trap += 1)
      expect(
        names.some((name) => name.startsWith(`trap ${trap}:`)),
        `trap ${trap}`,
      ).toBe(true);
  });
});
