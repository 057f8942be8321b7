import { isUnknown, type NeedId, type Noun, type World } from "../../../model/index.ts";
import { type Ask, both, wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import type { Principal, Profile } from "../profile.ts";
import type { Technique } from "../techniques.ts";
import { witnessOf } from "../witness.ts";

/** Starts something new that runs as a role. What is made is asked for once; whether the role may be passed, of every role. */
export function passRole(b: Builder, profile: Profile, technique: Technique): void {
  const { steps, services = [] } = technique;
  if (!steps.every(({ action }) => profile.has(action))) return;
  const [by] = profile.members;
  if (!by) return;
  const made = witnessOf(by, steps.slice(1), b.estate.regionOf(profile.account));
  if (!made) return;
  const needs = accountNeeds(technique, by, b.estate.world);
  if (needs === undefined) return;
  const home = b.home(profile);
  const done = new Set<Principal>();
  for (const service of services)
    for (const pattern of profile.patterns("iam:PassRole"))
      for (const resource of b.estate.trusting(profile.account, service).candidates(pattern)) {
        const target = b.estate.byId(resource.id);
        if (!target || done.has(target) || resource.kind !== "Role") continue;
        const ask: Ask = { action: "iam:PassRole", resource: resource.id, account: resource.account, service };
        const way = both(both(made.way, wayOf(by, ask)), b.estate.trusts(resource, service));
        if (way === undefined) continue;
        const left = targetNeeds(needs, resource, b.estate.world);
        if (left === undefined) continue;
        done.add(target);
        b.link(home, target.node, { technique: technique.id, way, asks: [ask, ...made.asks], needs: left }, by);
      }
}

/** Prerequisites that the account meets are left out; undefined when it is known to lack one. */
function accountNeeds({ needs = [] }: Technique, by: Principal, world: World): readonly NeedId[] | undefined {
  const left: NeedId[] = [];
  for (const need of needs) {
    const held = need === "cluster" ? hasCluster(by, world) : need === "event-source" ? hasEventSource(by, world) : undefined;
    if (held === false) return undefined;
    if (held === undefined) left.push(need);
  }
  return left;
}

export function hasCluster(by: Principal, world: World): boolean | undefined {
  if (world.known("EcsCluster", by.holder).length > 0) return true;
  // Every account has a name for a default cluster, but it is there only once somebody made it.
  return by.holder.origin.source === "aws" && !isUnknown(world.all("EcsCluster", by.holder)) ? false : undefined;
}

function hasEventSource(by: Principal, world: World): boolean | undefined {
  const kinds = ["Queue", "KinesisStream"] as const;
  if (kinds.some((kind) => world.known(kind, by.holder).length > 0)) return true;
  return world.known("DynamoTable", by.holder).some((table) => !isUnknown(table.StreamArn) && table.StreamArn !== undefined)
    ? true
    : undefined;
}

/** An instance takes its role from an instance profile. */
function targetNeeds(needs: readonly NeedId[], role: Noun<"Role">, world: World): readonly NeedId[] | undefined {
  if (!needs.includes("instance-profile")) return needs;
  const names = new Set([role.id, role.name, ...(role.aliases ?? [])]);
  const has = world
    .known("InstanceProfile", role)
    .some((profile) => !isUnknown(profile.Roles) && profile.Roles.some((name) => !isUnknown(name) && names.has(name)));
  if (has) return needs.filter((need) => need !== "instance-profile");
  return role.origin.source === "aws" && !isUnknown(world.all("InstanceProfile", role)) ? undefined : needs;
}
