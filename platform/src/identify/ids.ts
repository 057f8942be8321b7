/**
 * Ids and names of resources, in one place, so that the live collectors and the template folds say the same of the same thing.
 * An id is the ARN where AWS has one; else it is ARN-shaped, following the resource format AWS documents for IAM policies.
 */
export interface Where {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** `arn:<partition>:<service>:<region>:<account>:<rest>` */
export function arnOf(where: Where, service: string, rest: string): string {
  return `arn:${where.partition}:${service}:${where.region === "global" ? "" : where.region}:${where.account}:${rest}`;
}

// Lambda

export function functionArn(where: Where, name: string): string {
  return arnOf(where, "lambda", `function:${name}`);
}
/** `uuid` is the mapping's UUID; templates give the logical id. */
export function eventSourceMappingId(where: Where, uuid: string): string {
  return arnOf(where, "lambda", `event-source-mapping:${uuid}`);
}
/** `queue:orders → function-name`. A table's stream has only a time for a name: the table's name says more. */
export function eventSourceMappingName(source: string | undefined, functionName: string): string {
  const table = source === undefined ? undefined : /:table\/([^/]+)\/stream\//.exec(source)?.[1];
  return `${source === undefined ? "self-managed" : (table ?? lastPart(source))} → ${functionNameOf(functionName)}`;
}
/** `<layer>:<version>`. */
export function layerVersionName(layer: string, version: number | string): string {
  return `${layer}:${version}`;
}

// API Gateway: REST

export function restApiArn(where: Where, apiId: string): string {
  return `arn:${where.partition}:apigateway:${where.region}::/restapis/${apiId}`;
}
export function restMethodId(where: Where, apiId: string, path: string, verb: string): string {
  return `${restApiArn(where, apiId)}/resources${path}/methods/${verb}`;
}
/** `<api name> GET /orders`: many APIs have a `GET /`. */
export function routeName(apiName: string, verb: string, path: string): string {
  return `${apiName} ${verb} ${path}`;
}
export function restStageArn(where: Where, apiId: string, stage: string): string {
  return `${restApiArn(where, apiId)}/stages/${stage}`;
}
/** `<api name>/<stage>`. */
export function stageName(apiName: string, stage: string): string {
  return `${apiName}/${stage}`;
}
export function restAuthorizerId(where: Where, apiId: string, authorizerId: string): string {
  return `${restApiArn(where, apiId)}/authorizers/${authorizerId}`;
}
export function usagePlanId(where: Where, planId: string): string {
  return `arn:${where.partition}:apigateway:${where.region}::/usageplans/${planId}`;
}
/** The same for v1 and v2 domains. */
export function apiDomainNameArn(where: Where, domain: string): string {
  return `arn:${where.partition}:apigateway:${where.region}::/domainnames/${domain}`;
}

// API Gateway: HTTP and WebSocket

export function httpApiArn(where: Where, apiId: string): string {
  return `arn:${where.partition}:apigateway:${where.region}::/apis/${apiId}`;
}
/** By key, not by AWS's random route id, so that a template and an account agree. */
export function httpRouteId(where: Where, apiId: string, routeKey: string): string {
  return `${httpApiArn(where, apiId)}/routes/${routeKey}`;
}
/** `<api name> GET /orders` */
export function httpRouteName(apiName: string, routeKey: string): string {
  return `${apiName} ${routeKey}`;
}
export function httpStageArn(where: Where, apiId: string, stage: string): string {
  return `${httpApiArn(where, apiId)}/stages/${stage}`;
}
export function httpAuthorizerId(where: Where, apiId: string, authorizerId: string): string {
  return `${httpApiArn(where, apiId)}/authorizers/${authorizerId}`;
}

// AppSync

export function appSyncApiArn(where: Where, apiId: string): string {
  return arnOf(where, "appsync", `apis/${apiId}`);
}
export function appSyncDataSourceId(where: Where, apiId: string, name: string): string {
  return `${appSyncApiArn(where, apiId)}/datasources/${name}`;
}

// Messaging

/** By what it connects, not by AWS's random id: a topic cannot have the same endpoint twice. `discriminator` only where people's addresses were left out. */
export function subscriptionId(topicArn: string, protocol: string, endpoint: string, discriminator?: string): string {
  return `${topicArn}:${protocol}:${endpoint}${discriminator === undefined ? "" : `:${discriminator}`}`;
}
/** `topic → endpoint`. */
export function subscriptionName(topicArn: string, protocol: string, endpoint: string): string {
  return `${lastPart(topicArn)} → ${protocol}:${lastPart(endpoint)}`;
}
/** The endpoint as it may be kept: of people's addresses only the protocol's name, of URLs only the host, for webhooks carry their secret in the rest. */
export function subscriptionEndpoint(protocol: string, endpoint: string): string {
  if (/^(email|email-json|sms)$/.test(protocol)) return protocol;
  if (!/^https?$/.test(protocol)) return endpoint;
  const host = /^https?:\/\/(?:[^/?#]*@)?([^/?#@]+)/i.exec(endpoint)?.[1];
  return host === undefined ? protocol : `${protocol}://${host}`;
}
/** Rules of the default bus have no bus in their ARN. */
export function eventRuleArn(where: Where, bus: string, name: string): string {
  return arnOf(where, "events", bus === "default" ? `rule/${name}` : `rule/${bus}/${name}`);
}
export function scheduleArn(where: Where, group: string, name: string): string {
  return arnOf(where, "scheduler", `schedule/${group}/${name}`);
}

// Edge

export function webAclAssociationId(webAclArn: string, resourceArn: string): string {
  return `${webAclArn}/association/${resourceArn}`;
}
export function classicLoadBalancerArn(where: Where, name: string): string {
  return arnOf(where, "elasticloadbalancing", `loadbalancer/${name}`);
}

// Data

export function dbEventSubscriptionArn(where: Where, name: string): string {
  return arnOf(where, "rds", `es:${name}`);
}

// Identity

export function userPoolClientId(where: Where, poolId: string, clientId: string): string {
  return arnOf(where, "cognito-idp", `userpool/${poolId}/client/${clientId}`);
}
export function userPoolArn(where: Where, poolId: string): string {
  return arnOf(where, "cognito-idp", `userpool/${poolId}`);
}
export function identityPoolArn(where: Where, poolId: string): string {
  return arnOf(where, "cognito-identity", `identitypool/${poolId}`);
}
/** `<pool name>/<client name>`. */
export function userPoolClientName(poolName: string, clientName: string): string {
  return `${poolName}/${clientName}`;
}

// EC2: `type` is `vpc`, `subnet`, `security-group`, `network-acl`, `route-table`, `vpc-peering-connection`, `vpc-endpoint`, `instance`

export type Ec2Type =
  | "vpc"
  | "subnet"
  | "security-group"
  | "network-acl"
  | "route-table"
  | "vpc-peering-connection"
  | "vpc-endpoint"
  | "instance";

/** Also the name rule of EC2 resources: the `Name` tag when there is one, else the id. */
export function ec2Arn(where: Where, type: Ec2Type, id: string): string {
  return arnOf(where, "ec2", `${type}/${id}`);
}
export function ec2Name(id: string, tags: Readonly<Record<string, string>> | undefined): string {
  return tags?.["Name"] || id;
}

// Account-wide

export function accountId(where: Where): string {
  return `arn:${where.partition}:iam::${where.account}:root`;
}
export function regionId(where: Where): string {
  return `arn:${where.partition}:ec2:${where.region}:${where.account}:region/${where.region}`;
}

// Reading references

/** What people call the thing an ARN names: its last part after `:` or `/`. Anything else is returned as it is. */
export function lastPart(reference: string): string {
  if (!reference.startsWith("arn:")) return reference;
  const rest = reference.split(":").slice(5).join(":");
  const cut = Math.max(rest.lastIndexOf("/"), rest.lastIndexOf(":"));
  return cut < 0 || cut === rest.length - 1 ? rest : rest.slice(cut + 1);
}

/** Function name of an ARN (with or without qualifier), a partial ARN (`account:function:name`), `name:qualifier` or a plain name. */
export function functionNameOf(reference: string): string {
  return functionReference(reference).name;
}

/** Splits any form in which Lambda accepts a function into name and qualifier. */
export function functionReference(reference: string): { readonly name: string; readonly qualifier: string | undefined } {
  const match = /^(?:arn:[^:]+:lambda:[^:]*:[^:]*:function:|[^:]*:function:|function:)?([^:/]+)(?::(.+))?$/.exec(reference);
  return match ? { name: match[1]!, qualifier: match[2] } : { name: reference, qualifier: undefined };
}

/** The function ARN inside an API Gateway integration or authorizer URI; undefined when it calls something else. */
export function functionOfUri(uri: string): string | undefined {
  const match = /(?:^arn:[^:]+:apigateway:[^:]+:lambda:path\/[^/]+\/functions\/)(.+?)(?:\/invocations)?$/.exec(uri);
  if (match) return match[1];
  return /^arn:[^:]+:lambda:/.test(uri) ? uri : undefined;
}
