import type { Unknown } from "./fact.ts";

/**
 * How two resources belong together. Read as a sentence: `from` <type> `to`.
 * Flows carry calls or data from one to the other; the rest says what a resource stands on.
 */
export const flowTypes = ["triggers", "routes", "serves", "fetches-from", "sends-to", "dead-letters-to", "uses"] as const;
export const besideTypes = [
  "assumes",
  "has-policy",
  "has-layer",
  "encrypts-with",
  "in-subnet",
  "in-security-group",
  "in-vpc",
  "logs-to",
  "authorized-by",
  "signed-under",
] as const;

export type FlowType = (typeof flowTypes)[number];
export type BesideType = (typeof besideTypes)[number];
/** `guarded-by` leads to the web ACL that a call passes before it arrives. */
export type RelationType = FlowType | BesideType | "guarded-by";

export interface Relation {
  /** Id of a resource of the estate. */
  readonly from: string;
  /** Id of a resource, or the reference as written when it leads out of the estate. */
  readonly to: string;
  readonly type: RelationType;
  /** False when `to` is not a resource of the estate. */
  readonly resolved: boolean;
  /** Set when the reference itself could not be read; `to` is then `?`. */
  readonly because?: Unknown;
}

/**
 * What a resource leads to by patterns of its policies. Many have the same patterns, and a pattern names many: the lists are shared, and
 * become relations only when somebody asks for those of a resource.
 */
export interface Bundle {
  readonly from: string;
  readonly type: RelationType;
  /** Ids of resources of the estate. */
  readonly lists: readonly (readonly string[])[];
}

const FLOWS: ReadonlySet<string> = new Set(flowTypes);
const NONE: readonly never[] = [];

/** Asks what stands in front of a resource, behind it, and beside it. */
export class Graph {
  readonly #all: readonly (Relation | Bundle)[];
  /** Places in `#all` by where they lead from and to. */
  readonly #from = new Map<string, number[]>();
  readonly #to = new Map<string, number[]>();
  /** Places of the bundles a list is part of. */
  readonly #bundles = new Map<readonly string[], number[]>();
  #lists: Map<string, (readonly string[])[]> | undefined;

  constructor(relations: readonly (Relation | Bundle)[]) {
    this.#all = relations;
    for (const [at, relation] of relations.entries()) {
      push(this.#from, relation.from, at);
      if (isBundle(relation)) for (const list of relation.lists) push(this.#bundles, list, at);
      else if (relation.because === undefined) push(this.#to, relation.to, at);
    }
  }

  /** What leads to it: triggers, routes, callers, and the web ACL before it. */
  front(id: string, type?: RelationType): readonly Relation[] {
    return ofType([...this.#incoming(id, flows), ...this.#outgoing(id, (r) => r.type === "guarded-by")], type);
  }

  /** What it leads to: what it calls, uses, sends to. */
  behind(id: string, type?: RelationType): readonly Relation[] {
    return ofType(this.#outgoing(id, flows), type);
  }

  /** What it stands on (role, key, layers, network, logs), and what stands on it. */
  beside(id: string, type?: RelationType): readonly Relation[] {
    const is: Chosen = (r) => !flows(r) && r.type !== "guarded-by";
    return ofType([...this.#outgoing(id, is), ...this.#incoming(id, is)], type);
  }

  /** Ids of everything in front of it, near or far. */
  upstream(id: string): ReadonlySet<string> {
    return without(id, this.frontOfAny([id]));
  }

  /** Ids and references of everything behind it, near or far. */
  downstream(id: string): ReadonlySet<string> {
    return without(id, this.behindAny([id]));
  }

  /** The ids themselves and everything behind any of them: one walk, however many they are. */
  behindAny(ids: Iterable<string>): ReadonlySet<string> {
    const done = new Set<readonly string[]>();
    return walk(ids, (id, see) => {
      for (const at of this.#from.get(id) ?? NONE) {
        const relation = this.#at(at);
        if (!FLOWS.has(relation.type)) continue;
        if (!isBundle(relation)) {
          if (relation.because === undefined) see(relation.to);
          continue;
        }
        for (const list of relation.lists) {
          if (done.has(list)) continue;
          done.add(list);
          for (const to of list) see(to);
        }
      }
    });
  }

  /** The ids themselves and everything in front of any of them. */
  frontOfAny(ids: Iterable<string>): ReadonlySet<string> {
    const done = new Set<readonly string[]>();
    return walk(ids, (id, see) => {
      for (const at of this.#to.get(id) ?? NONE) if (FLOWS.has(this.#at(at).type)) see(this.#at(at).from);
      for (const list of this.#listsOf(id)) {
        if (done.has(list)) continue;
        done.add(list);
        for (const at of this.#bundles.get(list) ?? NONE) if (FLOWS.has(this.#at(at).type)) see(this.#at(at).from);
      }
    });
  }

  #outgoing(id: string, is: Chosen): readonly Relation[] {
    const places = this.#from.get(id);
    return places === undefined ? NONE : spelledOut(places.map((at) => this.#at(at)).filter(is));
  }

  #incoming(id: string, is: Chosen): readonly Relation[] {
    const places = this.#to.get(id) ?? NONE;
    const lists = this.#listsOf(id);
    if (places.length === 0 && lists.length === 0) return NONE;
    if (lists.length === 0) return places.map((at) => this.#at(at) as Relation).filter(is);
    const bundles = new Set(lists.flatMap((list): readonly number[] => this.#bundles.get(list) ?? NONE));
    const own = [id];
    return spelledOut(
      [...places, ...bundles]
        .toSorted((a, b) => a - b)
        .map((at) => this.#at(at))
        .filter(is)
        .map((relation) => (isBundle(relation) ? { from: relation.from, type: relation.type, lists: [own] } : relation)),
    );
  }

  #listsOf(id: string): readonly (readonly string[])[] {
    if (!this.#lists) {
      this.#lists = new Map();
      for (const list of this.#bundles.keys()) for (const other of list) push(this.#lists, other, list);
      // An array that was pushed to has room for many more; there is one for each resource.
      for (const [other, lists] of this.#lists) this.#lists.set(other, lists.slice());
    }
    return this.#lists.get(id) ?? NONE;
  }

  #at(place: number): Relation | Bundle {
    return this.#all[place] as Relation | Bundle;
  }
}

/** Which relations are asked for: told before bundles are spelled out, for one may be of hundreds. */
type Chosen = (relation: Relation | Bundle) => boolean;

const flows: Chosen = ({ type }) => FLOWS.has(type);

function isBundle(relation: Relation | Bundle): relation is Bundle {
  return "lists" in relation;
}

/** Every relation of its own, each once, nothing leading to itself by a bundle. */
export function spelledOut(relations: readonly (Relation | Bundle)[]): readonly Relation[] {
  if (!relations.some(isBundle)) return relations as readonly Relation[];
  const known = new Set<string>();
  const out: Relation[] = [];
  const isNew = (from: string, type: RelationType, to: string) => {
    const before = known.size;
    return known.add(`${type}|${from}|${to}`).size > before;
  };
  for (const relation of relations) {
    if (!isBundle(relation)) {
      if (relation.because !== undefined || isNew(relation.from, relation.type, relation.to)) out.push(relation);
      continue;
    }
    const { from, type } = relation;
    for (const list of relation.lists)
      for (const to of list) if (to !== from && isNew(from, type, to)) out.push({ from, to, type, resolved: true });
  }
  return out;
}

/** Everything seen from these and from what is seen. */
function walk(ids: Iterable<string>, look: (id: string, see: (other: string) => void) => void): ReadonlySet<string> {
  const seen = new Set(ids);
  const open = [...seen];
  const see = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    open.push(id);
  };
  for (let at = open.pop(); at !== undefined; at = open.pop()) look(at, see);
  return seen;
}

function without(id: string, ids: ReadonlySet<string>): ReadonlySet<string> {
  const others = new Set(ids);
  others.delete(id);
  return others;
}

function ofType(relations: readonly Relation[], type: RelationType | undefined): readonly Relation[] {
  return type === undefined ? relations : relations.filter((r) => r.type === type);
}

function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
