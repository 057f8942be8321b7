import type { LogEvent } from "../../../model/index.ts";
import { obj, str } from "../../sources/batch.ts";
import { targetsOf } from "../../targets.ts";
import { type Activity, classes, head, type OcsfClass, type OcsfEvent } from "./classes.ts";
import { iamChange } from "./identity.ts";
import { actorOf, agentOf, apiOf, cloudOf, count, maybe, metadataOf, resourcesOf, sourceOf, statusOf, userOf } from "./parts.ts";

/** An event in the OCSF class that says most about it. */
export interface Mapped {
  readonly kind: OcsfClass;
  readonly event: OcsfEvent;
}

/**
 * An event in OCSF, taken apart: what follows from the fields every event has, and what is its class's own. The lake makes the former
 * by the column (`../ocsf-sql.ts`), which is many times faster than by the event.
 */
export interface Shape {
  readonly kind: OcsfClass;
  readonly activity: Activity;
  readonly own: Readonly<Record<string, unknown>>;
}

export function ocsfOf(event: LogEvent): Mapped {
  const { kind, activity, own } = shapeOf(event, targetsOf(event));
  const { shared } = classes[kind];
  const top = head(kind, activity, event.time);
  if (shared === "own") return { kind, event: { ...top, ...own } };
  const common = {
    ...top,
    severity_id: 1,
    severity: "Informational",
    ...statusOf(event),
    metadata: metadataOf(event),
    ...cloudOf(event.account, event.region),
  };
  if (shared === "head") return { kind, event: { ...common, ...own } };
  return { kind, event: { ...common, ...actorOf(event), ...apiOf(event), ...sourceOf(event), ...agentOf(event), ...own } };
}

export function shapeOf(event: LogEvent, targets: readonly string[]): Shape {
  switch (event.feed) {
    case "vpc-flow":
      return flow(event);
    case "dns":
      return dns(event);
    case "api-access":
    case "load-balancer":
    case "cloudfront":
    case "waf":
      return http(event);
    case "s3-access":
      return datastore(event, targets);
    case "finding":
      return finding(event);
    case "ocsf":
      return Math.floor(Number(event.record["class_uid"]) / 1000) === 2 ? finding(event) : api(event, targets);
    case "lambda":
      return api(event, event.resources);
    case "cloudtrail":
      return trail(event, targets);
  }
}

/** Whether what is a class's own follows from a CloudTrail event's service and region and from what it is about, and nothing else of it. */
export function ownFollows(event: LogEvent, kind: OcsfClass, targets: readonly string[]): boolean {
  if (kind === "authentication") return event.service === "sts" && targets.length > 0 && event.record["additionalEventData"] === undefined;
  return kind === "api_activity" || kind === "datastore_activity";
}

const SIGN_IN = new Set(["ConsoleLogin", "SwitchRole", "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot"]);
const TOKEN = new Set(["GetSessionToken", "GetFederationToken"]);
/** Calls on what is stored: objects and items. */
const OBJECT = /^(Get|Put|Delete|Copy|Head|List|Restore|Select|Create|Complete|Upload|Abort)(Multipart|Part)?(Object|Upload)/;
const ITEM =
  /^(Batch)?(GetItem|PutItem|UpdateItem|DeleteItem|WriteItem|Query|Scan|TransactGetItems|TransactWriteItems|ExecuteStatement)$|^BatchExecuteStatement$/;

function trail(event: LogEvent, targets: readonly string[]): Shape {
  if (event.service === "signin" || event.service === "sts") {
    if (SIGN_IN.has(event.name) || TOKEN.has(event.name)) return authentication(event, targets);
  } else if (event.service === "iam") {
    const change = iamChange(event, targets);
    if (change) return change;
  } else if (
    (event.service === "s3" && OBJECT.test(event.name) && targets.length > 0) ||
    (event.service === "dynamodb" && ITEM.test(event.name))
  )
    return datastore(event, targets);
  return api(event, targets);
}

function api(event: LogEvent, targets: readonly string[]): Shape {
  return { kind: "api_activity", activity: verbOf(event), own: resourcesOf(targets, event.region) };
}

function verbOf(event: LogEvent): Activity {
  if (event.readOnly) return [2, "Read"];
  if (/^(Create|Run|Allocate|Register|Publish|Import|Start)/.test(event.name)) return [1, "Create"];
  if (/^(Delete|Remove|Terminate|Deregister|Purge)/.test(event.name)) return [4, "Delete"];
  if (/^(Update|Put|Modify|Set|Attach|Detach|Add|Associate|Disassociate|Enable|Disable|Stop|Tag|Untag)/.test(event.name))
    return [3, "Update"];
  if (/^(Get|List|Describe|Head|Lookup|Search|BatchGet)/.test(event.name)) return [2, "Read"];
  return [99, "Other"];
}

function authentication(event: LogEvent, targets: readonly string[]): Shape {
  const mfa = str(obj(event.record["additionalEventData"])["MFAUsed"]);
  // A failed or refused sign-in names nobody but the user name that was tried.
  return {
    kind: "authentication",
    activity: TOKEN.has(event.name) ? [3, "Authentication Ticket"] : [1, "Logon"],
    own: {
      user: targets[0] !== undefined && event.service === "sts" ? { uid: targets[0] } : userOf(event),
      service: { name: event.service },
      ...(mfa === "" ? {} : { is_mfa: mfa === "Yes" }),
      is_remote: true,
    },
  };
}

function datastore(event: LogEvent, targets: readonly string[]): Shape {
  const first = targets[0] ?? "unknown";
  const bucket = /^arn:[\w-]+:s3:::([^/]+)(?:\/(.*))?$/s.exec(first);
  const store = bucket
    ? {
        type_id: 2,
        type: "Databucket",
        databucket: { type_id: 1, type: "S3", name: bucket[1] as string, uid: first.split("/")[0] as string },
      }
    : event.service === "s3"
      ? { type_id: 2, type: "Databucket", databucket: { type_id: 1, type: "S3", uid: first } }
      : { type_id: 3, type: "Table", table: { uid: first, ...maybe("name", first.split("/")[1] ?? "") } };
  return { kind: "datastore_activity", activity: storeVerb(event), own: store };
}

function storeVerb({ name, readOnly }: LogEvent): Activity {
  if (/Query|Scan|Select|ExecuteStatement/.test(name)) return [4, "Query"];
  if (/Delete|DELETE|Abort/.test(name)) return [7, "Delete"];
  if (/^List|BUCKET$/.test(name) && /List|GET/.test(name)) return [8, "List"];
  if (/Update/.test(name)) return [2, "Update"];
  if (/Put|Copy|Write|Upload|PUT|POST|COPY|Restore/.test(name)) return [5, "Write"];
  return readOnly || /^(Get|Head|BatchGet|TransactGet)|GET|HEAD/.test(name) ? [1, "Read"] : [99, "Other"];
}

function flow(event: LogEvent): Shape {
  const { record } = event;
  const text = (key: string) => (record[key] === undefined ? "" : String(record[key]));
  const end = (address: string, port: string) => ({ ...maybe("ip", address), ...count("port", record[port]) });
  const isInstance = {
    ...maybe("interface_uid", text("interface-id")),
    ...maybe("instance_uid", text("instance-id")),
    ...maybe("vpc_uid", text("vpc-id")),
  };
  const egress = text("flow-direction") === "egress";
  const ours = { ...isInstance, ...maybe("subnet_uid", text("subnet-id")) };
  const source = { ...end(text("srcaddr"), "srcport"), ...(egress ? ours : {}) };
  const target = { ...end(text("dstaddr"), "dstport"), ...(egress ? {} : ours) };
  const refused = event.error === "REJECT";
  return {
    kind: "network_activity",
    activity: refused ? [5, "Refuse"] : [6, "Traffic"],
    own: {
      src_endpoint: Object.keys(source).length === 0 || source.ip === undefined ? { svc_name: "vpc", ...source } : source,
      ...(Object.keys(target).length > 0 && (target.ip ?? target.interface_uid ?? target.instance_uid) !== undefined
        ? { dst_endpoint: target }
        : {}),
      connection_info: {
        direction_id: egress ? 2 : text("flow-direction") === "ingress" ? 1 : 0,
        ...count("protocol_num", record["protocol"]),
        ...count("tcp_flags", record["tcp-flags"]),
      },
      traffic: { ...count("bytes", record["bytes"]), ...count("packets", record["packets"]) },
      ...count("end_time", Number(record["end"]) < 1e11 ? Number(record["end"]) * 1_000 : undefined),
    },
  };
}

const RCODES = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"];

function dns(event: LogEvent): Shape {
  const { record } = event;
  const answers = Array.isArray(record["answers"]) ? (record["answers"] as readonly unknown[]).map(obj) : [];
  const code = str(record["rcode"]);
  const known = RCODES.indexOf(code);
  const vpc = str(record["vpc_id"]);
  return {
    kind: "dns_activity",
    activity: [6, "Traffic"],
    own: {
      src_endpoint: {
        ...(event.ip === "" ? { svc_name: "route53resolver" } : { ip: event.ip }),
        ...count("port", record["srcport"]),
        ...maybe("vpc_uid", vpc),
        ...maybe("instance_uid", event.principal),
      },
      query: {
        hostname: str(record["query_name"]).replace(/\.$/, "") || ".",
        ...maybe("type", str(record["query_type"])),
        ...maybe("class", str(record["query_class"])),
      },
      ...(answers.length === 0
        ? {}
        : {
            answers: answers.map((a) => ({ rdata: str(a["Rdata"]), ...maybe("type", str(a["Type"])), ...maybe("class", str(a["Class"])) })),
          }),
      ...(code === "" ? {} : { rcode: code, rcode_id: known < 0 ? 99 : known }),
    },
  };
}

const METHODS = ["", "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE"];
const METHOD_NAMES = ["", "Connect", "Delete", "Get", "Head", "Options", "Post", "Put", "Trace"];

function http(event: LogEvent): Shape {
  const { record } = event;
  const inner = obj(record["httpRequest"]);
  const method = (str(record["httpMethod"]) || str(inner["httpMethod"]) || str(record["cs-method"]) || str(record["method"])).toUpperCase();
  const path =
    str(record["cs-uri"]) ||
    str(record["cs-uri-stem"]) ||
    str(inner["uri"]) ||
    str(record["path"]) ||
    str(record["resourcePath"]) ||
    str(record["routeKey"]);
  const status = count("code", record["sc-status"] ?? record["status"] ?? record["responseCodeSent"] ?? undefined);
  const at = METHODS.indexOf(method);
  const activity: Activity = at > 0 ? [at, METHOD_NAMES[at] as string] : method === "" ? [0, "Unknown"] : [99, "Other"];
  return {
    kind: "http_activity",
    activity,
    own: {
      ...sourceOf(event),
      ...(event.principalType === "anonymous" ? {} : actorOf(event)),
      http_request: {
        ...maybe("http_method", at > 0 ? method : ""),
        ...maybe("user_agent", event.userAgent),
        ...(path === "" ? {} : { url: { path, ...maybe("query_string", str(record["cs-uri-query"]) || str(inner["args"])) } }),
        uid: event.id,
      },
      ...(status.code === undefined ? {} : { http_response: { code: status.code } }),
    },
  };
}

function finding(event: LogEvent): Shape {
  const title = str(event.record["Title"] ?? event.record["title"]) || str(obj(event.record["finding_info"])["title"]) || event.name;
  return {
    kind: "detection_finding",
    activity: [1, "Create"],
    own: {
      metadata: metadataOf(event),
      ...cloudOf(event.account, event.region),
      status_id: 1,
      status: "New",
      severity_id: severityOf(event),
      severity: "Other",
      finding_info: { uid: event.id, title, created_time: Math.trunc(event.time), ...(event.name === "" ? {} : { types: [event.name] }) },
      ...resourcesOf(event.resources, event.region),
    },
  };
}

/** GuardDuty counts to 10, ASFF has labels, OCSF ids: each as OCSF has it, 0 when the finding does not say. */
function severityOf({ record }: LogEvent): number {
  const given = record["severity_id"];
  if (typeof given === "number" && [0, 1, 2, 3, 4, 5, 6].includes(given)) return given;
  const label = ["", "INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"].indexOf(str(obj(record["Severity"])["Label"]));
  if (label > 0) return label;
  const number = Number(record["severity"] ?? record["Severity"]);
  if (!Number.isFinite(number)) return 0;
  return number >= 9 ? 5 : number >= 7 ? 4 : number >= 4 ? 3 : number >= 1 ? 2 : 1;
}
