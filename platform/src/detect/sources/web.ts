import type { LogEvent } from "../../model/index.ts";
import type { Broken, Json } from "./batch.ts";
import { accountId, obj, str } from "./batch.ts";
import { blank, clfTime, dash, isReadMethod, splitFields } from "./text.ts";

const S3_FIELDS =
  "bucketowner bucket time remoteip requester requestid operation key request-uri httpstatus errorcode bytessent objectsize totaltime turnaroundtime referrer useragent versionid hostid sigv ciphersuite authtype endpoint tlsversion accesspointarn aclrequired".split(
    " ",
  );
const ALB_FIELDS =
  "type time elb client target request_processing_time target_processing_time response_processing_time elb_status_code target_status_code received_bytes sent_bytes request user_agent ssl_cipher ssl_protocol target_group_arn trace_id domain_name chosen_cert_arn matched_rule_priority request_creation_time actions_executed redirect_url error_reason".split(
    " ",
  );

function named(fields: readonly string[], values: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let i = 0; i < fields.length; i += 1) {
    const value = dash(values[i]);
    if (value !== "") record[fields[i] as string] = value;
  }
  return record;
}

/** A line of an S3 server access log. https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html */
export function s3AccessEvent(line: string, id: string): LogEvent | Broken["reason"] {
  const values = splitFields(line);
  if (values.length < 17) return "fields";
  const record = named(S3_FIELDS, values);
  const time = clfTime(record["time"] ?? "");
  if (Number.isNaN(time)) return "no-time";
  const requester = record["requester"] ?? "";
  const operation = record["operation"] ?? "";
  return {
    ...blank,
    feed: "s3-access",
    // One request that deletes many objects has a line for each.
    id: record["requestid"] ? `${record["requestid"]}-${operation}${operation.startsWith("BATCH.") ? `-${record["key"] ?? ""}` : ""}` : id,
    time,
    service: "s3",
    name: operation,
    principal: requester || "anonymous",
    principalType:
      requester === "" ? "anonymous" : requester.includes(":assumed-role/") ? "role" : requester.includes(":user/") ? "user" : "unknown",
    ip: record["remoteip"] ?? "",
    userAgent: record["useragent"] ?? "",
    error: record["errorcode"] ?? "",
    readOnly: /\.(GET|HEAD)\./.test(operation),
    resources: record["bucket"] ? [`arn:aws:s3:::${record["bucket"]}${record["key"] ? `/${record["key"]}` : ""}`] : [],
    record,
  };
}

/** A line of an Application Load Balancer's access log. */
export function loadBalancerEvent(line: string, id: string): LogEvent | Broken["reason"] {
  const values = splitFields(line);
  if (values.length < 20) return "fields";
  const record = named(ALB_FIELDS, values);
  const time = Date.parse(record["time"] ?? "");
  if (Number.isNaN(time)) return "no-time";
  const client = record["client"] ?? "";
  const [method = "", url = ""] = (record["request"] ?? "").split(" ");
  const status = record["elb_status_code"] ?? "";
  return {
    ...blank,
    feed: "load-balancer",
    id: record["trace_id"] ? `${record["trace_id"]}-${id}` : id,
    time,
    service: "elasticloadbalancing",
    name: method,
    principal: "anonymous",
    principalType: "anonymous",
    ip: client.slice(0, client.lastIndexOf(":")).replaceAll(/[[\]]/g, ""),
    userAgent: record["user_agent"] ?? "",
    error: Number(status) >= 400 ? status : "",
    readOnly: isReadMethod(method),
    resources: [record["elb"] ?? "", record["target_group_arn"] ?? ""].filter((r) => r !== ""),
    record: { ...record, "cs-method": method, "cs-uri": url, "sc-status": status },
  };
}

/** A line of a CloudFront standard log by its `#Fields`. Its values are percent-encoded. */
export function cloudFrontEvent(fields: readonly string[], line: string, id: string): LogEvent | Broken["reason"] {
  const record = named(fields, line.split("\t"));
  const time = Date.parse(`${record["date"]}T${record["time"]}Z`);
  if (Number.isNaN(time)) return "no-time";
  const status = record["sc-status"] ?? "";
  const method = record["cs-method"] ?? "";
  return {
    ...blank,
    feed: "cloudfront",
    id: record["x-edge-request-id"] ?? id,
    time,
    region: "global",
    service: "cloudfront",
    name: method,
    principal: "anonymous",
    principalType: "anonymous",
    ip: record["c-ip"] ?? "",
    userAgent: decoded(record["cs(User-Agent)"] ?? ""),
    error: Number(status) >= 400 ? status : "",
    readOnly: isReadMethod(method),
    resources: record["cs(Host)"] ? [record["cs(Host)"]] : [],
    record,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An access log of API Gateway: JSON with the usual `$context` names. */
export function apiAccessEvent(record: Json, id: string): LogEvent | Broken["reason"] {
  const written = record["requestTimeEpoch"] ?? record["requestTime"] ?? record["time"] ?? record["timestamp"];
  const text = str(written);
  const number = Number(text);
  const time =
    text === ""
      ? Number.NaN
      : Number.isFinite(number)
        ? number < 1e11
          ? number * 1_000
          : number
        : either(clfTime(text), Date.parse(text));
  if (Number.isNaN(time)) return "no-time";
  const pick = (...keys: readonly string[]) => str(keys.map((key) => record[key]).find((value) => value !== undefined && value !== "-"));
  const method = pick("httpMethod", "method");
  const status = pick("status");
  const principal = pick("user", "userArn", "caller", "principalId", "authorizer.principalId");
  return {
    ...blank,
    feed: "api-access",
    id: pick("requestId", "extendedRequestId") || id,
    time,
    account: accountId(record["accountId"]),
    service: "apigateway",
    name: method,
    principal: principal || "anonymous",
    principalType: principal === "" ? "anonymous" : "unknown",
    ip: pick("ip", "sourceIp", "identity.sourceIp"),
    userAgent: pick("userAgent", "identity.userAgent"),
    error: Number(status) >= 400 ? status : "",
    readOnly: isReadMethod(method),
    resources: [pick("apiId"), pick("resourcePath", "routeKey", "path")].filter((r) => r !== ""),
    record,
  };
}

/** The same in the Common Log Format. */
export function clfEvent(line: string, id: string): LogEvent | Broken["reason"] {
  const [ip = "", , user = "", when = "", request = "", status = "", bytes = "", requestId = ""] = splitFields(line);
  if (clfTime(when) !== clfTime(when)) return "no-time";
  const [httpMethod = "", path = ""] = request.split(" ");
  return apiAccessEvent(
    {
      ip,
      user: dash(user) || undefined,
      requestTime: when,
      httpMethod,
      path,
      status,
      responseLength: bytes,
      requestId: dash(requestId) || undefined,
    },
    id,
  );
}

function either(a: number, b: number): number {
  return Number.isNaN(a) ? b : a;
}

/** A record of a WAF web ACL. */
export function wafEvent(record: Json, id: string): LogEvent | Broken["reason"] {
  const time = Number(record["timestamp"]);
  if (!Number.isFinite(time)) return "no-time";
  const request = obj(record["httpRequest"]);
  const headers = Array.isArray(request["headers"]) ? (request["headers"] as readonly unknown[]).map(obj) : [];
  const acl = str(record["webaclId"]);
  const [, , , region = "", account = ""] = acl.split(":");
  const action = str(record["action"]);
  return {
    ...blank,
    feed: "waf",
    id: str(request["requestId"]) || id,
    time,
    account,
    region: region || "global",
    service: "wafv2",
    name: action,
    principal: "anonymous",
    principalType: "anonymous",
    ip: str(request["clientIp"]),
    userAgent: str(headers.find((h) => str(h["name"]).toLowerCase() === "user-agent")?.["value"]),
    error: action === "BLOCK" ? "BLOCK" : "",
    readOnly: isReadMethod(str(request["httpMethod"])),
    resources: [acl, str(record["httpSourceId"])].filter((r) => r !== ""),
    record,
  };
}
