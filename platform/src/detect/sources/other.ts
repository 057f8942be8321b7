import type { LogEvent } from "../../model/index.ts";
import { accountId, type Broken, type Json, obj, str } from "./batch.ts";
import { blank } from "./text.ts";

/** A query seen by the Route 53 resolver. */
export function dnsEvent(record: Json, id: string): LogEvent | Broken["reason"] {
  const time = Date.parse(str(record["query_timestamp"]));
  if (Number.isNaN(time)) return "no-time";
  const source = obj(record["srcids"]);
  const code = str(record["rcode"]);
  return {
    ...blank,
    feed: "dns",
    id,
    time,
    account: accountId(record["account_id"]),
    region: str(record["region"]),
    service: "route53resolver",
    name: str(record["query_type"]),
    principal: str(source["instance"]) || str(source["resolver_endpoint"]),
    ip: str(record["srcaddr"]),
    error: code === "NOERROR" ? "" : code,
    readOnly: true,
    resources: [str(record["query_name"]).replace(/\.$/, ""), str(record["vpc_id"])].filter((r) => r !== ""),
    record,
  };
}

/** A record of Lambda's JSON log or telemetry: `platform.*`, `function`, `extension`. */
export function lambdaEvent(record: Json, id: string, logGroup = ""): LogEvent | Broken["reason"] {
  const time = Date.parse(str(record["time"] ?? record["timestamp"]));
  if (Number.isNaN(time)) return "no-time";
  const detail = obj(record["record"]);
  const name = logGroup.startsWith("/aws/lambda/") ? logGroup.slice("/aws/lambda/".length) : str(record["functionName"]);
  const level = str(record["level"]);
  return {
    ...blank,
    feed: "lambda",
    id,
    time,
    service: "lambda",
    name: str(record["type"]) || "function",
    principal: name,
    session: str(detail["requestId"] ?? record["requestId"] ?? record["AWSRequestId"]),
    error: str(detail["errorType"] ?? record["errorType"]) || (level === "ERROR" || level === "FATAL" ? level : ""),
    readOnly: true,
    resources: name === "" ? [] : [name],
    record,
  };
}

/** A finding in the form of Security Hub (ASFF). */
export function asffEvent(record: Json, id: string): LogEvent | Broken["reason"] {
  const time = Date.parse(str(record["UpdatedAt"] ?? record["CreatedAt"]));
  if (Number.isNaN(time)) return "no-time";
  const types = Array.isArray(record["Types"]) ? (record["Types"] as readonly unknown[]) : [];
  const resources = Array.isArray(record["Resources"]) ? (record["Resources"] as readonly unknown[]).map((r) => str(obj(r)["Id"])) : [];
  return {
    ...blank,
    feed: "finding",
    id: str(record["Id"]) || id,
    time,
    account: accountId(record["AwsAccountId"]),
    region: str(record["Region"]),
    service: str(record["ProductName"]) || "securityhub",
    name: str(types[0]) || str(record["Title"]),
    resources: resources.filter((r) => r !== ""),
    record,
  };
}

/** A finding as GuardDuty itself writes it (API in capitals, export and EventBridge in small letters). */
export function guardDutyEvent(record: Json, id: string): LogEvent | Broken["reason"] {
  const get = (key: string) => record[key] ?? record[key.charAt(0).toUpperCase() + key.slice(1)];
  const time = Date.parse(str(get("updatedAt") ?? get("createdAt")));
  if (Number.isNaN(time)) return "no-time";
  return {
    ...blank,
    feed: "finding",
    id: str(get("id")) || id,
    time,
    account: accountId(get("accountId")),
    region: str(get("region")),
    service: "guardduty",
    name: str(get("type")),
    resources: [str(get("arn"))].filter((r) => r !== ""),
    record,
  };
}

/** Any OCSF record: the fields all classes share. */
export function ocsfEvent(record: Json, id: string): LogEvent | Broken["reason"] {
  const written = record["time"];
  const time = typeof written === "number" ? written : Date.parse(str(record["time_dt"] ?? written));
  if (!Number.isFinite(time)) return "no-time";
  const [cloud, actor, api, source] = [obj(record["cloud"]), obj(record["actor"]), obj(record["api"]), obj(record["src_endpoint"])];
  const user = obj(actor["user"]);
  const issuer = str(obj(actor["session"])["issuer"]);
  const finding = obj(record["finding_info"]);
  const response = obj(api["response"]);
  const type = str(user["type"]);
  const resources = Array.isArray(record["resources"]) ? (record["resources"] as readonly unknown[]).map((r) => str(obj(r)["uid"])) : [];
  return {
    ...blank,
    feed: "ocsf",
    id: str(obj(record["metadata"])["uid"]) || str(finding["uid"]) || id,
    time,
    account: accountId(obj(cloud["account"])["uid"]),
    region: str(cloud["region"]),
    service: (str(obj(api["service"])["name"]) || str(obj(obj(record["metadata"])["product"])["name"])).split(".")[0] ?? "",
    name: str(api["operation"]) || str(finding["title"]) || str(record["activity_name"]),
    principal: issuer || str(user["uid"]) || str(user["name"]),
    principalType:
      type === "AssumedRole"
        ? "role"
        : type === "IAMUser"
          ? "user"
          : type === "Root"
            ? "root"
            : type === "AWSService"
              ? "service"
              : "unknown",
    credential: str(user["credential_uid"]) || str(obj(user["account"])["credential_uid"]),
    ip: str(source["ip"]),
    userAgent: str(obj(record["http_request"])["user_agent"]),
    error: str(response["error"]),
    readOnly: str(record["activity_name"]) === "Read",
    resources: resources.filter((r) => r !== ""),
    record,
  };
}
