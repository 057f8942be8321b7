import { isIntrinsic, isObj, type Obj, objOf } from "./core.ts";

export const anyMethod = "x-amazon-apigateway-any-method";

/** The mappings behind a value that may stand under conditions. */
export function branches(value: unknown): Obj[] {
  if (!isObj(value)) return [];
  const branch = value["Fn::If"];
  if (Array.isArray(branch)) return branch.slice(1).flatMap(branches);
  return isIntrinsic(value) ? [] : [value];
}

export function methodKey(method: string): string {
  const lower = method.toLowerCase();
  return lower === "any" ? anyMethod : lower;
}

/** True for OpenAPI 3 documents. */
export function isOpenApi3(body: Obj): boolean {
  return typeof body["openapi"] === "string" && body["openapi"].startsWith("3");
}

export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly operation: Obj;
}

/** Every operation of a document, also below conditions. */
export function operations(body: Obj): Operation[] {
  const out: Operation[] = [];
  for (const [path, item] of Object.entries(objOf(body["paths"]))) {
    for (const methods of branches(item)) {
      for (const [method, value] of Object.entries(methods)) {
        if (!isMethod(method)) continue;
        for (const operation of branches(value)) out.push({ path, method, operation });
      }
    }
  }
  return out;
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", anyMethod]);

function isMethod(name: string): boolean {
  return methods.has(name.toLowerCase());
}

/** The one list of schemes, wherever the version of the document keeps it. */
export function schemesOf(body: Obj): Obj {
  if (!isOpenApi3(body)) return child(body, "securityDefinitions");
  return child(child(body, "components"), "securitySchemes");
}

/** A mapping below a key, made when missing. */
export function child(parent: Obj, key: string): Obj {
  const existing = parent[key];
  if (isObj(existing)) return existing;
  const made: Obj = {};
  parent[key] = made;
  return made;
}

export function securityOf(operation: Obj): Obj[] {
  const list = operation["security"];
  return Array.isArray(list) ? (list as Obj[]) : [];
}

export function newSwagger(): Obj {
  return { swagger: "2.0", info: { version: "1.0", title: { Ref: "AWS::StackName" } }, paths: {} };
}

export function newOpenApi(): Obj {
  return { openapi: "3.0.1", info: { version: "1.0", title: { Ref: "AWS::StackName" } }, paths: {} };
}
