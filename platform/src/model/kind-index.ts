import type { Resource } from "./resource.ts";

const NONE: readonly never[] = [];

/** The resources of one kind in one scope, by region and by everything they are called. Built when first asked. */
export class KindIndex {
  readonly all: Resource[] = [];
  #byRegion: Map<string, Resource[]> | undefined;
  readonly #byName = new Map<string, Map<string, Resource>>();

  inRegion(region: string): readonly Resource[] {
    if (!this.#byRegion) {
      this.#byRegion = new Map();
      for (const resource of this.all) {
        const list = this.#byRegion.get(resource.region);
        if (list) list.push(resource);
        else this.#byRegion.set(resource.region, [resource]);
      }
    }
    return this.#byRegion.get(region) ?? NONE;
  }

  /** By id, name or alias. */
  find(region: string, reference: string): Resource | undefined {
    let names = this.#byName.get(region);
    if (!names) {
      names = new Map();
      this.#byName.set(region, names);
      for (const resource of this.inRegion(region)) {
        names.set(resource.id, resource);
        names.set(resource.name, resource);
        for (const alias of resource.aliases ?? NONE) names.set(alias, resource);
      }
    }
    return names.get(reference);
  }
}
