import {
  type Bundle,
  type Fact,
  isUnknown,
  type Kind,
  type Policy,
  type Relation,
  type RelationType,
  type Resource,
} from "../model/index.ts";
import { functionOfUri } from "./ids.ts";
import { References, referencesOf } from "./references.ts";

type Many = Fact<string | undefined | readonly Fact<string | undefined>[]>;
type Find = (reference: string, near: Resource) => { readonly id: string } | undefined;

/** Collects relations of one resource after another, each once. */
export class Collector {
  readonly found: (Relation | Bundle)[] = [];
  readonly refs: References;
  /** What each resource leads to: most lead to few, and looking through these is quicker than a key made of three names. */
  readonly #seen = new Map<string, Relation[]>();
  readonly #crowded = new Map<string, Set<string>>();

  constructor(refs: References) {
    this.refs = refs;
  }

  /** `near` <type> whatever the references name. */
  to(near: Resource, type: RelationType, references: Many, find: Find): void {
    for (const reference of referencesOf(references)) {
      if (isUnknown(reference)) this.#add({ from: near.id, to: "?", type, resolved: false, because: reference });
      else this.link(near.id, type, find(reference, near)?.id, reference);
    }
  }

  /** Whatever the references name <type> `near`. Sources outside the estate are left out: a relation starts at a resource. */
  from(near: Resource, type: RelationType, references: Many, find: Find): void {
    for (const reference of referencesOf(references)) {
      const source = isUnknown(reference) ? undefined : find(reference, near);
      if (source) this.link(source.id, type, near.id, near.id);
    }
  }

  link(from: string, type: RelationType, to: string | undefined, reference: string): void {
    this.#add({ from, to: to ?? reference, type, resolved: to !== undefined });
  }

  #add(relation: Relation): void {
    if (relation.because === undefined && !this.#isNew(relation)) return;
    this.found.push(relation);
  }

  #isNew(relation: Relation): boolean {
    const { from, type, to } = relation;
    const others = this.#seen.get(from);
    if (others === undefined) {
      this.#seen.set(from, [relation]);
      return true;
    }
    if (others.length < CROWD) {
      if (others.some((other) => other.to === to && other.type === type)) return false;
      others.push(relation);
      return true;
    }
    let crowd = this.#crowded.get(from);
    if (!crowd) this.#crowded.set(from, (crowd = new Set(others.map((other) => `${other.type}|${other.to}`))));
    const before = crowd.size;
    return crowd.add(`${type}|${to}`).size > before;
  }
}

const CROWD = 24;

/** Finds a resource of that kind, */
export function by(c: Collector, kind: Kind): Find {
  return (reference, near) => c.refs.find(kind, reference, near);
}
/** of any kind, by its ARN or another name, */
export function any(c: Collector): Find {
  return (reference, near) => c.refs.byArn(reference, near) ?? c.refs.byValue(reference, near);
}
/** a function, by any way of naming one. */
export function fnBy(c: Collector): Find {
  return (reference, near) => c.refs.fn(reference, near);
}

/** What an integration URI calls: a function, a queue, or something outside. */
export function integration(near: Resource, type: RelationType, uri: Fact<string | undefined>, c: Collector): void {
  c.to(near, type, uri, (written) => {
    const fn = functionOfUri(written);
    if (fn !== undefined) return c.refs.fn(fn, near);
    const queue = /^arn:[^:]+:apigateway:[^:]+:sqs:path\/\d+\/(.+)$/.exec(written)?.[1];
    return queue === undefined ? c.refs.byArn(written, near) : c.refs.find("Queue", queue, near);
  });
}

/** What the statements of a role's policies allow by name. */
function grants(near: Resource, document: Fact<Policy>, c: Collector, lists: Set<readonly string[]>): void {
  if (isUnknown(document)) return;
  for (const statement of document.Statement) {
    if (statement.Effect !== "Allow") continue;
    for (const pattern of statement.Resource ?? []) {
      const list = isUnknown(pattern) ? [] : c.refs.byPattern(pattern, near);
      if (list.length > 0) lists.add(list);
    }
  }
}

/** What the policies of its role name. */
export function usesByRole(near: Resource, role: Fact<string | undefined>, c: Collector): void {
  if (isUnknown(role) || role === undefined) return;
  const found = c.refs.find("Role", role, near);
  if (!found) return;
  const lists = c.refs.once(found, near, () => {
    const all = new Set<readonly string[]>();
    if (!isUnknown(found.Policies)) for (const policy of found.Policies) grants(near, policy.PolicyDocument, c, all);
    for (const arn of referencesOf(found.ManagedPolicyArns)) {
      const managed = isUnknown(arn) ? undefined : c.refs.find("ManagedPolicy", arn, near);
      if (managed && !managed.AwsManaged) grants(near, managed.PolicyDocument, c, all);
    }
    return [...all];
  });
  if (lists.length > 0) c.found.push({ from: near.id, type: "uses", lists });
}

const STATE_KEYS = new Set(["FunctionName", "TableName", "QueueUrl", "TopicArn", "StateMachineArn", "EventBusName", "Bucket", "SecretId"]);

/** What the states of a machine call. */
export function calls(definition: Fact<string>, near: Resource, c: Collector): void {
  if (isUnknown(definition)) {
    c.to(near, "triggers", definition, any(c));
    return;
  }
  let root: unknown;
  try {
    root = JSON.parse(definition);
  } catch {
    return; // not a definition: the check of the machine says so
  }
  const open: unknown[] = [root];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== "object" || at === null) continue;
    for (const [key, value] of Object.entries(at)) {
      if (typeof value === "object") open.push(value);
      else if (typeof value === "string" && key === "Resource" && /^arn:[^:]+:lambda:/.test(value)) c.to(near, "triggers", value, fnBy(c));
      else if (typeof value === "string" && STATE_KEYS.has(key)) {
        const target = key === "FunctionName" ? c.refs.fn(value, near) : any(c)(value, near);
        if (target) c.link(near.id, key === "FunctionName" || key === "StateMachineArn" ? "triggers" : "uses", target.id, value);
      }
    }
  }
}

/** The bucket, API or load balancer behind a domain name. */
export function originOf(domain: string, near: Resource, c: Collector): { readonly id: string } | undefined {
  const bucket = /^(.+?)\.s3[.-]/.exec(domain)?.[1];
  if (bucket !== undefined) return inAnyRegion("Bucket", bucket, near, c);
  const api = /^([^.]+)\.execute-api\./.exec(domain)?.[1];
  if (api !== undefined) return inAnyRegion("RestApi", api, near, c) ?? inAnyRegion("HttpApi", api, near, c);
  return inAnyRegion("LoadBalancer", domain, near, c);
}

/** Global resources name regional ones without saying where. */
function inAnyRegion(kind: Kind, name: string, near: Resource, c: Collector): { readonly id: string } | undefined {
  return (c.refs.world.known(kind, near) as unknown as readonly Resource[]).find((r) => r.name === name || r.aliases?.includes(name));
}
