import { isUnknown, type Resource, type World } from "../../../model/index.ts";
import { decideIn } from "../access/access.ts";
import { roleCaller } from "../access/callers.ts";
import { resourceSources } from "../access/resource-policies.ts";
import { targetOf } from "../access/resources.ts";
import type { ActionInfo } from "../catalog.ts";
import { type RoleClass, roleClasses } from "./profiles.ts";
import { type Form, type ResourceClass, type ResourceIndex, resourceIndex } from "./resource-index.ts";
import { actionsIn, type Levels, levelBit, UNDOCUMENTED, type Written } from "./statements.ts";

/** What one statement of a class of roles allows on a class of resources. */
export interface Row {
  readonly resources: ResourceClass;
  readonly allow: Written;
  /** Access levels that are allowed whatever the request. */
  readonly levels: Levels;
  /** Access levels that hang on a condition, or on something that only the single resource says. */
  readonly perhaps: Levels;
}

export interface ClassRows {
  readonly roles: RoleClass;
  readonly rows: readonly Row[];
}

/**
 * Every pair of a role and a resource of its account that the role's own policies allow something on, in compact form: classes of roles by
 * classes of resources. What resources themselves say is apart: see `guarded`.
 */
export interface Pairs {
  readonly classes: readonly ClassRows[];
  /** Resources whose own policy may refuse what a role's policy allows, or must allow it too. */
  readonly guarded: ReadonlySet<Resource>;
}

/** Resource types that lie inside a resource of the estate. */
const INNER_TYPES: ReadonlySet<string> = new Set([
  "object",
  "accesspointobject",
  "index",
  "stream",
  "log-stream",
  "function alias",
  "function version",
  "consumer",
]);

/** Which role may do what on which resource. */
export function pairs(world: World): Pairs {
  const index = resourceIndex(world);
  const masks = new Map<string, Masks>();
  const classes = roleClasses(world).map((roles) => ({ roles, rows: rowsOf(roles, index, masks) }));
  return { classes, guarded: guardedIn(world) };
}

interface Masks {
  readonly self: Levels;
  readonly selfPerhaps: Levels;
  readonly inside: Levels;
  readonly insidePerhaps: Levels;
}

const NOTHING: Masks = { self: 0, selfPerhaps: 0, inside: 0, insidePerhaps: 0 };

/** The rows of one class of roles. */
export function rowsOf(roles: RoleClass, index: ResourceIndex, memory: Map<string, Masks> = new Map()): readonly Row[] {
  const rows: Row[] = [];
  for (const allow of roles.allows) {
    for (const service of index.services) {
      if (!allow.compiled.actions.touches(service)) continue;
      const masks = masksOf(allow, roles, service, memory);
      add(rows, roles, allow, index, service, "self", masks.self, masks.selfPerhaps);
      add(rows, roles, allow, index, service, "inside", masks.inside, masks.insidePerhaps);
    }
  }
  return rows;
}

function add(
  rows: Row[],
  roles: RoleClass,
  allow: Written,
  index: ResourceIndex,
  service: string,
  form: Form,
  levels: Levels,
  perhaps: Levels,
): void {
  if (levels === 0 && perhaps === 0) return;
  const { Resource, NotResource } = allow.statement;
  // What a NotResource leaves out is for the single request to say.
  const patterns = NotResource === undefined ? (Resource ?? []) : ["*"];
  for (const pattern of patterns) {
    // A pattern that nobody could read may cover anything of the service.
    const open = isUnknown(pattern) || pattern.includes("${") || NotResource !== undefined;
    const text = isUnknown(pattern) ? "*" : pattern.includes("${") ? pattern.replace(/\$\{[^}]*\}?/g, "*") : pattern;
    const resources = index.covered(roles.account, service, text, form);
    if (resources.members.length > 0)
      rows.push({ resources, allow, levels: open ? 0 : levels, perhaps: open ? levels | perhaps : perhaps });
  }
}

/** By statement, service and what limits the class: thousands of roles share them. */
function masksOf(allow: Written, roles: RoleClass, service: string, memory: Map<string, Masks>): Masks {
  const key = `${keyOf(allow)}|${service}|${roles.limits.key}`;
  let masks = memory.get(key);
  if (!masks) memory.set(key, (masks = readMasks(allow, roles, service)));
  return masks;
}

const texts = new WeakMap<object, string>();
const shared = new Map<string, string>();

/** Statements that differ in their resources alone allow the same actions. */
function keyOf({ statement, compiled }: Written): string {
  let key = texts.get(compiled);
  if (key === undefined) {
    const { Effect, Action, NotAction, Condition } = statement;
    const text = JSON.stringify([Effect, Action, NotAction, Condition === undefined]);
    key = shared.get(text);
    if (key === undefined) shared.set(text, (key = String(shared.size)));
    texts.set(compiled, key);
  }
  return key;
}

function readMasks(allow: Written, roles: RoleClass, service: string): Masks {
  let { self, selfPerhaps, inside, insidePerhaps } = NOTHING;
  const certain = allow.statement.Effect === "Allow" && allow.statement.Condition === undefined;
  for (const action of actionsIn(allow, service)) {
    // An action that takes no resource is about none of them.
    if (action.resourceTypes.length === 0) continue;
    const left = roles.limits.leaves(action.name.toLowerCase());
    if (left === "none") continue;
    const bit = levelBit(action.level);
    const sure = certain && left === "all";
    const { onSelf, onInside } = formsOf(action);
    const [selfBit, insideBit] = [onSelf ? bit : 0, onInside ? bit : 0];
    if (sure) {
      self |= selfBit;
      inside |= insideBit;
    } else {
      selfPerhaps |= selfBit;
      insidePerhaps |= insideBit;
    }
  }
  if ((allow.statement.Action ?? []).some(isUnknown)) selfPerhaps = insidePerhaps = ALL;
  return { self, selfPerhaps, inside, insidePerhaps };
}

const ALL: Levels = 0b11111;

function formsOf({ resourceTypes, service }: ActionInfo): { readonly onSelf: boolean; readonly onInside: boolean } {
  // What is done to a function may be done to one of its aliases or versions.
  const onInside = service === "lambda" || resourceTypes.some((type) => type === UNDOCUMENTED || INNER_TYPES.has(type));
  return { onInside, onSelf: resourceTypes.some((type) => type === UNDOCUMENTED || !INNER_TYPES.has(type)) };
}

/** A resource that denies anything, and keys and roles, where the resource itself must allow. */
function guardedIn(world: World): ReadonlySet<Resource> {
  const found = new Set<Resource>();
  for (const resource of world.estate.resources) {
    if (resource.kind === "KmsKey" || resource.kind === "Role") found.add(resource);
    else if (!("Policy" in resource) && !("Policies" in resource)) continue;
    else if (resourceSources(resource).some(({ policy }) => isUnknown(policy) || policy.Statement.some(({ Effect }) => Effect !== "Allow")))
      found.add(resource);
  }
  return found;
}

/** How many pairs there are, each counted once however many statements allow it. */
export function countPairs({ classes }: Pairs): number {
  let count = 0;
  const stamps = new Map<Resource, number>();
  for (const [stamp, { roles, rows }] of classes.entries()) {
    let own = 0;
    const [only] = rows;
    if (only && rows.length === 1) own = only.resources.members.length;
    else
      for (const { resources } of rows)
        for (const member of resources.members)
          if (stamps.get(member) !== stamp) {
            stamps.set(member, stamp);
            own += 1;
          }
    count += own * roles.roles.length;
  }
  return count;
}

/** The exact answer for one pair and action, resource policies and conditions included: for what a row leaves open. */
export function confirm(world: World, roles: RoleClass, resource: Resource, action: string, form: Form): "allowed" | "denied" | "depends" {
  const [role] = roles.roles;
  if (!role) return "denied";
  const arn = form === "self" ? resource.id : `${resource.id}${resource.kind === "Bucket" || resource.kind === "DynamoTable" ? "/" : ":"}*`;
  const { decision } = decideIn(world, {
    person: { caller: roleCaller(role), holder: role, name: role.name },
    action,
    target: targetOf(world, arn),
  });
  return decision.answer === "allowed" || decision.answer === "depends" ? decision.answer : "denied";
}
