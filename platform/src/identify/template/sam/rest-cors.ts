import { type Context, resolve } from "./context.ts";
import { isIntrinsic, isObj, isSet, type Obj, objOf, Refusal } from "./core.ts";
import { anyMethod, branches, isOpenApi3 } from "./openapi.ts";

const settings = ["AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials"];
const allMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Answers preflight requests on every path of a REST API. */
export function addCors(context: Context, logicalId: string, p: Obj, body: Obj): void {
  const cors = corsOf(context, logicalId, p["Cors"]);
  const { AllowOrigin: origin, AllowCredentials: credentials } = cors;
  if (credentials === true && (origin === undefined || origin === "'*'")) {
    throw new Refusal(logicalId, "Cors.AllowCredentials", "credentials cannot be allowed to every origin");
  }
  for (const [path, item] of Object.entries(objOf(body["paths"]))) {
    for (const methods of branches(item)) {
      if (methods["options"] !== undefined) continue;
      if (path === "") continue;
      methods["options"] = preflight(cors, methodsOf(cors, methods), isOpenApi3(body) || openApi(p));
    }
  }
}

function openApi(p: Obj): boolean {
  return String(p["OpenApiVersion"] ?? "").startsWith("3");
}

function corsOf(context: Context, logicalId: string, given: unknown): Obj {
  const cors = resolve(context, given);
  if (typeof cors === "string" || isIntrinsic(cors)) return { AllowOrigin: cors };
  if (!isObj(cors)) throw new Refusal(logicalId, "Cors", "it must be a text or a mapping");
  for (const key of Object.keys(cors)) {
    if (!settings.includes(key)) throw new Refusal(logicalId, `Cors.${key}`, "there is no such property");
  }
  return cors;
}

function methodsOf(cors: Obj, methods: Obj): unknown {
  if (isSet(cors["AllowMethods"])) return cors["AllowMethods"];
  const names = Object.keys(methods).filter((m) =>
    ["get", "put", "post", "delete", "options", "head", "patch", anyMethod].includes(m.toLowerCase()),
  );
  const list = names.includes(anyMethod) ? allMethods : [...new Set([...names.map((n) => n.toUpperCase()), "OPTIONS"])].sort();
  return `'${list.join(",")}'`;
}

function preflight(cors: Obj, methods: unknown, openApi3: boolean): Obj {
  const values: Obj = {};
  const types: Obj = {};
  const add = (header: string, value: unknown, type: string): void => {
    if (value === undefined || value === null) return;
    values[`method.response.header.${header}`] = value;
    types[header] = openApi3 ? { schema: { type } } : { type };
  };
  add("Access-Control-Allow-Origin", cors["AllowOrigin"], "string");
  add("Access-Control-Allow-Headers", cors["AllowHeaders"], "string");
  add("Access-Control-Allow-Methods", methods, "string");
  add("Access-Control-Max-Age", cors["MaxAge"], "integer");
  if (cors["AllowCredentials"] === true) add("Access-Control-Allow-Credentials", "'true'", "string");
  return {
    summary: "CORS support",
    ...(openApi3 ? {} : { consumes: ["application/json"], produces: ["application/json"] }),
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": '{\n  "statusCode" : 200\n}\n' },
      responses: { default: { statusCode: "200", responseParameters: values, responseTemplates: { "application/json": "{}\n" } } },
    },
    responses: { "200": { description: "Default response for CORS method", headers: types } },
  };
}
