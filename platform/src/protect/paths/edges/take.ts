import { isUnknown, type NeedId, type Noun, type Resource } from "../../../model/index.ts";
import { type Ask, both, type Way, wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import { isProtected } from "../estate.ts";
import type { Principal, Profile } from "../profile.ts";
import type { Step, Technique } from "../techniques.ts";
import { ownPolicies } from "./self.ts";

/** Becomes another user or role, or first gives it everything and then becomes it. */
export function takeOver(b: Builder, profile: Profile, technique: Technique): void {
  // Assuming a role needs no permission of one's own where its trust names the caller; the rest does.
  const owned = technique.steps.filter(({ action }) => action !== "sts:AssumeRole");
  if (!owned.every(({ action }) => profile.has(action))) return;
  const assumes = technique.steps.some(({ action }) => action === "sts:AssumeRole");
  const of = technique.target === "user" ? "user" : assumes ? "assumable" : "role";
  // To be given everything is the same from any target without a boundary: one of them is enough.
  const reached = new Set<number>();
  for (const resource of targetsOf(b, profile, technique, owned, of)) {
    const target = b.estate.byId(resource.id);
    if (!target || !isTarget(technique, target)) continue;
    const alike = technique.gives === "everything" && isUnlimited(target);
    const add = (by: Principal, from: number) => {
      if (alike && reached.has(from)) return;
      if (takeFrom(b, by, from, technique, target) && alike) reached.add(from);
    };
    if (assumes) b.each(profile, resource, add);
    else {
      const [first] = profile.members;
      if (first) add(first, b.home(profile));
    }
  }
}

function targetsOf(b: Builder, profile: Profile, technique: Technique, owned: readonly Step[], of: string): Iterable<Resource> {
  const onTarget = owned.find(({ on }) => on === "target");
  if (onTarget) return b.candidates(profile, of, [onTarget.action]);
  // The policy is what is aimed at; the role may let its caller in without a permission of the caller's own.
  if (owned.length > 0) return b.estate.index(profile.account, of).candidates("*");
  return b.candidates(profile, of, ["sts:AssumeRole"]);
}

function isUnlimited({ grants }: Principal): boolean {
  return grants.boundary === undefined && grants.serviceControl.length === 0;
}

/** What it becomes: the target as it is; or, once that has everything, administrator, unless a boundary or the organisation limits it. */
function destination(b: Builder, technique: Technique, target: Principal): number {
  if (technique.gives !== "everything") return target.node;
  return isUnlimited(target) ? b.admin(target.caller.account) : b.estate.raised(target).node;
}

/** INVARIANT: what AWS keeps to itself is never a target, and a change of policies only where it can be changed. */
function isTarget(technique: Technique, target: Principal): boolean {
  if ((target.caller.type === "user") !== (technique.target === "user")) return false;
  return technique.id === "sts-001" ? !(target.caller.type === "role" && target.caller.serviceLinked) : !isProtected(target.holder);
}

/** Adds the edge when every step is let in; tells whether it is there for certain. */
export function takeFrom(b: Builder, by: Principal, from: number, technique: Technique, target: Principal): boolean {
  if (by.holder.id === target.holder.id) return false;
  const needs = needsOf(technique, target);
  if (needs === undefined) return false;
  let way: Way | undefined = "allowed";
  const asks: Ask[] = [];
  for (const step of technique.steps) {
    const found = stepOn(b, by, step, target);
    way = both(way, found?.way);
    if (way === undefined || !found) return false;
    asks.push(found.ask);
  }
  const through = technique.gives === "everything" ? { through: target.holder.id } : {};
  b.link(from, destination(b, technique, target), { technique: technique.id, way, asks, needs, ...through }, by);
  return way === "allowed" && needs.length === 0;
}

function stepOn(b: Builder, by: Principal, { action, on }: Step, target: Principal): { readonly ask: Ask; readonly way: Way } | undefined {
  if (action === "sts:AssumeRole") return tried(by, b.estate.ask(action, target.holder as Resource));
  const places = on === "target-policy" ? ownPolicies(target) : [target.holder.id];
  for (const resource of places) {
    const found = tried(by, { action, resource, account: target.caller.account });
    if (found) return found;
  }
  return undefined;
}

function tried(by: Principal, ask: Ask): { readonly ask: Ask; readonly way: Way } | undefined {
  const way = wayOf(by, ask);
  return way === undefined ? undefined : { ask, way };
}

/** What is left to need after looking at the user; undefined when it cannot work on this one. */
function needsOf({ needs = [] }: Technique, target: Principal): readonly NeedId[] | undefined {
  const left: NeedId[] = [];
  for (const need of needs) {
    const held = target.holder.kind === "User" ? holds(need, target.holder) : undefined;
    if (held === false) return undefined;
    if (held === undefined) left.push(need);
  }
  return left;
}

/** Whether it holds; undefined when nobody knows. A template makes users without keys, but they may get some later. */
function holds(need: NeedId, user: Noun<"User">): boolean | undefined {
  const isLive = user.origin.source === "aws";
  if (need === "free-key-slot" || need === "key-slots-full") {
    if (isUnknown(user.AccessKeys) || (!isLive && user.AccessKeys.length < 2)) return undefined;
    return user.AccessKeys.length >= 2 === (need === "key-slots-full");
  }
  if (need !== "login-profile" && need !== "no-login-profile") return undefined;
  const row = user.Credentials;
  if (isUnknown(row) || row === undefined) return undefined;
  return row.PasswordEnabled === (need === "login-profile");
}
