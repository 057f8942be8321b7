import type { Fact, Noun, World } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { type Permissions, permissionsOf } from "../iam/permissions.ts";

type Role = Fact<Noun<"Role"> | undefined>;

/** A dozen checks ask for the role of each function, and to find it by its ARN is most of their work. */
const roles = new WeakMap<World, Map<Noun<"LambdaFunction">, Role>>();

/** The execution role of a function; undefined when it does not exist (its own check says so). */
export function roleOf(fn: Noun<"LambdaFunction">, need: Need, world: World): Noun<"Role"> | undefined {
  let known = roles.get(world);
  if (!known) roles.set(world, (known = new Map()));
  let role = known.get(fn);
  if (role === undefined) known.set(fn, (role = world.find("Role", fn.Role, fn)));
  return need.outer(role);
}

/** What a role may do. */
export function rolePermissions(role: Noun<"Role">, world: World): Permissions {
  return permissionsOf(role, world);
}
