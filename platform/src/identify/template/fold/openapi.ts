import { type Fact, isUnknown, unknown } from "../../../model/index.ts";
import { document, entries, flag, get, must, or, text } from "./read.ts";

const VERBS = new Map([
  ["get", "GET"],
  ["put", "PUT"],
  ["post", "POST"],
  ["delete", "DELETE"],
  ["options", "OPTIONS"],
  ["head", "HEAD"],
  ["patch", "PATCH"],
  ["x-amazon-apigateway-any-method", "ANY"],
]);

/** One operation of an OpenAPI document, as API Gateway imports it. */
export interface Operation {
  readonly path: string;
  readonly verb: string;
  readonly value: unknown;
  /** Where it stands in the document. */
  readonly at: readonly string[];
}

/** What a security requirement comes to. */
export interface Security {
  readonly scheme: "none" | "iam" | "cognito" | "custom" | "jwt";
  /** Name of the scheme; undefined for `none` and `iam`. */
  readonly authorizer: string | undefined;
  readonly apiKey: boolean;
}

export interface OpenApi {
  readonly root: unknown;
  readonly operations: readonly Operation[];
}

/** The body of an API: undefined when there is none, Unknown when it cannot be read here. */
export function openApiOf(properties: unknown): Fact<OpenApi | undefined> {
  const root = document(properties, "Body");
  if (root === undefined) {
    return get(properties, "BodyS3Location") === undefined ? undefined : unknown("elsewhere", { what: "BodyS3Location" });
  }
  if (isUnknown(root)) return root;
  const paths = get(root, "paths");
  if (isUnknown(paths)) return paths;
  const operations: Operation[] = [];
  for (const [path, item] of entries(paths)) {
    if (isUnknown(item)) return item;
    for (const [key, value] of entries(item)) {
      const verb = VERBS.get(key.toLowerCase());
      if (verb !== undefined) operations.push({ path, verb, value, at: ["paths", path, key] });
    }
  }
  return { root, operations };
}

/** Follows a local `$ref` once; API Gateway resolves them on import. */
export function resolved(root: unknown, value: unknown): unknown {
  const ref = get(value, "$ref");
  if (typeof ref !== "string" || !ref.startsWith("#/")) return value;
  return get(
    root,
    ...ref
      .slice(2)
      .split("/")
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")),
  );
}

/** Where security schemes are written: Swagger 2 and OpenAPI 3 differ. */
export function schemesAt(root: unknown): readonly string[] {
  return get(root, "securityDefinitions") === undefined ? ["components", "securitySchemes"] : ["securityDefinitions"];
}

export function schemesOf(root: unknown): unknown {
  return get(root, "securityDefinitions") ?? get(root, "components", "securitySchemes");
}

/** Who may call an operation. A requirement whose scheme is not defined protects nothing. */
export function securityOf(root: unknown, operation: unknown): Fact<Security> {
  const auth = text(operation, "x-amazon-apigateway-auth", "type");
  if (isUnknown(auth)) return auth;
  const requirements = get(operation, "security") ?? get(root, "security");
  if (isUnknown(requirements)) return requirements;
  const schemes = schemesOf(root);
  if (isUnknown(schemes)) return schemes;
  let scheme: Security["scheme"] = "none";
  let authorizer: string | undefined;
  let apiKey = false;
  for (const requirement of Array.isArray(requirements) ? requirements : []) {
    if (isUnknown(requirement)) return requirement;
    for (const [name] of entries(requirement)) {
      const definition = get(schemes, name);
      if (definition === undefined) continue;
      if (isUnknown(definition)) return definition;
      const kind = schemeKind(definition);
      if (isUnknown(kind)) return kind;
      if (kind === "api-key") apiKey = true;
      else if (scheme === "none" && kind !== "none") {
        scheme = kind;
        authorizer = kind === "iam" ? undefined : name;
      }
    }
  }
  if (auth?.toUpperCase() === "AWS_IAM") scheme = "iam";
  if (auth?.toUpperCase() === "NONE") {
    scheme = "none";
    authorizer = undefined;
  }
  return { scheme, authorizer: scheme === "iam" ? undefined : authorizer, apiKey };
}

/** What API Gateway makes of one security scheme. */
export function schemeKind(definition: unknown): Fact<Security["scheme"] | "api-key"> {
  const authtype = text(definition, "x-amazon-apigateway-authtype");
  if (isUnknown(authtype)) return authtype;
  if (authtype?.toLowerCase() === "awssigv4") return "iam";
  const authorizer = get(definition, "x-amazon-apigateway-authorizer");
  if (isUnknown(authorizer)) return authorizer;
  if (authorizer !== undefined) {
    const type = text(authorizer, "type");
    if (isUnknown(type)) return type;
    if (type?.toLowerCase() === "cognito_user_pools") return "cognito";
    return type?.toLowerCase() === "jwt" ? "jwt" : "custom";
  }
  const type = text(definition, "type");
  const name = text(definition, "name");
  if (isUnknown(type)) return type;
  if (isUnknown(name)) return name;
  return type === "apiKey" && name?.toLowerCase() === "x-api-key" ? "api-key" : "none";
}

/** Validator of an operation: what it checks. */
export function validatorOf(
  root: unknown,
  operation: unknown,
): { readonly name: Fact<string | undefined>; readonly body: Fact<boolean>; readonly parameters: Fact<boolean> } {
  const name = text(operation, "x-amazon-apigateway-request-validator") ?? text(root, "x-amazon-apigateway-request-validator");
  if (name === undefined) return { name, body: false, parameters: false };
  if (isUnknown(name)) return { name, body: name, parameters: name };
  const validator = get(root, "x-amazon-apigateway-request-validators", name);
  return {
    name,
    body: or(flag(validator, "validateRequestBody"), false),
    parameters: or(flag(validator, "validateRequestParameters"), false),
  };
}

const LOCATIONS: Readonly<Record<string, string>> = { query: "querystring", header: "header", path: "path" };

/** Parameters as API Gateway names them, and whether each is required. */
export function requestParametersOf(root: unknown, operation: Operation): Fact<Readonly<Record<string, boolean>>> {
  const out: Record<string, boolean> = {};
  const shared = get(root, "paths", operation.path, "parameters");
  for (const rows of [shared, get(operation.value, "parameters")]) {
    if (isUnknown(rows)) return rows;
    for (const row of Array.isArray(rows) ? rows : []) {
      const parameter = resolved(root, row);
      const place = must(parameter, "in");
      const name = must(parameter, "name");
      const required = or(flag(parameter, "required"), false);
      if (isUnknown(place) || isUnknown(name)) continue;
      if (isUnknown(required)) return required;
      const location = LOCATIONS[place];
      if (location !== undefined) out[`method.request.${location}.${name}`] = required;
    }
  }
  return out;
}

/** Model names by content type. */
export function requestModelsOf(root: unknown, operation: Operation): Fact<Readonly<Record<string, string>>> {
  const out: Record<string, string> = {};
  const named = (schema: unknown): string => {
    const ref = get(schema, "$ref");
    return typeof ref === "string" ? ref.slice(ref.lastIndexOf("/") + 1) : "inline";
  };
  const rows = get(operation.value, "parameters");
  if (isUnknown(rows)) return rows;
  for (const row of Array.isArray(rows) ? rows : []) {
    const parameter = resolved(root, row);
    if (get(parameter, "in") === "body") out["application/json"] = named(get(parameter, "schema"));
  }
  const body = resolved(root, get(operation.value, "requestBody"));
  if (isUnknown(body)) return body;
  for (const [contentType, media] of entries(get(body, "content"))) {
    const schema = get(media, "schema");
    if (schema !== undefined) out[contentType] = named(schema);
  }
  return out;
}
