import type { LogEvent, PrincipalType } from "../../model/index.ts";
import { accountId, type Broken, isObject, type Json, obj, str } from "./batch.ts";

/**
 * One CloudTrail record, also as CloudTrail Lake and EventBridge (`detail`) give it. Management, data, network activity and Insights
 * events have the same head.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function cloudTrailEvent(record: Json, nextId: () => string): LogEvent | Broken["reason"] {
  const name = record["eventName"];
  if (typeof name !== "string") return "no-name";
  const time = trailTime(record["eventTime"]);
  if (Number.isNaN(time)) return "no-time";
  const identity = obj(record["userIdentity"]);
  const who = principalOf(identity);
  const address = str(record["sourceIPAddress"]);
  return {
    feed: "cloudtrail",
    id: str(record["eventID"]) || nextId(),
    time,
    account: accountId(record["recipientAccountId"] ?? identity["accountId"]),
    region: str(record["awsRegion"]),
    service: serviceOf(str(record["eventSource"])),
    name,
    principal: who.principal,
    principalType: who.type,
    credential: str(identity["accessKeyId"]),
    session: who.session,
    ip: isAddress(address) ? address : "",
    userAgent: str(record["userAgent"]),
    error: str(record["errorCode"]),
    readOnly: record["readOnly"] === true || record["readOnly"] === "true",
    resources: resourcesOf(record),
    record,
  };
}

/** `2026-11-01T00:00:05Z`, read by its digits: this is done for every record. Any other form is left to the library. */
function trailTime(value: unknown): number {
  if (typeof value !== "string") return Number.NaN;
  if (!isStamp(value)) return Date.parse(value);
  const [month, day] = [digits(value, 5), digits(value, 8)];
  const time = Date.UTC(digits(value, 0) * 100 + digits(value, 2), month - 1, day, digits(value, 11), digits(value, 14), digits(value, 17));
  // Letters for digits, or the 31st of February, read as another day.
  return time >= 0 && month <= 12 && day <= 28 ? time : Date.parse(value);
}

/** Two digits as a number; NaN when they are none. */
function digits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Whether `-`, `T`, `:` and `Z` are where they belong. */
function isStamp(text: string): boolean {
  const at = (place: number, code: number) => text.charCodeAt(place) === code;
  return text.length === 20 && at(4, 45) && at(7, 45) && at(10, 84) && at(13, 58) && at(16, 58) && at(19, 90);
}

const services = new Map<string, string>();
/** AWS has some 400 services; a log can be made to name more. */
const MOST_SERVICES = 2_000;

/** `s3.amazonaws.com` → `s3`, the same text each time: it is looked up by it for every event. */
function serviceOf(source: string): string {
  let service = services.get(source);
  if (service === undefined) {
    const dot = source.indexOf(".");
    service = dot < 0 ? source : source.slice(0, dot);
    if (services.size < MOST_SERVICES) services.set(source, service);
  }
  return service;
}

/** AWS writes a service's name where it called by itself. */
function isAddress(text: string): boolean {
  const first = text.charCodeAt(0);
  return text.includes(":") || (first >= 48 && first <= 57 && text.includes("."));
}

interface Who {
  readonly principal: string;
  readonly type: PrincipalType;
  readonly session: string;
}

function principalOf(identity: Json): Who {
  const type = identity["type"];
  const arn = str(identity["arn"]);
  switch (type) {
    case "AssumedRole": {
      const issuer = obj(obj(identity["sessionContext"])["sessionIssuer"]);
      return { principal: str(issuer["arn"]) || roleOf(arn), type: "role", session: afterColon(str(identity["principalId"])) };
    }
    case "IAMUser":
      return { principal: arn || str(identity["userName"]), type: "user", session: "" };
    case "Root":
      return { principal: arn || `arn:aws:iam::${accountId(identity["accountId"])}:root`, type: "root", session: "" };
    case "AWSService":
      return { principal: str(identity["invokedBy"]), type: "service", session: "" };
    case "FederatedUser": {
      const issuer = obj(obj(identity["sessionContext"])["sessionIssuer"]);
      return { principal: str(issuer["arn"]) || arn, type: "federated", session: afterColon(str(identity["principalId"])) };
    }
    case "SAMLUser":
    case "WebIdentityUser":
      return { principal: str(identity["principalId"]), type: "federated", session: str(identity["userName"]) };
    case "IdentityCenterUser":
      return { principal: str(obj(identity["onBehalfOf"])["userId"]) || str(identity["principalId"]), type: "federated", session: "" };
    case "AWSAccount": {
      const anonymous = identity["accountId"] === "anonymous" || identity["accountId"] === "ANONYMOUS_PRINCIPAL";
      if (anonymous || identity["principalId"] === "ANONYMOUS_PRINCIPAL") return { principal: "anonymous", type: "anonymous", session: "" };
      return {
        principal: `arn:aws:iam::${accountId(identity["accountId"])}:root`,
        type: "account",
        session: afterColon(str(identity["principalId"])),
      };
    }
    default:
      if (identity["invokedBy"] !== undefined && arn === "") return { principal: str(identity["invokedBy"]), type: "service", session: "" };
      return { principal: arn || str(identity["principalId"]), type: "unknown", session: "" };
  }
}

/** `arn:aws:sts::1:assumed-role/name/session` → `arn:aws:iam::1:role/name`; the path of the role is lost, as AWS lost it. */
function roleOf(arn: string): string {
  const found = /^arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return found ? `arn:${found[1]}:iam::${found[2]}:role/${found[3]}` : arn;
}

function afterColon(text: string): string {
  const colon = text.indexOf(":");
  return colon < 0 ? "" : text.slice(colon + 1);
}

const NONE: readonly string[] = [];

function resourcesOf(record: Json): readonly string[] {
  const list = record["resources"];
  if (!Array.isArray(list) || list.length === 0) return NONE;
  const out: string[] = [];
  for (const item of list) {
    // Lake writes `arn`, the log files `ARN`.
    const arn = isObject(item) ? str(item["ARN"] ?? item["arn"]) : "";
    if (arn !== "") out.push(arn);
  }
  return out;
}
