import { isUnknown, type Place } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import { derive, sourceOf } from "../provenance.ts";
import type { Document } from "../read.ts";
import { addEvents } from "./events.ts";
import { Expansion, type Fn, items, type Shape, shape } from "./expansion.ts";
import { addFunction, addLayers } from "./functions.ts";
import { merged, partsOf } from "./merge.ts";
import { functionId } from "./names.ts";
import { finishRestApi } from "./rest-api.ts";
import { addRoles } from "./roles.ts";

/** Plugins that change nothing in what is deployed that a check reads, or whose work is done here. */
const HARMLESS =
  /^(\.|serverless-(offline.*|webpack|esbuild|bundle|dotenv-plugin|python-requirements|plugin-(typescript|include-dependencies|optimize|common-excludes|git-variables|package-.*|scripts|simulate|select|monorepo|chrome|utils)|prune-plugin|deployment-bucket|pseudo-parameters|iam-roles-per-function|local.*|dynamodb(-local)?|mocha-plugin|jest-plugin|s3-(sync|local|deploy|cleaner)|sam|export-env|hooks-plugin|dependson-plugin|stack-termination-protection|finch|single-page-app-plugin|plugin-warmup-local|babel-plugin|content-encoding|rust|go-plugin|better-credentials|mfa|shared-vars|certificate-creator-local)|@serverless\/(typescript|enterprise-plugin|dashboard-plugin))$/;

/** A service written out as CloudFormation. */
export interface Expanded {
  readonly template: Readonly<Record<string, Json>>;
  readonly expansion: Expansion;
  /** Where a key of a part that was made here is written. */
  placeOf(container: object, key: string | number): Place | undefined;
}

/** Expands a service whose variables are filled in already. */
export function expandService(root: Shape, stage: string, documents: readonly Document[], file: string): Expanded {
  const provider = shape(root["provider"]);
  const given = root["service"];
  const name = typeof given === "string" ? given : shape(given)["name"];
  const service = typeof name === "string" ? name : "service";
  const expansion = new Expansion({
    service,
    stage,
    provider,
    root: { ...root, functions: functionsOf(root), serviceObject: given },
    file,
  });
  const find = (container: Json, key: string | number): Place | undefined => {
    if (typeof container !== "object" || container === null) return undefined;
    const source = sourceOf(container);
    for (const document of documents) {
      const place = document.placeOf(source, key);
      if (place) return place;
    }
    return undefined;
  };
  const fallback = new Map<object, Json>();
  const functions = functionsOf(root);
  const fns: Fn[] = [];
  for (const [key, config] of Object.entries(functions)) {
    const own = shape(config);
    fns.push({ key, id: functionId(key), config: own, name: own["name"] ?? `${service}-${stage}-${key}` });
  }
  const placeOfFn = (fn: Fn): Place | undefined => {
    for (const part of items(root["functions"])) {
      const place = find(part, fn.key);
      if (place) return place;
    }
    return undefined;
  };
  for (const fn of fns) {
    addFunction(expansion, fn, placeOfFn(fn), (properties) => {
      const source = sourceOf(fn.config);
      fallback.set(source, root["provider"]);
      const environment = properties["Environment"];
      if (isObject(environment) && isObject(environment["Variables"]))
        fallback.set(environment["Variables"], [fn.config["environment"], provider["environment"]]);
      if (isObject(environment)) fallback.set(environment, fn.config["environment"] ?? provider["environment"]);
      return derive(properties, source);
    });
    const events = fn.config["events"];
    addEvents(expansion, fn, (i) => find(events, i) ?? placeOfFn(fn));
  }
  addLayers(expansion, (key) => find(root["layers"], key));
  finishRestApi(expansion, find(root, "provider"));
  addRoles(expansion, fns, (fn) =>
    fn ? placeOfFn(fn) : (find(provider, "iam") ?? find(provider, "iamRoleStatements") ?? find(root, "provider")),
  );
  addBucket(expansion, find(root, "provider"));
  notePlugins(expansion, (i) => find(pluginsOf(root), i));
  const template = withResources(expansion, root);
  const resources = template["Resources"] as object;
  const placeOf = (container: object, key: string | number): Place | undefined => {
    if (container === resources) {
      const place = expansion.places.get(String(key));
      if (place) return place;
    }
    for (const part of partsOf(container)) {
      const place = placeOf(sourceOf(part), key);
      if (place) return place;
    }
    const direct = find(container, key) ?? find(container, alias(key));
    if (direct) return direct;
    const other = fallback.get(container) ?? fallback.get(sourceOf(container));
    for (const part of items(other)) {
      const place = find(part, key) ?? find(part, alias(key)) ?? (key === "Variables" ? firstOf(part, find) : undefined);
      if (place) return place;
    }
    return undefined;
  };
  return {
    template,
    expansion,
    placeOf,
  };
}

const ALIASES: Readonly<Record<string, string>> = {
  VpcConfig: "vpc",
  TracingConfig: "tracing",
  ReservedConcurrentExecutions: "reservedConcurrency",
  DeadLetterConfig: "onError",
  Code: "image",
  FunctionName: "name",
  Architectures: "architecture",
  EphemeralStorage: "ephemeralStorageSize",
  FileSystemConfigs: "fileSystemConfig",
  RuntimeManagementConfig: "runtimeManagement",
  LoggingConfig: "logs",
};

/** `MemorySize` is `memorySize` in a service. */
function alias(key: string | number): string | number {
  if (typeof key === "number") return key;
  return ALIASES[key] ?? key.charAt(0).toLowerCase() + key.slice(1);
}

function firstOf(part: Json, find: (container: Json, key: string) => Place | undefined): Place | undefined {
  const key = Object.keys(shape(part))[0];
  return key === undefined ? undefined : find(part, key);
}

/** Functions as one mapping; they may be written as a list of mappings. */
function functionsOf(root: Shape): Shape {
  const out: Record<string, Json> = {};
  for (const part of items(root["functions"])) for (const [key, config] of Object.entries(shape(part))) out[key] = config;
  return out;
}

function pluginsOf(root: Shape): Json {
  const written = root["plugins"];
  return isObject(written) && !isUnknown(written) ? written["modules"] : written;
}

function notePlugins(out: Expansion, placeOf: (i: number) => Place | undefined): void {
  for (const [i, plugin] of items(pluginsOf(out.root)).entries()) {
    if (typeof plugin === "string" && !HARMLESS.test(plugin)) out.note("E_TEMPLATE_SERVERLESS_PLUGIN", { name: plugin }, placeOf(i));
  }
}

/** The bucket that the framework deploys through; version 4 keeps one outside of the service. */
function addBucket(out: Expansion, place: Place | undefined): void {
  const written = out.provider["deploymentBucket"];
  const own = shape(written);
  const version = String(out.root["frameworkVersion"] ?? "");
  if (typeof written === "string" || own["name"] !== undefined || isUnknown(written) || /^\D*4/.test(version)) return;
  const encryption = { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] };
  out.add(
    "ServerlessDeploymentBucket",
    "AWS::S3::Bucket",
    {
      BucketEncryption: encryption,
      ...(own["versioning"] === true ? { VersioningConfiguration: { Status: "Enabled" } } : {}),
      ...(own["blockPublicAccess"] === true
        ? {
            PublicAccessBlockConfiguration: {
              BlockPublicAcls: true,
              BlockPublicPolicy: true,
              IgnorePublicAcls: true,
              RestrictPublicBuckets: true,
            },
          }
        : {}),
    },
    place,
  );
  if (own["skipPolicySetup"] === true) return;
  const bucket = { Ref: "ServerlessDeploymentBucket" };
  out.add(
    "ServerlessDeploymentBucketPolicy",
    "AWS::S3::BucketPolicy",
    {
      Bucket: bucket,
      PolicyDocument: {
        Statement: [
          {
            Action: "s3:*",
            Effect: "Deny",
            Principal: "*",
            Resource: ["", "/*"].map((end) => ({ "Fn::Sub": [`arn:\${AWS::Partition}:s3:::\${Bucket}${end}`, { Bucket: bucket }] })),
            Condition: { Bool: { "aws:SecureTransport": false } },
          },
        ],
      },
    },
    place,
  );
}

const SECTIONS = ["Parameters", "Mappings", "Conditions", "Outputs", "Transform"] as const;

/** Lays the service's own resources, and its changes to the framework's, over what was expanded. */
function withResources(out: Expansion, root: Shape): Readonly<Record<string, Json>> {
  let resources: Json = out.resources;
  const template: Record<string, Json> = {};
  for (const block of items(root["resources"])) {
    if (isUnknown(block)) {
      out.note("E_TEMPLATE_INCLUDE_ELSEWHERE", { location: block.what ?? "resources" }, undefined);
      continue;
    }
    const own = shape(block);
    resources = merged(resources, own["Resources"]);
    for (const section of SECTIONS) if (own[section] !== undefined) template[section] = merged(template[section], own[section]);
    for (const [logicalId, extension] of Object.entries(shape(own["extensions"]))) {
      const before = shape(resources)[logicalId];
      if (before !== undefined) resources = { ...shape(resources), [logicalId]: merged(before, extension) };
    }
  }
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    ...template,
    Resources: isObject(resources) && !isUnknown(resources) ? resources : out.resources,
  };
}
