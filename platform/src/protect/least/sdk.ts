import type { ResourceStep, SdkCall } from "../../model/index.ts";
import { actionInfo } from "../iam/catalog.ts";
import { readDataFile } from "../iam/data-file.ts";

interface Service {
  readonly id: string;
  readonly prefix: string;
  readonly hosts?: readonly string[];
  readonly except?: Readonly<Record<string, readonly string[]>>;
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  readonly waiters?: Readonly<Record<string, string>>;
}

type Request = readonly [operation: string, identifiers: Readonly<Record<string, string>>];

interface ResourceType {
  readonly ids?: readonly string[];
  readonly load?: Request;
  readonly do?: Readonly<Record<string, Request>>;
  readonly has?: Readonly<Record<string, string>>;
  readonly many?: Readonly<Record<string, readonly [operation: string, identifiers: Readonly<Record<string, string>>, type: string]>>;
  readonly makes?: Readonly<Record<string, string>>;
  readonly batch?: Readonly<Record<string, Request>>;
  readonly waits?: Readonly<Record<string, string>>;
}

interface Data {
  readonly services: Readonly<Record<string, Service>>;
  readonly resources: Readonly<Record<string, Readonly<Record<string, ResourceType>>>>;
}

interface Tables {
  readonly data: Data;
  /** boto3's name of the service by what each SDK calls it, in lower case. */
  readonly names: Readonly<Record<SdkCall["sdk"], ReadonlyMap<string, string>>>;
  readonly hosts: ReadonlyMap<string, readonly string[]>;
}

/** Names of JavaScript's version 2 that are not the service's id. */
const VERSION_2: Readonly<Record<string, string>> = {
  stepfunctions: "stepfunctions",
  cognitoidentityserviceprovider: "cognito-idp",
  cognitoidentity: "cognito-identity",
  cloudwatchevents: "events",
  elbv2: "elbv2",
  elb: "elb",
  iotdata: "iot-data",
  ses: "ses",
  sesv2: "sesv2",
  secretsmanager: "secretsmanager",
  lexruntime: "lex-runtime",
  resourcegroupstaggingapi: "resourcegroupstaggingapi",
};

let tables: Tables | undefined;

function load(): Tables {
  if (tables) return tables;
  const data = readDataFile("sdk-actions.json.gz") as Data;
  const python = new Map<string, string>();
  const version3 = new Map<string, string>();
  const version2 = new Map<string, string>();
  const hosts = new Map<string, string[]>();
  for (const [name, { id, hosts: others }] of Object.entries(data.services)) {
    python.set(name, name);
    version3.set(id.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"), name);
    version2.set(id.toLowerCase().replaceAll(/[^a-z0-9]/g, ""), name);
    for (const host of [name, ...(others ?? [])]) hosts.set(host, [...(hosts.get(host) ?? []), name]);
  }
  for (const [own, name] of Object.entries(VERSION_2)) version2.set(own, name);
  tables = { data, names: { boto3: python, "javascript-3": version3, "javascript-2": version2 }, hosts };
  return tables;
}

/** One operation of a service, and where the values of its parameters come from. */
export interface Operation {
  /** boto3's name of the service. */
  readonly service: string;
  readonly prefix: string;
  /** As the service spells it, or as the code does when that is not known. */
  readonly name: string;
  readonly actions: readonly string[];
  /** False: AWS documents no action of that name. */
  readonly known: boolean;
  /** Parameters that carry a role. */
  readonly roles: readonly string[];
  /** Parameters that are given by the object, not by the call. */
  readonly given?: Readonly<Record<string, SdkCall["parameters"]>>;
}

/** The operations a call makes: more than one where a boto3 object does several; none where it calls nothing. Undefined: not known. */
export function operationsOf(call: SdkCall): readonly Operation[] | undefined {
  if (call.client === "rds-db")
    return [{ service: "rds", prefix: "rds-db", name: "connect", actions: ["rds-db:connect"], known: true, roles: [] }];
  const { data, names } = load();
  const service = names[call.sdk].get(call.client.toLowerCase());
  if (service === undefined) return undefined;
  if (call.resource) return ofResource(service, call, call.resource);
  if (call.waits) {
    const wanted = plain(call.operation);
    const waiters = (data.services[service] as Service).waiters ?? {};
    const operation = Object.entries(waiters).find(([waiter]) => plain(waiter) === wanted)?.[1];
    return operation === undefined ? undefined : [operation].map((name) => operationOf(service, name));
  }
  return [operationOf(service, call.operation)];
}

/** An operation of a service by name, in any spelling of the SDKs. */
export function operationOf(service: string, spelled: string): Operation {
  const entry = load().data.services[service] as Service;
  const wanted = plain(spelled);
  const exception = Object.entries(entry.except ?? {}).find(([name]) => plain(name) === wanted);
  const roles = Object.entries(entry.roles ?? {}).find(([name]) => plain(name) === wanted)?.[1] ?? [];
  if (exception) return { service, prefix: entry.prefix, name: exception[0], actions: exception[1], known: true, roles };
  // The catalogue is asked in lower case: `put_item`, `putItem` and `PutItem` are one.
  const info = actionInfo(`${entry.prefix}:${wanted}`);
  const name = info?.name.split(":")[1] ?? spelled;
  return { service, prefix: entry.prefix, name, actions: info ? [info.name] : [], known: info !== undefined, roles };
}

/** The operation a record of CloudTrail names; undefined when neither source nor name is known. */
export function recordedOperation(source: string, name: string): Operation | undefined {
  const host = source.replace(/\.amazonaws\.com(\.cn)?$/, "");
  // Lambda writes its API's date into the name: `GetFunction20150331v2`.
  const bare = name.replace(/\d{8}(v\d+)?$/, "");
  const candidates = (load().hosts.get(host) ?? []).map((service) => operationOf(service, bare));
  return candidates.find((operation) => operation.known) ?? prefixed(host, bare);
}

function prefixed(prefix: string, name: string): Operation | undefined {
  const info = actionInfo(`${prefix}:${name}`);
  return info && { service: prefix, prefix, name, actions: [info.name], known: true, roles: [] };
}

function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** Transfer methods that boto3 adds to the objects of S3 and DynamoDB. */
const INJECTED: Readonly<Record<string, readonly string[]>> = {
  "s3 upload_file": ["PutObject", "AbortMultipartUpload"],
  "s3 upload_fileobj": ["PutObject", "AbortMultipartUpload"],
  "s3 download_file": ["GetObject"],
  "s3 download_fileobj": ["GetObject"],
  "s3 copy": ["CopyObject", "AbortMultipartUpload"],
  "dynamodb batch_writer": ["BatchWriteItem"],
};

/** Methods of collections that only choose. */
const CHOOSING = new Set(["all", "filter", "limit", "page_size", "pages"]);

interface At {
  readonly type: string;
  readonly identifiers: Readonly<Record<string, SdkCall["parameters"]>>;
  /** A collection of that type, and how it is listed. */
  readonly list?: Request;
}

function ofResource(service: string, call: SdkCall, steps: readonly ResourceStep[]): readonly Operation[] | undefined {
  const types = load().data.resources[service];
  if (!types) return undefined;
  let at: At = { type: "", identifiers: {} };
  for (const step of steps) {
    const next = follow(types, at, step);
    // What an operation answers is plain data; its methods call nothing.
    if (!next) return isOperation(service, types[at.type] ?? {}, step.name) || at.list ? [] : undefined;
    at = next;
  }
  const type = types[at.type] ?? {};
  const give = (request: Request, from: At): Operation => {
    const given: Record<string, SdkCall["parameters"]> = {};
    for (const [parameter, identifier] of Object.entries(request[1]))
      given[parameter.replace(/\[.*$/, "")] = from.identifiers[identifier] ?? { is: "unknown" };
    return { ...operationOf(service, request[0]), given };
  };
  const name = call.operation;
  const request = type.do?.[name] ?? type.batch?.[name];
  if (at.list) {
    // A collection is listed when it is gone through, and before its members are changed together.
    if (CHOOSING.has(name)) return [give(at.list, at)];
    const batch = type.batch?.[name];
    return batch ? [give(at.list, at), give(batch, at)] : [give(at.list, at)];
  }
  if (request) return [give(request, at)];
  if (name === "load" || name === "reload") return type.load ? [give(type.load, at)] : [];
  const waiter = type.waits?.[name];
  if (waiter !== undefined) {
    const operation = (load().data.services[service] as Service).waiters?.[waiter];
    return operation === undefined ? undefined : [{ ...operationOf(service, operation), given: at.identifiers }];
  }
  const injected = INJECTED[`${service} ${name}`];
  if (!injected) return /^(get_available_subresources|meta|wait_until.*)$/.test(name) ? [] : undefined;
  const table = at.identifiers["Name"];
  const bucket = at.identifiers["BucketName"] ?? at.identifiers["Name"];
  const key = at.identifiers["Key"];
  const given = service === "dynamodb" ? { TableName: table } : { Bucket: bucket, ...(key ? { Key: key } : {}) };
  return injected.map((operation) => ({
    ...operationOf(service, operation),
    given: given as Readonly<Record<string, SdkCall["parameters"]>>,
  }));
}

/** A method that calls AWS, or data that a resource loads when it is asked for. */
function isOperation(service: string, type: ResourceType, name: string): boolean {
  return (
    type.do?.[name] !== undefined ||
    type.batch?.[name] !== undefined ||
    INJECTED[`${service} ${name}`] !== undefined ||
    (type.load !== undefined && /^[a-z_]+$/.test(name))
  );
}

function follow(types: Readonly<Record<string, ResourceType>>, at: At, step: ResourceStep): At | undefined {
  const type = types[at.type] ?? {};
  if (step.name === "[]") return at.list ? { type: at.type, identifiers: at.identifiers } : undefined;
  if (at.list) return CHOOSING.has(step.name) ? at : undefined;
  const many = type.many?.[step.name];
  // An element has the identifiers of what it is in, as far as they bear the same names.
  if (many)
    return {
      type: many[2],
      identifiers: { ...at.identifiers, BucketName: at.identifiers["BucketName"] ?? at.identifiers["Name"] ?? { is: "unknown" } },
      list: [many[0], many[1]],
    };
  // boto3 offers every type at the service itself, whatever the model says.
  const sub = type.has?.[step.name] ?? (at.type === "" && Object.hasOwn(types, step.name) ? step.name : undefined);
  if (sub !== undefined) {
    const ids = types[sub]?.ids ?? [];
    const own = at.type === "" ? {} : inherited(at);
    const open = ids.filter((id) => own[id] === undefined);
    const identifiers: Record<string, SdkCall["parameters"]> = { ...own };
    for (const [i, id] of open.entries()) identifiers[id] = step.arguments[i] ?? { is: "unknown" };
    return { type: sub, identifiers };
  }
  const made = type.makes?.[step.name];
  return made === undefined ? undefined : { type: made, identifiers: {} };
}

/** `bucket.Object(key)`: the bucket's Name is the object's BucketName. */
function inherited(at: At): Record<string, SdkCall["parameters"]> {
  const out: Record<string, SdkCall["parameters"]> = {};
  for (const [name, value] of Object.entries(at.identifiers)) {
    out[name === "Name" ? `${at.type}Name` : name] = value;
  }
  return out;
}
