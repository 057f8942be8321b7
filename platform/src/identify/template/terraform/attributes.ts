import { isUnknown } from "../../../model/index.ts";
import { type Identity, identify } from "../identity.ts";
import { type Environment, type Json, urlSuffix } from "../intrinsics/index.ts";
import type { Mapping } from "./mapping.ts";
import type { Planned } from "./plan.ts";
import { type Context, type Rule, value } from "./rules.ts";

/** The name AWS or Terraform makes up when none is written: that of the resource in its module. */
export function generatedName(planned: Planned, env: Environment): string {
  const key = planned.index === undefined ? [] : [String(planned.index)];
  const modules = planned.modules.flatMap((step) => (step.index === undefined ? [step.name] : [step.name, String(step.index)]));
  return [env.stackName, ...modules, planned.name, ...key]
    .join("-")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/_/g, "-");
}

/** What the resource will be called, as far as its attributes say. */
export function identityOf(planned: Planned, mapping: Mapping, env: Environment, attribute: (name: string) => Json): Identity {
  const context: Context = {
    self: { name: "", arn: undefined, ref: "" },
    account: env.account,
    region: env.region,
    partition: env.partition,
    isRootResource: () => false,
  };
  const row = new Proxy({} as Record<string, Json>, {
    get: (_target, key) => (typeof key === "string" ? attribute(key) : undefined),
    has: () => true,
    getOwnPropertyDescriptor: (_target, key) => ({
      value: typeof key === "string" ? attribute(key) : undefined,
      configurable: true,
      enumerable: true,
    }),
  });
  const read = (rule: Rule | undefined): Json =>
    rule === undefined ? undefined : typeof rule === "string" ? value(row, rule) : rule.read(row, context);
  return identify(mapping.type ?? "", generatedName(planned, env), env, (property) => read(mapping.properties?.[property]));
}

/** Attributes with one meaning wherever they occur. */
const COMMON: Readonly<Record<string, string>> = { arn: "arn", id: "ref", name: "name" };

/** An attribute as AWS will build it; undefined when that is AWS's own choice. */
export function attributeOf(planned: Planned, attribute: string, mapping: Mapping, env: Environment, read: (name: string) => Json): Json {
  if (mapping.type === undefined) return undefined;
  const identity = identityOf(planned, mapping, env, read);
  const meaning = mapping.attributes?.[attribute] ?? COMMON[attribute];
  if (meaning === undefined) return special(attribute, identity, env) ?? identity.attribute(camel(attribute));
  if (meaning === "arn") return identity.arn;
  if (meaning === "ref") return identity.ref;
  if (meaning === "name") return identity.name;
  const made = identity.attribute(meaning);
  return isUnknown(made) ? made : made;
}

function camel(attribute: string): string {
  return attribute
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

/** Attributes that Terraform alone has. */
function special(attribute: string, { arn, ref, name }: Identity, env: Environment): Json {
  switch (attribute) {
    case "invoke_arn":
    case "response_streaming_invoke_arn":
      return arn?.includes(":lambda:")
        ? `arn:${env.partition}:apigateway:${env.region}:lambda:path/2015-03-31/functions/${arn}/invocations`
        : undefined;
    case "qualified_arn":
      return arn === undefined ? undefined : `${arn}:1`;
    case "execution_arn":
      return ref === undefined ? undefined : `arn:${env.partition}:execute-api:${env.region}:${env.account}:${ref}`;
    case "bucket_domain_name":
      return `${name}.s3.${urlSuffix(env.partition)}`;
    case "bucket_regional_domain_name":
      return `${name}.s3.${env.region}.${urlSuffix(env.partition)}`;
    default:
      return undefined;
  }
}
