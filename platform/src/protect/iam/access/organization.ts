import { type Fact, type Facts, isUnknown, type Noun, type Policy, type Unknown, unknown, type World } from "../../../model/index.ts";
import type { ControlPolicy, OrganizationPolicies } from "../../../model/nouns/management.ts";
import type { Source } from "../question.ts";

type ControlType = ControlPolicy["Type"];
export type Levels = readonly (readonly Source[])[];

const NONE: Levels = [];

/** Attached by AWS to everything and not removable: every resource control policy only takes away. */
const EVERYTHING: Policy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: undefined,
      Effect: "Allow",
      Principal: "*",
      Action: ["*"],
      Resource: ["*"],
      index: 0,
    },
  ],
};
const FULL_ACCESS: Readonly<Record<ControlType, Source>> = {
  SERVICE_CONTROL_POLICY: { name: "FullAWSAccess", policy: withoutPrincipal(EVERYTHING) },
  RESOURCE_CONTROL_POLICY: { name: "RCPFullAWSAccess", policy: EVERYTHING },
};

function withoutPrincipal(policy: Policy): Policy {
  return { ...policy, Statement: policy.Statement.map(({ Principal: _, ...statement }) => statement) };
}

const memories = new WeakMap<World, Map<string, Levels>>();

/**
 * The control policies over an account, one list a level from the root of the organisation down.
 * Empty where none binds: outside an organisation, in its management account, or when the type is off.
 */
export function controlLevels(world: World, account: string, type: ControlType): Levels {
  let memory = memories.get(world);
  if (!memory) memories.set(world, (memory = new Map()));
  const key = `${type}|${account}`;
  let levels = memory.get(key);
  if (!levels) memory.set(key, (levels = readLevels(world, account, type)));
  return levels;
}

function readLevels(world: World, account: string, type: ControlType): Levels {
  const self = accountNoun(world, account);
  if (!self)
    return isLive(world, account)
      ? undecided(type, unknown("not-collected", { action: "organizations:DescribeOrganization" }))
      : declared(world, account, type);
  const { Organization: organization } = self;
  if (organization === undefined) return NONE;
  if (isUnknown(organization)) return undecided(type, organization);
  if (organization.ManagementAccount === account) return NONE;
  const policies = policiesOf(world, self, organization.Id);
  if (isUnknown(policies)) return undecided(type, policies);
  return policies === undefined ? NONE : levelsOf(policies, account, type);
}

function undecided(type: ControlType, because: Unknown): Levels {
  return [[{ name: type, policy: because }]];
}

/** The noun of an account; a live scan makes one for each account it looks at. */
export function accountNoun(world: World, account: string): Noun<"Account"> | undefined {
  for (const found of world.everywhere("Account").values()) if (found.account === account) return found;
  return undefined;
}

function isLive(world: World, account: string): boolean {
  return world.estate.scopes.some((scope) => scope.source === "aws" && scope.account === account);
}

/** A member account cannot read them, but its management account may be in the same estate. */
function policiesOf(world: World, self: Noun<"Account">, organization: string): Fact<OrganizationPolicies | undefined> {
  const own = read(self);
  if (!isUnknown(own)) return own;
  for (const other of world.everywhere("Account").values()) {
    const about = other.Organization;
    const theirs = isUnknown(about) || about?.Id !== organization ? undefined : read(other);
    if (theirs !== undefined && !isUnknown(theirs)) return theirs;
  }
  return own;
}

/** A snapshot of an older version says nothing about it. */
function read(account: Noun<"Account">): Fact<OrganizationPolicies | undefined> {
  return "OrganizationPolicies" in account
    ? account.OrganizationPolicies
    : unknown("not-collected", { action: "organizations:ListPolicies" });
}

function levelsOf({ EnabledTypes, Parents, Policies }: OrganizationPolicies, account: string, type: ControlType): Levels {
  if (!EnabledTypes.includes(type)) return NONE;
  const path = [account];
  for (let at = Parents[account]; at !== undefined && !path.includes(at); at = Parents[at]) path.unshift(at);
  // An account that is not in the tree was made since it was read.
  if (path.length === 1) return undecided(type, unknown("not-collected", { action: "organizations:ListAccountsForParent" }));
  return path.map((target) => {
    const sources = Policies.filter((policy) => policy.Type === type).flatMap((policy) => attachedTo(policy, target));
    return type === "RESOURCE_CONTROL_POLICY" ? [FULL_ACCESS[type], ...sources] : sources;
  });
}

function attachedTo(policy: Facts<ControlPolicy>, target: string): readonly Source[] {
  const name = isUnknown(policy.Name) ? String(policy.PolicyId) : policy.Name;
  const { TargetIds, Content } = policy;
  if (isUnknown(TargetIds)) return [{ name, policy: perhaps(Content, TargetIds) }];
  return TargetIds.includes(target) ? [{ name, policy: Content }] : [];
}

/** Templates are closed worlds: only what they declare binds. Whether an account is below a unit, they do not say. */
function declared(world: World, account: string, type: ControlType): Levels {
  const sources: Source[] = [];
  for (const policy of world.everywhere("ControlPolicy").values()) {
    if (!isUnknown(policy.Type) && policy.Type !== type) continue;
    const targets = isUnknown(policy.TargetIds) ? [policy.TargetIds] : policy.TargetIds;
    const attached = targets.includes(account);
    const open = targets.find((target) => isUnknown(target) || !/^\d{12}$/.test(target));
    if (!attached && open === undefined) continue;
    const because = isUnknown(open) ? open : unknown("elsewhere", { what: open ?? policy.name });
    const certain = attached && !isUnknown(policy.Type);
    sources.push({ name: policy.name, policy: certain ? policy.Content : perhaps(policy.Content, because), carrier: policy.id });
  }
  return sources.length === 0 ? NONE : [[FULL_ACCESS[type], ...sources]];
}

/** The policy, of which nobody knows whether it is attached: each of its statements may or may not hold. */
function perhaps(policy: Fact<Policy>, because: Unknown): Fact<Policy> {
  if (isUnknown(policy)) return policy;
  return { ...policy, Statement: policy.Statement.map((statement) => ({ ...statement, Condition: because })) };
}
