import { type Fact, isUnknown, type Kind, type Noun, type Resource, type Statement, type Unknown } from "../../model/index.ts";
import { eventSourcesOf, unplacedEventSource } from "../compute/event-sources.ts";
import { permissionsOf } from "../iam/permissions.ts";
import type { Court } from "./court.ts";

/** What the services that push events keep in lists that Yagura reads: their permission alone calls nobody. */
const LISTED: Readonly<Record<string, readonly Kind[]>> = {
  "events.amazonaws.com": ["EventRule"],
  "s3.amazonaws.com": ["Bucket"],
  "sns.amazonaws.com": ["Subscription"],
  "apigateway.amazonaws.com": ["RestApi", "RestMethod", "RestAuthorizer", "HttpApi", "HttpRoute", "HttpAuthorizer"],
  "cognito-idp.amazonaws.com": ["UserPool"],
};

/** Kinds that point at functions by themselves; a list that is not complete can hide one. */
const POINTERS: readonly Kind[] = ["Schedule", "Pipe", "StateMachine", "AppSyncDataSource", "LoadBalancer"];

/** Event sources call through a mapping, which says whether it is on; a table or queue itself does not. */
const POLLED: ReadonlySet<Kind> = new Set(["Queue", "KinesisStream", "DynamoTable"]);

/**
 * What can call the function, other than whoever has credentials: the name of the first live trigger, URL or permission.
 * Unknown when something unread could be one.
 */
export function wiringOf(fn: Noun<"LambdaFunction">, court: Court): Fact<string | undefined> {
  const { world } = court;
  const doubts: Unknown[] = [];
  const doubt = (fact: unknown) => {
    if (isUnknown(fact)) doubts.push(fact);
  };

  if (isUnknown(fn.Urls)) doubts.push(fn.Urls);
  else if (fn.Urls.length > 0) return "function URL";

  for (const mapping of eventSourcesOf(fn, world)) {
    if (mapping.Enabled !== false && !court.isRetired(mapping.id)) return mapping.name;
  }
  doubt(unplacedEventSource(fn, world));

  for (const relation of world.graph.front(fn.id)) {
    const from = court.resourceOf(relation.from);
    if (from === undefined || from.id === fn.id || POLLED.has(from.kind)) continue;
    if (relation.type === "uses" || relation.type === "guarded-by") continue;
    if (!court.isRetired(from.id) && !isOff(from)) return from.name;
  }
  const caller = callerOf(fn, court);
  if (caller !== undefined) return caller;
  for (const kind of POINTERS) doubt(world.all(kind, fn));

  if (isUnknown(fn.Policies)) doubts.push(fn.Policies);
  else {
    for (const { Document } of fn.Policies) {
      if (isUnknown(Document)) doubts.push(Document);
      else
        for (const statement of Document.Statement) {
          const who = callableBy(statement, fn, court, doubt);
          if (who !== undefined) return who;
        }
    }
  }
  return doubts[0];
}

function isOff(resource: Resource): boolean {
  if (resource.kind === "EventRule") return resource.State === "DISABLED";
  if (resource.kind === "Schedule") return resource.State === "DISABLED";
  if (resource.kind === "Pipe") return resource.DesiredState === "STOPPED";
  return false;
}

/** Another function that names this one exactly: in its environment, or in a policy of its role. */
function callerOf(fn: Noun<"LambdaFunction">, court: Court): string | undefined {
  const names = new Set([fn.name, fn.id]);
  for (const { from } of court.world.graph.front(fn.id, "uses")) {
    const caller = court.resourceOf(from);
    if (caller?.kind !== "LambdaFunction" || caller.id === fn.id || court.isRetired(caller.id)) continue;
    const environment = isUnknown(caller.Environment) ? [] : Object.values(caller.Environment);
    if (environment.some((value) => typeof value === "string" && names.has(value))) return caller.name;
    const role = court.world.find("Role", caller.Role, caller);
    if (isUnknown(role) || role === undefined) continue;
    const named = permissionsOf(role, court.world).grants.some(
      ({ statement }) =>
        statement.Effect === "Allow" &&
        statement.Resource?.some((resource) => typeof resource === "string" && resource.replace(/:\*$/, "") === fn.id),
    );
    if (named) return caller.name;
  }
  return undefined;
}

/** Whom a statement of the function's policy lets call it, when that alone may bring calls. */
function callableBy(statement: Statement, fn: Noun<"LambdaFunction">, court: Court, doubt: (fact: unknown) => void): string | undefined {
  if (statement.Effect === "Deny") return undefined;
  const principal = statement.Principal;
  if (principal === undefined || isUnknown(principal) || principal === "*") return "resource policy";
  if (principal.AWS.length > 0 || principal.Federated.length > 0 || principal.CanonicalUser.length > 0) return "resource policy";
  for (const service of principal.Service) {
    if (isUnknown(service)) return "resource policy";
    const kinds = LISTED[service];
    if (kinds === undefined || !isOwnSource(statement, fn)) return service;
    // The service calls for something in this account, and the graph has shown that nothing there points here.
    for (const kind of kinds) doubt(court.world.all(kind, fn));
  }
  return undefined;
}

/** Whether conditions limit the statement to sources of the function's own account. S3 names no account in its ARNs. */
function isOwnSource({ Condition }: Statement, fn: Noun<"LambdaFunction">): boolean {
  if (Condition === undefined || isUnknown(Condition)) return false;
  for (const [operator, keys] of Object.entries(Condition)) {
    if (!/^(string|arn)(equals|like|equalsignorecase)$/i.test(operator)) continue;
    for (const [key, values] of Object.entries(keys)) {
      const lower = key.toLowerCase();
      const texts = values.filter((value): value is string => typeof value === "string");
      if (texts.length === 0 || texts.length < values.length) continue;
      if (lower === "aws:sourceaccount" && texts.every((text) => text === fn.account)) return true;
      if (lower === "aws:sourcearn" && texts.every((text) => text.split(":")[4] === fn.account)) return true;
    }
  }
  return false;
}

/** Whether CloudFront may run the function: it then runs in other regions, under another name, and its metrics are there. */
export function mayRunAtEdge(fn: Noun<"LambdaFunction">, court: Court): Fact<boolean> {
  if (fn.region !== "us-east-1") return false;
  const role = court.world.find("Role", fn.Role, fn);
  if (isUnknown(role)) return role;
  if (role === undefined) return false;
  if (isUnknown(role.AssumeRolePolicyDocument)) return role.AssumeRolePolicyDocument;
  return role.AssumeRolePolicyDocument.Statement.some((statement) => {
    const principal = statement.Principal;
    if (principal === undefined || isUnknown(principal) || principal === "*") return true;
    return principal.Service.some((service) => isUnknown(service) || service === "edgelambda.amazonaws.com");
  });
}
