import type { PathNodeKind, Resource } from "../../model/index.ts";
import { sensitivityOf } from "./stores.ts";

/** A node while the graph is built: small, and told apart by a number. */
export interface NodeInfo {
  readonly id: string;
  readonly kind: PathNodeKind;
  readonly name: string;
  readonly account: string | undefined;
  readonly resource: Resource | undefined;
  /** What it is worth to come to it, 0–1: everything as an administrator, a store by what lies in it, all others nothing by themselves. */
  readonly value: number;
}

/** Gives every node its number. */
export class Nodes {
  readonly all: NodeInfo[] = [];
  readonly #index = new Map<PathNodeKind, Map<string, number>>();

  add(kind: PathNodeKind, id: string, name: string, account?: string, resource?: Resource): number {
    let ids = this.#index.get(kind);
    if (!ids) this.#index.set(kind, (ids = new Map()));
    const known = ids.get(id);
    if (known !== undefined) return known;
    ids.set(id, this.all.length);
    return this.all.push({ id, kind, name, account, resource, value: valueOf(kind, resource) }) - 1;
  }

  of(resource: Resource, kind: PathNodeKind): number {
    return this.add(kind, resource.id, resource.name, resource.account, resource);
  }

  /** A node where edges start that several share: no way shows it. */
  home(account: string): number {
    return this.all.push({ id: "", kind: "role", name: "", account, resource: undefined, value: 0 }) - 1;
  }

  at(node: number): NodeInfo {
    return this.all[node] as NodeInfo;
  }
}

function valueOf(kind: PathNodeKind, resource: Resource | undefined): number {
  if (kind === "admin") return 1;
  return kind === "store" && resource ? sensitivityOf(resource) : 0;
}
