import { anchors, type Node, Predicates, WHOLE } from "./compile.ts";
import { fieldReader, type LogRecord } from "./values.ts";

/** Fields by which rules are found, the most telling first. CloudTrail's; other logs are small enough to ask every rule. */
const ANCHORS = ["eventName", "eventSource"] as const;
/** Values of an anchor that are remembered with their rules; an attacker can make up as many as they like. */
const MEMORY = 4_096;

interface Entry<T> {
  readonly owner: T;
  readonly node: Node;
}

/**
 * Asks all rules of a log of one record after another. Only rules that can match are asked: they are found by the record's event
 * name or source. Fields and predicates that rules share are read and asked once for each record.
 */
export class Engine<T> {
  readonly #predicates: Predicates;
  readonly #readers: ((record: LogRecord) => unknown)[];
  /** By anchor: rules by value. */
  readonly #byAnchor: readonly {
    readonly read: (record: LogRecord) => unknown;
    readonly rules: Map<string, Entry<T>[]>;
    readonly memory: Map<string, readonly Entry<T>[]>;
  }[];
  readonly #always: Entry<T>[] = [];

  // What is known of the record at hand; a stamp tells it from what was known of the one before.
  #record: LogRecord = {};
  #now = 0;
  readonly #values: unknown[];
  readonly #valueAt: Float64Array;
  readonly #answers: Uint8Array;
  readonly #answeredAt: Float64Array;

  constructor(
    entries: readonly Entry<T>[],
    predicates: Predicates,
    derived: Readonly<Record<string, (record: LogRecord) => unknown>> = {},
  ) {
    this.#predicates = predicates;
    this.#readers = predicates.fields.map((field) =>
      field === WHOLE ? (record: LogRecord) => record : (derived[field] ?? fieldReader(field)),
    );
    this.#values = predicates.fields.map(() => undefined);
    this.#valueAt = new Float64Array(predicates.fields.length);
    this.#answers = new Uint8Array(predicates.tests.length);
    this.#answeredAt = new Float64Array(predicates.tests.length);
    this.#byAnchor = ANCHORS.map((field) => ({ read: fieldReader(field), rules: new Map(), memory: new Map() }));
    for (const entry of entries) this.#place(entry);
  }

  #place(entry: Entry<T>): void {
    for (const [i, field] of ANCHORS.entries()) {
      const values = anchors(entry.node, field, this.#predicates);
      const index = this.#byAnchor[i];
      if (!values || !index) continue;
      for (const value of values) {
        const list = index.rules.get(value);
        if (list) list.push(entry);
        else index.rules.set(value, [entry]);
      }
      return;
    }
    this.#always.push(entry);
  }

  /** The rules that match, in the order they were given in each group. */
  match(record: LogRecord): readonly T[] {
    this.#record = record;
    this.#now += 1;
    let found: T[] | undefined;
    const ask = (entries: readonly Entry<T>[]) => {
      for (const { owner, node } of entries) if (this.#holds(node)) (found ??= []).push(owner);
    };
    for (const index of this.#byAnchor) {
      if (index.rules.size === 0) continue;
      const value = index.read(record);
      if (value === undefined) continue;
      if (typeof value !== "string") {
        // No log of AWS has it so; who asks the index of anything but a text would pass rules over.
        ask([...new Set([...index.rules.values()].flat())]);
        continue;
      }
      let entries = index.memory.get(value);
      if (!entries) {
        if (index.memory.size >= MEMORY) index.memory.clear();
        index.memory.set(value, (entries = index.rules.get(value.toLowerCase()) ?? NONE));
      }
      ask(entries);
    }
    ask(this.#always);
    return found ?? NONE;
  }

  #holds(node: Node): boolean {
    switch (node.op) {
      case "test":
        return this.#test(node.predicate);
      case "not":
        return !this.#holds(node.of);
      case "and":
        for (const part of node.of) if (!this.#holds(part)) return false;
        return true;
      case "or":
        for (const part of node.of) if (this.#holds(part)) return true;
        return false;
      case "some": {
        let held = 0;
        for (const part of node.of) if (this.#holds(part) && (held += 1) >= node.count) return true;
        return false;
      }
    }
  }

  #test(predicate: number): boolean {
    if (this.#answeredAt[predicate] === this.#now) return this.#answers[predicate] === 1;
    const { slot, test } = this.#predicates.tests[predicate] as Predicates["tests"][number];
    if (this.#valueAt[slot] !== this.#now) {
      this.#values[slot] = this.#readers[slot]?.(this.#record);
      this.#valueAt[slot] = this.#now;
    }
    const answer = test(this.#values[slot], this.#record);
    this.#answers[predicate] = answer ? 1 : 0;
    this.#answeredAt[predicate] = this.#now;
    return answer;
  }
}

const NONE: readonly never[] = [];
