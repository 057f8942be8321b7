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

const FLOWS: ReadonlySet<string> = new Set(flowTypes);
const NONE: readonly never[] = [];

/** Asks what stands in front of a resource, behind it, and beside it. */
export class Graph {
  readonly #from = new Map<string, Relation[]>();
  readonly #to = new Map<string, Relation[]>();

  constructor(relations: readonly Relation[]) {
    for (const relation of relations) {
      push(this.#from, relation.from, relation);
      if (relation.because === undefined) push(this.#to, relation.to, relation);
    }
  }

  /** What leads to it: triggers, routes, callers, and the web ACL before it. */
  front(id: string, type?: RelationType): readonly Relation[] {
    const incoming = this.#incoming(id).filter((r) => FLOWS.has(r.type));
    const guards = this.#outgoing(id).filter((r) => r.type === "guarded-by");
    return ofType([...incoming, ...guards], type);
  }

  /** What it leads to: what it calls, uses, sends to. */
  behind(id: string, type?: RelationType): readonly Relation[] {
    return ofType(
      this.#outgoing(id).filter((r) => FLOWS.has(r.type)),
      type,
    );
  }

  /** What it stands on (role, key, layers, network, logs), and what stands on it. */
  beside(id: string, type?: RelationType): readonly Relation[] {
    const is = (r: Relation) => !FLOWS.has(r.type) && r.type !== "guarded-by";
    return ofType([...this.#outgoing(id).filter(is), ...this.#incoming(id).filter(is)], type);
  }

  /** Ids of everything in front of it, near or far. */
  upstream(id: string): ReadonlySet<string> {
    return this.#closure(id, (at) => this.#incoming(at).flatMap((r) => (FLOWS.has(r.type) ? [r.from] : [])));
  }

  /** Ids and references of everything behind it, near or far. */
  downstream(id: string): ReadonlySet<string> {
    return this.#closure(id, (at) => this.behind(at).flatMap((r) => (r.because === undefined ? [r.to] : [])));
  }

  /** The ids themselves and everything behind any of them: one walk, however many they are. */
  behindAny(ids: Iterable<string>): ReadonlySet<string> {
    return walk(
      ids,
      (at) => this.#outgoing(at),
      (r) => (r.because === undefined ? r.to : undefined),
    );
  }

  /** The ids themselves and everything in front of any of them. */
  frontOfAny(ids: Iterable<string>): ReadonlySet<string> {
    return walk(
      ids,
      (at) => this.#incoming(at),
      (r) => r.from,
    );
  }

  #closure(id: string, next: (id: string) => readonly string[]): ReadonlySet<string> {
    const seen = new Set<string>();
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const other of next(at)) {
        if (other === id || seen.has(other)) continue;
        seen.add(other);
        open.push(other);
      }
    }
    return seen;
  }

  #outgoing(id: string): readonly Relation[] {
    return this.#from.get(id) ?? NONE;
  }

  #incoming(id: string): readonly Relation[] {
    return this.#to.get(id) ?? NONE;
  }
}

function walk(
  ids: Iterable<string>,
  relations: (id: string) => readonly Relation[],
  other: (relation: Relation) => string | undefined,
): ReadonlySet<string> {
  const seen = new Set(ids);
  const open = [...seen];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const relation of relations(at)) {
      const id = FLOWS.has(relation.type) ? other(relation) : undefined;
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      open.push(id);
    }
  }
  return seen;
}

function ofType(relations: readonly Relation[], type: RelationType | undefined): readonly Relation[] {
  return type === undefined ? relations : relations.filter((r) => r.type === type);
}

function push(map: Map<string, Relation[]>, key: string, relation: Relation): void {
  const list = map.get(key);
  if (list) list.push(relation);
  else map.set(key, [relation]);
}
