import { type Condition, parseCondition } from "./condition.ts";
import { compileField, compileWord, FieldError, type FieldTest, type Placeholders } from "./modifiers.ts";
import type { Search } from "./rule.ts";
import { anyText, type LogRecord } from "./values.ts";

/** A question that can be asked of a record, in the form the engine answers: predicates are shared by rules, see `Predicates`. */
export type Node =
  | { readonly op: "test"; readonly predicate: number }
  | { readonly op: "not"; readonly of: Node }
  | Group
  | { readonly op: "some"; readonly count: number; readonly of: readonly Node[] };

/** Parts may change places: what settled it last is asked first. */
export interface Group {
  readonly op: "and" | "or";
  readonly of: Node[];
}

/** Every predicate of all rules, each once. */
export class Predicates {
  readonly tests: { readonly slot: number; readonly test: FieldTest["test"]; readonly alone: boolean; readonly question: number }[] = [];
  /** How many questions about each field are remembered. A test that reads other fields too cannot be. */
  readonly questions: number[] = [];
  /** Paths of fields; a slot is a place in this list. */
  readonly fields: string[] = [];
  readonly #slots = new Map<string, number>();
  readonly #known = new Map<string, number>();

  slot(field: string): number {
    let slot = this.#slots.get(field);
    if (slot === undefined) this.#slots.set(field, (slot = this.fields.push(field) - 1));
    return slot;
  }

  add(test: FieldTest): number {
    const key = `${test.field}\0${test.key}`;
    let predicate = this.#known.get(key);
    if (predicate === undefined) {
      const slot = this.slot(test.field);
      const known = this.questions[slot] ?? 0;
      const question = test.alone && test.isRemembered ? known : -1;
      this.questions[slot] = question < 0 ? known : known + 1;
      predicate = this.tests.push({ slot, test: test.test, alone: test.alone, question }) - 1;
      this.#known.set(key, predicate);
    }
    return predicate;
  }
}

/** Compiles what fields are asked; what is written alike, in one rule or in many, once. */
export class FieldTests {
  readonly #placeholders: Placeholders;
  readonly #known = new Map<string, FieldTest>();

  constructor(placeholders: Placeholders) {
    this.#placeholders = placeholders;
  }

  of(written: string, value: unknown): FieldTest {
    const key = `${written}=${JSON.stringify(value)}`;
    let test = this.#known.get(key);
    if (!test) this.#known.set(key, (test = compileField(written, value, this.#placeholders)));
    return test;
  }
}

/** The name of the slot that holds the record itself. */
export const WHOLE = "";

/** Compiles the condition of a rule over its searches. Throws ConditionError and FieldError. */
export function compileRule(
  searches: Readonly<Record<string, Search>>,
  conditions: readonly string[],
  predicates: Predicates,
  fields: FieldTests,
): Node {
  const names = Object.keys(searches).filter((name) => name !== "condition" && name !== "timeframe");
  const nodes = new Map<string, Node>();
  const search = (name: string): Node => {
    let node = nodes.get(name);
    if (!node) nodes.set(name, (node = compileSearch(searches[name], predicates, fields)));
    return node;
  };
  const build = (condition: Condition): Node => {
    switch (condition.op) {
      case "search":
        return search(condition.name);
      case "not":
        return { op: "not", of: build(condition.of) };
      case "some":
        return { op: "some", count: condition.count, of: condition.of.map(build) };
      default:
        return group(condition.op, condition.of.map(build));
    }
  };
  // A search that no condition asks is read all the same: its faults are the author's to know.
  for (const name of names) search(name);
  return group(
    "or",
    conditions.map((condition) => build(parseCondition(condition, names))),
  );
}

function compileSearch(search: Search, predicates: Predicates, fields: FieldTests): Node {
  if (Array.isArray(search)) {
    if (search.length === 0) throw new FieldError("value", "[]");
    return group(
      "or",
      search.map((item) => compileSearch(item, predicates, fields)),
    );
  }
  if (typeof search === "object" && search !== null) {
    const entries = Object.entries(search);
    if (entries.length === 0) throw new FieldError("value", "{}");
    return group(
      "and",
      entries.map(([written, value]) => fieldNode(written, value, predicates, fields)),
    );
  }
  return words([search], "or", predicates);
}

function fieldNode(written: string, value: unknown, predicates: Predicates, fields: FieldTests): Node {
  // `|all: [...]` without a field: words that must all be there.
  if (written === "" || written.startsWith("|"))
    return words(Array.isArray(value) ? value : [value], written.includes("all") ? "and" : "or", predicates);
  return { op: "test", predicate: predicates.add(fields.of(written, value)) };
}

function words(list: readonly unknown[], op: "and" | "or", predicates: Predicates): Node {
  return group(
    op,
    list.map((word): Node => {
      const test = compileWord(word);
      const key = `word=${JSON.stringify(word)}`;
      return {
        op: "test",
        predicate: predicates.add({
          field: WHOLE,
          key,
          alone: false,
          isRemembered: false,
          test: (record) => anyText(record as LogRecord, test),
        }),
      };
    }),
  );
}

function group(op: "and" | "or", of: readonly Node[]): Node {
  if (of.length === 1) return of[0] as Node;
  return { op, of: of.flatMap((part) => (part.op === op ? part.of : [part])) };
}

/**
 * What is left of a node when some predicates are decided: true, false, or a smaller node. The engine does this once for each kind of
 * record, so that a record is asked only what its kind leaves open.
 */
export function specialise(node: Node, decided: (predicate: number) => boolean | undefined): Node | boolean {
  switch (node.op) {
    case "test":
      return decided(node.predicate) ?? node;
    case "not": {
      const of = specialise(node.of, decided);
      return typeof of === "boolean" ? !of : { op: "not", of };
    }
    case "and":
    case "or": {
      const settles = node.op === "or";
      const open: Node[] = [];
      for (const part of node.of) {
        const left = specialise(part, decided);
        if (left === settles) return settles;
        if (typeof left !== "boolean") open.push(left);
      }
      return open.length === 0 ? !settles : group(node.op, open);
    }
    case "some": {
      const parts = node.of.map((part) => specialise(part, decided));
      const count = node.count - parts.filter((part) => part === true).length;
      const open = parts.filter((part) => typeof part !== "boolean");
      if (count <= 0) return true;
      return count > open.length ? false : { op: "some", count, of: open };
    }
  }
}
