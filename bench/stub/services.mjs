// The operations of every AWS service the scanner asks, as the SDK's own schemas describe them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NormalizedSchema } from "@smithy/core/schema";

const manifest = JSON.parse(readFileSync(fileURLToPath(new URL("../../platform/package.json", import.meta.url)), "utf8"));
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const styles = [
  [/RestJson/, "rest-json"],
  [/RestXml/, "rest-xml"],
  [/Ec2Query/, "ec2"],
  [/Query/, "query"],
  [/Json/, "json"],
];

/** `API Gateway` → { id, style, operations, routes }; by the id that the SDK sends in its user agent. */
export async function loadServices() {
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((name) =>
    name.startsWith("@aws-sdk/client-"),
  );
  const services = new Map();
  for (const name of packages) {
    const service = serviceOf(name, await import(name));
    services.set(plainName(service.id), service);
  }
  return services;
}

/** The SDK spells a service's id in its user agent now with dashes, now with underscores. */
export function plainName(id) {
  return id.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function serviceOf(packageName, sdk) {
  const Client = Object.entries(sdk).find(([key, value]) => /^[A-Z].*Client$/.test(key) && typeof value === "function")[1];
  const { config } = new Client({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
  const style = styles.find(([pattern]) => pattern.test(config.protocol.constructor.name))[1];
  const service = { id: config.serviceId.replaceAll(" ", "_"), packageName, style, Client, operations: new Map(), routes: [] };
  for (const [key, Command] of Object.entries(sdk)) {
    if (!/^[A-Z].*Command$/.test(key) || typeof Command !== "function") continue;
    const schema = new Command({}).schema;
    if (!schema) continue;
    const operation = {
      service: service.id,
      style,
      name: schema[2],
      Command,
      input: NormalizedSchema.of(schema[4]),
      output: NormalizedSchema.of(schema[5]),
    };
    service.operations.set(operation.name, operation);
    const http = schema[3]?.http;
    if (http && style.startsWith("rest")) service.routes.push(routeOf(http, operation));
  }
  // The longest and most literal path first.
  service.routes.sort((a, b) => b.weight - a.weight);
  return service;
}

function routeOf([method, uri], operation) {
  const [path, query = ""] = uri.split("?");
  const labels = [];
  const pattern = path
    .replaceAll(/[.+*()]/g, (c) => (c === "+" ? "+" : `\\${c}`))
    .replaceAll(/\{(\w+)(\+?)\}/g, (_, name, greedy) => {
      labels.push(name);
      return greedy ? "(.+)" : "([^/]+)";
    });
  const wanted = query === "" ? [] : query.split("&").map((pair) => pair.split("="));
  return {
    method,
    pattern: new RegExp(`^${pattern}/?$`),
    labels,
    wanted,
    operation,
    weight: path.split("/").length * 100 - labels.length * 10 + wanted.length,
  };
}

/** Which operation a request asks for, and its input. */
export function decode(service, request) {
  if (service.style === "json") {
    const operation = service.operations.get(request.headers["x-amz-target"].split(".").at(-1));
    return { operation, input: request.body === "" ? {} : JSON.parse(request.body) };
  }
  if (service.style === "query" || service.style === "ec2") {
    const form = new URLSearchParams(request.body);
    const operation = service.operations.get(form.get("Action"));
    return { operation, input: formInput(operation, form) };
  }
  for (const route of service.routes) {
    if (route.method !== request.method) continue;
    const { bucket, path } = service.id === "S3" ? bucketAndPath(request.path) : { path: request.path };
    const match = route.pattern.exec(path);
    if (
      !match ||
      !route.wanted.every(([key, value]) => request.query.has(key) && (value === undefined || request.query.get(key) === value))
    )
      continue;
    if (service.id === "S3" && !s3Fits(route, bucket, request.query)) continue;
    const input = restInput(route, match, request);
    return { operation: route.operation, input: bucket ? { Bucket: bucket, ...input } : input };
  }
  return undefined;
}

/** S3's schema leaves the bucket out of the path: it may be in the host's name. Here it never is. */
function bucketAndPath(path) {
  const [, bucket = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(path) ?? [];
  return { bucket: bucket === "" ? undefined : decodeURIComponent(bucket), path: rest === "" ? "/" : rest };
}

const OF_ACCOUNT = new Set(["ListBuckets", "ListDirectoryBuckets"]);
const PLAIN = new Set(["x-id", "max-buckets", "max-directory-buckets", "continuation-token", "prefix", "bucket-region"]);

/** `GET /bucket?policy` is not `GET /bucket`. */
function s3Fits(route, bucket, query) {
  const asked = [...query.keys()].filter((key) => !PLAIN.has(key));
  if (!asked.every((key) => route.wanted.some(([wanted]) => wanted === key))) return false;
  const { name } = route.operation;
  const isOfAccount = OF_ACCOUNT.has(name);
  // Both are `GET /`; the SDK says which it means.
  if (isOfAccount && query.has("x-id") && query.get("x-id") !== name) return false;
  return isOfAccount === (bucket === undefined);
}

function restInput(route, match, request) {
  const input = {};
  for (const [i, name] of route.labels.entries()) input[name] = decodeURIComponent(match[i + 1]);
  for (const [name, member] of Object.entries(route.operation.input.getMemberSchemas())) {
    const { httpQuery, httpHeader, httpPayload } = member.getMergedTraits();
    if (httpQuery && request.query.has(httpQuery)) {
      input[name] = member.isListSchema() ? request.query.getAll(httpQuery) : scalar(member, request.query.get(httpQuery));
    } else if (httpHeader && request.headers[httpHeader.toLowerCase()] !== undefined)
      input[name] = scalar(member, request.headers[httpHeader.toLowerCase()]);
    else if (httpPayload) continue;
  }
  if (request.body !== "" && request.body.startsWith("{")) Object.assign(input, JSON.parse(request.body));
  return input;
}

function scalar(schema, text) {
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isBooleanSchema()) return text === "true";
  return text;
}

function formInput(operation, form) {
  const tree = {};
  for (const [key, value] of form) {
    if (key === "Action" || key === "Version") continue;
    let at = tree;
    const parts = key.split(".");
    for (const part of parts.slice(0, -1)) at = at[part] ??= {};
    at[parts.at(-1)] = value;
  }
  return shaped(operation.input, tree, operation.style === "ec2");
}

function shaped(schema, value, isEc2) {
  if (schema.isStructSchema()) {
    const out = {};
    for (const [name, member] of Object.entries(schema.getMemberSchemas())) {
      const traits = member.getMergedTraits();
      const written =
        traits.ec2QueryName ??
        (isEc2 && traits.xmlName ? traits.xmlName[0].toUpperCase() + traits.xmlName.slice(1) : (traits.xmlName ?? name));
      const found = value[written] ?? value[name];
      if (found !== undefined) out[name] = shaped(member, found, isEc2);
    }
    return out;
  }
  if (schema.isListSchema()) {
    const rows = value.member ?? value[schema.getValueSchema().getMergedTraits().xmlName] ?? value;
    if (typeof rows !== "object") return [];
    return Object.keys(rows).map((key) => shaped(schema.getValueSchema(), rows[key], isEc2));
  }
  return scalar(schema, value);
}
