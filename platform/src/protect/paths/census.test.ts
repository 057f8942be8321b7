import fc from "fast-check";
import { expect, it } from "vitest";
import type { PathStart, PathTarget, Resource } from "../../model/index.ts";
import { resource } from "../cases.ts";
import type { PathGraph } from "./build.ts";
import { Builder } from "./builder.ts";
import { census } from "./census.ts";
import { PathEstate } from "./estate.ts";
import { beginnings, edgesOf, inOrder, type Pair, pairsOf } from "./pairs.ts";
import { fn, role, user, world } from "./worlds.test-helper.ts";

const FUNCTIONS = ["f", "g", "h"];
const ACCOUNTS = ["111122223333", "444455556666", "777788889999"];
const STORES = ["secret", "table", "label"];
const NODES = 4 + FUNCTIONS.length + 1 + ACCOUNTS.length + STORES.length;

const link = fc.record({
  from: fc.nat(NODES - 1),
  to: fc.nat(NODES - 1),
  base: fc.integer({ min: 0, max: 9 }),
});

/** A graph of anything to anything: administrators that lead to each other or not, ways that come together, circles. */
function graphOf(links: readonly { readonly from: number; readonly to: number; readonly base: number }[]): PathGraph {
  const stores = STORES.map(
    (name) =>
      resource("Secret", { name, id: `arn:${name}`, Tags: name === "label" ? { classification: "public" } : {} }) as unknown as Resource,
  );
  const builder = new Builder(new PathEstate(world([...FUNCTIONS.map((name) => fn(name, "r")), role("r"), user("u")])));
  const { nodes } = builder.estate;
  const internet = nodes.add("internet", "internet", "internet");
  const partner = nodes.add("third-party", "partner", "partner");
  const all = [
    internet,
    partner,
    ...builder.estate.functions.map((one) => nodes.of(one, "function")),
    ...ACCOUNTS.map((account) => builder.admin(account)),
    ...stores.map((store) => nodes.of(store, "store")),
    ...builder.estate.principals.map(({ node }) => node),
  ];
  for (const { from, to, base } of links) {
    const [start, end] = [all[from % all.length] as number, all[to % all.length] as number];
    // Stores lead nowhere.
    if (nodes.at(start).kind !== "store") builder.link(start, end, { technique: "t", way: "allowed", asks: [], base });
  }
  return { builder, holding: new Set(), internet, thirdParties: [partner], ifItHeld: () => [] };
}

/** What every beginning reaches, by going along every edge until nothing gets cheaper. */
function pairsByTrying(graph: PathGraph): readonly Pair[] {
  const edgesAt = edgesOf(graph);
  return beginnings(graph).flatMap((beginning) => {
    const cost = new Map([[beginning.node, 0]]);
    for (let changed = true; changed; ) {
      changed = false;
      for (const [node, so] of cost)
        for (const edge of edgesAt(node).flat())
          if (so + edge.cost < (cost.get(edge.to) ?? Number.POSITIVE_INFINITY)) {
            cost.set(edge.to, so + edge.cost);
            changed = true;
          }
    }
    return pairsOf(graph, beginning, { cost, by: new Map(), order: [] });
  });
}

it.each<[PathStart | undefined, PathTarget | undefined]>([
  [undefined, undefined],
  [undefined, "admin"],
  ["function", "data"],
])("counts and ranks what trying every edge finds, from %s to %s", (start, target) => {
  let admins = 0;
  fc.assert(
    fc.property(fc.array(link, { minLength: 10, maxLength: 60, size: "max" }), fc.integer({ min: 1, max: 6 }), (links, most) => {
      const graph = graphOf(links);
      const expected = pairsByTrying(graph).filter(
        (pair) => (start === undefined || pair.start === start) && (target === undefined || pair.target === target),
      );
      const found = census(graph, most, start, target);
      expect(found.total).toBe(expected.length);
      for (const pair of expected) admins += pair.target === "admin" ? 1 : 0;
      expect(found.best).toEqual(expected.toSorted(inOrder).slice(0, most));
      for (const to of ["admin", "data"] as const)
        for (const from of ["internet", "function", "third-party", "user"] as const)
          expect(found.counts[to][from]).toBe(expected.filter((pair) => pair.target === to && pair.start === from).length);
    }),
    { numRuns: 400 },
  );
  if (target !== "data") expect(admins).toBeGreaterThan(100);
});
