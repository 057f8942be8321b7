import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Bundle, Graph, type Relation, spelledOut } from "./relation.ts";

const name = fc.constantFrom("a", "b", "c", "d", "e", "f");
const type = fc.constantFrom("uses", "triggers", "assumes", "guarded-by") as fc.Arbitrary<Relation["type"]>;
const plain = fc.record({ from: name, to: name, type, resolved: fc.constant(true) });
const lists = fc.array(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
const given = lists.chain((shared) =>
  // Identify makes each plain relation once.
  fc.uniqueArray(fc.oneof(plain, fc.record({ from: name, type, lists: fc.subarray(shared, { minLength: 1 }) })), {
    maxLength: 14,
    selector: (r) => ("to" in r ? `${r.from} ${r.type} ${r.to}` : r),
  }),
) as fc.Arbitrary<readonly (Relation | Bundle)[]>;

describe("a graph with bundles", () => {
  test("answers as one in which every relation is spelled out", () => {
    fc.assert(
      fc.property(given, (mixed) => {
        const [bundled, spelled] = [new Graph(mixed), new Graph(spelledOut(mixed))];
        for (const id of ["a", "b", "c", "d", "e", "f"]) {
          for (const ask of ["front", "behind", "beside"] as const) expect(bundled[ask](id)).toEqual(spelled[ask](id));
          expect(bundled.front(id, "uses")).toEqual(spelled.front(id, "uses"));
          for (const ask of ["upstream", "downstream"] as const) expect([...bundled[ask](id)].sort()).toEqual([...spelled[ask](id)].sort());
        }
        expect([...bundled.behindAny(["a", "b"])].sort()).toEqual([...spelled.behindAny(["a", "b"])].sort());
        expect([...bundled.frontOfAny(["a", "b"])].sort()).toEqual([...spelled.frontOfAny(["a", "b"])].sort());
      }),
    );
  });

  test("leads nowhere from a resource to itself", () => {
    const graph = new Graph([{ from: "fn", type: "uses", lists: [["fn", "table"]] }]);
    expect(graph.behind("fn").map(({ to }) => to)).toEqual(["table"]);
    expect(graph.front("fn")).toEqual([]);
    expect(graph.front("table")).toEqual([{ from: "fn", to: "table", type: "uses", resolved: true }]);
  });
});
