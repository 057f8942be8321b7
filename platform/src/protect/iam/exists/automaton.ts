import type { Budget } from "./budget.ts";
import { ANY, classOf, codesOf, holds, many, type Pattern, repeats } from "./pattern.ts";

/** Ends a pattern: holds no character. */
const END = -1;

/**
 * The deterministic automaton of a union of patterns, made state by state as it is walked. A state is the set of places in the
 * patterns that a text can have reached.
 */
class Automaton {
  readonly tokens: number[] = [];
  /** Where each pattern begins; its end is one past its last token. */
  readonly #starts: number[] = [];
  readonly #states = new Map<string, number>();
  readonly #places: (readonly number[])[] = [];
  readonly #steps: Map<number, number>[] = [];
  readonly accepts: boolean[] = [];
  /** From here every text is accepted. */
  readonly total: boolean[] = [];
  /** From here none is. */
  readonly dead: boolean[] = [];
  readonly start: number;
  readonly #budget: Budget;

  constructor(patterns: readonly Pattern[], budget: Budget) {
    this.#budget = budget;
    for (const { tokens } of patterns) {
      this.#starts.push(this.tokens.length);
      // A pattern's end is a token of its own that holds no character.
      this.tokens.push(...tokens, END);
    }
    this.start = this.#state(this.#starts);
  }

  next(state: number, code: number): number {
    const known = this.#steps[state]?.get(code);
    if (known !== undefined) return known;
    const reached: number[] = [];
    for (const place of this.#places[state] as readonly number[]) {
      const token = this.tokens[place] as number;
      if (token === END || !holds(classOf(token), code)) continue;
      reached.push(repeats(token) ? place : place + 1);
    }
    const to = this.#state(reached);
    this.#steps[state]?.set(code, to);
    return to;
  }

  /** The characters that lead on from a state; undefined when a class does, and any character may. */
  leads(state: number): readonly number[] | undefined {
    const out: number[] = [];
    for (const place of this.#places[state] as readonly number[]) {
      const token = this.tokens[place] as number;
      if (token === END) continue;
      const codes = codesOf(classOf(token));
      if (codes === undefined) return undefined;
      out.push(...codes);
    }
    return out;
  }

  #state(reached: readonly number[]): number {
    const closed = new Set<number>();
    for (let place of reached) {
      // A star may stand for nothing.
      for (;;) {
        closed.add(place);
        const token = this.tokens[place] as number;
        if (token === END || !repeats(token)) break;
        place += 1;
      }
    }
    const places = this.#withoutCovered([...closed].sort((a, b) => a - b));
    this.#budget.left -= 1 + places.length;
    const key = places.join();
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const id = this.#places.length;
    this.#states.set(key, id);
    this.#places.push(places);
    this.#steps.push(new Map());
    this.accepts.push(places.some((place) => this.tokens[place] === END));
    this.total.push(places.some((place) => this.tokens[place] === many(ANY) && this.tokens[place + 1] === END));
    this.dead.push(places.length === 0);
    return id;
  }

  /** Once a star for any text is reached, the places before it in its pattern add nothing. It keeps the number of states small. */
  #withoutCovered(places: readonly number[]): readonly number[] {
    const out: number[] = [];
    for (let i = places.length - 1; i >= 0; i -= 1) {
      const place = places[i] as number;
      out.push(place);
      if (this.tokens[place] !== many(ANY)) continue;
      const begin = this.#beginOf(place);
      while (i > 0 && (places[i - 1] as number) >= begin) i -= 1;
    }
    return out;
  }

  #beginOf(place: number): number {
    let begin = 0;
    for (const start of this.#starts) {
      if (start > place) break;
      begin = start;
    }
    return begin;
  }
}

/** A text, or that there is none, or that the budget did not reach. */
export type Found = { readonly text: string } | "none" | "unknown";

const COLON = 58;

/** One character for every set of characters that the patterns can tell apart. */
function alphabetOf(automata: readonly Automaton[]): readonly number[] {
  const named = new Set<number>();
  for (const { tokens } of automata)
    for (const token of tokens) if (token !== END) for (const code of codesOf(classOf(token)) ?? []) named.add(code);
  const fresh: number[] = [];
  // Letters first: they make the nicer witness.
  for (const [from, to] of [
    [97, 122],
    [48, 57],
    [65, 90],
    [0x3041, 0x3096],
  ] as const) {
    for (let code = from; code <= to; code += 1) {
      if (named.has(code)) continue;
      fresh.push(code);
      break;
    }
  }
  return [...fresh, ...named, ...[COLON, 47].filter((code) => !named.has(code))];
}

/** A shortest text that every list of `all` matches with one of its patterns, and none of `none`, or that there is none. */
export function walk(all: readonly (readonly Pattern[])[], none: readonly Pattern[], budget: Budget): Found {
  const wanted = all.map((patterns) => new Automaton(patterns, budget));
  const barred = none.length === 0 ? [] : [new Automaton(none, budget)];
  const automata = [...wanted, ...barred];
  const alphabet = alphabetOf(automata);
  const begin = automata.map((automaton) => automaton.start);
  const queue: { readonly states: readonly number[]; readonly from: number; readonly code: number }[] = [
    { states: begin, from: -1, code: -1 },
  ];
  const seen = new Set([begin.join()]);
  const goal = (states: readonly number[]) =>
    wanted.every((automaton, i) => automaton.accepts[states[i] as number]) &&
    barred.every((automaton) => !automaton.accepts[states[wanted.length] as number]);
  const lost = (states: readonly number[]) =>
    wanted.some((automaton, i) => automaton.dead[states[i] as number]) ||
    barred.some((automaton) => automaton.total[states[wanted.length] as number]);
  if (lost(begin)) return "none";
  for (let at = 0; at < queue.length; at += 1) {
    const { states } = queue[at] as (typeof queue)[number];
    if (goal(states)) return { text: textOf(queue, at) };
    let codes = alphabet;
    for (const [i, automaton] of wanted.entries()) {
      const leads = automaton.leads(states[i] as number);
      if (leads && leads.length < codes.length) codes = leads;
    }
    for (const code of codes) {
      budget.left -= automata.length;
      if (budget.left < 0) return "unknown";
      const next = automata.map((automaton, i) => automaton.next(states[i] as number, code));
      if (lost(next)) continue;
      const key = next.join();
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ states: next, from: at, code });
    }
  }
  return "none";
}

function textOf(queue: readonly { readonly from: number; readonly code: number }[], at: number): string {
  const codes: number[] = [];
  for (let i = at; i > 0; i = (queue[i] as { readonly from: number }).from) codes.push((queue[i] as { readonly code: number }).code);
  return String.fromCharCode(...codes.reverse());
}
