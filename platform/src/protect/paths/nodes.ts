import type { PathNodeKind, Resource } from "../../model/index.ts";

/** A node while the graph is built: small, and told apart by a number. */
export interface NodeInfo {
  readonly id: string;
  readonly kind: PathNodeKind;
  readonly name: string;
  readonly account: string | undefined;
  readonly resource: Resource | undefined;
}

/** Gives every node its number. */
export class Nodes {
  readonly all: NodeInfo[] = [];
  readonly #index = new Map<string, number>();

  add(kind: PathNodeKind, id: string, name: string, account?: string, resource?: Resource): number {
    const key = `${kind} ${id}`;
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    this.#index.set(key, this.all.length);
    return this.all.push({ id, kind, name, account, resource }) - 1;
  }

  of(resource: Resource, kind: PathNodeKind): number {
    return this.add(kind, resource.id, resource.name, resource.account, resource);
  }

  find(kind: PathNodeKind, id: string): number | undefined {
    return this.#index.get(`${kind} ${id}`);
  }

  at(node: number): NodeInfo {
    return this.all[node] as NodeInfo;
  }
}
