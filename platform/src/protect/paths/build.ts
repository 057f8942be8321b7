import type { Resource, World } from "../../model/index.ts";
import { Builder } from "./builder.ts";
import { channels } from "./channels.ts";
import { administers } from "./edges/admin.ts";
import { doors } from "./edges/doors.ts";
import { feedChannel, feedChannels } from "./edges/feed.ts";
import { carry, runsAs } from "./edges/fixed.ts";
import { reachFunction, reachFunctions } from "./edges/functions.ts";
import { passRole } from "./edges/pass.ts";
import { credentialHolders, readEnvironments, readStore, readStores } from "./edges/read.ts";
import { selfRaise } from "./edges/self.ts";
import { steer } from "./edges/steer.ts";
import { administrator, anyone, federated, functionUrls, guests, letIn, partner } from "./edges/strangers.ts";
import { takeFrom, takeOver } from "./edges/take.ts";
import { PathEstate } from "./estate.ts";
import type { Edge } from "./graph.ts";
import type { Principal, Profile } from "./profile.ts";
import { type Technique, techniqueOf, techniques } from "./techniques.ts";

/** The whole graph: what can be reached from where, each edge asked of the evaluator. */
export interface PathGraph {
  readonly builder: Builder;
  /** Functions with a credential in their environment. */
  readonly holding: ReadonlySet<Resource>;
  /** Numbers of the nodes where somebody from outside begins. */
  readonly internet: number;
  readonly thirdParties: readonly number[];
  /** The edges of a profile that is none of the estate's: for asking what would be left after a cut. */
  readonly ifItHeld: (profile: Profile) => readonly Edge[];
}

export function buildGraph(world: World): PathGraph {
  const builder = new Builder(new PathEstate(world));
  const holding = credentialHolders(builder);
  runsAs(builder, holding);
  const outside = fromOutside(builder);
  const inside = new Inside(builder, holding);
  inside.goOn();
  granted(builder);
  betweenAccounts(builder);
  return { builder, holding, ...outside, ifItHeld: (profile) => inside.edgesOf(profile) };
}

/** Edges of the principals of the estate, and of those that come up while it goes on. */
class Inside {
  readonly #builder: Builder;
  readonly #holding: ReadonlySet<Resource>;
  #next = 0;

  constructor(builder: Builder, holding: ReadonlySet<Resource>) {
    this.#builder = builder;
    this.#holding = holding;
  }

  /** Goes on until every principal has its edges; one that an edge raises comes in at the end. */
  goOn(): void {
    const { principals } = this.#builder.estate;
    for (; this.#next < principals.length; this.#next += 1) {
      const principal = principals[this.#next] as Principal;
      const { profile } = principal;
      if (profile.administers === undefined) {
        profile.administers = administers(this.#builder, profile);
        if (!profile.administers) ofProfile(this.#builder, profile, this.#holding);
      }
      // Who may do anything has nothing to gain.
      if (!profile.administers) raiseItself(this.#builder, principal);
      if (principal === profile.members.at(-1)) profile.forget();
    }
  }

  /** The edges a profile would have that is none of the estate's. */
  edgesOf(profile: Profile): readonly Edge[] {
    const b = new Builder(this.#builder.estate);
    const [member] = profile.members;
    if (!member) return [];
    if (!administers(b, profile)) {
      ofProfile(b, profile, this.#holding);
      raiseItself(b, member);
    }
    this.goOn();
    return b.edgesAt(member).flat();
  }
}

function raiseItself(b: Builder, principal: Principal): void {
  for (const technique of techniques()) if (technique.shape === "self-raise") selfRaise(b, principal, technique);
}

function ofProfile(b: Builder, profile: Profile, holding: ReadonlySet<Resource>): void {
  for (const technique of techniques()) SHAPES[technique.shape]?.(b, profile, technique);
  reachFunctions(b, profile);
  feedChannels(b, profile);
  readStores(b, profile);
  readEnvironments(b, profile, holding);
}

const SHAPES: Partial<Record<Technique["shape"], (b: Builder, profile: Profile, technique: Technique) => void>> = {
  "take-over": takeOver,
  "pass-role": passRole,
  steer,
};

/** What resources give by their own policies to principals who have no permission of their own for it. */
function granted(b: Builder): void {
  for (const grant of b.estate.granting) {
    const { resource, of, arns, everyone } = grant;
    for (const arn of arns) {
      const principal = b.estate.byId(arn);
      if (principal) grantedTo(b, principal, principal.node, resource, of);
    }
    if (!everyone || b.estate.open.has(grant)) continue;
    for (const profile of b.estate.profiles.all)
      if (profile.account === resource.account) b.each(profile, resource, (by, from) => grantedTo(b, by, from, resource, of));
  }
}

function grantedTo(b: Builder, by: Principal, from: number, resource: Resource, of: string): void {
  if (of === "store") readStore(b, by, from, resource);
  else if (of === "channel") feedChannel(b, by, from, resource);
  else if (of === "assumable") {
    const target = b.estate.byId(resource.id);
    if (target) takeFrom(b, by, from, techniqueOf("sts-001"), target);
  } else if (resource.kind === "LambdaFunction") reachFunction(b, by, from, resource);
}

/** Edges from outside the estate, and from channels to what they trigger. */
function fromOutside(b: Builder): Pick<PathGraph, "internet" | "thirdParties"> {
  const strangers = anyone(b);
  const internet = strangers[0]?.node ?? 0;
  const done = new Set<string>();
  for (const who of strangers.slice(0, 1)) {
    doors(b, who, done);
    functionUrls(b, who);
  }
  guests(b, internet);
  const thirdParties = new Set<number>(federated(b).map(({ node }) => node));
  for (const resource of b.estate.world.estate.resources)
    if (channels[resource.kind] && b.estate.world.graph.behind(resource.id).length > 0)
      carry(b, resource, b.estate.nodes.of(resource, "channel"), done);
  for (const grant of b.estate.granting)
    for (const who of strangers) {
      // What anybody outside may do needs no edge from everybody inside.
      if (!grant.everyone || !letIn(b, who, grant.resource, grant.of)) continue;
      b.estate.open.add(grant);
      break;
    }
  for (const { resource, of, account, arn } of foreign(b)) {
    const who = partner(b, account, arn);
    if (letIn(b, who, resource, of)) thirdParties.add(who.node);
  }
  return { internet, thirdParties: [...thirdParties] };
}

/** From the administrator of one account of the estate to what other accounts of it let their people use. */
function betweenAccounts(b: Builder): void {
  const accounts = new Set(b.estate.principals.map(({ caller }) => caller.account));
  for (const { resource, of, accounts: named, arns } of b.estate.named)
    for (const account of named) {
      if (!accounts.has(account) || account === resource.account) continue;
      const own = arns.filter((arn) => arn.split(":")[4] === account);
      for (const arn of own.length === 0 ? [undefined] : own) letIn(b, administrator(b, account, arn), resource, of);
    }
  for (const grant of b.estate.granting) {
    if (!grant.everyone || b.estate.open.has(grant)) continue;
    for (const account of accounts) if (account !== grant.resource.account) letIn(b, administrator(b, account), grant.resource, grant.of);
  }
}

/** Accounts that a resource's policy names and that are not the user's own. */
function* foreign(
  b: Builder,
): Iterable<{ readonly resource: Resource; readonly of: string; readonly account: string; readonly arn?: string }> {
  for (const { resource, of, accounts, arns } of b.estate.named) {
    for (const account of accounts) {
      if (!/^\d{12}$/.test(account) || b.estate.world.isOwnAccount(account, resource)) continue;
      const named = arns.filter((arn) => arn.split(":")[4] === account);
      if (named.length === 0) yield { resource, of, account };
      for (const arn of named) yield { resource, of, account, arn };
    }
  }
}
