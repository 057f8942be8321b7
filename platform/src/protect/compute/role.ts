import type { Noun, World } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { type Permissions, permissionsOf } from "../iam/permissions.ts";

/** The execution role of a function; undefined when it does not exist (its own check says so). */
export function roleOf(fn: Noun<"LambdaFunction">, need: Need, world: World): Noun<"Role"> | undefined {
  return need.outer(world.find("Role", fn.Role, fn));
}

/** What a role may do. */
export function rolePermissions(role: Noun<"Role">, world: World): Permissions {
  return permissionsOf(role, world);
}
