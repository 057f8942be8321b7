import { managedMark } from "./api-event.ts";
import type { Context } from "./context.ts";
import { isIntrinsic, isObj, isSet, noValue, type Obj, objOf } from "./core.ts";
import { withGlobals } from "./globals.ts";
import { methodKey, newOpenApi, newSwagger } from "./openapi.ts";

const kinds = [
  { event: "Api", type: "AWS::Serverless::Api", key: "RestApiId", id: "ServerlessRestApi" },
  { event: "HttpApi", type: "AWS::Serverless::HttpApi", key: "ApiId", id: "ServerlessHttpApi" },
] as const;

interface Use {
  readonly api: string;
  readonly path: string;
  readonly method: string;
  readonly owner: Obj;
}

/** Adds the APIs that events ask for without naming one. */
export function addImplicitApis(context: Context, globals: Readonly<Record<string, Obj>>): void {
  for (const kind of kinds) {
    const users = usesOf(context)
      .filter((u) => u.api === kind.id)
      .map((u) => u.owner);
    // One that is written out under this name is replaced, as AWS's translation does.
    if (users.length === 0) continue;
    const resource: Obj = { Type: kind.type, Properties: kind.event === "Api" ? { StageName: "Prod" } : {} };
    inherit(context, kind.id, resource, users);
    const tags = users.filter((u) => objOf(u["Properties"])["PropagateTags"] === true).map((u) => objOf(objOf(u["Properties"])["Tags"]));
    if (tags.some(isSet)) Object.assign(objOf(resource["Properties"]), { Tags: Object.assign({}, ...tags) as Obj, PropagateTags: true });
    resource["Properties"] = withGlobals(globals, resource);
    context.resources[kind.id] = resource;
  }
}

/** An API that only conditional functions use stands under their condition, and is deleted as they are. */
function inherit(context: Context, id: string, resource: Obj, users: readonly Obj[]): void {
  const conditions = users.map((u) => u["Condition"]);
  const names = conditions.every((c) => typeof c === "string") ? [...new Set(conditions as string[])] : [];
  const only = names[0];
  if (names.length === 1 && only !== undefined) resource["Condition"] = only;
  if (names.length > 1) {
    const name = `${id}Condition`;
    anyOf(context, name, names);
    resource["Condition"] = name;
  }
  for (const attribute of ["DeletionPolicy", "UpdateReplacePolicy"]) {
    const values = users.map((u) => u[attribute]).filter((v) => v !== undefined);
    const strict = values.includes("Retain") ? "Retain" : values[0];
    if (strict !== undefined) resource[attribute] = strict;
  }
}

/** CloudFormation takes at most ten members in an `Fn::Or`: more are chained. */
function anyOf(context: Context, name: string, names: readonly string[]): void {
  const sorted = [...names].sort();
  let rest = sorted;
  let index = 0;
  const groups: string[] = [];
  if (sorted.length > 10) {
    while (rest.length > 0) {
      const group = `${name}${index}`;
      context.conditions[group] = { "Fn::Or": rest.slice(0, 10).map((Condition) => ({ Condition })) };
      groups.push(group);
      rest = rest.slice(10);
      index += 1;
    }
  }
  context.conditions[name] = { "Fn::Or": (groups.length > 0 ? groups : sorted).map((Condition) => ({ Condition })) };
}

/** Gives an empty document to every API that describes itself by events only. */
export function managedBodies(context: Context): void {
  for (const resource of Object.values(context.resources)) {
    const kind = kinds.find((k) => k.type === resource["Type"]);
    if (kind === undefined) continue;
    const properties = objOf(resource["Properties"]);
    resource["Properties"] = properties;
    if (isSet(properties["DefinitionBody"]) || isSet(properties["DefinitionUri"])) continue;
    properties["DefinitionBody"] = kind.event === "Api" ? newSwagger() : newOpenApi();
    properties[managedMark] = true;
  }
}

function usesOf(context: Context): Use[] {
  const out: Use[] = [];
  for (const owner of Object.values(context.resources)) {
    if (owner["Type"] !== "AWS::Serverless::Function" && owner["Type"] !== "AWS::Serverless::StateMachine") continue;
    for (const event of Object.values(objOf(objOf(owner["Properties"])["Events"]))) {
      if (!isObj(event)) continue;
      const kind = kinds.find((k) => k.event === event["Type"]);
      if (kind === undefined || (kind.event === "HttpApi" && owner["Type"] === "AWS::Serverless::StateMachine")) continue;
      const p = objOf(event["Properties"]);
      const id = p[kind.key] === undefined ? kind.id : objOf(p[kind.key])["Ref"];
      if (typeof id !== "string") continue;
      const path = p["Path"] ?? (kind.event === "HttpApi" ? "$default" : undefined);
      const method = p["Method"] ?? (kind.event === "HttpApi" ? "any" : undefined);
      if (typeof path === "string" && typeof method === "string") out.push({ api: id, path, method: methodKey(method), owner });
      else out.push({ api: id, path: "", method: "", owner });
    }
  }
  return out;
}

/** Puts a path of an implicit API under the condition of the functions behind it, where all of them have one. */
export function conditionPaths(context: Context): void {
  const uses = usesOf(context);
  for (const kind of kinds) {
    for (const [id, api] of Object.entries(context.resources)) {
      if (api["Type"] !== kind.type) continue;
      const properties = objOf(api["Properties"]);
      if (properties[managedMark] !== true) continue;
      const paths = objOf(objOf(properties["DefinitionBody"])["paths"]);
      for (const [path, item] of Object.entries(paths)) {
        const conditions = uses.filter((u) => u.api === id && u.path === path).map((u) => u.owner["Condition"]);
        if (conditions.length === 0 || conditions.some((c) => typeof c !== "string") || isIntrinsic(item)) continue;
        const names = [...new Set(conditions as string[])];
        let name = names[0] ?? "";
        if (names.length > 1) {
          name = `${id}${pathName(path)}PathCondition`;
          anyOf(context, name, names);
        }
        paths[path] = { "Fn::If": [name, item, noValue] };
      }
    }
  }
}

function pathName(path: string): string {
  return path
    .replaceAll("/", "SLASH")
    .replaceAll("{", "OB")
    .replaceAll("}", "CB")
    .replaceAll("+", "PLUS")
    .replace(/[^A-Za-z0-9]/gu, "");
}
