import type { Supposed, Term } from "../policy/conditions.ts";
import { MAYBE, YES } from "../policy/truth.ts";
import type { Asked } from "./asked.ts";
import type { Open } from "./layer.ts";

export type World = ReadonlyMap<string, Supposed>;

/** More cases than this are not gone through: the answer then stays open. */
const MOST_WORLDS = 256;
const MOST_PATTERNS = 4;
/** Cases times statements in doubt: a policy of a thousand of them gets fewer cases. */
const MOST_WORK = 16_384;

/**
 * Every case of what the keys of the undecided conditions may be, or undefined when there are too many or they are not only a matter
 * of keys. Cases that cannot happen may be among them, cases that can are never missing.
 */
export function worlds(open: readonly Open[], asked: Asked): readonly World[] | undefined {
  const byKey = new Map<string, Term[]>();
  for (const { compiled, settled } of open) {
    if (!settled) return undefined;
    for (const term of compiled?.terms ?? []) {
      if (asked.holds(term) !== MAYBE) continue;
      if (term.atoms === undefined) return undefined;
      const key = term.key.toLowerCase();
      const before = byKey.get(key);
      if (before === undefined) byKey.set(key, [term]);
      else before.push(term);
    }
  }
  const most = Math.min(MOST_WORLDS, MOST_WORK / open.length);
  let all: ReadonlyMap<string, Supposed>[] = [new Map()];
  for (const [key, terms] of byKey) {
    const cases = casesOf(key, terms, asked);
    if (cases === undefined || all.length * cases.length > most) return undefined;
    all = all.flatMap((world) => cases.map((supposed) => new Map([...world, [key, supposed]])));
  }
  return all;
}

function casesOf(key: string, terms: readonly Term[], asked: Asked): readonly Supposed[] | undefined {
  const known = asked.lookup(key);
  // A value of which the beginning is known is not free to be anything.
  if (known !== "unknown" && known !== "present") return undefined;
  const atoms = new Map(terms.flatMap(({ atoms: of = [] }) => of.map((atom) => [atom.id, atom] as const)));
  const exact = [...atoms.values()].filter((atom) => atom.exact !== undefined);
  const patterns = [...atoms.values()].filter((atom) => atom.exact === undefined);
  if (patterns.length > MOST_PATTERNS) return undefined;
  const cases: Supposed[] = known === "unknown" ? ["absent"] : [];
  for (const value of new Set(exact.flatMap((atom) => atom.exact ?? []))) cases.push((atom) => atom.test(value, asked.lookup) === YES);
  // Any other value: no exact test is true of it, and nobody knows which patterns go together.
  for (let bits = 0; bits < 2 ** patterns.length; bits += 1) {
    const held = new Set(patterns.filter((_, i) => (bits >> i) & 1).map(({ id }) => id));
    cases.push((atom) => held.has(atom.id));
  }
  return cases;
}
