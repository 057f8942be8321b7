import type { Noun, Statement, Unknown, World } from "../../model/index.ts";

/** An Allow or Deny of an identity policy, and the policy it stands in. */
export interface Grant {
  /** Name of the inline policy, or ARN of the managed one. */
  readonly policy: string;
  readonly inline: boolean;
  readonly statement: Statement;
}

export interface Permissions {
  readonly grants: readonly Grant[];
  /** Policies or parts of them that could not be read. */
  readonly undecided: readonly Unknown[];
}

type Holder = Noun<"Role"> | Noun<"User"> | Noun<"Group">;

/** Every statement of the identity's inline and attached managed policies (a user's groups included), before boundaries. */
export declare function permissionsOf(holder: Holder, world: World): Permissions;
/** Statements that allow every action on every resource, also by NotAction; explicit denies and boundaries respected. */
export declare function administratorGrants(permissions: Permissions): readonly Grant[];
/** Allow statements with a wildcard: `*` or `<service>:*` as an action. */
export declare function wildcardGrants(permissions: Permissions): readonly Grant[];
/** Whether an Allow covers the action on the resource and no Deny takes it away. Undecided when a condition or unknown decides. */
export declare function allows(permissions: Permissions, action: string, resource: string): "allowed" | "denied" | "undecided";
