import { type Budget } from "./budget.ts";
import { type Choice, choose, type Domain, keeps, type Limit, opposite } from "./values.ts";

/** A conjunction of limits, each on one part of the request. */
export type Conjunction = readonly (readonly [part: string, limit: Limit])[];

/** Values for every part that a limit is on. */
export type Solution = ReadonlyMap<string, Choice>;

/**
 * Looks for a request that fulfils all of `wanted` and none of the conjunctions in `barred`.
 *
 * To escape a conjunction, one of its limits must be broken: choose which. Most conjunctions are escaped by whatever values come first;
 * of the others, the one with the fewest ways out is next.
 */
export function search(
  wanted: Conjunction,
  barred: readonly Conjunction[],
  domain: (part: string) => Domain,
  budget: Budget,
): Solution | "none" | "unknown" {
  return new Search(domain, budget).run(wanted, barred);
}

type Verdict = Choice | "none" | "unknown";

class Search {
  readonly #limits = new Map<string, Limit[]>();
  readonly #memo = new Map<string, Verdict>();
  readonly #ids = new Map<Limit, number>();
  readonly #opposites = new Map<Limit, Limit>();
  readonly #domain: (part: string) => Domain;
  readonly #budget: Budget;

  constructor(domain: (part: string) => Domain, budget: Budget) {
    this.#domain = domain;
    this.#budget = budget;
  }

  run(wanted: Conjunction, barred: readonly Conjunction[]): Solution | "none" | "unknown" {
    for (const [part, limit] of wanted) this.#push(part, limit);
    for (const part of this.#limits.keys()) if (this.#values(part) === "none") return "none";
    return this.#escape(barred);
  }

  /** Takes some values that fulfil what must be so far; only conjunctions that they fulfil as well need a way out. */
  #escape(barred: readonly Conjunction[]): Solution | "none" | "unknown" {
    this.#budget.left -= 1 + barred.length;
    if (this.#budget.left < 0) return "unknown";
    let next: { readonly conjunction: Conjunction; readonly ways: Conjunction } | undefined;
    for (const conjunction of barred) {
      if (conjunction.some(([part, limit]) => this.#isBroken(part, limit))) continue;
      const ways = conjunction.filter(([part, limit]) => this.#with(part, this.#not(limit)) !== "none");
      if (ways.length === 0) return "none";
      if (next === undefined || ways.length < next.ways.length) next = { conjunction, ways };
    }
    if (next === undefined) return this.#solution(barred);
    const { conjunction, ways } = next;
    const rest = barred.filter((other) => other !== conjunction);
    let unsure = false;
    for (const [part, limit] of ways) {
      this.#push(part, this.#not(limit));
      const found = this.#escape(rest);
      this.#pop(part);
      if (found === "unknown") unsure = true;
      else if (found !== "none") return found;
    }
    return unsure ? "unknown" : "none";
  }

  #isBroken(part: string, limit: Limit): boolean {
    const values = this.#values(part);
    return typeof values !== "string" && !keeps(limit, values);
  }

  /** The values taken, also of parts that nothing is asked of but that a conjunction escapes by. */
  #solution(barred: readonly Conjunction[]): Solution | "unknown" {
    const out = new Map<string, Choice>();
    const parts = new Set([...this.#limits.keys(), ...barred.flatMap((conjunction) => conjunction.map(([part]) => part))]);
    for (const part of parts) {
      const values = this.#values(part);
      if (values === "unknown" && this.#limits.has(part)) return "unknown";
      if (typeof values !== "string") out.set(part, values);
    }
    return out;
  }

  #push(part: string, limit: Limit): void {
    const list = this.#limits.get(part);
    if (list) list.push(limit);
    else this.#limits.set(part, [limit]);
  }

  #pop(part: string): void {
    (this.#limits.get(part) as Limit[]).pop();
  }

  #with(part: string, limit: Limit): Verdict {
    this.#push(part, limit);
    const values = this.#values(part);
    this.#pop(part);
    return values;
  }

  #values(part: string): Verdict {
    const limits = this.#limits.get(part) ?? [];
    const key = this.#key(part, limits);
    let known = this.#memo.get(key);
    if (known === undefined) this.#memo.set(key, (known = choose(this.#domain(part), limits, this.#budget)));
    return known;
  }

  /** The same for the same limits, in whatever order and however often each. Most parts have none or one. */
  #key(part: string, limits: readonly Limit[]): string {
    if (limits.length === 0) return part;
    if (limits.length === 1) return `${part} ${this.#id(limits[0] as Limit)}`;
    return `${part} ${[...new Set(limits.map((limit) => this.#id(limit)))].sort((a, b) => a - b).join()}`;
  }

  #id(limit: Limit): number {
    let id = this.#ids.get(limit);
    if (id === undefined) this.#ids.set(limit, (id = this.#ids.size));
    return id;
  }

  #not(limit: Limit): Limit {
    let not = this.#opposites.get(limit);
    if (not === undefined) this.#opposites.set(limit, (not = opposite(limit)));
    return not;
  }
}
