import type { NeedId, PathFact, Resource } from "../../model/index.ts";
import type { Ask, Asker, Way } from "./ask.ts";
import type { PathEstate } from "./estate.ts";
import { costOf, type Edge, EdgeSet } from "./graph.ts";
import type { Principal, Profile } from "./profile.ts";

/** What an edge rule found. */
export interface Found {
  readonly technique: string;
  readonly way: Way;
  readonly asks: readonly Ask[];
  readonly needs?: readonly NeedId[];
  readonly facts?: readonly PathFact[];
  readonly through?: string;
  /** Cost before what makes it uncertain. */
  readonly base?: number;
}

const NONE: readonly never[] = [];

function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list;
}

/** Puts edges into the graph. */
export class Builder {
  readonly estate: PathEstate;
  readonly edges = new EdgeSet();
  readonly #shared = new Map<string, number>();

  constructor(estate: PathEstate) {
    this.estate = estate;
  }

  admin(account: string): number {
    return this.estate.nodes.add("admin", `admin:${account}`, account, account);
  }

  link(from: number, to: number, { technique, way, asks, needs = NONE, facts, through, base }: Found, by?: Asker): void {
    // All edges have the same fields, and those that need or ask nothing the same nothing: there are many.
    this.edges.add({
      from,
      to,
      technique,
      way,
      asks: orNone(asks),
      needs: orNone(needs),
      facts,
      by,
      through,
      cost: costOf(way, needs, base),
    });
  }

  /** The profile's own node: what starts there, starts at each of its members. */
  home(profile: Profile): number {
    profile.home ??= this.estate.nodes.home(profile.account);
    return profile.home;
  }

  /**
   * Edges to things of one sort that hang on what policies say of some actions and on nothing else of the caller: made once for all
   * profiles of which the same is said. `make` leaves out things whose own policies tell callers apart.
   */
  share(profile: Profile, of: string, actions: readonly string[], make: (by: Principal, from: number) => void): void {
    const [by] = profile.members;
    if (!by) return;
    const key = `${of} ${profile.who} ${profile.about(actions)}`;
    let node = this.#shared.get(key);
    if (node === undefined) {
      this.#shared.set(key, (node = this.estate.nodes.home(profile.account)));
      make(by, node);
    }
    if (this.edges.of(node).length > 0) profile.shared.push(node);
  }

  /** Every edge of a principal: its own, its profile's, and those its profile shares. */
  edgesAt(principal: Principal): readonly (readonly Edge[])[] {
    const { home, shared } = principal.profile;
    const nodes = [principal.node, ...(home === undefined ? [] : [home]), ...shared];
    return nodes.map((node) => this.edges.of(node)).filter((edges) => edges.length > 0);
  }

  /**
   * Asks once for all members of a profile, or one by one where the policy of the resource tells them apart.
   * `found` adds its edges at the node it is given.
   */
  each(profile: Profile, resource: Resource, found: (by: Principal, from: number) => void): void {
    if (this.estate.isPersonal(resource)) for (const member of profile.members) found(member, member.node);
    else {
      const [first] = profile.members;
      if (first) found(first, this.home(profile));
    }
  }

  /** What a profile may reach by its own policies: in its account, and where another account's resource names it. */
  *candidates(profile: Profile, of: string, actions: readonly string[], trim: (pattern: string) => string = (p) => p): Iterable<Resource> {
    const seen = new Set<Resource>();
    const patterns = new Set<string>();
    for (const action of actions) for (const pattern of profile.patterns(action)) patterns.add(trim(pattern));
    const { account } = profile;
    const indexes = [this.estate.index(account, of), this.estate.index(account, `shared ${of}`), this.estate.index("*", `shared ${of}`)];
    for (const pattern of patterns)
      for (const index of indexes)
        for (const resource of index.candidates(pattern)) {
          if (seen.has(resource)) continue;
          seen.add(resource);
          yield resource;
        }
  }
}
