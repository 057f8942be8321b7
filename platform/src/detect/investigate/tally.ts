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
  const families = kept((agent) => (agent === "" ? "" : familyOf(agent)));
  const places = kept(placeOf);
  const countries = (edge: Tied) => (edge.ip === "" ? "" : (places(edge.ip).country ?? ""));
  const networks = (edge: Tied) => (edge.ip === "" ? "" : (places(edge.ip).network ?? ""));
  const calls = edges.filter((edge) => edge.lead || edge.side === "to");
  const valueOf: Readonly<Record<UsageDimension, (edge: Tied) => string>> = {
    api: apiNames(),
    service: (edge) => edge.service,
    region: (edge) => edge.region,
    account: (edge) => edge.account,
    address: (edge) => edge.ip,
    "user-agent": (edge) => families(edge.userAgent),
    error: (edge) => edge.error,
    principal: (edge) => edge.principal,
    session: (edge) => edge.session,
    "access-key": (edge) => edge.credential,
    country: countries,
    network: networks,
    resource: (edge) => edge.resource,
  };
  return cut(
    usageDimensions.flatMap((dimension) => tally(dimension, dimension === "resource" ? edges : calls, valueOf[dimension], { from, until })),
  );
}

/** One dimension after another: neighbours mostly have the same value, which is then found without looking. */
function tally(
  dimension: UsageDimension,
  edges: readonly Tied[],
  valueOf: (edge: Tied) => string,
  { from, until }: Scope,
): readonly ValueCount[] {
  const values = new Map<string, Writable<ValueCount>>();
  let last: Writable<ValueCount> | undefined;
  for (const edge of edges) {
    const value = valueOf(edge);
    if (value === "") continue;
    const { n, first } = edge;
    let found = last?.value === value ? last : values.get(value);
    if (!found) values.set(value, (found = { dimension, value, n: 0, errors: 0, before: 0, during: 0, first, last: edge.last }));
    last = found;
    found.n += n;
    if (edge.error !== "") found.errors += n;
    if (edge.last < from) found.before += n;
    else if (first <= until) {
      found.during += n;
      // An hour that the scope begins in is of both: a value that was there before is not new.
      if (first < from) found.before += 1;
    }
    if (first < found.first) found.first = first;
    if (edge.last > found.last) found.last = edge.last;
  }
  return [...values.values()];
}

/** What was found out for a text is not found out again. */
function kept<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = find(text)));
    return value;
  };
}

function apiNames(): (edge: Tied) => string {
  const services = kept((service) => kept((api) => `${service}:${api}`));
  return ({ service, api }) => services(service)(api);
}

function cut(tallies: readonly ValueCount[]): readonly ValueCount[] {
  const perKind = new Map<UsageDimension, number>();
  return tallies
    .toSorted((a, b) => b.n - a.n || order(`${a.dimension} ${a.value}`, `${b.dimension} ${b.value}`))
    .filter((tally) => {
      const n = (perKind.get(tally.dimension) ?? 0) + 1;
      perKind.set(tally.dimension, n);
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
