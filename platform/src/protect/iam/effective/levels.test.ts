import { describe, expect, it } from "vitest";
import type { Source } from "../question.ts";
import { policy } from "../worlds.test-helper.ts";
import { limitsOf } from "./limits.ts";

const source = (...statements: readonly object[]): Source => ({ name: "p", policy: policy(...statements) });
const action = (i: number) => `s3:action${i}`;

// Limits are remembered by what they are made of, and there are thousands: none may be taken for another.
describe("limits that are remembered do not mix", () => {
  it("of two levels", () => {
    const levels = Array.from({ length: 130 }, (_, i) => [source({ Effect: "Allow", NotAction: action(i), Resource: "*" })]);
    const wrong: string[] = [];
    for (const [i, a] of levels.entries())
      for (const [j, b] of levels.entries()) {
        const limits = limitsOf([], [a, b]);
        if (limits.leaves(action(i)) !== "none" || limits.leaves(action(j)) !== "none" || limits.leaves(action(1299)) !== "all")
          wrong.push(`${i} ${j}`);
      }
    expect(wrong).toEqual([]);
  });
});
