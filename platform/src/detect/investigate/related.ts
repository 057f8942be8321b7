import type { Related } from "../../model/index.ts";
import type { Matcher } from "./entity.ts";
import { type Column, populationKey, type Source, type Sum } from "./source.ts";
import { order } from "./tally.ts";

const SHOWN = 40;

/** What can be related, and the column of the lake that rarity is measured by. */
const COLUMNS = {
  principal: "principal",
  "access-key": "credential",
  session: "session",
  address: "ip",
  "user-agent": "user_agent",
  resource: "resource",
  api: "api",
} as const;
type Dimension = keyof typeof COLUMNS;

interface Candidate {
  readonly dimension: Dimension;
  readonly value: string;
  n: number;
}

/** What else the entity had to do with in the scope time, the rarest first. */
export async function relatedOf(source: Source, matcher: Matcher, sums: readonly Sum[]): Promise<readonly Related[]> {
  const candidates = candidatesOf(sums, new Set([...matcher.by, ...matcher.to].map((m) => `${m.column} ${m.value}`)));
  const { principals, of } = await source.population(candidates.map(({ dimension, value }) => [COLUMNS[dimension], value] as const));
  return candidates
    .map(({ dimension, value, n }) => {
      const own = Math.max(1, of.get(populationKey(COLUMNS[dimension], value)) ?? 1);
      return {
        dimension,
        value,
        n,
        principals: own,
        of: principals,
        rarity: Math.max(0, Math.round(-Math.log2(own / Math.max(principals, own)) * 100) / 100),
      };
    })
    .toSorted((a, b) => b.rarity - a.rarity || b.n - a.n || order(`${a.dimension} ${a.value}`, `${b.dimension} ${b.value}`))
    .slice(0, SHOWN);
}

/** A scan touches thousands of things: the most frequent of each kind are ranked. */
function candidatesOf(sums: readonly Sum[], itself: ReadonlySet<string>): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { column, value, near } of sums) {
    if (!isDimension(column) || near === 0 || value === "" || itself.has(`${COLUMNS[column]} ${value}`)) continue;
    const key = `${column} ${value}`;
    const known = found.get(key);
    if (known) known.n += near;
    else found.set(key, { dimension: column, value, n: near });
  }
  const perKind = new Map<Dimension, number>();
  return [...found.values()]
    .toSorted((a, b) => b.n - a.n || order(a.value, b.value))
    .filter(({ dimension }) => {
      perKind.set(dimension, (perKind.get(dimension) ?? 0) + 1);
      return (perKind.get(dimension) ?? 0) <= SHOWN;
    });
}

function isDimension(column: Column): column is Dimension {
  return column in COLUMNS;
}
