import { attempt, type Context, emit, inherited, type Source } from "./context.ts";
import { isObj, isSet, type Obj, objOf, pick, Refusal, ref, targetOf } from "./core.ts";
import table from "./data/connectors.json" with { type: "json" };
import { checkResource } from "./properties.ts";

interface Profile {
  readonly kind: string;
  readonly sourcePolicy: boolean;
  readonly dependedBy?: string;
  readonly validAccessCategories?: readonly (readonly string[])[];
  readonly accessCategories: Readonly<Record<string, Obj>>;
}

interface TypeFacts {
  readonly Inputs?: Obj;
  readonly Outputs?: Obj;
}

const profiles = table.permissions as unknown as Readonly<Record<string, Readonly<Record<string, Profile>>>>;
const types = table.types as unknown as Readonly<Record<string, TypeFacts>>;

/** What stands at one end of a connector. */
interface End {
  readonly id: string | undefined;
  readonly type: string;
  /** The type as declared, for the metadata. */
  readonly declaredType: string;
  readonly values: Obj;
  readonly role: unknown;
}

const plain: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "AWS::Lambda::Function",
  "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
  "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
  "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
  "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
  "AWS::Serverless::GraphQLApi": "AWS::AppSync::GraphQLApi",
};

/** Connectors written inside the resource they start from become resources of their own. */
export function embeddedConnectors(context: Context): void {
  for (const [id, resource] of Object.entries(context.resources)) {
    const given = resource["Connectors"];
    if (given === undefined) continue;
    attempt(context, () => {
      if (!isObj(given)) throw new Refusal(id, "Connectors", "it must be a mapping");
      for (const [name, connector] of Object.entries(given)) {
        if (!isObj(connector)) throw new Refusal(`${id}${name}`, "", "a connector is a mapping");
        const p = objOf(connector["Properties"]);
        const { SourceReference: more, ...rest } = p;
        const attributes = pick(connector, ["DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata"]);
        const condition = resource["Condition"];
        const made: Obj = {
          Type: "AWS::Serverless::Connector",
          ...(condition === undefined ? {} : { Condition: condition }),
          ...attributes,
          Properties: { ...rest, Source: { ...objOf(more), Id: id } },
        };
        if (context.resources[`${id}${name}`] !== undefined) throw new Refusal(`${id}${name}`, "Connectors", "the logical id is taken");
        context.resources[`${id}${name}`] = made;
      }
    });
  }
}

/** Expands all connectors of a template. */
export function connectors(context: Context): void {
  for (const [id, resource] of Object.entries(context.resources)) {
    if (resource["Type"] !== "AWS::Serverless::Connector") continue;
    attempt(context, () => {
      const p = objOf(resource["Properties"]);
      checkResource(id, "AWS::Serverless::Connector", p);
      connect(context, id, resource);
    });
  }
}

function connect(context: Context, id: string, resource: Obj): void {
  const p = objOf(resource["Properties"]);
  const { Destination: destination, Permissions: permissions } = p;
  if (Array.isArray(destination)) {
    destination.forEach((d, index) => one(context, id, resource, d, permissions, `Destination${index}`));
    return;
  }
  one(context, id, resource, destination, permissions, "");
}

function one(context: Context, id: string, resource: Obj, destination: unknown, permissions: unknown, suffix: string): void {
  const from = endOf(context, id, "Source", objOf(objOf(resource["Properties"])["Source"]));
  const to = endOf(context, id, "Destination", objOf(destination));
  const profile = Object.hasOwn(profiles, from.type) ? profiles[from.type]?.[to.type] : undefined;
  if (profile === undefined) throw new Refusal(id, "Destination", `there is no connection from ${from.type} to ${to.type}`);
  const asked = Array.isArray(permissions) ? [...new Set(permissions.map(String))] : [];
  checkPermissions(id, profile, asked);
  const source: Source = { logicalId: id, path: ["Resources", id] };
  const metadata = {
    ...objOf(resource["Metadata"]),
    "aws:sam:connectors": { [id]: { Source: { Type: from.declaredType }, Destination: { Type: to.declaredType } } },
  };
  const attributes = { ...inherited(resource), DependsOn: resource["DependsOn"], Metadata: metadata };
  const put = (logicalId: string, type: string, properties: Obj): void =>
    emit(context, source, { id: logicalId, type, properties, attributes });
  const fill = (value: unknown): unknown => bind(id, value, from, to);
  const categories = asked.map((a) => profile.accessCategories[a] ?? {});
  const statements = categories.flatMap((c) => (Array.isArray(c["Statement"]) ? (c["Statement"] as unknown[]) : [])).map(fill);
  const document = { Version: "2012-10-17", Statement: statements };
  switch (profile.kind) {
    case "AWS_IAM_ROLE_MANAGED_POLICY": {
      const end = profile.sourcePolicy ? from : to;
      if (end.role === undefined)
        throw new Refusal(id, profile.sourcePolicy ? "Source" : "Destination", "the role of the resource cannot be told; give RoleName");
      const policyId = `${id}Policy${suffix}`;
      put(policyId, "AWS::IAM::ManagedPolicy", { PolicyDocument: document, Roles: [end.role] });
      depend(context, profile, from, to, policyId);
      return;
    }
    case "AWS_SQS_QUEUE_POLICY":
      put(`${id}QueuePolicy${suffix}`, "AWS::SQS::QueuePolicy", { PolicyDocument: document, Queues: [need(id, to, "Url", "Destination")] });
      return;
    case "AWS_SNS_TOPIC_POLICY":
      put(`${id}TopicPolicy${suffix}`, "AWS::SNS::TopicPolicy", { PolicyDocument: document, Topics: [need(id, to, "Arn", "Destination")] });
      return;
    default:
      for (const access of asked) {
        const category = objOf(fill(profile.accessCategories[access]));
        put(`${id}${access}LambdaPermission${suffix}`, "AWS::Lambda::Permission", {
          Action: category["Action"],
          FunctionName: need(id, to, "Arn", "Destination"),
          Principal: category["Principal"],
          SourceArn: category["SourceArn"],
          SourceAccount: category["SourceAccount"],
        });
      }
  }
}

function need(id: string, end: End, name: string, side: string): unknown {
  const value = end.values[name];
  if (value === undefined) throw new Refusal(id, side, `the property ${name} is missing`);
  return value;
}

function checkPermissions(id: string, profile: Profile, asked: readonly string[]): void {
  const valid = Object.keys(profile.accessCategories);
  const wrong = asked.find((a) => !valid.includes(a));
  if (wrong !== undefined) throw new Refusal(id, "Permissions", `${wrong} is not among ${valid.join(", ")}`);
  if (asked.length === 0) throw new Refusal(id, "Permissions", `it is empty; possible are ${valid.join(", ")}`);
  const sets = profile.validAccessCategories;
  if (sets === undefined) return;
  const sorted = [...asked].sort().join();
  if (!sets.some((s) => [...s].sort().join() === sorted))
    throw new Refusal(id, "Permissions", `possible are ${sets.map((s) => s.join(" and ")).join(", or ")}`);
}

function endOf(context: Context, id: string, side: string, given: Obj): End {
  const target = given["Id"];
  const values: Obj = {};
  if (target === undefined) {
    const type = given["Type"];
    if (typeof type !== "string" || type === "") throw new Refusal(id, side, "Id or Type is required");
    Object.assign(values, {
      Arn: given["Arn"],
      Url: given["QueueUrl"],
      Name: given["Name"],
      Qualifier: given["Qualifier"],
      ResourceId: given["ResourceId"],
    });
    return { id: undefined, type: plain[type] ?? type, declaredType: type, values, role: given["RoleName"] };
  }
  if (typeof target !== "string") throw new Refusal(id, `${side}.Id`, "it must be a logical id");
  const resource = context.resources[target];
  if (resource === undefined) throw new Refusal(id, `${side}.Id`, `there is no resource ${target}`);
  const declaredType = String(resource["Type"]);
  const type = plain[declaredType] ?? declaredType;
  const facts = Object.hasOwn(types, type) ? types[type] : undefined;
  for (const [name, value] of Object.entries(objOf(facts?.Outputs))) values[name === "Id" ? "ResourceId" : name] = named(value, target);
  for (const [name, key] of [
    ["Arn", "Arn"],
    ["QueueUrl", "Url"],
    ["Name", "Name"],
    ["Qualifier", "Qualifier"],
    ["ResourceId", "ResourceId"],
  ] as const) {
    if (isSet(given[name])) values[key] = given[name];
  }
  return { id: target, type, declaredType, values, role: given["RoleName"] ?? roleOf(context, target, type, facts) };
}

function named(value: unknown, target: string): unknown {
  if (typeof value === "string") return value.replace("%{logicalId}", target);
  if (Array.isArray(value)) return value.map((v) => named(v, target));
  if (isObj(value)) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, named(v, target)]));
  return value;
}

/** The name of the role behind a resource, where it can be told from the template. */
function roleOf(context: Context, target: string, type: string, facts: TypeFacts | undefined): unknown {
  const property = facts?.Inputs?.["Role"];
  if (property === undefined) return undefined;
  const properties = objOf(objOf(context.out.get(target) ?? context.resources[target])["Properties"]);
  let arn: unknown;
  if (type === "AWS::Events::Rule") {
    const targets = properties["Targets"];
    for (const t of Array.isArray(targets) ? targets : []) {
      if (objOf(t)["RoleArn"] !== undefined) arn = objOf(t)["RoleArn"];
    }
  } else arn = properties[String(property)];
  const roleId = targetOf(arn);
  if (roleId === undefined) return undefined;
  const isArn = isObj(arn) && ("Fn::GetAtt" in arn || "Ref" in arn);
  return isArn ? ref(roleId) : undefined;
}

/** Fills `%{Source.Arn}` and the like; a text around them becomes an `Fn::Sub`. */
function bind(id: string, value: unknown, from: End, to: End): unknown {
  if (Array.isArray(value)) return value.map((v) => bind(id, v, from, to));
  if (isObj(value)) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, bind(id, v, from, to)]));
  if (typeof value !== "string") return value;
  const whole = /^%\{(Source|Destination)\.(\w+)\}$/u.exec(value);
  if (whole !== null) return need(id, whole[1] === "Source" ? from : to, whole[2] ?? "", whole[1] ?? "");
  const variables: Obj = {};
  const text = value.replace(/%\{(Source|Destination)\.(\w+)\}/gu, (_all, side: string, name: string) => {
    variables[`${side}${name}`] = need(id, side === "Source" ? from : to, name, side);
    return `\${${side}${name}}`;
  });
  if (Object.keys(variables).length > 0) return { "Fn::Sub": [text, variables] };
  return text.includes("${") ? { "Fn::Sub": text } : text;
}

/** Whoever uses the permission waits for the policy. */
function depend(context: Context, profile: Profile, from: End, to: End, policyId: string): void {
  const add = (resource: Obj): void => {
    const before = resource["DependsOn"];
    const list = Array.isArray(before) ? before : before === undefined ? [] : [before];
    resource["DependsOn"] = [...list, policyId];
  };
  if (profile.dependedBy === "SOURCE" && from.id !== undefined) {
    const resource = context.out.get(from.id);
    if (resource !== undefined) add(resource);
  }
  if (profile.dependedBy !== "DESTINATION_EVENT_SOURCE_MAPPING" || from.id === undefined || to.id === undefined) return;
  for (const resource of context.out.values()) {
    if (resource["Type"] !== "AWS::Lambda::EventSourceMapping") continue;
    const p = objOf(resource["Properties"]);
    const fn = targetOf(p["FunctionName"]);
    if (targetOf(p["EventSourceArn"]) === from.id && fn === to.id) add(resource);
  }
}
