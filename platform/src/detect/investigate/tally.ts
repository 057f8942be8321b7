import type { AddressPlace, UsageDimension, ValueCount } from "../../model/index.ts";
import { familyOf } from "../behaviour/names.ts";
import type { Sum } from "./source.ts";

/** Values of a dimension that are kept: the most frequent, and those that are new. */
const KEPT = 200;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** How often each value was seen, by every dimension; the most frequent first. */
export function talliesOf(sums: readonly Sum[], placeOf: (ip: string) => Partial<AddressPlace>): readonly ValueCount[] {
  const out: ValueCount[] = [];
  const [agents, addresses]: [Sum[], Sum[]] = [[], []];
  for (const sum of sums) {
    const { column, value, n, errors, before, during, first, last } = sum;
    if (value === "" || n === 0 || column === "issued") continue;
    if (column === "user-agent") agents.push(sum);
    else out.push({ dimension: column, value, n, errors, before, during, first, last });
    if (column === "address") addresses.push(sum);
  }
  out.push(
    ...merged("user-agent", agents, familyOf),
    ...merged("country", addresses, (ip) => placeOf(ip).country ?? ""),
    ...merged("network", addresses, (ip) => placeOf(ip).network ?? ""),
  );
  return cut(out);
}

/** The counts of values that have the same name in a coarser dimension, together. */
function merged(dimension: UsageDimension, sums: readonly Sum[], nameOf: (value: string) => string): readonly ValueCount[] {
  const out = new Map<string, Writable<ValueCount>>();
  for (const { value: finer, n, errors, before, during, first, last } of sums) {
    const value = nameOf(finer);
    if (value === "") continue;
    const found = out.get(value);
    if (found) {
      found.n += n;
      found.errors += errors;
      found.before += before;
      found.during += during;
      found.first = Math.min(found.first, first);
      found.last = Math.max(found.last, last);
    } else out.set(value, { dimension, value, n, errors, before, during, first, last });
  }
  return [...out.values()];
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

/** By code points: the same everywhere. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
