import { type Fact, isUnknown, type Statement, type Unknown } from "../../model/index.ts";
import { expandActions } from "./catalog.ts";
import { decide } from "./decide/decide.ts";
import { deniesEverything, fullCover, letsEverythingThrough } from "./effective/administrator.ts";
import { type Limits, limitsOf } from "./effective/limits.ts";
import { statementsOf } from "./effective/statements.ts";
import { covers, matches } from "./glob.ts";
import { type Grant, HolderPermissions, type Permissions, type Subject } from "./permissions.ts";
import { actionTest } from "./policy/actions.ts";

const NONE: readonly never[] = [];

/**
 * The statements that together allow every action on every resource: `*` alone, or NotAction with a way to grant oneself the rest.
 * Empty when a Deny of everything or the boundary takes it away; what could not be read is in `permissions.undecided` or in
 * the boundary's, which the caller must look at before saying "pass".
 */
export function administratorGrants(permissions: Permissions): readonly Grant[] {
  if (!(permissions instanceof HolderPermissions)) return findAdministrator(permissions);
  permissions.found.administrator ??= findAdministrator(permissions);
  return permissions.found.administrator;
}

function findAdministrator(permissions: Permissions): readonly Grant[] {
  const found = fullGrants(permissions.grants);
  if (found.length === 0) return found;
  if (permissions.boundary !== undefined && fullGrants(permissions.boundary.grants).length === 0) return NONE;
  const control = permissions.subject?.serviceControl ?? NONE;
  const stopped = control.some((level) => !letsEverythingThrough(level) || level.flatMap(statementsOf).some(deniesEverything));
  return stopped ? NONE : found;
}

/** The first thing that keeps an answer about these permissions from being certain. */
export function firstUndecided(permissions: Permissions): Unknown | undefined {
  if (!(permissions instanceof HolderPermissions)) return findUndecided(permissions);
  permissions.found.gap ??= findUndecided(permissions) ?? "none";
  return permissions.found.gap === "none" ? undefined : permissions.found.gap;
}

function findUndecided(permissions: Permissions): Unknown | undefined {
  const unread = permissions.undecided[0] ?? permissions.boundary?.undecided[0];
  if (unread) return unread;
  return firstGap(permissions.grants) ?? firstGap(permissions.boundary?.grants ?? NONE);
}

function firstGap(grants: readonly Grant[]): Unknown | undefined {
  for (const grant of grants) {
    const gap = undecidedIn(grant);
    if (gap) return gap;
  }
  return undefined;
}

function undecidedIn({ statement }: Grant): Unknown | undefined {
  if (isUnknown(statement.Effect)) return statement.Effect;
  return gapOf(statement.Action) ?? gapOf(statement.NotAction) ?? gapOf(statement.Resource) ?? gapOf(statement.NotResource);
}

/** One known wildcard beside an unknown decides already; a lone unknown does not. */
function gapOf(list: readonly Fact<string>[] | undefined): Unknown | undefined {
  if (list === undefined) return undefined;
  for (const item of list) if (isUnknown(item)) return list.includes("*") ? undefined : item;
  return undefined;
}

function fullGrants(grants: readonly Grant[]): readonly Grant[] {
  if (!grants.some(isAllowOnEverything)) return NONE; // nearly always: nothing is copied then
  const everywhere = grants.filter(isAllowOnEverything);
  if (grants.some(isBlanketDeny)) return NONE;
  const full = everywhere.filter(({ actions }) => actions.some((action) => covers(action, "*:*")));
  if (full.length > 0) return full;
  return togetherFull(everywhere);
}

/** Statements of which none is for everything, but that are together: see `fullCover`. */
function togetherFull(everywhere: readonly Grant[]): readonly Grant[] {
  if (!everywhere.some(mayCoverAll)) return NONE;
  const tested = everywhere.map((grant) => ({ grant, actions: actionTest(grant.statement.Action, grant.statement.NotAction) }));
  const full = fullCover(tested);
  return full.map(({ grant }) => grant);
}

/** Nearly nobody allows this one by chance; without it nothing has to be compiled. */
function mayCoverAll({ statement, actions }: Grant): boolean {
  return statement.NotAction !== undefined || actions.some((action) => matches(action, "groundstation:cancelcontact"));
}

function isAllowOnEverything(grant: Grant): boolean {
  return grant.statement.Effect === "Allow" && grant.onEverything;
}

function isBlanketDeny(grant: Grant): boolean {
  const { statement } = grant;
  return statement.Effect === "Deny" && statement.Condition === undefined && grant.onEverything && grant.actions.includes("*");
}

/** Allow statements with `*` or `<service>:*` among their actions, or with NotAction, of which a limit leaves anything. */
export function wildcardGrants(permissions: Permissions): readonly Grant[] {
  if (!(permissions instanceof HolderPermissions)) return findWild(permissions);
  permissions.found.wild ??= findWild(permissions);
  return permissions.found.wild;
}

function findWild(permissions: Permissions): readonly Grant[] {
  if (!permissions.grants.some(isWild)) return NONE; // nearly always: nothing is copied then
  return permissions.grants.filter((grant) => isWild(grant) && hasEffect(permissions, grant.statement));
}

function isWild(grant: Grant): boolean {
  return grant.wild;
}

const limitsKnown = new WeakMap<Permissions, Limits>();

/** Whether an Allow is left with any action after Denies of everything of its kind, the boundary and control policies. */
export function hasEffect(permissions: Permissions, statement: Statement): boolean {
  const { subject } = permissions;
  if (!subject || isUnlimited(subject)) return true;
  let limits = limitsKnown.get(permissions);
  if (!limits) {
    const denies = subject.held.identity.flatMap(statementsOf).filter(({ statement: { Effect } }) => Effect !== "Allow");
    const caps = [...(subject.held.boundary ? [subject.held.boundary] : []), ...subject.serviceControl];
    limitsKnown.set(permissions, (limits = limitsOf(denies, caps)));
  }
  return limits.plain || leavesAny(limits, statement);
}

/** As most are: no Deny, no boundary, no control policy. */
function isUnlimited({ held, serviceControl }: Subject): boolean {
  if (held.boundary || serviceControl.length > 0) return false;
  return held.identity.every(({ policy }) => isUnknown(policy) || policy.Statement.every(({ Effect }) => Effect === "Allow"));
}

function leavesAny(limits: Limits, { Action, NotAction }: Statement): boolean {
  // What it covers nobody could list in full: it may have an effect.
  if (NotAction !== undefined || (Action ?? []).some(isUnknown)) return true;
  return (Action ?? []).some((pattern) => {
    const actions = isUnknown(pattern) ? [] : expandActions(pattern);
    return actions.length === 0 || actions.some(({ name }) => limits.leaves(name.toLowerCase()) !== "none");
  });
}

/**
 * Whether the identity's policies, boundary and readable control policies allow the action on a resource of its own account.
 * `undecided` when a condition, a policy variable or something unreadable decides.
 */
export function allows(permissions: Permissions, action: string, resource: string): "allowed" | "denied" | "undecided" {
  if (permissions instanceof HolderPermissions && permissions.allowsOnEverything(action)) return "allowed";
  const { subject } = permissions;
  if (!subject || !("account" in subject.caller)) return "undecided";
  const { caller, held, serviceControl } = subject;
  const { answer } = decide(
    { caller, action, resource, resourceAccount: subject.caller.account, context: ANY_CONTEXT },
    {
      identity: held.identity,
      ...(held.boundary ? { boundary: held.boundary } : {}),
      serviceControl,
      resourceControl: [],
      resource: [],
    },
  );
  return answer === "allowed" ? "allowed" : answer === "depends" ? "undecided" : "denied";
}

const ANY_CONTEXT = { keys: new Map(), others: "unknown" } as const;
