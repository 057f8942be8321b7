import type { Assumption } from "../../model/index.ts";
import type { Edge } from "./entity.ts";
import type { Column, Scope, Sum, Sums, Trace } from "./source.ts";

const DAY = 86_400_000;

/** An edge, and whether the entity did it or had it done. */
export interface Tied extends Edge {
  readonly side: Sum["side"];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What edges in memory say. */
export function traceOf(all: readonly Tied[], days: number): Trace | undefined {
  if (all.length === 0) return undefined;
  const last = all.reduce((most, edge) => Math.max(most, edge.last), 0);
  const edges = all.filter((edge) => edge.last >= last - days * DAY);
  return {
    first: edges.reduce((least, edge) => Math.min(least, edge.first), Number.POSITIVE_INFINITY),
    last,
    async sums(scope, usual) {
      return sumsOf(edges, scope, usual);
    },
    async assumptions() {
      return assumptionsOf(edges);
    },
  };
}

const values: Readonly<Record<Column, (edge: Edge) => string>> = {
  api: (edge) => `${edge.service}:${edge.api}`,
  service: (edge) => edge.service,
  region: (edge) => edge.region,
  account: (edge) => edge.account,
  address: (edge) => edge.ip,
  "user-agent": (edge) => edge.userAgent,
  error: (edge) => edge.error,
  principal: (edge) => edge.principal,
  session: (edge) => edge.session,
  "access-key": (edge) => edge.credential,
  resource: (edge) => edge.resource,
  issued: (edge) => edge.issued,
};

const isCall = (edge: Tied) => edge.lead || edge.side === "to";

function sumsOf(edges: readonly Tied[], scope: Scope, usual: number): Sums {
  const before = edges.filter((edge) => edge.last < scope.from && edge.first >= usual);
  const countOf = (list: readonly Tied[]) => list.filter(isCall).reduce((sum, edge) => sum + edge.n, 0);
  const columns = Object.keys(values) as Column[];
  return {
    sums: columns.flatMap((column) => columnSums(column, edges, scope)),
    calls: countOf(edges),
    usual: { calls: countOf(before), days: new Set(before.map((edge) => Math.floor(edge.first / DAY))).size },
  };
}

/** One column after another: neighbours mostly have the same value, which is then found without looking. */
function columnSums(column: Column, edges: readonly Tied[], { from, until }: Scope): readonly Sum[] {
  const valueOf = values[column];
  const known = { by: new Map<string, Writable<Sum>>(), to: new Map<string, Writable<Sum>>() };
  let latest: Writable<Sum> | undefined;
  for (const edge of edges) {
    const { n, first, last, side } = edge;
    const value = valueOf(edge);
    let found = latest?.value === value && latest.side === side ? latest : known[side].get(value);
    if (!found) known[side].set(value, (found = { column, side, value, ...none }));
    latest = found;
    const isNear = last >= from && first <= until;
    if (isNear) found.near += n;
    if (column !== "resource" && !isCall(edge)) continue;
    found.n += n;
    if (edge.error !== "") found.errors += n;
    if (isNear) found.during += n;
    // An hour that the scope begins in is of both: a value that was there before is not new.
    if (last < from) found.before += n;
    else if (isNear && first < from) found.before += 1;
    if (first < found.first) found.first = first;
    if (last > found.last) found.last = last;
  }
  return [...known.by.values(), ...known.to.values()];
}

const none = { n: 0, errors: 0, before: 0, during: 0, near: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };

function assumptionsOf(edges: readonly Tied[]): readonly Assumption[] {
  const out = new Map<string, Writable<Assumption>>();
  for (const { service, api, error, resource: to, principal, session, ip, n, first, last } of edges) {
    if (service !== "sts" || !api.startsWith("AssumeRole") || error !== "" || !to.includes(":role/")) continue;
    const from = principal || session || ip;
    const key = `${from}\n${to}`;
    const known = out.get(key);
    if (known) {
      known.n += n;
      known.first = Math.min(known.first, first);
      known.last = Math.max(known.last, last);
    } else out.set(key, { from, to, n, first, last });
  }
  return [...out.values()];
}
