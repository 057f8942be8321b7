import { isUnknown, type Kind, type Noun, type Resource, type Statement, type Unknown, type World } from "../../model/index.ts";
import { resourceSources } from "../iam/access/resource-policies.ts";
import type { Caller, Source } from "../iam/question.ts";
import { ArnIndex } from "./arn-index.ts";
import { type Ask, type Keys, NO_GRANTS, type Way, wayOf } from "./ask.ts";
import { channels, leadsOn } from "./channels.ts";
import { ANYTHING, grantsOf, resourceControl, serviceControl } from "./grants.ts";
import { namedIn } from "./named.ts";
import { Nodes } from "./nodes.ts";
import { type Grants, type Principal, Profiles } from "./profile.ts";
import { keyOf, readings } from "./stores.ts";

/** A function called by itself, not through its URL: that has an edge of its own. */
const DIRECTLY: Keys = { "lambda:functionurlauthtype": "absent", "lambda:invokedviafunctionurl": ["false"] };

/** The parts of the estate that paths are made of, found by account and by ARN pattern. */
export class PathEstate {
  readonly world: World;
  readonly nodes = new Nodes();
  readonly profiles = new Profiles();
  readonly principals: Principal[] = [];
  readonly functions: Noun<"LambdaFunction">[] = [];
  stores = 0;
  /** Resources whose policies let somebody in by name, with or without a policy of their own. */
  readonly granting: { readonly resource: Resource; readonly of: string; readonly arns: readonly string[]; readonly everyone: boolean }[] =
    [];
  /** Those of them that let in anybody at all. */
  readonly open = new Set<PathEstate["granting"][number]>();
  /** The same, by the accounts they speak of. */
  readonly named: {
    readonly resource: Resource;
    readonly of: string;
    readonly accounts: readonly string[];
    readonly arns: readonly string[];
  }[] = [];
  readonly unread: { readonly principal: string; readonly policy: string; readonly because: Unknown }[] = [];
  readonly #byId = new Map<string, Principal>();
  readonly #byNode = new Map<number, Principal>();
  readonly #indexes = new Map<string, ArnIndex<Resource>>();
  readonly #trusting = new Map<string, ArnIndex<Resource>>();
  readonly #trusted = new Map<string, Way | undefined>();
  readonly #policies = new Map<Resource, readonly Source[]>();
  readonly #asks = new Map<Resource, Map<string, Ask>>();
  #openly: ReadonlySet<string> | undefined;
  readonly #sources = new Map<string, Keys>();
  readonly #kinds = new Map<Kind, Resource[]>();
  readonly #points = new Map<Resource, Noun<"S3AccessPoint">[]>();
  readonly #fronts = new Map<Resource, boolean>();
  readonly #regions = new Map<string, Set<string>>();

  constructor(world: World) {
    this.world = world;
    for (const point of world.everywhere("S3AccessPoint").values()) this.#takePoint(point);
    for (const resource of world.estate.resources) this.#take(resource);
    for (const account of new Set(this.principals.map(({ caller }) => caller.account))) {
      const limits = [...serviceControl(world, account).unread, ...resourceControl(world, account).unread];
      for (const { policy, because } of limits) this.unread.push({ principal: account, policy, because });
    }
  }

  #take(resource: Resource): void {
    const list = this.#kinds.get(resource.kind);
    if (list) list.push(resource);
    else this.#kinds.set(resource.kind, [resource]);
    if (resource.region !== "global") {
      let regions = this.#regions.get(resource.account);
      if (!regions) this.#regions.set(resource.account, (regions = new Set()));
      regions.add(resource.region);
    }
    if (resource.kind === "Role" || resource.kind === "User") this.#takePrincipal(resource);
    else if (resource.kind === "LambdaFunction") {
      this.functions.push(resource);
      this.#share(resource, "function");
    }
    const carriesPolicy = readings[resource.kind] ?? channels[resource.kind] ?? resource.kind === "LambdaFunction";
    if (carriesPolicy)
      for (const { name, policy } of resourceSources(resource))
        if (isUnknown(policy)) this.unread.push({ principal: resource.id, policy: name, because: policy });
    if (readings[resource.kind]) {
      this.stores += 1;
      this.#share(resource, "store");
    }
    if (channels[resource.kind]) this.#share(resource, "channel");
    if (resource.kind === "Ec2Instance" || resource.kind === "EcsTaskDefinition" || resource.kind === "StateMachine")
      this.index(resource.account, resource.kind).add(resource.id, resource);
    if (resource.kind === "Group") this.index(resource.account, "group").add(resource.id, resource);
  }

  #takePoint(point: Noun<"S3AccessPoint">): void {
    const bucket = this.world.find("Bucket", point.Bucket, point);
    if (isUnknown(bucket) || bucket === undefined) return;
    const list = this.#points.get(bucket);
    if (list) list.push(point);
    else this.#points.set(bucket, [point]);
  }

  /** Access points that lead to a bucket. */
  pointsOf(bucket: Resource): readonly Noun<"S3AccessPoint">[] {
    return this.#points.get(bucket) ?? [];
  }

  #takePrincipal(holder: Noun<"Role"> | Noun<"User">): void {
    const principal = this.principal(holder, grantsOf(holder, this.world), holder.kind === "Role" ? "role" : "user", holder.id);
    this.#byId.set(holder.id, principal);
    for (const { policy, because } of principal.grants.unread) this.unread.push({ principal: holder.id, policy, because });
    this.index(holder.account, holder.kind === "Role" ? "role" : "user").add(holder.id, holder);
    if (holder.kind === "Role") this.#takeTrust(holder);
  }

  #takeTrust(role: Noun<"Role">): void {
    const trust = role.AssumeRolePolicyDocument;
    if (isUnknown(trust)) {
      this.unread.push({ principal: role.id, policy: "AssumeRolePolicyDocument", because: trust });
      return;
    }
    const services = new Set(trust.Statement.flatMap(servicesIn));
    for (const service of services) this.trusting(role.account, service).add(role.id, role);
    // A trust that shuts out by name lets in the rest; `decide` tells.
    if (trust.Statement.some((s) => s.Effect !== "Deny" && (s.NotPrincipal !== undefined || namesAws(s)))) this.#share(role, "assumable");
  }

  /** Found from its own account, and from those its policy names. */
  #share(resource: Resource, of: string): void {
    const named = namedIn([...this.policiesOf(resource), ...this.pointsOf(resource).flatMap((point) => readable(resourceSources(point)))]);
    // Only what carries events to something is of interest.
    if (of !== "channel" || leadsOn(resource, this.world.graph)) {
      const among = this.#among(resource, of);
      this.index(resource.account, among).add(resource.id, resource);
      if (named.everyone) this.index("*", `shared ${among}`).add(resource.id, resource);
      for (const account of named.accounts)
        if (account !== resource.account) this.index(account, `shared ${among}`).add(resource.id, resource);
    }
    if (named.accounts.length > 0) this.named.push({ resource, of, accounts: named.accounts, arns: named.arns });
    if (named.arns.length > 0 || named.everyone) this.granting.push({ resource, of, arns: named.arns, everyone: named.everyone });
  }

  /** Stores and functions whose policies tell callers apart are asked by each of them, the rest by all at once. */
  #among(resource: Resource, of: string): string {
    if (of !== "store" && of !== "function") return of;
    return this.isPersonal(resource) ? `personal ${of}` : of === "store" ? `store ${resource.kind}` : of;
  }

  /** Whether two callers of one account with equal policies may get different answers about it. */
  isPersonal(resource: Resource): boolean {
    return [this.policiesOf(resource), this.#keyPolicies(resource), ...resourceControl(this.world, resource.account).levels].some(
      (sources) => namedIn(sources).personal,
    );
  }

  #keyPolicies(store: Resource): readonly Source[] {
    const reference = keyOf(store);
    if (reference === undefined || isUnknown(reference)) return [];
    const key = this.world.find("KmsKey", reference, store);
    return isUnknown(key) || key === undefined ? [] : this.policiesOf(key);
  }

  /** Whether something leads to it. */
  hasFront(resource: Resource): boolean {
    let known = this.#fronts.get(resource);
    if (known === undefined) this.#fronts.set(resource, (known = this.world.graph.front(resource.id).length > 0));
    return known;
  }

  /** A principal with these grants: one of the estate, or one as it would be after a change. */
  principal(holder: Noun<"Role"> | Noun<"User">, grants: Grants, kind: "role" | "user" | "raised", id: string): Principal {
    const caller: Principal["caller"] =
      holder.kind === "Role"
        ? { type: "role", arn: holder.id, account: holder.account, serviceLinked: isServiceLinked(holder) }
        : { type: "user", arn: holder.id, account: holder.account };
    const node = this.nodes.add(kind, id, holder.name, holder.account, holder);
    const before = this.#byNode.get(node);
    if (before) return before;
    const shared = this.profiles.of(caller, grants);
    // One that comes up later would miss what its profile asked of each member before.
    const profile = shared.administers === undefined ? shared : this.profiles.of(caller, grants, id);
    const principal: Principal = { node, caller, holder, grants, profile };
    profile.members.push(principal);
    this.#byNode.set(node, principal);
    this.principals.push(principal);
    return principal;
  }

  /** The principal after it was given everything that its boundary and the organisation let through. */
  raised(principal: Principal, added: readonly Source[] = [ANYTHING], id = principal.holder.id): Principal {
    const identity = added[0] === ANYTHING ? added : [...principal.grants.identity, ...added];
    return this.principal(principal.holder, { ...principal.grants, identity }, "raised", id);
  }

  byId(id: string): Principal | undefined {
    return this.#byId.get(id);
  }

  byNode(node: number): Principal | undefined {
    return this.#byNode.get(node);
  }

  kind<K extends Kind>(kind: K): readonly Noun<K>[] {
    return (this.#kinds.get(kind) ?? []) as unknown as readonly Noun<K>[];
  }

  index(account: string, of: string): ArnIndex<Resource> {
    return indexIn(this.#indexes, `${account} ${of}`);
  }

  /** Roles of an account that name a service in their trust. */
  trusting(account: string, service: string): ArnIndex<Resource> {
    return indexIn(this.#trusting, `${account} ${service}`);
  }

  /** Whether the service may act as the role for its own account. */
  trusts(role: Noun<"Role">, service: string): Way | undefined {
    const key = `${role.id} ${service}`;
    if (this.#trusted.has(key)) return this.#trusted.get(key);
    const asked = (name: string) => wayOf({ caller: { type: "service", service: name }, grants: NO_GRANTS }, this.trustAsk(role));
    const way = asked(service) ?? asked(service.replace(".", `.${this.regionOf(role.account)}.`));
    this.#trusted.set(key, way);
    return way;
  }

  trustAsk(role: Noun<"Role">): Ask {
    let keys = this.#sources.get(role.account);
    if (!keys) this.#sources.set(role.account, (keys = { "aws:sourceaccount": [role.account] }));
    return { ...this.ask("sts:AssumeRole", role), keys };
  }

  /** The resource's own policies as far as they were read; `qualifier` is a function's. */
  policiesOf(resource: Resource, qualifier?: string): readonly Source[] {
    if (qualifier !== undefined) return readable(resourceSources(resource, qualifier));
    let known = this.#policies.get(resource);
    if (known) return known;
    known = readable(resourceSources(resource));
    if (known.length > 0) this.#policies.set(resource, known);
    return known;
  }

  /** A request to a resource of the estate, with the policies that stand on it and over it. */
  ask(action: string, resource: Resource, arn = resource.id): Ask {
    if (readings[resource.kind] || resource.kind === "LambdaFunction") return this.#ask(action, resource, arn);
    let known = this.#asks.get(resource);
    if (!known) this.#asks.set(resource, (known = new Map()));
    const key = arn === resource.id ? action : `${action} ${arn}`;
    let ask = known.get(key);
    if (!ask) known.set(key, (ask = this.#ask(action, resource, arn)));
    return ask;
  }

  #ask(action: string, resource: Resource, arn: string): Ask {
    const policies = this.policiesOf(resource);
    const control = resourceControl(this.world, resource.account).levels;
    const { account } = resource;
    if (policies.length === 0 && control.length === 0 && resource.kind !== "LambdaFunction") return { action, resource: arn, account };
    return {
      action,
      resource: arn,
      account,
      ...(policies.length === 0 ? {} : { policies }),
      ...(control.length === 0 ? {} : { control }),
      ...(resource.kind === "LambdaFunction" ? { keys: DIRECTLY } : {}),
    };
  }

  /** Whether anybody at all may do with it what is asked of a store, a channel or a function. */
  isOpen(resource: Resource, of: string): boolean {
    this.#openly ??= new Set([...this.open].map((grant) => `${grant.of} ${grant.resource.id}`));
    return this.#openly.has(`${of} ${resource.id}`);
  }

  /** A region to make things in: one that the account uses. */
  regionOf(account: string): string {
    return this.#regions.get(account)?.values().next().value ?? "us-east-1";
  }

  /** A role that a reference names. */
  roleOf(reference: Parameters<World["find"]>[1] | undefined, near: Resource): Principal | undefined {
    if (reference === undefined || isUnknown(reference)) return undefined;
    const role = this.world.find("Role", reference, near);
    return isUnknown(role) || role === undefined ? undefined : this.#byId.get(role.id);
  }

  /** Roles that an instance acts as. */
  rolesOfInstance(instance: Noun<"Ec2Instance">): readonly Principal[] {
    const profile = instance.IamInstanceProfile;
    if (isUnknown(profile) || profile === undefined) return [];
    const found = this.world.find("InstanceProfile", profile, instance);
    if (isUnknown(found) || found === undefined || isUnknown(found.Roles)) return [];
    return found.Roles.flatMap((role) => this.roleOf(role, found) ?? []);
  }
}

export function readable(sources: readonly Source[]): readonly Source[] {
  return sources.some(({ policy }) => isUnknown(policy)) ? sources.filter(({ policy }) => !isUnknown(policy)) : sources;
}

function indexIn(map: Map<string, ArnIndex<Resource>>, key: string): ArnIndex<Resource> {
  let index = map.get(key);
  if (!index) map.set(key, (index = new ArnIndex()));
  return index;
}

function servicesIn(statement: Statement): readonly string[] {
  const principal = statement.Principal;
  if (statement.Effect === "Deny" || principal === undefined || isUnknown(principal) || principal === "*") return [];
  // `states.us-east-1.amazonaws.com` is Step Functions too.
  return principal.Service.flatMap((service) => (isUnknown(service) ? [] : service.replace(/\.[a-z]{2}(-[a-z]+)+-\d\./, ".")));
}

function namesAws({ Principal: principal }: Statement): boolean {
  if (principal === undefined) return false;
  if (isUnknown(principal) || principal === "*") return true;
  return principal.AWS.length > 0;
}

/** Made by AWS for itself: nobody can change or assume it. */
export function isServiceLinked(role: Noun<"Role"> | Noun<"User">): boolean {
  return pathOf(role).startsWith("/aws-service-role/");
}

/** Kept by AWS (a service or IAM Identity Center): the account's own administrators cannot change it either. */
export function isProtected(holder: Noun<"Role"> | Noun<"User">): boolean {
  return holder.kind === "Role" && (isServiceLinked(holder) || pathOf(holder).startsWith("/aws-reserved/"));
}

function pathOf(holder: Noun<"Role"> | Noun<"User">): string {
  const arn = holder.id;
  const path = holder.kind === "Role" && !isUnknown(holder.Path) ? holder.Path : undefined;
  return path ?? arn.slice(arn.indexOf(":role") + 5, arn.lastIndexOf("/") + 1);
}

export function isOwnAccount(account: string, estate: PathEstate): boolean {
  return estate.world.estate.scopes.some((scope) => scope.account === account);
}

export function callerOfAccount(account: string, arn: string): Caller {
  return { type: "role", arn, account, serviceLinked: false };
}
