import type { Feed, LogEvent, Signal } from "../model/index.ts";
import type { Acquaintance } from "./acquaintance.ts";
import { valueOf } from "./event-fields.ts";
import { Lineage } from "./lineage.ts";
import { logSources } from "./log-source.ts";
import { type Graded, RuleHabits, type RuleHabitsState } from "./rule-habits.ts";
import { type RuleWords, wordsOf } from "./rule-words.ts";
import { SeenIds, type SeenState } from "./seen-ids.ts";
import { type Correlated, Correlator, type CorrelatorState, isCorrelated } from "./sigma/correlate.ts";
import type { CorrelationRule, DetectionRule } from "./sigma/rule.ts";
import type { RuleSet } from "./sigma/ruleset.ts";
import { type Sighting, Signals, type SignalsState } from "./signals.ts";
import type { Parcel } from "./threads/parcel.ts";
import { inOrderOfTime } from "./time-order.ts";

/** Whether a rule speaks: it does, it is only counted, or it is not asked. */
export type Mode = "live" | "dry-run" | "off";

/** Something that learns what is usual and tells what is not. */
export interface Behaviour {
  /** The logs it looks at; all where it does not say. */
  readonly feeds?: readonly Feed[];
  /** Takes the next event; what stands out, if anything does. */
  take(event: LogEvent): readonly Omit<Sighting, "lineage">[];
  /** What it has learnt, as plain data. Behaviours without it begin anew when the program does. */
  dump?(): unknown;
  load?(state: unknown): void;
  /** Hears of every new signal: who is under suspicion teaches nothing. */
  told?(signal: Signal): void;
  /** What it knows of who did this, from the days before. */
  knows?(event: LogEvent): Acquaintance | undefined;
}

/** A part of a state that another version wrote and this one cannot use: event ids, or the habits that rules are weighed by. */
export type Forgotten = "ids" | "habits";

/** All a detector knows, as plain data: what goes on after `load` is what would have gone on without the break. */
export interface DetectorState {
  readonly schema: 1;
  readonly events: number;
  readonly duplicates: number;
  readonly seen: SeenState;
  readonly lineage: readonly (readonly [string, string])[];
  /** Events that windows wait with, each once. */
  readonly waiting: readonly LogEvent[];
  readonly correlations: CorrelatorState;
  readonly signals: SignalsState;
  readonly trial: readonly (readonly [string, number])[];
  /** In the order of the behaviours. */
  readonly behaviours: readonly unknown[];
  /** Not in states written before there was any. */
  readonly habits?: RuleHabitsState;
}

export interface DetectorOptions {
  readonly rules: RuleSet;
  /** Ids of the rules that are ours: theirs carry author and licence. */
  readonly own: ReadonlySet<string>;
  readonly mode?: (rule: string, account: string) => Mode;
  /** True for what somebody has accepted, with an end in the future. */
  readonly excepted?: (rule: string, event: LogEvent) => boolean;
  readonly behaviours?: readonly Behaviour[];
}

/** Takes events in about the order of time and gives the signals they make. */
export class Detector {
  readonly #options: DetectorOptions;
  readonly #correlator: Correlator;
  readonly #signals = new Signals();
  readonly #words = new Map<string, RuleWords>();
  readonly #inner: ReadonlySet<string>;
  /** What takes the events of each log: bound, so that it is not looked for each time. */
  readonly #takers = new Map<Feed, readonly Behaviour["take"][]>();
  readonly lineage = new Lineage();
  readonly #seen = new SeenIds();
  readonly #habits = new RuleHabits();
  /** Matches of rules that are on trial, by rule. */
  readonly trial = new Map<string, number>();
  duplicates = 0;
  events = 0;

  constructor(options: DetectorOptions) {
    this.#options = options;
    this.#correlator = new Correlator(options.rules.correlations);
    // A rule that only feeds a correlation does not speak for itself, unless that says `generate`.
    this.#inner = new Set(options.rules.correlations.flatMap((c) => (c.generate ? [] : c.rules)));
  }

  /**
   * Takes the events of one object in order of time, and empties the list meanwhile: records that are held longer than they are
   * looked at are carried along by every collection of garbage.
   */
  takeAll(events: LogEvent[]): readonly Signal[] {
    inOrderOfTime(events);
    const out: Signal[] = [];
    const unseen = this.#seen.unseen(events).reverse();
    this.duplicates += events.length - unseen.length;
    events.length = 0;
    for (let event = unseen.pop(); event; event = unseen.pop()) {
      const told = this.#look(event);
      if (told.length > 0) out.push(...told);
    }
    return out;
  }

  /** Takes the events of a parcel, in order of time: they were put to the rules elsewhere. */
  takeMatched(events: readonly LogEvent[], { matches, hashes }: Pick<Parcel, "matches" | "hashes">): readonly Signal[] {
    const out: Signal[] = [];
    const isUnseen = this.#seen.unseenOf(hashes);
    let next = 0;
    for (const [i, event] of events.entries()) {
      const match = matches[next]?.[0] === i ? matches[next] : undefined;
      if (match) next += 1;
      if (isUnseen[i] !== true) {
        this.duplicates += 1;
        continue;
      }
      const told = this.#look(event, match?.[1].map((place) => this.#options.rules.rules[place] as DetectionRule) ?? NONE);
      if (told.length > 0) out.push(...told);
    }
    return out;
  }

  /** New signals; a signal that was given before may grow meanwhile. `matched` are its rules, where they are known. */
  take(event: LogEvent, matched?: readonly DetectionRule[]): readonly Signal[] {
    if (!this.#seen.see(event.id)) return this.#look(event, matched);
    this.duplicates += 1;
    return NONE;
  }

  #look(event: LogEvent, matched?: readonly DetectionRule[]): readonly Signal[] {
    this.events += 1;
    this.lineage.note(event);
    this.#habits.note(event);
    let out: Signal[] | undefined;
    for (const rule of matched ?? this.#options.rules.match(logSources[event.feed], event.record)) this.#matched(rule, event, (out ??= []));
    for (const take of this.#takers.get(event.feed) ?? this.#takersOf(event.feed)) {
      const told = take(event);
      if (told.length > 0) for (const sighting of told) this.#tell(sighting, (out ??= []));
    }
    return out ?? NONE;
  }

  #takersOf(feed: Feed): readonly Behaviour["take"][] {
    const looking = (this.#options.behaviours ?? NONE).filter(({ feeds }) => feeds?.includes(feed) ?? true);
    const takers = looking.map((behaviour) => behaviour.take.bind(behaviour));
    this.#takers.set(feed, takers);
    return takers;
  }

  #matched(rule: DetectionRule, event: LogEvent, out: Signal[]): void {
    const names = rule.name === undefined ? [rule.id] : [rule.id, rule.name];
    if (!names.some((name) => this.#inner.has(name))) this.#tell({ ...this.#graded(rule, [event]), kind: "rule", events: [event] }, out);
    if (!this.#correlator.wants(names)) return;
    for (const found of this.#correlator.add(names, event.time, (field) => valueOf(event, field), event)) {
      if (this.#inner.has(found.rule.id) || (found.rule.name !== undefined && this.#inner.has(found.rule.name))) continue;
      const events = eventsOf(found);
      const graded = this.#graded(found.rule, events);
      this.#tell({ ...graded, kind: "correlation", events, group: JSON.stringify(found.group) + (graded.group ?? "") }, out);
    }
  }

  #tell(sighting: Omit<Sighting, "lineage">, out: Signal[]): void {
    const about = sighting.events[0] as LogEvent;
    if (this.#silent(sighting.words.detector, about)) return;
    const signal = this.#signals.add({ ...sighting, lineage: this.lineage.of(about.credential) });
    if (!signal) return;
    out.push(signal);
    this.#habits.told(about, signal.detector, signal.severity);
    for (const behaviour of this.#options.behaviours ?? NONE) behaviour.told?.(signal);
  }

  dump(): DetectorState {
    const places = new Map<LogEvent, number>();
    const put = (item: unknown) => {
      const event = item as LogEvent;
      const place = places.get(event) ?? places.size;
      places.set(event, place);
      return place;
    };
    const correlations = this.#correlator.dump(put);
    return {
      schema: 1,
      events: this.events,
      duplicates: this.duplicates,
      seen: this.#seen.dump(),
      lineage: this.lineage.dump(),
      waiting: [...places.keys()],
      correlations,
      signals: this.#signals.dump(),
      trial: [...this.trial],
      behaviours: (this.#options.behaviours ?? NONE).map((behaviour) => behaviour.dump?.() ?? null),
      habits: this.#habits.dump(),
    };
  }

  /** Takes back what `dump` gave, into a detector that has seen nothing yet. What begins anew is told. */
  load(state: DetectorState): readonly Forgotten[] {
    const forgotten: Forgotten[] = [];
    this.events = state.events;
    this.duplicates = state.duplicates;
    if (!this.#seen.load(state.seen)) forgotten.push("ids");
    this.lineage.load(state.lineage);
    this.#correlator.load(state.correlations, (place) => state.waiting[place]);
    this.#signals.load(state.signals);
    // An older memory of habits has no networks.
    if (state.habits && "watched" in state.habits) this.#habits.load(state.habits);
    else forgotten.push("habits");
    for (const [rule, count] of state.trial) this.trial.set(rule, count);
    for (const [i, behaviour] of (this.#options.behaviours ?? NONE).entries()) {
      const kept = state.behaviours[i];
      if (kept !== null && kept !== undefined) behaviour.load?.(kept);
    }
    return forgotten;
  }

  #silent(rule: string, event: LogEvent): boolean {
    const mode = this.#options.mode?.(rule, event.account) ?? "live";
    if (mode === "dry-run") this.trial.set(rule, (this.trial.get(rule) ?? 0) + 1);
    return mode !== "live" || (this.#options.excepted?.(rule, event) ?? false);
  }

  /** The rule's words; told as low where it names what a habit is and this is one. */
  #graded(rule: DetectionRule | CorrelationRule, events: readonly LogEvent[]): Graded {
    const words = this.#wordsOf(rule);
    const habit = rule.custom["habit"];
    // Rules of strangers may mean something else by the word.
    if (!Array.isArray(habit) || !habit.every((field) => typeof field === "string") || events.length === 0) return { words };
    const first = events[0] as LogEvent;
    const values = habit.flatMap((field) => events.map((event) => `${field} ${String(valueOf(event, field))}`));
    const known = this.#options.behaviours?.map((behaviour) => behaviour.knows?.(first)).find((one) => one !== undefined);
    return this.#habits.weigh({ words, events, values, known, lineage: this.lineage.of(first.credential) });
  }

  #wordsOf(rule: DetectionRule | CorrelationRule): RuleWords {
    let words = this.#words.get(rule.id);
    if (!words) this.#words.set(rule.id, (words = wordsOf(rule, this.#options.own.has(rule.id))));
    return words;
  }
}

const NONE: readonly never[] = [];

function eventsOf(found: Correlated): readonly LogEvent[] {
  return found.items.flatMap((item) => (isCorrelated(item) ? eventsOf(item) : [item as LogEvent])).toSorted((a, b) => a.time - b.time);
}
