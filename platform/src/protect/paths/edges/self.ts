import { isUnknown } from "../../../model/index.ts";
import { isAwsManaged } from "../../iam/aws-managed.ts";
import { type Ask, wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import { isProtected } from "../estate.ts";
import { ANYTHING, grantsOfGroup, groupsOf } from "../grants.ts";
import type { Principal } from "../profile.ts";
import type { Technique } from "../techniques.ts";

/** The principal gives itself more: through its own policies, those of its groups, or by joining another group. */
export function selfRaise(b: Builder, by: Principal, technique: Technique): void {
  const [step] = technique.steps;
  if (!step || isProtected(by.holder)) return;
  if (technique.by !== undefined && technique.by !== by.caller.type) return;
  if (!by.profile.has(step.action)) return;
  if (technique.gives === "group") {
    joinGroup(b, by, technique.id, step.action);
    return;
  }
  for (const arn of placesOf(b, by, step.on)) {
    const ask: Ask = { action: step.action, resource: arn, account: by.caller.account };
    const way = wayOf(by, ask);
    if (way === undefined) continue;
    const raised = b.estate.raised(by);
    const through = arn === by.holder.id ? {} : { through: arn };
    b.link(by.node, raised.node, { technique: technique.id, way, asks: [ask], ...through }, by);
    return;
  }
}

/** What a permission to raise itself must be held on. */
function placesOf(b: Builder, by: Principal, on: string): readonly string[] {
  if (on === "own-policy") return ownPolicies(by);
  if (on === "own-group") return by.holder.kind === "User" ? groupsOf(by.holder, b.estate.world).map(({ id }) => id) : [];
  return [by.holder.id];
}

/** Customer-managed policies it carries; AWS keeps its own to itself, and inline ones have no versions. */
export function ownPolicies(principal: Principal): readonly string[] {
  return principal.grants.identity.flatMap(({ name }) => (name.startsWith("arn:") && !isAwsManaged(name) ? name : []));
}

/** Joins a group that gives more than it has. */
function joinGroup(b: Builder, by: Principal, technique: string, action: string): void {
  if (by.holder.kind !== "User") return;
  const member = new Set(isUnknown(by.holder.Groups) ? [] : groupsOf(by.holder, b.estate.world).map(({ id }) => id));
  for (const group of b.candidates(by.profile, "group", [action])) {
    if (group.kind !== "Group" || member.has(group.id)) continue;
    const ask: Ask = { action, resource: group.id, account: group.account };
    const way = wayOf(by, ask);
    if (way === undefined) continue;
    const added = grantsOfGroup(group, b.estate.world);
    if (added.length === 0 || added[0] === ANYTHING) continue;
    const joined = b.estate.raised(by, added, `${by.holder.id} ${group.id}`);
    b.link(by.node, joined.node, { technique, way, asks: [ask], through: group.id }, by);
  }
}
