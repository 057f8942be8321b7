import { isUnknown, type Noun, type World } from "../../../model/index.ts";
import { type Held, heldBy } from "../access/identity.ts";
import { controlLevels } from "../access/organization.ts";
import type { Source } from "../question.ts";
import { contentId, type Limits, limitsOf } from "./limits.ts";
import { statementsOf, type Written } from "./statements.ts";

/** Roles of one account whose policies say the same; what one of them may do, all may. */
export interface RoleClass {
  readonly account: string;
  readonly roles: Noun<"Role">[];
  readonly held: Held;
  readonly allows: readonly Written[];
  readonly limits: Limits;
  /** Control policies over the account. */
  readonly serviceControl: readonly (readonly Source[])[];
  readonly unread: readonly Source[];
}

const classes = new WeakMap<World, readonly RoleClass[]>();

/** Every role of the estate, put together with those that have the same policies. */
export function roleClasses(world: World): readonly RoleClass[] {
  let found = classes.get(world);
  if (!found) classes.set(world, (found = read(world)));
  return found;
}

function read(world: World): readonly RoleClass[] {
  const found = new Map<string, RoleClass>();
  for (const role of world.everywhere("Role").values()) {
    const held = heldBy(role, world);
    const linked = role.id.includes(":role/aws-service-role/");
    const ids = held.identity.map(contentId).sort((a, b) => a - b);
    const key = `${role.account}|${linked}|${ids.join("+")}|${held.boundary?.map(contentId).join("+") ?? "-"}`;
    const before = found.get(key);
    if (before) before.roles.push(role);
    else found.set(key, classOf(world, role, held, linked));
  }
  return [...found.values()];
}

/** A class for one role. */
export function classOf(world: World, role: Noun<"Role">, held: Held, linked: boolean): RoleClass {
  const statements = held.identity.flatMap(statementsOf);
  const serviceControl = linked ? [] : controlLevels(world, role.account, "SERVICE_CONTROL_POLICY");
  const caps = [...(held.boundary ? [held.boundary] : []), ...serviceControl];
  return {
    account: role.account,
    roles: [role],
    held,
    allows: statements.filter(({ statement }) => statement.Effect !== "Deny"),
    limits: limitsOf(
      statements.filter(({ statement }) => statement.Effect !== "Allow"),
      caps,
    ),
    serviceControl,
    unread: [...held.identity, ...caps.flat()].filter(({ policy }) => isUnknown(policy)),
  };
}
