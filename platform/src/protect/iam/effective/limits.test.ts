import { describe, expect, it } from "vitest";
import type { Source } from "../question.ts";
import { policy } from "../worlds.test-helper.ts";
import { limitsOf } from "./limits.ts";
import { statementsOf, type Written } from "./statements.ts";

const source = (...statements: readonly object[]): Source => ({ name: "p", policy: policy(...statements) });
const action = (i: number) => `s3:action${i}`;

// Limits are remembered by what they are made of, and there are thousands: none may be taken for another.
describe("limits that are remembered do not mix", () => {
  it("of one Deny or two", () => {
    const denies = Array.from(
      { length: 1300 },
      (_, i) => statementsOf(source({ Effect: "Deny", Action: action(i), Resource: "*" }))[0] as Written,
    );
    for (const [i, deny] of denies.entries()) expect(limitsOf([deny], []).leaves(action(i))).toBe("none");
    const wrong: string[] = [];
    for (const [i, a] of denies.slice(0, 40).entries())
      for (const [j, b] of denies.slice(0, 40).entries()) {
        const limits = limitsOf([a, b], []);
        if (limits.leaves(action(i)) !== "none" || limits.leaves(action(j)) !== "none" || limits.leaves(action(1299)) !== "all")
          wrong.push(`${i} ${j}`);
      }
    expect(wrong).toEqual([]);
  });
});
