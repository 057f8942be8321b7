import { type AddressPlace, type Assumption, type UsageDimension, usageDimensions, type ValueCount } from "../../model/index.ts";
import { familyOf } from "../behaviour/names.ts";
import type { Tied } from "./source.ts";

/** Values of a dimension that are kept: the most frequent, and those that are new. */
const KEPT = 200;

export interface Scope {
  readonly from: number;
  readonly until: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts what edges say, by every dimension: all of it, before the scope time, in it. */
export function talliesOf(
  edges: readonly Tied[],
  { from, until }: Scope,
  placeOf: (ip: string) => Partial<AddressPlace>,
): readonly ValueCount[] {
  const all = new Map<UsageDimension, Map<string, Writable<ValueCount>>>(usageDimensions.map((dimension) => [dimension, new Map()]));
  const families = new Map<string, string>();
  const family = (agent: string) => {
    let known = families.get(agent);
    if (known === undefined) families.set(agent, (known = agent === "" ? "" : familyOf(agent)));
    return known;
  };
  const add = (dimension: UsageDimension, value: string, edge: Tied) => {
    if (value === "") return;
    const values = all.get(dimension) as Map<string, Writable<ValueCount>>;
    let tally = values.get(value);
    if (!tally)
      values.set(value, (tally = { dimension, value, n: 0, errors: 0, before: 0, during: 0, first: edge.first, last: edge.last }));
    tally.n += edge.n;
    if (edge.error !== "") tally.errors += edge.n;
    if (edge.last < from) tally.before += edge.n;
    else if (edge.first <= until) {
      tally.during += edge.n;
      // An hour that the scope begins in is of both: a value that was there before is not new.
      if (edge.first < from) tally.before += 1;
    }
    tally.first = Math.min(tally.first, edge.first);
    tally.last = Math.max(tally.last, edge.last);
  };
  for (const edge of edges) {
    add("resource", edge.resource, edge);
    if (!edge.lead && edge.side === "by") continue;
    add("api", `${edge.service}:${edge.api}`, edge);
    add("service", edge.service, edge);
    add("region", edge.region, edge);
    add("account", edge.account, edge);
    add("address", edge.ip, edge);
    add("user-agent", family(edge.userAgent), edge);
    add("error", edge.error, edge);
    add("principal", edge.principal, edge);
    add("session", edge.session, edge);
    add("access-key", edge.credential, edge);
    if (edge.ip === "") continue;
    const place = placeOf(edge.ip);
    add("country", place.country ?? "", edge);
    add("network", place.network ?? "", edge);
  }
  return cut([...all.values()].flatMap((values) => [...values.values()]));
}

function cut(tallies: readonly ValueCount[]): readonly ValueCount[] {
  const kept = new Map<UsageDimension, number>();
  return tallies
    .toSorted((a, b) => b.n - a.n || order(`${a.dimension} ${a.value}`, `${b.dimension} ${b.value}`))
    .filter((tally) => {
      const n = (kept.get(tally.dimension) ?? 0) + 1;
      kept.set(tally.dimension, n);
      return n <= KEPT || (isNew(tally) && n <= 2 * KEPT);
    });
}

/** Seen in the scope time and not before. */
export function isNew(tally: ValueCount): boolean {
  return tally.during > 0 && tally.before === 0;
}

/** Who took whose identity. */
export function assumptionsOf(edges: readonly Tied[]): readonly Assumption[] {
  const out = new Map<string, Writable<Assumption>>();
  for (const edge of edges) {
    if (
      edge.service !== "sts" ||
      !edge.api.startsWith("AssumeRole") ||
      edge.error !== "" ||
      edge.resource === "" ||
      !edge.resource.includes(":role/")
    )
      continue;
    const from = edge.principal || edge.session || edge.ip;
    const key = `${from}\n${edge.resource}`;
    const known = out.get(key);
    if (known) {
      known.n += edge.n;
      known.first = Math.min(known.first, edge.first);
      known.last = Math.max(known.last, edge.last);
    } else out.set(key, { from, to: edge.resource, n: edge.n, first: edge.first, last: edge.last });
  }
  return [...out.values()].toSorted((a, b) => b.n - a.n || order(`${a.from} ${a.to}`, `${b.from} ${b.to}`)).slice(0, KEPT);
}

/** By code points: the same everywhere. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
