import type { CorrelationRule } from "./rule.ts";
import { textOf } from "./values.ts";
import { type Match, Window, type WindowRule } from "./window.ts";

/** A correlation that came true, and the matches it stands on in order of time. */
export interface Correlated {
  readonly rule: CorrelationRule;
  /** The group: value of each `group-by` field. */
  readonly group: Readonly<Record<string, string>>;
  readonly items: readonly unknown[];
  readonly first: number;
  readonly last: number;
}

/** Gives the value of a field of the record at hand. */
export type ReadField = (field: string) => unknown;

interface Part {
  readonly correlation: number;
  /** Place in the correlation's list of rules. */
  readonly place: number;
  readonly group: readonly string[];
  readonly field: string | undefined;
}

/** An item as plain data: the place the caller gave it, or a correlation that another correlation stands on. */
type KeptItem =
  | number
  | {
      readonly rule: string;
      readonly group: Correlated["group"];
      readonly items: readonly KeptItem[];
      readonly span: readonly [number, number];
    };
type KeptMatch = readonly [time: number, rule: number, item: KeptItem, value?: string];

/** The windows of all correlations as plain data, by the rule's id. */
export type CorrelatorState = readonly (readonly [
  rule: string,
  groups: readonly (readonly [key: string, matches: readonly KeptMatch[]])[],
])[];

/** Groups that one correlation keeps at a time; the one that was silent longest goes first. */
export const MAX_GROUPS = 50_000;
/** CloudTrail delivers within minutes, rarely an hour; what comes later than this finds its window gone. Milliseconds. */
const LATENESS = 3_600_000;
/** A correlation of correlations of … ; rules that refer to each other in a circle end here. */
const MAX_DEPTH = 8;

/** Puts matches of rules together. Bounded in memory; `dropped` says how many groups had to be forgotten early. */
export class Correlator {
  readonly #rules: readonly CorrelationRule[];
  readonly #windowRules: readonly WindowRule[];
  readonly #groups: readonly Map<string, Window>[];
  /** By id or name of the rule that matched. */
  readonly #parts = new Map<string, Part[]>();
  dropped = 0;

  constructor(rules: readonly CorrelationRule[]) {
    this.#rules = rules;
    this.#windowRules = rules.map((rule) => ({
      type: rule.type,
      timespan: rule.timespan,
      thresholds: rule.thresholds,
      rules: rule.rules.length,
      ...(rule.percentile === undefined ? {} : { percentile: rule.percentile }),
    }));
    this.#groups = rules.map(() => new Map());
    for (const [correlation, rule] of rules.entries()) {
      for (const [place, name] of rule.rules.entries()) {
        const fieldOf = (field: string) => rule.aliases[field]?.[name] ?? field;
        const part = {
          correlation,
          place,
          group: rule.groupBy.map(fieldOf),
          field: rule.field === undefined ? undefined : fieldOf(rule.field),
        };
        const known = this.#parts.get(name);
        if (known) known.push(part);
        else this.#parts.set(name, [part]);
      }
    }
  }

  /** Whether any correlation stands on the rule. */
  wants(names: readonly string[]): boolean {
    return names.some((name) => this.#parts.has(name));
  }

  /** Takes the match of a rule, under its id and its name; gives the correlations that it completes, inner ones first. */
  add(names: readonly string[], time: number, read: ReadField, item: unknown, depth = 0): readonly Correlated[] {
    const out: Correlated[] = [];
    const seen = new Set<Part>();
    for (const name of names) {
      for (const part of this.#parts.get(name) ?? []) {
        if (seen.has(part)) continue;
        seen.add(part);
        const found = this.#put(part, time, read, item);
        if (!found) continue;
        out.push(found);
        if (depth >= MAX_DEPTH) continue;
        const { rule, group } = found;
        const outer: ReadField = (field) => (Object.hasOwn(group, field) ? group[field] : read(field));
        out.push(...this.add(rule.name === undefined ? [rule.id] : [rule.id, rule.name], found.last, outer, found, depth + 1));
      }
    }
    return out;
  }

  /** Plain data, for keeping between runs. `put` keeps an item that is no correlation and says where. */
  dump(put: (item: unknown) => number): CorrelatorState {
    const itemOf = (item: unknown): KeptItem =>
      isCorrelated(item)
        ? { rule: item.rule.id, group: item.group, items: item.items.map(itemOf), span: [item.first, item.last] }
        : put(item);
    return this.#rules.map((rule, i) => [
      rule.id,
      [...(this.#groups[i] as Map<string, Window>)]
        .filter(([, window]) => window.size > 0)
        .map(([key, window]) => [
          key,
          window.matches.map(({ time, rule: place, item, value }) =>
            value === undefined ? [time, place, itemOf(item)] : [time, place, itemOf(item), value],
          ),
        ]),
    ]);
  }

  /** Takes back what `dump` gave. Windows of rules that are gone or changed their parts are left out. */
  load(state: CorrelatorState, get: (place: number) => unknown): void {
    const byId = new Map(this.#rules.map((rule, i) => [rule.id, i]));
    const itemOf = (kept: KeptItem): unknown => {
      if (typeof kept === "number") return get(kept);
      const rule = this.#rules[byId.get(kept.rule) ?? -1];
      return rule && { rule, group: kept.group, items: kept.items.map(itemOf), first: kept.span[0], last: kept.span[1] };
    };
    for (const [id, groups] of state) {
      const at = byId.get(id);
      if (at === undefined) continue;
      const parts = (this.#rules[at] as CorrelationRule).rules.length;
      for (const [key, kept] of groups) {
        const matches = kept.map(([time, rule, item, value]) => ({
          time,
          rule,
          item: itemOf(item),
          ...(value === undefined ? {} : { value }),
        }));
        const window = new Window(this.#windowRules[at] as WindowRule);
        window.restore(matches.filter((match) => match.rule < parts && match.item !== undefined));
        (this.#groups[at] as Map<string, Window>).set(key, window);
      }
    }
  }

  #put(part: Part, time: number, read: ReadField, item: unknown): Correlated | undefined {
    const rule = this.#rules[part.correlation] as CorrelationRule;
    const values = part.group.map((field) => textOf(read(field)) ?? "");
    const key = JSON.stringify(values);
    const groups = this.#groups[part.correlation] as Map<string, Window>;
    const window = groups.get(key) ?? new Window(this.#windowRules[part.correlation] as WindowRule);
    // Put last again: the map is in order of use.
    groups.delete(key);
    groups.set(key, window);
    if (groups.size > MAX_GROUPS) {
      groups.delete(groups.keys().next().value as string);
      this.dropped += 1;
    }
    const value = part.field === undefined ? undefined : textOf(read(part.field));
    const match: Match = { time, rule: part.place, item, ...(value === undefined ? {} : { value }) };
    const span = window.add(match);
    window.forget(window.latest - LATENESS);
    if (!span) return undefined;
    return {
      rule,
      group: Object.fromEntries(rule.groupBy.map((field, i) => [field, values[i] as string])),
      items: span.map((m) => m.item),
      first: (span[0] as Match).time,
      last: (span.at(-1) as Match).time,
    };
  }
}

/** Whether an item is a correlation that came true, not what the caller gave. */
export function isCorrelated(item: unknown): item is Correlated {
  return typeof item === "object" && item !== null && "rule" in item && "items" in item;
}
