import type { Problem } from "../../../model/index.ts";
import { copyOf, derive } from "../provenance.ts";
import { connectors, embeddedConnectors } from "./connector.ts";
import { attempt, type Context, report, type SamOptions, type Source } from "./context.ts";
import { isObj, isSet, type Obj, objOf, Refusal } from "./core.ts";
import { deployments } from "./deployments.ts";
import { serverlessFunction } from "./function.ts";
import { readGlobals, withGlobals } from "./globals.ts";
import { graphqlApi } from "./graphql.ts";
import { httpApi } from "./http-api.ts";
import { addImplicitApis, conditionPaths, managedBodies } from "./implicit-api.ts";
import { checkResource, isServerless } from "./properties.ts";
import { rewrite } from "./references.ts";
import { restApi } from "./rest-api.ts";
import { application, capacityProvider, layerVersion, simpleTable } from "./simple.ts";
import { stateMachine } from "./state-machine.ts";
import { webSocketApi } from "./websocket-api.ts";

export type { SamOptions, Source } from "./context.ts";

export interface SamResult {
  readonly template: Obj;
  /** Which declaration each generated resource comes from. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly problems: readonly Problem[];
}

/** True when a template asks for the SAM transform. */
export function isSam(template: Obj): boolean {
  const transform = template["Transform"];
  return (Array.isArray(transform) ? transform : [transform]).includes("AWS::Serverless-2016-10-31");
}

type Expand = (context: Context, logicalId: string, declared: Obj) => void;

/** Functions and state machines first: their events write into the APIs. */
const order: readonly (readonly [string, Expand])[] = [
  ["AWS::Serverless::Function", serverlessFunction],
  ["AWS::Serverless::StateMachine", stateMachine],
  ["AWS::Serverless::Api", restApi],
  ["AWS::Serverless::HttpApi", httpApi],
  ["AWS::Serverless::WebSocketApi", webSocketApi],
  ["AWS::Serverless::SimpleTable", simpleTable],
  ["AWS::Serverless::LayerVersion", layerVersion],
  ["AWS::Serverless::Application", application],
  ["AWS::Serverless::CapacityProvider", capacityProvider],
  ["AWS::Serverless::GraphQLApi", graphqlApi],
];

/** Expands the AWS::Serverless resources of a template into plain CloudFormation. */
export function transformSam(input: Obj, options: SamOptions): SamResult {
  const template = copyOf(input);
  const problems: Problem[] = [];
  const context = contextOf(template, options, problems);
  const globals = attempt(context, () => readGlobals(template["Globals"])) ?? {};
  for (const resource of Object.values(context.resources)) {
    if (isServerless(resource["Type"])) resource["Properties"] = withGlobals(globals, resource);
  }
  addImplicitApis(context, globals);
  managedBodies(context);
  for (const [id, resource] of Object.entries(context.resources)) {
    if (!isServerless(resource["Type"]) && !context.out.has(id)) context.out.set(id, strip(resource));
  }
  for (const [type, expand] of order) {
    if (type === "AWS::Serverless::Api") conditionPaths(context);
    for (const [id, resource] of Object.entries(context.resources)) {
      if (resource["Type"] !== type) continue;
      attempt(context, () => {
        checkResource(id, type, objOf(resource["Properties"]));
        expand(context, id, resource);
      });
    }
  }
  attempt(context, () => deployments(context));
  embeddedConnectors(context);
  connectors(context);
  return { template: finish(context, template), sources: context.sources, problems };
}

function contextOf(template: Obj, options: SamOptions, problems: Problem[]): Context {
  const declared = template["Resources"];
  const context: Context = {
    options,
    resources: {},
    conditions: objOf(template["Conditions"]),
    mappings: objOf(template["Mappings"]),
    parameters: parametersOf(template, options),
    out: new Map(),
    sources: new Map(),
    problems,
    referable: new Map(),
    renamed: new Map(),
    deployments: { groups: [] },
  };
  if (!isSet(declared)) report(context, new Refusal("", "Resources", "a template has resources"));
  for (const [id, resource] of Object.entries(objOf(declared))) {
    if (!isObj(resource)) {
      report(context, new Refusal(id, "", "a resource is a mapping"));
      continue;
    }
    const properties = resource["Properties"];
    if (isServerless(resource["Type"]) && isSet(properties) && !isObj(properties)) {
      report(context, new Refusal(id, "Properties", "it must be a mapping"));
      continue;
    }
    context.resources[id] = resource;
  }
  return context;
}

function parametersOf(template: Obj, options: SamOptions): ReadonlyMap<string, unknown> {
  const out = new Map<string, unknown>([
    ["AWS::Region", options.region],
    ["AWS::Partition", options.partition],
  ]);
  for (const [name, parameter] of Object.entries(objOf(template["Parameters"]))) {
    const value = objOf(parameter)["Default"];
    if (value !== undefined && value !== null) out.set(name, value);
  }
  for (const [name, value] of Object.entries(options.parameters ?? {})) out.set(name, value);
  return out;
}

/** Attributes that only the transform reads do not reach CloudFormation. */
function strip(resource: Obj): Obj {
  const { Connectors: _connectors, IgnoreGlobals: _ignored, ...rest } = resource;
  return derive(rest, resource);
}

function finish(context: Context, template: Obj): Obj {
  const { Transform: transform, Globals: _globals, ...rest } = template;
  const resources = Object.fromEntries(context.out);
  const others = Array.isArray(transform) ? transform.filter((t) => t !== "AWS::Serverless-2016-10-31") : [];
  const out: Obj = { ...rest, Resources: resources };
  if (others.length > 0) out["Transform"] = others;
  if (isSet(context.conditions)) out["Conditions"] = context.conditions;
  return objOf(rewrite(context, out));
}
