import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SeenIds } from "./seen-ids.ts";

describe("ids that were seen", () => {
  test("agrees with a set", () => {
    const ids = fc.array(fc.oneof(fc.uuid(), fc.string(), fc.integer({ max: 50, min: 0 }).map(String)), { maxLength: 200 });
    const seen = new SeenIds();
    const set = new Set<string>();
    fc.assert(
      fc.property(ids, (list) => {
        for (const id of list) {
          expect(seen.see(id)).toBe(set.has(id));
          set.add(id);
        }
      }),
    );
  });

  test("many at once are those that one by one are", () => {
    const lists = fc.array(
      fc.array(fc.oneof(fc.uuid(), fc.string({ unit: "binary" }), fc.constantFrom("a", "aa", "a\0")), { maxLength: 50 }),
    );
    fc.assert(
      fc.property(lists, (all) => {
        const [one, many] = [new SeenIds(), new SeenIds()];
        for (const list of all) {
          const events = list.map((id) => ({ id }));
          expect(many.unseen(events)).toEqual(events.filter(({ id }) => !one.see(id)));
        }
      }),
      { numRuns: 30 },
    );
  });

  test("counters of every length are told apart", () => {
    const seen = new SeenIds();
    for (let i = 0; i < 400_000; i += 1) if (seen.see(`event-${i}`)) expect.unreachable(`event-${i}`);
    for (let i = 0; i < 400_000; i += 1) if (!seen.see(`event-${i}`)) expect.unreachable(`event-${i}`);
  });

  test("the oldest are forgotten, the last half million are not", () => {
    const seen = new SeenIds();
    for (let i = 0; i < 1_200_000; i += 1) seen.see(`${i}`);
    expect(seen.see("0")).toBe(false);
    for (let i = 700_001; i < 1_200_000; i += 1) if (!seen.see(`${i}`)) expect.unreachable(`${i}`);
  });

  test("can be kept and taken back", () => {
    const seen = new SeenIds();
    for (let i = 0; i < 600_000; i += 1) seen.see(`${i}`);
    const again = new SeenIds();
    again.load(JSON.parse(JSON.stringify(seen.dump())) as ReturnType<SeenIds["dump"]>);
    for (let i = 0; i < 600_000; i += 1) if (!again.see(`${i}`)) expect.unreachable(`${i}`);
    expect(again.see("new")).toBe(false);
  });
});
