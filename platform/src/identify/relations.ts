import {
  type Bundle,
  type Estate,
  type Fact,
  isUnknown,
  type Kind,
  type Noun,
  type Policy,
  type Relation,
  type RelationType,
  type Resource,
  type World,
} from "../model/index.ts";
import { functionOfUri } from "./ids.ts";
import { References, referencesOf } from "./references.ts";

type Many = Fact<string | undefined | readonly Fact<string | undefined>[]>;
type Find = (reference: string, near: Resource) => { readonly id: string } | undefined;

/** Collects relations of one resource after another, each once. */
class Collector {
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

type Rule<K extends Kind> = (resource: Noun<K>, near: Resource, c: Collector) => void;
type Rules = { readonly [K in Kind]?: Rule<K> };

function by(c: Collector, kind: Kind): Find {
  return (reference, near) => c.refs.find(kind, reference, near);
}
function any(c: Collector): Find {
  return (reference, near) => c.refs.byArn(reference, near) ?? c.refs.byValue(reference, near);
}
function fnBy(c: Collector): Find {
  return (reference, near) => c.refs.fn(reference, near);
}

function map<T, U>(fact: Fact<T>, f: (value: T) => U): Fact<U> {
  return isUnknown(fact) ? fact : f(fact);
}

/** What an integration URI calls: a function, a queue, or something outside. */
function integration(near: Resource, type: RelationType, uri: Fact<string | undefined>, c: Collector): void {
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

function usesByRole(near: Resource, role: Fact<string | undefined>, c: Collector): void {
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
function calls(definition: Fact<string>, near: Resource, c: Collector): void {
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
function originOf(domain: string, near: Resource, c: Collector): { readonly id: string } | undefined {
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

const rules: Rules = {
  LambdaFunction(fn, near, c) {
    c.to(near, "assumes", fn.Role, by(c, "Role"));
    c.to(near, "has-layer", fn.Layers, by(c, "LambdaLayerVersion"));
    c.to(near, "encrypts-with", fn.KmsKeyArn, by(c, "KmsKey"));
    c.to(near, "signed-under", fn.CodeSigningConfigArn, by(c, "CodeSigningConfig"));
    c.to(near, "logs-to", map(fn.LoggingConfig, (logging) => logging.LogGroup) as Fact<string | undefined>, by(c, "LogGroup"));
    const vpc = fn.VpcConfig;
    if (isUnknown(vpc)) c.to(near, "in-vpc", vpc, by(c, "Vpc"));
    else if (vpc) {
      c.to(near, "in-subnet", vpc.SubnetIds, by(c, "Subnet"));
      c.to(near, "in-security-group", vpc.SecurityGroupIds, by(c, "SecurityGroup"));
      c.to(near, "in-vpc", vpc.VpcId, by(c, "Vpc"));
    }
    c.to(near, "uses", fn.FileSystemArns, any(c));
    c.to(near, "dead-letters-to", fn.DeadLetterTarget, any(c));
    for (const config of isUnknown(fn.EventInvokeConfigs) ? [] : fn.EventInvokeConfigs) {
      c.to(near, "dead-letters-to", config.OnFailure, any(c));
      c.to(near, "sends-to", config.OnSuccess, any(c));
    }
    for (const value of isUnknown(fn.Environment) ? [] : Object.values(fn.Environment)) {
      const used = isUnknown(value) ? undefined : c.refs.byValue(value, near);
      if (used && used.id !== near.id) c.link(near.id, "uses", used.id, used.id);
    }
    usesByRole(near, fn.Role, c);
  },
  EventSourceMapping(mapping, near, c) {
    const source = mapping.EventSourceArn;
    if (!isUnknown(source) && source !== undefined) {
      const from = c.refs.byArn(source, near);
      const to = isUnknown(mapping.FunctionName) ? undefined : c.refs.fn(mapping.FunctionName, near);
      if (from) c.to(from as Resource, "triggers", mapping.FunctionName, fnBy(c));
      else if (to) c.link(near.id, "triggers", to.id, to.id);
    }
    c.to(near, "dead-letters-to", mapping.OnFailure, any(c));
    c.to(near, "encrypts-with", mapping.KmsKeyArn, by(c, "KmsKey"));
  },
  EventRule(rule, near, c) {
    for (const target of isUnknown(rule.Targets) ? [] : rule.Targets) {
      c.to(near, "triggers", target.Arn, any(c));
      c.to(near, "dead-letters-to", target.DeadLetterArn, any(c));
      c.to(near, "assumes", target.RoleArn, by(c, "Role"));
    }
    c.from(near, "routes", rule.EventBusName, by(c, "EventBus"));
  },
  Schedule(schedule, near, c) {
    c.to(near, "triggers", schedule.TargetArn, any(c));
    c.to(near, "assumes", schedule.RoleArn, by(c, "Role"));
    c.to(near, "dead-letters-to", schedule.DeadLetterArn, any(c));
    c.to(near, "encrypts-with", schedule.KmsKeyArn, by(c, "KmsKey"));
  },
  Pipe(pipe, near, c) {
    c.from(near, "triggers", pipe.Source, any(c));
    c.to(near, "triggers", pipe.Enrichment, any(c));
    c.to(near, "triggers", pipe.Target, any(c));
    c.to(near, "assumes", pipe.RoleArn, by(c, "Role"));
    c.to(near, "encrypts-with", pipe.KmsKeyIdentifier, by(c, "KmsKey"));
  },
  Subscription(subscription, near, c) {
    if (isUnknown(subscription.TopicArn)) return;
    const topic = c.refs.find("Topic", subscription.TopicArn, near);
    const machine = !isUnknown(subscription.Protocol) && /^(lambda|sqs|firehose)$/.test(subscription.Protocol);
    if (topic) c.to(topic as Resource, machine ? "triggers" : "sends-to", subscription.Endpoint, any(c));
    c.to(near, "dead-letters-to", subscription.DeadLetterTargetArn, any(c));
  },
  Bucket(bucket, near, c) {
    for (const notification of isUnknown(bucket.Notifications) ? [] : bucket.Notifications)
      c.to(near, "triggers", notification.Target, any(c));
    c.to(near, "logs-to", bucket.LoggingTarget, by(c, "Bucket"));
    const encryption = bucket.Encryption;
    if (!isUnknown(encryption) && encryption) c.to(near, "encrypts-with", encryption.KmsKeyId, by(c, "KmsKey"));
  },
  Queue(queue, near, c) {
    const redrive = queue.RedrivePolicy;
    if (isUnknown(redrive)) c.to(near, "dead-letters-to", redrive, any(c));
    else c.to(near, "dead-letters-to", redrive?.deadLetterTargetArn, any(c));
    c.to(near, "encrypts-with", queue.KmsMasterKeyId, by(c, "KmsKey"));
  },
  Topic(topic, near, c) {
    c.to(near, "encrypts-with", topic.KmsMasterKeyId, by(c, "KmsKey"));
  },
  DynamoTable(table, near, c) {
    c.to(near, "encrypts-with", table.KmsKeyArn, by(c, "KmsKey"));
  },
  KinesisStream(stream, near, c) {
    c.to(near, "encrypts-with", stream.KeyId, by(c, "KmsKey"));
  },
  FirehoseStream(stream, near, c) {
    c.from(near, "triggers", stream.SourceStreamArn, any(c));
    c.to(near, "sends-to", stream.DestinationArns, any(c));
    c.to(near, "encrypts-with", stream.KeyArn, by(c, "KmsKey"));
  },
  Secret(secret, near, c) {
    c.to(near, "encrypts-with", secret.KmsKeyId, by(c, "KmsKey"));
  },
  StateMachine(machine, near, c) {
    c.to(near, "assumes", machine.RoleArn, by(c, "Role"));
    c.to(near, "logs-to", machine.LogGroups, any(c));
    c.to(near, "encrypts-with", machine.KmsKeyId, by(c, "KmsKey"));
    calls(machine.Definition, near, c);
  },
  RestMethod(method, near, c) {
    c.from(near, "routes", method.RestApiId, by(c, "RestApi"));
    integration(near, "triggers", method.IntegrationUri, c);
    c.to(near, "authorized-by", method.AuthorizerId, by(c, "RestAuthorizer"));
    c.to(near, "assumes", method.IntegrationCredentials, by(c, "Role"));
  },
  RestAuthorizer(authorizer, near, c) {
    integration(near, "triggers", authorizer.AuthorizerUri, c);
    c.to(near, "uses", authorizer.ProviderArns, by(c, "UserPool"));
  },
  RestStage(stage, near, c) {
    c.to(near, "serves", stage.RestApiId, by(c, "RestApi"));
    c.to(near, "guarded-by", stage.WebAclArn, by(c, "WebAcl"));
    c.to(near, "logs-to", stage.AccessLogDestination, any(c));
  },
  ApiDomainName(domain, near, c) {
    c.to(near, "serves", domain.ApiIds, (id) => c.refs.find("RestApi", id, near) ?? c.refs.find("HttpApi", id, near));
  },
  HttpRoute(route, near, c) {
    c.from(near, "routes", route.ApiId, by(c, "HttpApi"));
    integration(near, "triggers", route.IntegrationUri, c);
    c.to(near, "authorized-by", route.AuthorizerId, by(c, "HttpAuthorizer"));
    c.to(near, "assumes", route.IntegrationCredentials, by(c, "Role"));
  },
  HttpAuthorizer(authorizer, near, c) {
    integration(near, "triggers", authorizer.AuthorizerUri, c);
  },
  HttpStage(stage, near, c) {
    c.to(near, "serves", stage.ApiId, by(c, "HttpApi"));
    c.to(near, "logs-to", stage.AccessLogDestination, any(c));
  },
  AppSyncApi(api, near, c) {
    c.to(near, "guarded-by", api.WebAclArn, by(c, "WebAcl"));
  },
  AppSyncDataSource(source, near, c) {
    c.from(near, "routes", source.ApiId, by(c, "AppSyncApi"));
    c.to(near, "triggers", source.Target, any(c));
    c.to(near, "assumes", source.ServiceRoleArn, by(c, "Role"));
  },
  UserPool(pool, near, c) {
    for (const target of isUnknown(pool.LambdaTriggers) ? [] : Object.values(pool.LambdaTriggers)) c.to(near, "triggers", target, fnBy(c));
    c.to(near, "guarded-by", pool.WebAclArn, by(c, "WebAcl"));
  },
  UserPoolClient(client, near, c) {
    c.to(near, "serves", client.UserPoolId, by(c, "UserPool"));
  },
  IdentityPool(pool, near, c) {
    c.to(near, "assumes", [pool.AuthenticatedRole, pool.UnauthenticatedRole], by(c, "Role"));
  },
  CloudFrontDistribution(distribution, near, c) {
    for (const origin of isUnknown(distribution.Origins) ? [] : distribution.Origins) {
      c.to(near, "fetches-from", origin.DomainName, (domain) => originOf(domain, near, c));
    }
    c.to(near, "guarded-by", distribution.WebAclId, by(c, "WebAcl"));
  },
  LoadBalancer(balancer, near, c) {
    for (const listener of isUnknown(balancer.Listeners) ? [] : balancer.Listeners) c.to(near, "triggers", listener.TargetArns, any(c));
    c.to(near, "guarded-by", balancer.WebAclArn, by(c, "WebAcl"));
    c.to(near, "in-security-group", balancer.SecurityGroupIds, by(c, "SecurityGroup"));
    c.to(near, "in-vpc", balancer.VpcId, by(c, "Vpc"));
  },
  WebAclAssociation(association, near, c) {
    if (isUnknown(association.WebAclArn) || isUnknown(association.ResourceArn)) return;
    const acl = c.refs.find("WebAcl", association.WebAclArn, near);
    c.link(association.ResourceArn, "guarded-by", acl?.id, association.WebAclArn);
  },
  EcsService(service, near, c) {
    c.to(near, "uses", service.TaskDefinition, by(c, "EcsTaskDefinition"));
    c.to(near, "in-subnet", service.SubnetIds, by(c, "Subnet"));
    c.to(near, "in-security-group", service.SecurityGroupIds, by(c, "SecurityGroup"));
  },
  EcsTaskDefinition(task, near, c) {
    c.to(near, "assumes", [task.TaskRoleArn, task.ExecutionRoleArn], by(c, "Role"));
    usesByRole(near, task.TaskRoleArn, c);
  },
  DbInstance(db, near, c) {
    c.to(near, "in-security-group", db.SecurityGroupIds, by(c, "SecurityGroup"));
    c.to(near, "in-subnet", db.SubnetIds, by(c, "Subnet"));
    c.to(near, "encrypts-with", db.KmsKeyId, by(c, "KmsKey"));
  },
  DbCluster(db, near, c) {
    c.to(near, "in-security-group", db.SecurityGroupIds, by(c, "SecurityGroup"));
    c.to(near, "encrypts-with", db.KmsKeyId, by(c, "KmsKey"));
  },
  Role(role, near, c) {
    c.to(near, "has-policy", role.ManagedPolicyArns, by(c, "ManagedPolicy"));
  },
  InstanceProfile(profile, near, c) {
    c.to(near, "assumes", profile.Roles, by(c, "Role"));
  },
  Subnet(subnet, near, c) {
    c.to(near, "in-vpc", subnet.VpcId, by(c, "Vpc"));
  },
  SecurityGroup(group, near, c) {
    c.to(near, "in-vpc", group.VpcId, by(c, "Vpc"));
  },
  Trail(trail, near, c) {
    c.to(near, "logs-to", trail.S3BucketName, by(c, "Bucket"));
    c.to(near, "encrypts-with", trail.KmsKeyId, by(c, "KmsKey"));
  },
};

/** How the resources of an estate belong together. Pure; the order follows the estate. */
export function relations(estate: Estate, world?: World): readonly (Relation | Bundle)[] {
  const collector = new Collector(new References(estate, world));
  for (const resource of estate.resources) {
    const rule = rules[resource.kind] as ((resource: Resource, near: Resource, c: Collector) => void) | undefined;
    rule?.(resource, resource, collector);
  }
  return collector.found;
}
