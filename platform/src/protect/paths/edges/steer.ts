import { isUnknown, type NeedId, type PathFact, type Resource } from "../../../model/index.ts";
import { type Ask, both, type Way, wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import type { Principal, Profile } from "../profile.ts";
import type { Technique } from "../techniques.ts";
import { witnessOf } from "../witness.ts";
import { hasCluster } from "./pass.ts";

const KINDS = { instance: "Ec2Instance", task: "EcsTaskDefinition", "state-machine": "StateMachine" } as const;

/** Makes something that already runs as a role do its bidding. */
export function steer(b: Builder, profile: Profile, technique: Technique): void {
  if (!technique.steps.every(({ action }) => profile.has(action))) return;
  if (technique.target === "function") return;
  if (technique.thing !== undefined && technique.thing in KINDS)
    steerKnown(b, profile, technique, KINDS[technique.thing as keyof typeof KINDS]);
  else steerUnseen(b, profile, technique);
}

/** Kinds of the estate that carry a role. */
function steerKnown(b: Builder, profile: Profile, technique: Technique, kind: (typeof KINDS)[keyof typeof KINDS]): void {
  const [by] = profile.members;
  if (!by) return;
  const onThing = technique.steps.find(({ on }) => on === "thing")?.action;
  const things =
    onThing === undefined ? b.estate.kind(kind).filter((t) => t.account === profile.account) : b.candidates(profile, kind, [onThing]);
  for (const thing of things as Iterable<Resource>)
    for (const { role, path } of carried(b, thing)) {
      const needs = thingNeeds(b, technique, thing, by);
      if (needs === undefined) continue;
      const asks: Ask[] = [];
      let way: Way | undefined = "allowed";
      for (const step of technique.steps) {
        if (step.on === "any") {
          const found = witnessOf(by, [step], thing.region);
          way = both(way, found?.way);
          if (found) asks.push(...found.asks);
        } else {
          const ask: Ask =
            step.on === "target"
              ? { action: step.action, resource: role.holder.id, account: role.caller.account, service: technique.services?.[0] ?? "" }
              : { action: step.action, resource: thing.id, account: thing.account };
          way = both(way, wayOf(by, ask));
          asks.push(ask);
        }
        if (way === undefined) break;
      }
      if (way !== undefined && technique.id === "ssm-002") way = both(way, document(by, thing, asks));
      if (way === undefined) continue;
      b.link(
        b.home(profile),
        role.node,
        { technique: technique.id, way, asks, needs, facts: [runsAs(thing, path)], through: thing.id },
        by,
      );
    }
}

/** A command needs the document it runs as well as the instance. */
function document(by: Principal, thing: Resource, asks: Ask[]): Way | undefined {
  const partition = by.caller.arn.split(":", 2)[1] ?? "aws";
  const ask: Ask = {
    action: "ssm:SendCommand",
    resource: `arn:${partition}:ssm:${thing.region}::document/AWS-RunShellScript`,
    account: thing.account,
  };
  asks.push(ask);
  return wayOf(by, ask);
}

function runsAs(thing: Resource, path: string): PathFact {
  const place = thing.origin.locate?.([path]);
  return { fact: "runs-as", resource: thing.id, ...(place ? { place } : {}) };
}

/** The roles a thing acts as. */
function carried(b: Builder, thing: Resource): readonly { readonly role: Principal; readonly path: string }[] {
  if (thing.kind === "Ec2Instance") return b.estate.rolesOfInstance(thing).map((role) => ({ role, path: "IamInstanceProfile" }));
  const reference = thing.kind === "EcsTaskDefinition" ? thing.TaskRoleArn : thing.kind === "StateMachine" ? thing.RoleArn : undefined;
  const role = b.estate.roleOf(reference, thing);
  return role ? [{ role, path: thing.kind === "StateMachine" ? "RoleArn" : "TaskRoleArn" }] : [];
}

function thingNeeds(b: Builder, { needs = [] }: Technique, thing: Resource, by: Principal): readonly NeedId[] | undefined {
  const left: NeedId[] = [];
  for (const need of needs) {
    if (need === "cluster") {
      const held = hasCluster(by, b.estate.world);
      if (held === false) return undefined;
      if (held === true) continue;
    }
    if (need === "machine-runs" && b.estate.world.graph.front(thing.id).length > 0) continue;
    left.push(need);
  }
  if (thing.kind === "Ec2Instance") {
    if (thing.State === "terminated" || thing.State === "shutting-down") return undefined;
    if (isUnknown(thing.State)) left.push("instance-running");
  }
  return left;
}

/** Things whose kind the estate does not know: one may run as any role that trusts its service. */
function steerUnseen(b: Builder, profile: Profile, technique: Technique): void {
  const [by] = profile.members;
  const found = by && witnessOf(by, technique.steps, b.estate.regionOf(profile.account));
  if (!found) return;
  for (const service of technique.services ?? [])
    for (const resource of b.estate.trusting(profile.account, service).candidates("*")) {
      const target = b.estate.byId(resource.id);
      if (!target || resource.kind !== "Role") continue;
      const way = both(found.way, b.estate.trusts(resource, service));
      if (way === undefined) continue;
      b.link(b.home(profile), target.node, { technique: technique.id, way, asks: found.asks, needs: technique.needs ?? [] }, by);
    }
}
