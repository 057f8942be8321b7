import {
  type Bundle,
  type Estate,
  isUnknown,
  type Kind,
  mapFact,
  type Noun,
  type Relation,
  type Resource,
  type World,
} from "../model/index.ts";
import { References } from "./references.ts";
import { any, by, Collector, calls, fnBy, integration, originOf, usesByRole } from "./relation-collector.ts";

type Rule<K extends Kind> = (resource: Noun<K>, near: Resource, c: Collector) => void;
type Rules = { readonly [K in Kind]?: Rule<K> };

const rules: Rules = {
  LambdaFunction(fn, near, c) {
    c.to(near, "assumes", fn.Role, by(c, "Role"));
    c.to(near, "has-layer", fn.Layers, by(c, "LambdaLayerVersion"));
    c.to(near, "encrypts-with", fn.KmsKeyArn, by(c, "KmsKey"));
    c.to(near, "signed-under", fn.CodeSigningConfigArn, by(c, "CodeSigningConfig"));
    c.to(
      near,
      "logs-to",
      mapFact(fn.LoggingConfig, (logging) => logging.LogGroup),
      by(c, "LogGroup"),
    );
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
