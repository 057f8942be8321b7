import type { CorrelationType, Threshold } from "./rule.ts";

/** A match of one of the rules a correlation stands on. */
export interface Match {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Place of the rule in the correlation's list. */
  readonly rule: number;
  /** The value of the correlation's field, as text; a number for sums. */
  readonly value?: string;
  /** Whatever the caller wants back: the record, the signal. */
  readonly item: unknown;
}

/** Matches that a window keeps; a flood must not fill the memory. More than enough to pass any threshold people write. */
export const MAX_MATCHES = 10_000;

export interface WindowRule {
  readonly type: CorrelationType;
  readonly timespan: number;
  readonly thresholds: readonly Threshold[];
  readonly percentile?: number;
  /** How many rules there are. */
  readonly rules: number;
}

/**
 * The matches of one group in order of time, late ones put where they belong. After a find the matches it stood on are spent, so
 * that a series that goes on is told once each time it fills the threshold anew.
 */
export class Window {
  readonly #rule: WindowRule;
  readonly #matches: Match[] = [];

  constructor(rule: WindowRule) {
    this.#rule = rule;
  }

  get size(): number {
    return this.#matches.length;
  }

  /** In order of time. */
  get matches(): readonly Match[] {
    return this.#matches;
  }

  /** Puts matches back that were kept between runs. */
  restore(matches: readonly Match[]): void {
    this.#matches.push(...matches);
  }

  get latest(): number {
    return this.#matches.at(-1)?.time ?? 0;
  }

  /** Adds a match; the matches of a find, in order of time, when it completes one. */
  add(match: Match): readonly Match[] | undefined {
    const list = this.#matches;
    let at = list.length;
    while (at > 0 && (list[at - 1] as Match).time > match.time) at -= 1;
    if (at === list.length) list.push(match);
    else list.splice(at, 0, match);
    if (list.length > MAX_MATCHES) {
      list.shift();
      at -= 1;
    }
    const found = at < 0 ? undefined : this.#find(at);
    if (found) {
      const spent = new Set(found);
      for (let i = list.length - 1; i >= 0; i -= 1) if (spent.has(list[i] as Match)) list.splice(i, 1);
    }
    return found;
  }

  /** Forgets what no match at or after `time` can reach. */
  forget(time: number): void {
    const oldest = time - this.#rule.timespan;
    let gone = 0;
    while (gone < this.#matches.length && (this.#matches[gone] as Match).time < oldest) gone += 1;
    if (gone > 0) this.#matches.splice(0, gone);
  }

  /** The span ends at the new match, or, when that came late, at one of those after it. */
  #find(at: number): readonly Match[] | undefined {
    const list = this.#matches;
    const { timespan } = this.#rule;
    const added = (list[at] as Match).time;
    for (let end = at; end < list.length && (list[end] as Match).time <= added + timespan; end += 1) {
      const last = (list[end] as Match).time;
      if (list[end + 1]?.time === last) continue;
      let from = end;
      while (from > 0 && (list[from - 1] as Match).time >= last - timespan) from -= 1;
      if (!maySatisfy(this.#rule, end + 1 - from)) continue;
      const span = list.slice(from, end + 1);
      if (satisfies(this.#rule, span)) return span;
    }
    return undefined;
  }
}

/** False where so few matches cannot be enough: a count is at most as high as they are many. */
function maySatisfy(rule: WindowRule, matches: number): boolean {
  if (rule.type !== "event_count" && rule.type !== "value_count") return true;
  return rule.thresholds.every(({ comparison, value }) => {
    if (comparison === "gt") return matches > value;
    return (comparison !== "gte" && comparison !== "eq") || matches >= value;
  });
}

/** Whether the matches (in order of time, within one span) are what the rule looks for. */
export function satisfies(rule: WindowRule, span: readonly Match[]): boolean {
  switch (rule.type) {
    case "event_count":
      return holds(rule, span.length);
    case "value_count":
      return holds(rule, new Set(span.map((m) => m.value).filter((v) => v !== undefined)).size);
    case "temporal":
      return rule.thresholds.length > 0 ? holds(rule, distinctRules(span)) : distinctRules(span) === rule.rules;
    case "temporal_ordered":
      return inOrder(rule, span);
    default: {
      const numbers = span.flatMap((m) =>
        m.value === undefined || m.value.trim() === "" || Number.isNaN(Number(m.value)) ? [] : Number(m.value),
      );
      if (numbers.length === 0) return false;
      const sum = numbers.reduce((a, b) => a + b, 0);
      if (rule.type === "value_sum") return holds(rule, sum);
      return holds(rule, rule.type === "value_avg" ? sum / numbers.length : percentileOf(numbers, rule.percentile ?? 50));
    }
  }
}

function distinctRules(span: readonly Match[]): number {
  return new Set(span.map((m) => m.rule)).size;
}

function inOrder(rule: WindowRule, span: readonly Match[]): boolean {
  let next = 0;
  for (const match of span) if (match.rule === next) next += 1;
  return next === rule.rules;
}

function holds(rule: WindowRule, value: number): boolean {
  return rule.thresholds.every(({ comparison, value: wanted }) => {
    switch (comparison) {
      case "gt":
        return value > wanted;
      case "gte":
        return value >= wanted;
      case "lt":
        return value < wanted;
      case "lte":
        return value <= wanted;
      case "eq":
        return value === wanted;
      case "neq":
        return value !== wanted;
    }
  });
}

/** The nearest-rank percentile. */
function percentileOf(numbers: readonly number[], percentile: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] as number;
}
