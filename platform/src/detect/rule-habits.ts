import type { LogEvent, Severity } from "../model/index.ts";
import type { RuleWords } from "./rule-words.ts";

const DAY = 86_400_000;
/** Something is a habit that was done on so many earlier days, the first of them so many days ago, all within the last ones. */
const [TIMES, SINCE, KEPT] = [4, 7, 45];
/** A value belongs to the habit that was there on so many earlier days. */
const VALUE_TIMES = 2;
/** One in so many values may be new: a pipeline gets a new secret now and then. */
const NEW_VALUES = 5;
/** How long after a grave signal its principal teaches nothing. */
const SUSPICION = 7 * DAY;
/** So many times the busiest day is no habit any more; days with fewer sightings than this are all alike. */
const [FAR, LEAST] = [5, 2];
const [MAX, MAX_VALUES] = [20_000, 500];
const GRAVE: ReadonlySet<Severity> = new Set(["high", "critical"]);

interface Kept {
  /** Days of the epoch, in order. */
  days: number[];
  /** Value → last day and the number of days. */
  readonly values: Map<string, [last: number, days: number]>;
  /** Sightings of the busiest earlier day. */
  most: number;
  today: [day: number, sightings: number];
}

/** How to tell a sighting. What goes beyond a habit is told apart from what is one. */
export interface Graded {
  readonly words: RuleWords;
  readonly group?: string;
}

export interface RuleHabitsState {
  readonly kept: readonly (readonly [
    key: string,
    days: readonly number[],
    values: readonly (readonly [string, number, number])[],
    most: number,
    today: readonly [number, number],
  ])[];
  readonly frozen: readonly (readonly [string, number])[];
}

/**
 * What a principal does again and again, with the same program, is its work: a nightly job that reads a table, a pipeline that replaces
 * code. Rules that name fields under `habit` are told as low then; the fields say what must be the same (the table, the bucket). Who does
 * it for the first time, to something else, by other means or far more than ever is told as always.
 */
export class RuleHabits {
  readonly #kept = new Map<string, Kept>();
  readonly #frozen = new Map<string, number>();
  /** Rules that may become habits. */
  readonly #rules = new Set<string>();

  /** The words to tell it with; takes the sighting in. */
  words(
    words: RuleWords,
    fields: readonly string[],
    events: readonly LogEvent[],
    read: (event: LogEvent, field: string) => unknown,
  ): Graded {
    const first = events[0] as LogEvent;
    const who = principalOf(first);
    this.#rules.add(words.detector);
    const day = Math.floor(first.time / DAY);
    const kept = this.#of(`${words.detector}\n${who}\n${programOf(first.userAgent)}`);
    const values = new Set(fields.flatMap((field) => events.map((event) => `${field} ${String(read(event, field))}`)));
    const usual = isUsual(kept, values, day);
    const far = isFarMore(kept, day);
    if (first.time >= (this.#frozen.get(who) ?? 0)) teach(kept, values, day);
    if (!usual || !GRADE.has(words.severity)) return { words };
    return far ? { words, group: "more than ever" } : { words: { ...words, severity: "low", description: explained(words.description) } };
  }

  /** Hears of what was told: who is under suspicion teaches nothing. What may be a habit itself is no suspicion. */
  told(event: LogEvent, detector: string, severity: Severity): void {
    if (!GRAVE.has(severity) || this.#rules.has(detector)) return;
    const who = principalOf(event);
    this.#frozen.delete(who);
    this.#frozen.set(who, event.time + SUSPICION);
    if (this.#frozen.size > MAX) this.#frozen.delete(this.#frozen.keys().next().value as string);
  }

  dump(): RuleHabitsState {
    return {
      kept: [...this.#kept].map(([key, { days, values, most, today }]) => [
        key,
        days,
        [...values].map(([value, [last, n]]) => [value, last, n] as const),
        most,
        today,
      ]),
      frozen: [...this.#frozen],
    };
  }

  load(state: RuleHabitsState): void {
    for (const [key, days, values, most, [day, n]] of state.kept)
      this.#kept.set(key, {
        days: [...days],
        values: new Map(values.map(([value, last, times]) => [value, [last, times]])),
        most,
        today: [day, n],
      });
    for (const [who, until] of state.frozen) this.#frozen.set(who, until);
  }

  #of(key: string): Kept {
    const kept = this.#kept.get(key) ?? { days: [], values: new Map(), most: 0, today: [0, 0] };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > MAX) this.#kept.delete(this.#kept.keys().next().value as string);
    return kept;
  }
}

const GRADE: ReadonlySet<Severity> = new Set(["medium", "high"]);

function isUsual({ days, values: known }: Kept, values: ReadonlySet<string>, day: number): boolean {
  const earlier = days.filter((d) => d < day && d >= day - KEPT);
  if (earlier.length < TIMES || (earlier[0] as number) > day - SINCE) return false;
  const fresh = [...values].filter((value) => {
    const [last, n] = known.get(value) ?? [day, 1];
    return n - (last === day ? 1 : 0) < VALUE_TIMES;
  });
  return fresh.length * NEW_VALUES <= values.size;
}

/** Counts the sighting in. Once there is a habit the measure grows slowly: a day that went far beyond it is not the measure of the next. */
function isFarMore(kept: Kept, day: number): boolean {
  const [last, count] = kept.today;
  const limit = () => FAR * Math.max(kept.most, LEAST);
  if (day > last) {
    const most = kept.days.length <= TIMES ? count : Math.min(count, 2 * Math.max(kept.most, LEAST));
    kept.most = Math.max(kept.most, most);
    kept.today = [day, 1];
  } else if (day === last) kept.today = [day, count + 1];
  return kept.today[1] > limit();
}

function teach(kept: Kept, values: ReadonlySet<string>, day: number): void {
  if (!kept.days.includes(day)) kept.days = [...kept.days.filter((d) => d >= day - KEPT), day].toSorted((a, b) => a - b);
  for (const value of values) {
    const [last, n] = kept.values.get(value) ?? [-1, 0];
    if (last !== day) kept.values.set(value, [day, n + 1]);
    if (kept.values.size > MAX_VALUES) kept.values.delete(kept.values.keys().next().value as string);
  }
}

/** A person behind a shared role has habits of their own. */
function principalOf(event: LogEvent): string {
  return event.session.includes("@") ? `${event.account} ${event.principal} ${event.session}` : `${event.account} ${event.principal}`;
}

/** Name of the program and where it says it runs, without versions. */
function programOf(userAgent: string): string {
  const runtime = /exec-env\/[A-Za-z_]+/.exec(userAgent)?.[0] ?? "";
  const wrapped = /terraform|pulumi|cdk/i.exec(userAgent)?.[0].toLowerCase() ?? "";
  return `${/^\[?[^/\s,;]+/.exec(userAgent)?.[0] ?? ""} ${wrapped} ${runtime}`;
}

function explained({ en, ja }: RuleWords["description"]): RuleWords["description"] {
  return {
    en: `${en} The caller has done the same on many days before, so it is told as low.`,
    ja: `${ja}同じ主体が以前から繰り返し行っている操作のため、重大度を低としています。`,
  };
}
