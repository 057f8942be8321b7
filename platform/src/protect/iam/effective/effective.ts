import { isUnknown, type Noun, type World } from "../../../model/index.ts";
import { heldBy } from "../access/identity.ts";
import { type AccessLevel, accessLevels, services } from "../catalog.ts";
import type { Source } from "../question.ts";
import { administrator } from "./administrator.ts";
import { classOf, type RoleClass } from "./profiles.ts";
import { resourceIndex } from "./resource-index.ts";
import { actionsIn, type Written } from "./statements.ts";

/** Actions of one level that one statement allows, and on what. */
export interface EffectiveGrant {
  readonly actions: readonly string[];
  /** As the policy writes them. */
  readonly patterns: readonly string[];
  /** Ids of the estate's resources they cover. */
  readonly resources: readonly string[];
  /** Conditions, Denies or limits of single resources or requests have a say too. */
  readonly conditional: boolean;
  readonly by: Written;
}

export interface ServiceAccess {
  readonly service: string;
  readonly levels: Readonly<Partial<Record<AccessLevel, readonly EffectiveGrant[]>>>;
}

/** What a role may do after its boundary, the control policies over it and its Denies. */
export interface Effective {
  readonly services: readonly ServiceAccess[];
  /** The statements that together make it an administrator; empty when it is none. */
  readonly administrator: readonly Written[];
  /** Policies that could not be read: they may add to the rest, or take from it. */
  readonly unread: readonly Source[];
}

const memories = new WeakMap<World, Map<Noun<"Role">, Effective>>();

export function effectiveOf(world: World, role: Noun<"Role">): Effective {
  let memory = memories.get(world);
  if (!memory) memories.set(world, (memory = new Map()));
  let found = memory.get(role);
  if (!found) memory.set(role, (found = read(world, role)));
  return found;
}

/** The class a role would be in if it were alone. */
export function ownClass(world: World, role: Noun<"Role">): RoleClass {
  return classOf(world, role, heldBy(role, world), role.id.includes(":role/aws-service-role/"));
}

function read(world: World, role: Noun<"Role">): Effective {
  const own = ownClass(world, role);
  const found: ServiceAccess[] = [];
  for (const service of services()) {
    const levels: Partial<Record<AccessLevel, EffectiveGrant[]>> = {};
    for (const allow of own.allows) {
      if (allow.compiled.actions.touches(service)) collect(world, own, allow, service, levels);
    }
    if (Object.keys(levels).length > 0) found.push({ service, levels });
  }
  return { services: found, administrator: administrator(own), unread: own.unread };
}

function collect(
  world: World,
  own: RoleClass,
  allow: Written,
  service: string,
  levels: Partial<Record<AccessLevel, EffectiveGrant[]>>,
): void {
  const { statement } = allow;
  const uncertain =
    statement.Effect !== "Allow" || statement.Condition !== undefined || statement.NotResource !== undefined || isOpen(statement);
  const byLevel = new Map<string, { readonly level: AccessLevel; readonly conditional: boolean; readonly actions: string[] }>();
  for (const action of actionsIn(allow, service)) {
    const left = own.limits.leaves(action.name.toLowerCase());
    if (left === "none") continue;
    const conditional = uncertain || left === "some";
    const key = `${action.level}|${conditional}`;
    let group = byLevel.get(key);
    if (!group) byLevel.set(key, (group = { level: action.level, conditional, actions: [] }));
    group.actions.push(action.name);
  }
  if (byLevel.size === 0) return;
  const patterns = (statement.NotResource === undefined ? (statement.Resource ?? []) : ["*"]).filter((p): p is string => !isUnknown(p));
  const resources = resourcesOf(world, own, service, patterns);
  for (const level of accessLevels)
    for (const conditional of [false, true]) {
      const group = byLevel.get(`${level}|${conditional}`);
      if (group) (levels[level] ??= []).push({ actions: group.actions, patterns, resources, conditional, by: allow });
    }
}

/** For resources that the request fills in, or that nobody could read. */
function isOpen({ Resource }: Written["statement"]): boolean {
  return (Resource ?? []).some((resource) => isUnknown(resource) || resource.includes("${"));
}

function resourcesOf(world: World, own: RoleClass, service: string, patterns: readonly string[]): readonly string[] {
  const index = resourceIndex(world);
  const found = new Set<string>();
  for (const pattern of patterns)
    for (const form of ["self", "inside"] as const)
      for (const { id } of index.covered(own.account, service, pattern, form).members) found.add(id);
  return [...found];
}

/** Functions by the role they run as; roles of one function only are left out. */
export function sharedRoles(world: World): ReadonlyMap<Noun<"Role">, readonly Noun<"LambdaFunction">[]> {
  const found = new Map<Noun<"Role">, Noun<"LambdaFunction">[]>();
  for (const fn of world.everywhere("LambdaFunction").values()) {
    const role = world.find("Role", fn.Role, fn);
    if (isUnknown(role) || !role) continue;
    const list = found.get(role);
    if (list) list.push(fn);
    else found.set(role, [fn]);
  }
  return new Map([...found].filter(([, functions]) => functions.length > 1));
}

/** Grants that name every resource of a service, or every action of one, where less would do. */
export interface WildcardExposure {
  readonly by: Written;
  readonly services: readonly string[];
  readonly everyAction: boolean;
  readonly everyResource: boolean;
}

/** Statements whose actions or resources are whole services, after what limits them took its part. */
export function wildcardExposure(world: World, role: Noun<"Role">): readonly WildcardExposure[] {
  const found = new Map<Written, { services: Set<string>; everyAction: boolean; everyResource: boolean }>();
  for (const { service, levels } of effectiveOf(world, role).services) {
    for (const grants of Object.values(levels)) {
      for (const { by } of grants) {
        const { Action, NotAction, Resource, NotResource } = by.statement;
        const everyAction =
          NotAction !== undefined || (Action ?? []).some((a) => !isUnknown(a) && /^(?:\*+|[a-z0-9-]+:\*+|\*:\*)$/i.test(a));
        const everyResource = NotResource !== undefined || (Resource ?? []).some((r) => !isUnknown(r) && /^\*+$/.test(r));
        // An action without a resource type can only be allowed on `*`.
        const needless =
          everyResource && grants.some((grant) => grant.by === by && grant.actions.some((name) => takesResource(name, by, service)));
        if (!everyAction && !needless) continue;
        let entry = found.get(by);
        if (!entry) found.set(by, (entry = { services: new Set(), everyAction, everyResource: false }));
        entry.services.add(service);
        entry.everyResource ||= needless;
      }
    }
  }
  return [...found].map(([by, entry]) => ({
    by,
    services: [...entry.services],
    everyAction: entry.everyAction,
    everyResource: entry.everyResource,
  }));
}

function takesResource(name: string, by: Written, service: string): boolean {
  return actionsIn(by, service).some((action) => action.name === name && action.resourceTypes.length > 0);
}
