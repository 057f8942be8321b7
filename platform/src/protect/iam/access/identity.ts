import { type Fact, type InlinePolicy, isUnknown, type Noun, type Policy, unknown, type World } from "../../../model/index.ts";
import { awsManagedPolicy, isAwsManaged } from "../aws-managed.ts";
import type { Source } from "../question.ts";

export type Holder = Noun<"Role"> | Noun<"User"> | Noun<"Group">;

/** What a user, role or group holds. */
export interface Held {
  /** Inline and managed policies, a user's groups included. */
  readonly identity: readonly Source[];
  /** Undefined: there is no permissions boundary. */
  readonly boundary: readonly Source[] | undefined;
}

interface Memory {
  readonly held: Map<Holder, Held>;
  /** By scope and reference: one Source for a managed policy, however many hold it: what is compiled or kept about it is kept once. */
  readonly managed: Map<string, Map<string, Source>>;
}

const memories = new WeakMap<World, Memory>();

/** The policies that speak for a holder itself. */
export function heldBy(holder: Holder, world: World): Held {
  let memory = memories.get(world);
  if (!memory) memories.set(world, (memory = { held: new Map(), managed: new Map() }));
  let held = memory.held.get(holder);
  if (!held) memory.held.set(holder, (held = read(holder, world, memory)));
  return held;
}

function read(holder: Holder, world: World, memory: Memory): Held {
  const identity: Source[] = [];
  collect(holder, world, memory, identity);
  if (holder.kind === "User") {
    const groups = isUnknown(holder.Groups) ? [holder.Groups] : holder.Groups;
    for (const reference of groups) {
      const group = world.find("Group", reference, holder);
      if (isUnknown(group)) identity.push({ name: isUnknown(reference) ? "?" : reference, policy: group, carrier: holder.id });
      else if (group) collect(group, world, memory, identity);
    }
  }
  return { identity, boundary: boundaryOf(holder, world, memory) };
}

function collect(holder: Holder, world: World, memory: Memory, out: Source[]): void {
  const { Policies, ManagedPolicyArns } = holder;
  if (isUnknown(Policies)) out.push({ name: "?", policy: Policies, carrier: holder.id });
  else
    for (const { PolicyName, PolicyDocument } of Policies as readonly InlinePolicy[])
      out.push({ name: PolicyName, policy: PolicyDocument, carrier: holder.id });
  if (isUnknown(ManagedPolicyArns)) out.push({ name: "?", policy: ManagedPolicyArns, carrier: holder.id });
  else for (const reference of ManagedPolicyArns) out.push(managed(reference, holder, world, memory));
}

function managed(reference: Fact<string>, holder: Holder, world: World, memory: Memory): Source {
  if (isUnknown(reference)) return { name: "?", policy: reference, carrier: holder.id };
  let scope = memory.managed.get(holder.scope);
  if (!scope) memory.managed.set(holder.scope, (scope = new Map()));
  let source = scope.get(reference);
  if (!source) scope.set(reference, (source = readManaged(reference, holder, world)));
  return source;
}

function readManaged(reference: string, holder: Holder, world: World): Source {
  const found = world.find("ManagedPolicy", reference, holder);
  if (!isUnknown(found) && found) return { name: found.id, policy: found.PolicyDocument as Fact<Policy>, carrier: found.id };
  const shipped = isAwsManaged(reference) ? awsManagedPolicy(reference) : undefined;
  if (shipped) return { name: reference, policy: shipped };
  return { name: reference, policy: isUnknown(found) ? found : unknown("elsewhere", { what: reference }) };
}

function boundaryOf(holder: Holder, world: World, memory: Memory): readonly Source[] | undefined {
  if (holder.kind === "Group" || holder.PermissionsBoundary === undefined) return undefined;
  return [managed(holder.PermissionsBoundary, holder, world, memory)];
}
