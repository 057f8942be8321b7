import type { LogEvent, Severity, Weighed } from "../model/index.ts";
import { detectWords } from "../words/detect.ts";
import { type Acquaintance, isMachine, isRoaming, isStrange, isWorkload, principalOf } from "./acquaintance.ts";
import { familyOf, networkOf } from "./behaviour/names.ts";
import type { RuleWords } from "./rule-words.ts";

const DAY = 86_400_000;
/** Something is a habit that was done on so many earlier days, the first of them so many days ago, all within the last ones. */
const [TIMES, SINCE, KEPT] = [4, 7, 45];
/** So many days ago each: what is done every week is a habit sooner. */
const WEEKLY = [7, 14];
/** What a stranger does takes so long, on so many days: who was told of it every day has had time to end it. */
const [STRANGE_TIMES, STRANGE_SINCE] = [10, 30];
/** A value belongs to the habit that was there on so many earlier days, the first of them as long ago as the habit's. */
const VALUE_TIMES = 2;
/** One in so many values may be new: a pipeline gets a new secret now and then. */
const NEW_VALUES = 5;
/** Days for which an account is new to us. */
const YOUNG = 14;
/** In a young account a machine is believed that did the same on so many days. */
const YOUNG_TIMES = 2;
/** How long after a grave signal its principal teaches nothing. */
const SUSPICION = 7 * DAY;
/** So many times the busiest day is no habit any more; days with fewer sightings than this are all alike. */
const [FAR, LEAST] = [5, 2];
const [MAX, MAX_VALUES] = [20_000, 500];
const ANYWHERE = "anywhere";
const GRAVE: ReadonlySet<Severity> = new Set(["high", "critical"]);
const LOWERED: ReadonlySet<Severity> = new Set(["medium", "high"]);

type Value = readonly [first: number, last: number, days: number];

interface Kept {
  /** The day of the first sighting, and whether its doer was a stranger then. */
  readonly began: number;
  readonly strange: boolean;
  /** Days of the epoch, in order. */
  days: number[];
  readonly values: Map<string, Value>;
  /** Sightings of the busiest earlier day. */
  most: number;
  today: [day: number, sightings: number];
}

/** A sighting of a rule that names what a habit is. */
export interface Sighted {
  readonly words: RuleWords;
  /** In order of time, at least one. */
  readonly events: readonly LogEvent[];
  /** What must be the same. */
  readonly values: readonly string[];
  readonly known: Acquaintance | undefined;
  /** Keys and principals the credential was made from. */
  readonly lineage: readonly string[];
}

/** How to tell a sighting. What is told lower, and what goes beyond a habit, is told apart from the rest. */
export interface Graded {
  readonly words: RuleWords;
  readonly group?: string;
  readonly weighed?: Weighed;
}

export interface RuleHabitsState {
  readonly kept: readonly (readonly [
    key: string,
    began: number,
    strange: boolean,
    days: readonly number[],
    values: readonly (readonly [value: string, ...Value])[],
    most: number,
    today: readonly [number, number],
  ])[];
  readonly frozen: readonly (readonly [string, number])[];
  readonly watched: readonly (readonly [account: string, since: number])[];
}

/**
 * What a principal does again and again, with the same program and from the same network, is its work: a nightly job that reads a table,
 * a pipeline that replaces code. Rules that name fields under `habit` are told as low then; the fields say what must be the same (the
 * table, the bucket). Who does it for the first time, from elsewhere, to something else, by other means or far more than ever is told as
 * always, and so is who was a stranger when it began: repetition alone makes no stranger a colleague. While an account is new to us, its
 * machines are given the benefit of the doubt, and that is said.
 */
export class RuleHabits {
  readonly #kept = new Map<string, Kept>();
  readonly #frozen = new Map<string, number>();
  /** Account → its first event. */
  readonly #watched = new Map<string, number>();
  /** Rules that may become habits. */
  readonly #rules = new Set<string>();
  #account = "";
  #since = 0;

  /** Hears of every event: how long an account has been watched. */
  note({ account, time }: LogEvent): void {
    if (account === this.#account && time >= this.#since) return;
    const since = this.#watched.get(account);
    if (since === undefined && this.#watched.size >= MAX) return;
    this.#account = account;
    this.#since = Math.min(since ?? time, time);
    this.#watched.set(account, this.#since);
  }

  /** How to tell the sighting; takes it in. */
  weigh({ words, events, values: said, known, lineage }: Sighted): Graded {
    const first = events[0] as LogEvent;
    const who = principalOf(first);
    this.#rules.add(words.detector);
    const day = Math.floor(first.time / DAY);
    const age = (first.time - (this.#watched.get(first.account) ?? Number.NEGATIVE_INFINITY)) / DAY;
    const what = [words.detector, who, familyOf(first.userAgent)].join("\n");
    // People move as well, but one at a time: their next network says something.
    const roams = isWorkload(first) && (isRoaming(known, age) || this.#recent(`${what}\n${ANYWHERE}`, day) !== undefined);
    const place = roams ? ANYWHERE : (known?.network ?? networkOf(first.ip));
    const strange = !roams && isStrange(known, age);
    const kept = this.#of(`${what}\n${place}`, day, strange);
    const values = new Set(said);
    const suspect = first.time < (this.#frozen.get(who) ?? 0);
    const before = kept.days.filter((d) => d < day && d >= day - KEPT);
    const usual = !suspect && LOWERED.has(words.severity) && isUsual(kept, before, values, day);
    const far = isFarMore(kept, day, !suspect);
    const young = !suspect && !kept.strange && age < YOUNG && isMachine(first, lineage);
    const again = young && !far && before.length >= YOUNG_TIMES && freshIn(kept, values, day, 0, 1) * NEW_VALUES <= values.size;
    if (!suspect) teach(kept, values, day);
    if (usual && far) return { words, group: "more than ever" };
    if (usual) return weighed(words, "low", { why: "habit", days: before.length, watched: 0, ...(roams ? { roams } : {}) });
    if (!young || !LOWERED.has(words.severity)) return { words };
    return weighed(words, again ? "low" : "medium", { why: "young", days: again ? before.length : 0, watched: Math.floor(age) + 1 });
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
      kept: [...this.#kept].map(([key, { began, strange, days, values, most, today }]) => [
        key,
        began,
        strange,
        days,
        [...values].map(([value, [from, last, n]]) => [value, from, last, n] as const),
        most,
        today,
      ]),
      frozen: [...this.#frozen],
      watched: [...this.#watched],
    };
  }

  load(state: RuleHabitsState): void {
    for (const [key, began, strange, days, values, most, [day, n]] of state.kept)
      this.#kept.set(key, {
        began,
        strange,
        days: [...days],
        values: new Map(values.map(([value, ...seen]) => [value, seen])),
        most,
        today: [day, n],
      });
    for (const [who, until] of state.frozen) this.#frozen.set(who, until);
    for (const [account, since] of state.watched) this.#watched.set(account, since);
  }

  #recent(key: string, day: number): Kept | undefined {
    const kept = this.#kept.get(key);
    return kept && day - kept.today[0] <= KEPT ? kept : undefined;
  }

  #of(key: string, day: number, strange: boolean): Kept {
    const kept: Kept = this.#recent(key, day) ?? {
      began: day,
      strange,
      days: [],
      values: new Map<string, Value>(),
      most: 0,
      today: [day, 0] as [number, number],
    };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > MAX) this.#kept.delete(this.#kept.keys().next().value as string);
    return kept;
  }
}

function weighed(words: RuleWords, severity: Severity, how: Omit<Weighed, "from">): Graded {
  const weighing: Weighed = { ...how, from: words.severity };
  const say = (lang: "en" | "ja") => detectWords[lang].weighed(weighing, severity);
  const { en, ja } = words.description;
  return {
    words: { ...words, severity, description: { en: `${en} ${say("en")}`.trim(), ja: `${ja}${say("ja")}` } },
    // What is told otherwise within the hour is no repetition of it.
    group: `${how.why} ${severity}`,
    weighed: weighing,
  };
}

function isUsual(kept: Kept, before: readonly number[], values: ReadonlySet<string>, day: number): boolean {
  const [times, since] = kept.strange ? [STRANGE_TIMES, STRANGE_SINCE] : [TIMES, SINCE];
  const weekly = !kept.strange && WEEKLY.every((ago) => before.includes(day - ago));
  if (!weekly && (before.length < times || (before[0] as number) > day - since || kept.began > day - since)) return false;
  return freshIn(kept, values, day, since, VALUE_TIMES) * NEW_VALUES <= values.size;
}

/** How many of the values were not seen on so many earlier days since so long ago. */
function freshIn({ values: known }: Kept, values: ReadonlySet<string>, day: number, since: number, times: number): number {
  return [...values].filter((value) => {
    const [first, last, n] = known.get(value) ?? [day, day, 1];
    return n - (last === day ? 1 : 0) < times || first > day - since;
  }).length;
}

/** Counts the sighting in. Once there is a habit the measure grows slowly: a day that went far beyond it is not the measure of the next. */
function isFarMore(kept: Kept, day: number, grows: boolean): boolean {
  const [last, count] = kept.today;
  if (day > last) {
    const most = kept.days.length <= TIMES ? count : Math.min(count, 2 * Math.max(kept.most, LEAST));
    if (grows) kept.most = Math.max(kept.most, most);
    kept.today = [day, 1];
  } else if (day === last) kept.today = [day, count + 1];
  return kept.today[1] > FAR * Math.max(kept.most, LEAST);
}

function teach(kept: Kept, values: ReadonlySet<string>, day: number): void {
  if (!kept.days.includes(day)) kept.days = [...kept.days.filter((d) => d >= day - KEPT), day].toSorted((a, b) => a - b);
  for (const value of values) {
    const [first, last, n] = kept.values.get(value) ?? [day, -1, 0];
    if (last !== day) kept.values.set(value, [first, day, n + 1]);
    if (kept.values.size > MAX_VALUES) kept.values.delete(kept.values.keys().next().value as string);
  }
}
