import { type Context, emit, inherited, own, type Source } from "./context.ts";
import { att, compact, isIntrinsic, isObj, isSet, type Obj, objOf, Refusal, ref, tagList } from "./core.ts";
import { type EventScope, eventRule, put, type RuleTarget, schedule, scheduler } from "./events.ts";
import { place, plainPlace } from "./package-place.ts";
import { allow, managedPolicyArn, readPolicies, trust, unique } from "./policies.ts";
import { propagateTags } from "./propagate-tags.ts";
import { checkStateMachineEvent } from "./properties.ts";
import { apiRoute } from "./state-machine-api.ts";

/** A state machine with its role, its versions and what starts it. */
export function stateMachine(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const source: Source = { logicalId, path: ["Resources", logicalId] };
  const attributes = inherited(declared);
  const tags = tagList(p["Tags"], "stateMachine:createdBy");
  if (isSet(p["Definition"]) === isSet(p["DefinitionUri"]))
    throw new Refusal(logicalId, "DefinitionUri", "exactly one of Definition and DefinitionUri is required");
  if (p["Role"] !== undefined && isSet(p["Policies"])) throw new Refusal(logicalId, "Role", "Role and Policies exclude each other");
  if (p["UseAliasAsEventTarget"] === true && p["AutoPublishAlias"] === undefined)
    throw new Refusal(logicalId, "UseAliasAsEventTarget", "it needs AutoPublishAlias");
  if (p["DeploymentPreference"] !== undefined && p["AutoPublishAlias"] === undefined)
    throw new Refusal(logicalId, "DeploymentPreference", "it needs AutoPublishAlias");
  const substitutions: Obj = { ...objOf(p["DefinitionSubstitutions"]) };
  emit(context, source, {
    id: logicalId,
    type: "AWS::StepFunctions::StateMachine",
    properties: {
      ...definition(logicalId, p, substitutions),
      LoggingConfiguration: p["Logging"],
      RoleArn: p["Role"] ?? att(`${logicalId}Role`, "Arn"),
      StateMachineName: p["Name"],
      StateMachineType: p["Type"],
      Tags: tags,
      DefinitionSubstitutions: isSet(substitutions) ? substitutions : undefined,
      TracingConfiguration: p["Tracing"],
    },
    attributes: own(declared),
  });
  if (p["Role"] === undefined) role(context, logicalId, p, attributes, tags, source);
  const alias = publish(context, logicalId, p, attributes, source);
  const target = alias !== undefined && p["UseAliasAsEventTarget"] === true ? alias : logicalId;
  for (const [name, event] of Object.entries(objOf(p["Events"]))) {
    if (!isObj(event) || typeof event["Type"] !== "string")
      throw new Refusal(logicalId, `Events.${name}`, "an event is a mapping with a Type");
    const properties = objOf(event["Properties"]);
    if (!checkStateMachineEvent(logicalId, name, event["Type"], properties)) {
      throw new Refusal(logicalId, `Events.${name}.Type`, `there is no event type ${event["Type"]}`);
    }
    start(
      {
        context,
        owner: logicalId,
        name,
        id: `${logicalId}${name}`,
        type: event["Type"],
        properties,
        target: ref(target),
        targetId: target,
        targetArn: ref(target),
        hasAlias: target !== logicalId,
        attributes,
        source: { logicalId, path: ["Resources", logicalId, "Properties", "Events", name] },
      },
      p["PermissionsBoundary"],
    );
  }
  propagateTags(context, logicalId, p);
}

function start(scope: EventScope, boundary: unknown): void {
  const kind: RuleTarget = {
    suffix: "StepFunctionsTarget",
    roleArn: (s) => s.properties["RoleArn"] ?? att(`${s.id}Role`, "Arn"),
    allow: (s) => {
      if (s.properties["RoleArn"] === undefined) startRole(s, "events.amazonaws.com", boundary);
    },
  };
  switch (scope.type) {
    case "Api":
      apiRoute(scope);
      startRole(scope, "apigateway.amazonaws.com", boundary);
      return;
    case "Schedule":
      schedule(scope, kind);
      return;
    case "ScheduleV2":
      scheduler(scope, "StartExecution");
      return;
    default:
      eventRule(scope, kind);
  }
}

function startRole(scope: EventScope, service: string, boundary: unknown): void {
  const id = `${scope.id}Role`;
  put(scope, id, "AWS::IAM::Role", {
    AssumeRolePolicyDocument: trust(service),
    Policies: [allow(`${id}StartExecutionPolicy`, "states:StartExecution", scope.target)],
    PermissionsBoundary: boundary,
  });
}

function definition(logicalId: string, p: Obj, substitutions: Obj): Obj {
  const uri = p["DefinitionUri"];
  if (isSet(uri)) return { DefinitionS3Location: place(logicalId, "DefinitionUri", uri, plainPlace) };
  let count = 0;
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap);
    if (!isObj(value)) return value;
    if (isIntrinsic(value) && value["Condition"] === undefined) {
      count += 1;
      const name = `definition_substitution_${count}`;
      substitutions[name] = value;
      return `\${${name}}`;
    }
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((k) => [k, swap(value[k])]),
    );
  };
  return { DefinitionString: { "Fn::Join": ["\n", JSON.stringify(swap(p["Definition"]), undefined, 4).split("\n")] } };
}

function role(context: Context, logicalId: string, p: Obj, attributes: Obj, tags: readonly Obj[], source: Source): void {
  const id = `${logicalId}Role`;
  const { partition } = context.options;
  const policies = readPolicies(logicalId, p["Policies"], id, partition);
  const traced = objOf(p["Tracing"])["Enabled"] === true ? [managedPolicyArn(partition, "AWSXrayWriteOnlyAccess")] : [];
  const managed = unique([...policies.managed, ...traced]);
  emit(context, source, {
    id,
    type: "AWS::IAM::Role",
    properties: compact({
      AssumeRolePolicyDocument: trust("states.amazonaws.com"),
      ManagedPolicyArns: managed,
      Policies: policies.inline.length === 0 ? undefined : policies.inline,
      PermissionsBoundary: p["PermissionsBoundary"],
      Path: p["RolePath"],
      Tags: tags,
    }),
    attributes,
  });
}

function publish(context: Context, logicalId: string, p: Obj, attributes: Obj, source: Source): string | undefined {
  const name = p["AutoPublishAlias"];
  if (!isSet(name)) return undefined;
  if (typeof name !== "string") throw new Refusal(logicalId, "AutoPublishAlias", "it must be a text");
  const versionId = `${logicalId}Version`;
  const aliasId = `${logicalId}Alias${name}`;
  emit(context, source, {
    id: versionId,
    type: "AWS::StepFunctions::StateMachineVersion",
    properties: { StateMachineArn: ref(logicalId), StateMachineRevisionId: att(logicalId, "StateMachineRevisionId") },
    attributes: {
      ...attributes,
      DeletionPolicy: attributes["DeletionPolicy"] ?? "Retain",
      UpdateReplacePolicy: attributes["UpdateReplacePolicy"] ?? "Retain",
    },
  });
  const preference = p["DeploymentPreference"];
  emit(context, source, {
    id: aliasId,
    type: "AWS::StepFunctions::StateMachineAlias",
    properties: {
      Name: name,
      DeploymentPreference: {
        ...(preference === undefined ? { Type: "ALL_AT_ONCE" } : objOf(preference)),
        StateMachineVersionArn: ref(versionId),
      },
    },
    attributes,
  });
  context.referable.set(`${logicalId}.Version`, versionId);
  context.referable.set(`${logicalId}.Alias`, aliasId);
  return aliasId;
}
