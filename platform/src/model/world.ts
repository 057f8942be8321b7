import type { Estate, Gap } from "./estate.ts";
import { type Fact, isUnknown, unknown } from "./fact.ts";
import { KindIndex } from "./kind-index.ts";
import { type Bundle, Graph, type Relation } from "./relation.ts";
import type { Kind, Noun, Resource } from "./resource.ts";

/** What the user told us about their world; every value has a default. */
export interface Settings {
  /** Account ids that are trusted besides the scanned ones. */
  readonly trustedAccounts: readonly string[];
  /** `key=value` tags that mark the tiers of a three-tier application. */
  readonly tiers: { readonly web?: string; readonly app?: string; readonly data?: string };
  /** Instance types that are wanted (AWS Config desired-instance-type); empty asks nothing. */
  readonly desiredInstanceTypes: readonly string[];
  /** Ports that only administrators need. */
  readonly adminPorts: readonly number[];
  /** Days after which a credential, a secret or a role counts as unused. */
  readonly unusedDays: number;
  /** Keys of tags that name an owner, the best first; case does not matter. */
  readonly ownerTags: readonly string[];
}

export const defaultSettings: Settings = {
  trustedAccounts: [],
  tiers: {},
  desiredInstanceTypes: [],
  adminPorts: [22, 3389],
  unusedDays: 90,
  ownerTags: ["owner", "team", "squad", "maintainer", "contact", "service-owner", "cost-center"],
};

const NONE: readonly never[] = [];

export interface WorldOptions {
  readonly now: Date;
  readonly settings?: Partial<Settings>;
  /** Finds how the resources belong together; asked once, when somebody needs it. */
  readonly relate?: (estate: Estate, world: World) => readonly (Relation | Bundle)[];
}

/** Questions over an estate: find by reference, list by kind. Answers are facts: what was not fully read is Unknown. */
export class World {
  readonly estate: Estate;
  readonly settings: Settings;
  readonly now: Date;
  /** Scope, then kind. */
  readonly #indexes = new Map<string, Map<Kind, KindIndex>>();
  readonly #everywhere = new Map<Kind, Map<string, Resource>>();
  readonly #gaps = new Map<string, Gap[]>();
  readonly #relate: WorldOptions["relate"];
  #graph: Graph | undefined;
  #byId: Map<string, Resource> | undefined;

  constructor(estate: Estate, options: WorldOptions) {
    this.estate = estate;
    this.#relate = options.relate;
    this.now = options.now;
    this.settings = { ...defaultSettings, ...options.settings };
    for (const resource of estate.resources) {
      let kinds = this.#indexes.get(resource.scope);
      if (!kinds) this.#indexes.set(resource.scope, (kinds = new Map()));
      let index = kinds.get(resource.kind);
      if (!index) kinds.set(resource.kind, (index = new KindIndex()));
      index.all.push(resource);
    }
    for (const gap of estate.gaps) push(this.#gaps, `${gap.scope}|${gap.kind}`, gap);
  }

  /** What stands in front of, behind and beside each resource. Empty when nobody said how to find out. */
  get graph(): Graph {
    this.#graph ??= new Graph(this.#relate?.(this.estate, this) ?? []);
    return this.#graph;
  }

  /** The resource with this id, whatever its kind and scope. */
  byId(id: string): Resource | undefined {
    this.#byId ??= new Map(this.estate.resources.map((r) => [r.id, r]));
    return this.#byId.get(id);
  }

  /** Every resource of a kind in the account or template of `near`, all regions. */
  all<K extends Kind>(kind: K, near: Resource): Fact<readonly Noun<K>[]> {
    const gaps = this.#gaps.get(`${near.scope}|${kind}`);
    if (gaps) return gaps[0]!.because;
    return this.known(kind, near);
  }

  /** As `all`, but only the region of `near`: a gap in another region does not matter. */
  inRegion<K extends Kind>(kind: K, near: Resource): Fact<readonly Noun<K>[]> {
    const gap = this.#gaps.get(`${near.scope}|${kind}`)?.find((g) => g.region === near.region || g.region === "*");
    if (gap) return gap.because;
    return (this.#indexes.get(near.scope)?.get(kind)?.inRegion(near.region) ?? NONE) as unknown as readonly Noun<K>[];
  }

  /** What is known of a kind, complete or not. For finding evidence of a failure; never for proving a pass. */
  known<K extends Kind>(kind: K, near: Resource): readonly Noun<K>[] {
    return (this.#indexes.get(near.scope)?.get(kind)?.all ?? NONE) as unknown as readonly Noun<K>[];
  }

  /** What is known of a kind in every account and template, by id: one of those that share an id. */
  everywhere<K extends Kind>(kind: K): ReadonlyMap<string, Noun<K>> {
    let found = this.#everywhere.get(kind);
    if (!found) {
      found = new Map();
      for (const kinds of this.#indexes.values()) for (const resource of kinds.get(kind)?.all ?? NONE) found.set(resource.id, resource);
      this.#everywhere.set(kind, found);
    }
    return found as unknown as ReadonlyMap<string, Noun<K>>;
  }

  /**
   * The resource a reference (ARN, name, id, URL) points to, looked up first in the region of `near`, then globally.
   * `undefined` only when everything of that kind was listed and it is not there: a dangling reference.
   */
  find<K extends Kind>(kind: K, reference: Fact<string>, near: Resource): Fact<Noun<K> | undefined> {
    if (isUnknown(reference)) return reference;
    const index = this.#indexes.get(near.scope)?.get(kind);
    const found =
      index?.find(near.region, reference) ??
      index?.find("global", reference) ??
      (reference.startsWith("arn:") ? this.everywhere(kind).get(reference) : undefined);
    if (found) return found as unknown as Noun<K>;
    if (near.origin.source === "template") return unknown("elsewhere", { what: reference });
    const account = accountOf(reference);
    if (account !== undefined && account !== "" && account !== near.account) return unknown("elsewhere", { what: reference });
    const region = reference.startsWith("arn:") ? reference.split(":", 4)[3] : undefined;
    if (region && !this.#isScanned(near.scope, region)) return unknown("not-collected", { what: reference });
    const gaps = this.#gaps.get(`${near.scope}|${kind}`);
    return gaps ? gaps[0]!.because : undefined;
  }

  #isScanned(scope: string, region: string): boolean {
    const regions = this.estate.scopes.find((s) => s.id === scope)?.regions;
    return regions === undefined || regions.length === 0 || regions.includes(region);
  }

  /** True for an account that is scanned, in the same organisation, or trusted in the settings. */
  isOwnAccount(account: string, near: Resource): boolean {
    if (account === near.account || this.settings.trustedAccounts.includes(account)) return true;
    if (this.estate.scopes.some((s) => s.account === account)) return true;
    for (const self of this.known("Account", near)) {
      const organization = self.Organization;
      if (isUnknown(organization) || organization === undefined) continue;
      if (organization.ManagementAccount === account) return true;
      if (!isUnknown(organization.MemberAccounts) && organization.MemberAccounts.includes(account)) return true;
    }
    return false;
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The account part of an ARN; undefined when it is not an ARN. */
export function accountOf(reference: string): string | undefined {
  if (!reference.startsWith("arn:")) return undefined;
  let start = 4;
  for (let i = 0; i < 3; i += 1) {
    start = reference.indexOf(":", start) + 1;
    if (start === 0) return undefined;
  }
  const end = reference.indexOf(":", start);
  return end < 0 ? reference.slice(start) : reference.slice(start, end);
}
