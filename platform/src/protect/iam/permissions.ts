import {
  type Fact,
  type InlinePolicy,
  isUnknown,
  type Noun,
  type Policy,
  type Statement,
  type Unknown,
  unknown,
  type World,
} from "../../model/index.ts";
import { roleCaller, userCaller } from "./access/callers.ts";
import { type Held, heldBy } from "./access/identity.ts";
import { controlLevels } from "./access/organization.ts";
import { awsManagedPolicy, isAwsManaged } from "./aws-managed.ts";
import { matches } from "./glob.ts";
import type { Caller, Source } from "./question.ts";

/** An Allow or Deny of an identity policy, and the policy it stands in. */
export class Grant {
  /** Name of the inline policy, or ARN of the managed one. */
  readonly policy: string;
  readonly inline: boolean;
  readonly statement: Statement;
  // Many holders share a policy, and many checks ask the same of it.
  #actions: readonly string[] | undefined;
  #onEverything: boolean | undefined;
  #wild: boolean | undefined;

  constructor(policy: string, inline: boolean, statement: Statement) {
    this.policy = policy;
    this.inline = inline;
    this.statement = statement;
  }

  /** The known part of `Action`, in lower case. */
  get actions(): readonly string[] {
    this.#actions ??= known(this.statement.Action);
    return this.#actions;
  }

  /** Whether it is for every resource. */
  get onEverything(): boolean {
    this.#onEverything ??= everyResource(this.statement);
    return this.#onEverything;
  }

  /** Whether it allows all but some, or all of a service. */
  get wild(): boolean {
    const { Effect, NotAction } = this.statement;
    this.#wild ??= Effect === "Allow" && (NotAction !== undefined || this.actions.some(isWholeService));
    return this.#wild;
  }
}

export interface Permissions {
  readonly grants: readonly Grant[];
  /** Policies or parts of them that could not be read. A check that finds no fault must hand the first one to `need`. */
  readonly undecided: readonly Unknown[];
  /** The permissions boundary, when there is one. */
  readonly boundary: { readonly grants: readonly Grant[]; readonly undecided: readonly Unknown[] } | undefined;
  /** Whose they are, with the policies as they stand; undefined for a document looked at by itself. */
  readonly subject?: Subject | undefined;
}

/** Whose permissions they are. */
export interface Subject {
  readonly caller: Caller;
  readonly held: Held;
  /** The control policies over the account, as far as they could be read. */
  readonly serviceControl: readonly (readonly Source[])[];
}

const NONE: readonly never[] = [];

export type Holder = Noun<"Role"> | Noun<"User"> | Noun<"Group">;

interface Memory {
  readonly holders: Map<Holder, Permissions>;
  readonly documents: Map<Policy, readonly Grant[]>;
}

const memories = new WeakMap<World, Memory>();

function memoryOf(world: World): Memory {
  let memory = memories.get(world);
  if (!memory) memories.set(world, (memory = { holders: new Map(), documents: new Map() }));
  return memory;
}

/** Every statement of the identity's inline and attached managed policies, a user's groups included, and its boundary. */
export function permissionsOf(holder: Holder, world: World): Permissions {
  const { holders } = memoryOf(world);
  let permissions = holders.get(holder);
  if (!permissions) holders.set(holder, (permissions = readPermissions(holder, world)));
  return permissions;
}

interface Found {
  administrator: readonly Grant[] | undefined;
  wild: readonly Grant[] | undefined;
  /** Undefined: nobody has looked. */
  gap: Unknown | "none" | undefined;
}

/** Of a holder. A class, because whose they are takes some work, and most are never asked. */
export class HolderPermissions implements Permissions {
  readonly grants: readonly Grant[];
  readonly undecided: readonly Unknown[];
  readonly boundary: Permissions["boundary"];
  /** What is found out about them, for many checks ask the same. */
  readonly found: Found = { administrator: undefined, wild: undefined, gap: undefined };
  readonly #holder: Holder;
  readonly #world: World;
  #subject: Subject | undefined;

  constructor(holder: Holder, world: World, grants: readonly Grant[], undecided: readonly Unknown[]) {
    this.grants = grants;
    this.undecided = undecided;
    this.boundary = boundaryOf(holder, world);
    this.#holder = holder;
    this.#world = world;
  }

  get subject(): Subject | undefined {
    this.#subject ??= subjectOf(this.#holder, this.#world);
    return this.#subject;
  }

  /** An Allow on everything, and nothing that could take away from it. The usual case, seen without asking the whole evaluation. */
  allowsOnEverything(action: string): boolean {
    if (this.#holder.kind !== "Role" || this.undecided.length > 0 || this.boundary !== undefined) return false;
    if (this.grants.some(({ statement }) => statement.Effect !== "Allow")) return false;
    if (controlLevels(this.#world, this.#holder.account, "SERVICE_CONTROL_POLICY").length > 0) return false;
    const lower = action.toLowerCase();
    return this.grants.some(
      ({ statement, actions }) =>
        statement.Condition === undefined && statement.Resource?.includes("*") && actions.some((pattern) => matches(pattern, lower)),
    );
  }
}

/** A holder's, of some statements only. */
class NarrowedPermissions implements Permissions {
  readonly grants: readonly Grant[];
  readonly undecided: readonly Unknown[];
  readonly boundary: Permissions["boundary"];
  readonly #whole: Permissions;

  constructor(whole: Permissions, grants: readonly Grant[]) {
    this.grants = grants;
    this.undecided = whole.undecided;
    this.boundary = whole.boundary;
    this.#whole = whole;
  }

  get subject(): Subject | undefined {
    return this.#whole.subject;
  }
}

/** The same holder's permissions, of these statements only. */
export function withGrants(permissions: Permissions, grants: readonly Grant[]): Permissions {
  return new NarrowedPermissions(permissions, grants);
}

function readPermissions(holder: Holder, world: World): Permissions {
  const grants: Grant[] = [];
  const undecided: Unknown[] = [];
  collect(holder, world, grants, undecided);
  if (holder.kind === "User") {
    const groups = holder.Groups;
    if (isUnknown(groups)) undecided.push(groups);
    else
      for (const reference of groups) {
        const group = world.find("Group", reference, holder);
        if (isUnknown(group)) undecided.push(group);
        else if (group) collect(group, world, grants, undecided);
      }
  }
  return new HolderPermissions(holder, world, grants, undecided);
}

/**
 * A control policy that could not be read takes no finding away and adds none: nearly every account of an organisation cannot read them,
 * and would be told nothing else.
 */
function subjectOf(holder: Holder, world: World): Subject | undefined {
  if (holder.kind === "Group") return undefined;
  const caller = holder.kind === "Role" ? roleCaller(holder) : userCaller(holder);
  const linked = caller.type === "role" && caller.serviceLinked;
  const levels = linked ? [] : controlLevels(world, holder.account, "SERVICE_CONTROL_POLICY");
  return { caller, held: heldBy(holder, world), serviceControl: levels.filter((level) => level.every(({ policy }) => !isUnknown(policy))) };
}

function collect(holder: Holder, world: World, grants: Grant[], undecided: Unknown[]): void {
  if (isUnknown(holder.Policies)) undecided.push(holder.Policies);
  else
    for (const inline of holder.Policies)
      addDocument(inline.PolicyName, true, (inline as InlinePolicy).PolicyDocument, world, grants, undecided);
  if (isUnknown(holder.ManagedPolicyArns)) undecided.push(holder.ManagedPolicyArns);
  else for (const arn of holder.ManagedPolicyArns) addManaged(arn, holder, world, grants, undecided);
}

function addManaged(reference: Fact<string>, holder: Holder, world: World, grants: Grant[], undecided: Unknown[]): void {
  const policy = managedDocument(reference, holder, world);
  addDocument(isUnknown(reference) ? "?" : reference, false, policy, world, grants, undecided);
}

function managedDocument(reference: Fact<string>, holder: Holder, world: World): Fact<Policy> {
  if (isUnknown(reference)) return reference;
  const found = world.find("ManagedPolicy", reference, holder);
  if (!isUnknown(found) && found) return found.PolicyDocument;
  const shipped = isAwsManaged(reference) ? awsManagedPolicy(reference) : undefined;
  if (shipped) return shipped;
  return isUnknown(found) ? found : unknown("elsewhere", { what: reference });
}

function addDocument(policy: string, inline: boolean, document: Fact<Policy>, world: World, grants: Grant[], undecided: Unknown[]): void {
  if (isUnknown(document)) {
    undecided.push(document);
    return;
  }
  if (inline) {
    for (const statement of document.Statement) grants.push(new Grant(policy, true, statement));
    return;
  }
  const { documents } = memoryOf(world);
  let shared = documents.get(document);
  // A template may name the same policy in two ways; its grants carry the name they were reached by.
  if (!shared || (shared[0] && shared[0].policy !== policy)) {
    shared = document.Statement.map((statement) => new Grant(policy, false, statement));
    documents.set(document, shared);
  }
  for (const grant of shared) grants.push(grant);
}

function boundaryOf(holder: Holder, world: World): Permissions["boundary"] {
  if (holder.kind === "Group") return undefined;
  const reference = holder.PermissionsBoundary;
  if (reference === undefined) return undefined;
  const grants: Grant[] = [];
  const undecided: Unknown[] = [];
  if (isUnknown(reference)) undecided.push(reference);
  else addManaged(reference, holder, world, grants, undecided);
  return { grants, undecided };
}

function known(list: readonly Fact<string>[] | undefined): readonly string[] {
  const out: string[] = [];
  for (const item of list ?? NONE) if (!isUnknown(item)) out.push(item.toLowerCase());
  return out;
}

function everyResource(statement: Statement): boolean {
  if (statement.NotResource !== undefined) return false;
  return statement.Resource?.some((resource) => !isUnknown(resource) && isEverything(resource)) ?? false;
}

function isEverything(resource: string): boolean {
  return resource === "*" || (resource.endsWith("*") && /^(\*+|arn:\*|arn:aws:\*)$/i.test(resource));
}

function isWholeService(action: string): boolean {
  return action.endsWith("*") && /^(?:\*+:|[a-z0-9-]*:?)\*+$/.test(action);
}
