import { type Group, type Node, Predicates, specialise, WHOLE } from "./compile.ts";
import { Memory } from "./memory.ts";
import { fieldReader, type LogRecord } from "./values.ts";

/**
 * The fields that make the kind of a record: most rules ask for them, and they have few values. CloudTrail's; a log without them has
 * one kind.
 */
const KIND = ["eventSource", "eventName", "errorCode", "userIdentity.type"] as const;
/** Names, and kinds of each, that are remembered with their rules; an attacker can make up as many as they like. */
const MEMORY = 4_096;
/** A value longer than this makes no kind. */
const LONG = 200;

interface Entry<T> {
  readonly owner: T;
  readonly node: Node | true;
}

/**
 * Asks all rules of a log of one record after another. Rules are worked out once for each kind of record: what the kind decides is
 * not asked again, and rules it rules out are not asked at all. Fields and predicates that rules share are read and asked once for
 * each record.
 */
export class Engine<T> {
  readonly #predicates: Predicates;
  readonly #readers: readonly ((record: LogRecord) => unknown)[];
  readonly #entries: readonly Entry<T>[];
  /** For each predicate: its place in KIND, or -1. */
  readonly #kindOf: readonly number[];
  /** Predicates of computed fields and of words anywhere: they are asked last. */
  readonly #isCostly: readonly boolean[];
  /** By slot, where anything is remembered. */
  readonly #memories: readonly (Memory | undefined)[];
  /** By event name. */
  readonly #kinds = new Map<
    unknown,
    { readonly source: unknown; readonly error: unknown; readonly type: unknown; readonly entries: readonly Entry<T>[] }[]
  >();

  // What is known of the record at hand; a stamp tells it from what was known of the one before.
  #record: LogRecord = {};
  #now = 0;
  readonly #values: unknown[];
  readonly #known: (Uint8Array | undefined)[];
  readonly #valueAt: Float64Array;
  readonly #answers: Uint8Array;
  readonly #answeredAt: Float64Array;

  constructor(
    entries: readonly { readonly owner: T; readonly node: Node }[],
    predicates: Predicates,
    derived: Readonly<Record<string, (record: LogRecord) => unknown>> = {},
  ) {
    this.#entries = entries;
    this.#predicates = predicates;
    this.#readers = predicates.fields.map((field) =>
      field === WHOLE
        ? (record: LogRecord) => record
        : Object.hasOwn(derived, field)
          ? (derived[field] as (record: LogRecord) => unknown)
          : fieldReader(field),
    );
    this.#kindOf = predicates.tests.map(({ slot, alone }) =>
      alone ? (KIND as readonly string[]).indexOf(predicates.fields[slot] as string) : -1,
    );
    this.#isCostly = predicates.tests.map(({ slot }) => {
      const field = predicates.fields[slot] as string;
      return field === WHOLE || Object.hasOwn(derived, field);
    });
    this.#memories = predicates.fields.map((_field, slot) => {
      const questions = predicates.questions[slot] ?? 0;
      return questions > 0 ? new Memory(questions) : undefined;
    });
    this.#values = predicates.fields.map(() => undefined);
    this.#known = predicates.fields.map(() => undefined);
    this.#valueAt = new Float64Array(predicates.fields.length);
    this.#answers = new Uint8Array(predicates.tests.length);
    this.#answeredAt = new Float64Array(predicates.tests.length);
  }

  /** The rules that match, in the order they were given. */
  match(record: LogRecord): readonly T[] {
    this.#record = record;
    this.#now += 1;
    let found: T[] | undefined;
    for (const { owner, node } of this.#ofKind(record)) if (node === true || this.#holds(node)) (found ??= []).push(owner);
    return found ?? NONE;
  }

  #ofKind(record: LogRecord): readonly Entry<T>[] {
    // Read without the readers' care: this is done for every record, and no prototype has these names.
    const source = record["eventSource"];
    const name = record["eventName"];
    const error = record["errorCode"];
    const identity = record["userIdentity"];
    const type =
      typeof identity === "object" && identity !== null && !Array.isArray(identity) ? (identity as LogRecord)["type"] : undefined;
    // Anything but a short text is too much to remember; such a record is asked everything.
    if (!isShort(source) || !isShort(name) || !isShort(error) || !isShort(type) || Array.isArray(identity)) return this.#entries;
    let kinds = this.#kinds.get(name);
    if (!kinds) {
      if (this.#kinds.size >= MEMORY) this.#kinds.clear();
      this.#kinds.set(name, (kinds = []));
    }
    for (const kind of kinds) if (kind.type === type && kind.error === error && kind.source === source) return kind.entries;
    if (kinds.length >= MEMORY) kinds.length = 0;
    const entries = this.#workOut([source, name, error, type]);
    kinds.push({ source, error, type, entries });
    return entries;
  }

  #workOut(values: readonly unknown[]): readonly Entry<T>[] {
    const decided = (predicate: number) => {
      const place = this.#kindOf[predicate] as number;
      return place < 0 ? undefined : (this.#predicates.tests[predicate] as Predicates["tests"][number]).test(values[place], {});
    };
    return this.#entries.flatMap(({ owner, node }) => {
      const left = specialise(node as Node, decided);
      return left === false ? [] : { owner, node: left };
    });
  }

  #holds(node: Node): boolean {
    switch (node.op) {
      case "test":
        return this.#test(node.predicate);
      case "not":
        return !this.#holds(node.of);
      case "and":
        return !this.#settled(node, false);
      case "or":
        return this.#settled(node, true);
      case "some": {
        let held = 0;
        for (const part of node.of) if (this.#holds(part) && (held += 1) >= node.count) return true;
        return false;
      }
    }
  }

  /**
   * Whether one of the parts says `by`. Records are alike: that part goes to the front, so that the next is settled by it at once,
   * unless it is costly to ask.
   */
  #settled({ of }: Group, by: boolean): boolean {
    for (let i = 0; i < of.length; i += 1) {
      const part = of[i] as Node;
      if (this.#holds(part) !== by) continue;
      if (i > 0 && !(part.op === "test" && this.#isCostly[part.predicate])) {
        of[i] = of[0] as Node;
        of[0] = part;
      }
      return true;
    }
    return false;
  }

  #test(predicate: number): boolean {
    if (this.#answeredAt[predicate] === this.#now) return this.#answers[predicate] === 1;
    const { slot, test, question } = this.#predicates.tests[predicate] as Predicates["tests"][number];
    if (this.#valueAt[slot] !== this.#now) {
      const value = this.#readers[slot]?.(this.#record);
      this.#values[slot] = value;
      this.#known[slot] = this.#memories[slot]?.about(value);
      this.#valueAt[slot] = this.#now;
    }
    const known = question < 0 ? undefined : this.#known[slot];
    const told = known?.[question] ?? 0;
    const answer = told === 0 ? test(this.#values[slot], this.#record) : told === 2;
    if (known && told === 0) known[question] = answer ? 2 : 1;
    this.#answers[predicate] = answer ? 1 : 0;
    this.#answeredAt[predicate] = this.#now;
    return answer;
  }
}

function isShort(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.length <= LONG);
}

const NONE: readonly never[] = [];
