import { isUnknown, unknown } from "../../model/index.ts";
import { identities, type Row } from "./identity-table.ts";
import { type Environment, isObject, type Json, NO_VALUE, urlSuffix } from "./intrinsics/index.ts";

/** AWS keeps the names of these in lower case, however they are written. */
const KEPT_IN_LOWER_CASE = new Set([
  "AWS::DAX::Cluster",
  "AWS::ElastiCache::CacheCluster",
  "AWS::ElastiCache::ReplicationGroup",
  "AWS::ElastiCache::ServerlessCache",
  "AWS::RDS::DBCluster",
  "AWS::RDS::DBClusterParameterGroup",
  "AWS::RDS::DBInstance",
  "AWS::RDS::DBParameterGroup",
  "AWS::RDS::DBSubnetGroup",
]);

/** What one declared resource is called, as far as that can be known before deployment. */
export interface Identity {
  readonly name: string;
  readonly arn: string | undefined;
  /** What `Ref` gives; undefined for types whose answer is not known here. */
  readonly ref: string | undefined;
  /** An attribute that can be built; undefined when AWS decides it. */
  attribute(name: string): Json;
}

/** Builds the identity of a resource from its resolved properties, read one by one as they are needed. */
export function identify(type: string, generated: string, env: Environment, property: (name: string) => Json): Identity {
  const row: Row = identities[type] ?? ["", "", ""];
  const [nameProperty, arnPattern, refPattern, attributes] = row;
  const given = nameProperty === "" ? undefined : property(nameProperty);
  const isNamed = typeof given === "string" || typeof given === "number";
  const wanted = isNamed ? String(given) : generatedName(type, generated, property);
  const name = KEPT_IN_LOWER_CASE.has(type) ? wanted.toLowerCase() : wanted;
  const id = type === "AWS::S3::Bucket" ? generated.toLowerCase() : generated;
  const values: Record<string, string | undefined> = {
    n: name,
    s: id,
    p: env.partition,
    r: env.region,
    a: env.account,
    u: urlSuffix(env.partition),
  };
  const fill = (pattern: string) => fillPattern(pattern, values, property);
  // The ARN of some types holds what Ref gives, the Ref of others is the ARN.
  if (!refPattern.includes("{arn}")) values["ref"] = refPattern === "" ? undefined : fill(refPattern);
  const arn = arnPattern === "" ? undefined : fill(arnOf(arnPattern));
  values["arn"] = arn;
  const ref = values["ref"] ?? (refPattern === "" ? undefined : fill(refPattern));
  values["ref"] = ref;
  return {
    name,
    arn,
    ref,
    attribute(attribute) {
      const pattern = attributes && Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
      if (pattern === undefined) return undefined;
      // A lone property is handed on as it is, with its type and its Unknown.
      const lone = /^\{([A-Z]\w*)\}$/.exec(pattern)?.[1];
      if (lone !== undefined) return property(lone);
      return fill(pattern);
    },
  };
}

function generatedName(type: string, generated: string, property: (name: string) => Json): string {
  if (type === "AWS::S3::Bucket") return generated.toLowerCase();
  const fifo = type === "AWS::SQS::Queue" ? "FifoQueue" : type === "AWS::SNS::Topic" ? "FifoTopic" : undefined;
  return fifo !== undefined && String(property(fifo)) === "true" ? `${generated}.fifo` : generated;
}

/** `lambda:r:a:function:{n}` → `arn:{p}:lambda:{r}:{a}:function:{n}`. */
function arnOf(pattern: string): string {
  if (/^\{\w+\|raw\}/.test(pattern)) return pattern;
  const [service, region, account, ...rest] = splitTop(pattern);
  return `arn:{p}:${service}:${region === "r" ? "{r}" : region}:${account === "a" ? "{a}" : account}:${rest.join(":")}`;
}

/** Splits at colons outside braces. */
function splitTop(pattern: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const c of pattern) {
    if (c === "{") depth += 1;
    else if (c === "}") depth -= 1;
    if (c === ":" && depth === 0) {
      parts.push(current);
      current = "";
    } else current += c;
  }
  parts.push(current);
  return parts;
}

function fillPattern(
  pattern: string,
  values: Readonly<Record<string, string | undefined>>,
  property: (name: string) => Json,
): string | undefined {
  let missing = false;
  const text = pattern.replace(
    /\{(\w+)(?:\|(\w+)|:-([^}]*))?\}/g,
    (_whole, key: string, filter: string | undefined, otherwise: string | undefined) => {
      const own = Object.hasOwn(values, key);
      const value = own ? values[key] : property(key);
      if (filter !== undefined) {
        const filtered = filters[filter]?.(value, values);
        if (filtered === undefined) missing = true;
        return filtered ?? "";
      }
      if (value === undefined && otherwise !== undefined) return otherwise;
      if (typeof value === "string" || typeof value === "number") return String(value);
      missing = true;
      return "";
    },
  );
  return missing ? undefined : text;
}

type Filter = (value: Json, values: Readonly<Record<string, string | undefined>>) => string | undefined;

const filters: Readonly<Record<string, Filter>> = {
  raw: (value) => (typeof value === "string" ? value : undefined),
  last: (value) => (typeof value === "string" ? value.slice(Math.max(value.lastIndexOf("/"), value.lastIndexOf(":")) + 1) : "default"),
  host: (value) => (typeof value === "string" ? value.replace(/^https?:\/\//, "") : undefined),
  slash: (value) => (typeof value === "string" ? (value.startsWith("/") ? value : `/${value}`) : undefined),
  alnum: (value) => (typeof value === "string" ? value.replace(/[^A-Za-z0-9_]/g, "") : undefined),
  lb: (value) => (value === "network" ? "net" : value === "gateway" ? "gwy" : isUnknown(value) ? undefined : "app"),
  eip: (_value, { s }) => `eipalloc-${s ?? ""}`,
  wafScope: (value) => (value === "CLOUDFRONT" ? "global" : value === "REGIONAL" ? "regional" : undefined),
  wafRegion: (value, { r }) => (value === "CLOUDFRONT" ? "us-east-1" : r),
  /** The name in a function's name or ARN. */
  fn: (value) => (typeof value === "string" ? functionName(value) : undefined),
  functionArn: (value, { p, r, a }) =>
    typeof value !== "string" ? undefined : value.startsWith("arn:") ? value : `arn:${p}:lambda:${r}:${a}:function:${functionName(value)}`,
  /** Rules of another bus than the default have it in their ARN. */
  busPath(value) {
    if (value === undefined || value === "default") return "";
    if (typeof value !== "string") return undefined;
    const bus = value.slice(value.lastIndexOf("/") + 1);
    return bus === "default" ? "" : `${bus}/`;
  },
};

function functionName(reference: string): string {
  const parts = reference.split(":");
  const at = parts.indexOf("function");
  return (at < 0 ? parts[0] : parts[at + 1]) ?? reference;
}

/** Reads one resolved property of a raw resource. */
export function propertyReader(resource: Json, evaluate: (raw: Json) => Json): (name: string) => Json {
  const raw = isObject(resource) ? resource["Properties"] : undefined;
  return (name) => {
    if (!isObject(raw)) return undefined;
    // Properties as a whole may be a function.
    const keys = Object.keys(raw);
    const properties = keys.length === 1 && keys[0]!.startsWith("Fn::") ? evaluate(raw) : raw;
    if (isUnknown(properties)) return properties;
    if (!isObject(properties) || !Object.hasOwn(properties, name)) return undefined;
    const value = evaluate(properties[name]);
    return value === NO_VALUE || value === null ? undefined : value;
  };
}

/** What `GetAtt` gives when AWS decides it at deployment. */
export function decidedLater(logicalId: string, attribute: string): Json {
  return unknown("known-after-deploy", { what: `${logicalId}.${attribute}` });
}
