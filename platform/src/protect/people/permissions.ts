import { type Evidence, type Fact, failIf, isUnknown, type Noun, type Unknown, type Verdict, type World } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { isAwsManaged } from "../iam/aws-managed.ts";
import { administratorGrants, firstUndecided } from "../iam/permission-questions.ts";
import { Grant, type Holder, type Permissions, permissionsOf, withGrants } from "../iam/permissions.ts";

/** One policy document as if somebody held nothing else. */
export function documentPermissions(policy: Noun<"ManagedPolicy">, need: Need): Permissions {
  const document = need.outer(policy.PolicyDocument);
  return {
    grants: document.Statement.map((statement) => new Grant(policy.id, false, statement)),
    undecided: [],
    boundary: undefined,
  };
}

/** The statements of a policy that allow everything on everything. */
export function fullAdmin(
  policy: Noun<"ManagedPolicy">,
  need: Need,
): { readonly evidence: readonly Evidence[]; readonly undecided: Unknown | undefined } {
  const permissions = documentPermissions(policy, need);
  const evidence = administratorGrants(permissions).map(({ statement }) => ({
    subject: statement.Sid ?? String(statement.index),
    path: ["PolicyDocument", "Statement", statement.index],
    found: shown(statement),
  }));
  return { evidence, undecided: firstUndecided(permissions) };
}

/** How many roles, users and groups hold the policy; unknown only when none is known and a list could not be read. */
export function attachedTo(policy: Noun<"ManagedPolicy">): Fact<number> {
  let count = 0;
  let gap: Unknown | undefined;
  for (const list of [policy.AttachedRoles, policy.AttachedUsers, policy.AttachedGroups]) {
    if (isUnknown(list)) gap ??= list;
    else count += list.length;
  }
  return count === 0 && gap ? gap : count;
}

/** Fails when the holder's inline policies or AWS's own make it an administrator. Customer policies are judged where they stand. */
export function judgeAdministrator(holder: Holder, need: Need, world: World): Verdict {
  const permissions = permissionsOf(holder, world);
  // What a user has through groups is the groups' finding.
  const direct = holder.kind === "User" ? permissionsOf({ ...holder, Groups: [] }, world) : permissions;
  const judged = direct.grants.every(isJudgedHere) ? direct.grants : direct.grants.filter(isJudgedHere);
  const own = judged === direct.grants ? direct : withGrants(direct, judged);
  const alone = administratorGrants(own);
  // A deny that stands in any policy of the holder takes away what these allow.
  const denies = alone.length === 0 ? [] : permissions.grants.filter((grant) => grant.statement.Effect === "Deny");
  const grants = denies.length === 0 ? alone : administratorGrants(withGrants(own, [...own.grants, ...denies]));
  const gap = firstUndecided(own);
  // A boundary that could not be read may be what stops it.
  const limit = permissions.boundary?.undecided[0];
  if (grants.length === 0 && gap) need(gap);
  if (grants.length > 0 && limit) need(limit);
  return failIf(
    grants.map(({ policy, inline, statement }) => ({
      subject: `${policy}/${statement.Sid ?? statement.index}`,
      ...(statement.at ? { at: statement.at } : { path: [inline ? "Policies" : "ManagedPolicyArns"] }),
      found: { policy, ...shown(statement) },
    })),
  );
}

function isJudgedHere({ inline, policy }: Grant): boolean {
  return inline || isAwsManaged(policy);
}

function shown(statement: Grant["statement"]): object {
  const { Action, NotAction, Resource } = statement;
  return { ...(Action ? { Action } : {}), ...(NotAction ? { NotAction } : {}), Resource };
}
