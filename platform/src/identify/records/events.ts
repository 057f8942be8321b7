import type { UseEvent } from "../../model/index.ts";

/** A record of CloudTrail that cannot be read as one. */
export class BrokenRecord extends Error {}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The call of a role's session that a record tells of; undefined when it is somebody else's. Throws BrokenRecord. */
export function eventOf(text: string): UseEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BrokenRecord();
  }
  if (!isObject(value)) throw new BrokenRecord();
  // EventBridge and the Lake wrap the record.
  const record = isObject(value["detail"]) ? value["detail"] : isObject(value["eventData"]) ? value["eventData"] : value;
  const [source, name, time] = [textIn(record["eventSource"]), textIn(record["eventName"]), textIn(record["eventTime"])];
  if (source === undefined || name === undefined || time === undefined || Number.isNaN(Date.parse(time))) throw new BrokenRecord();
  const identity = record["userIdentity"];
  const role = isObject(identity) ? roleOf(identity) : undefined;
  if (role === undefined) return undefined;
  const error = textIn(record["errorCode"]);
  return {
    role,
    source,
    name,
    time: new Date(time).toISOString(),
    region: textIn(record["awsRegion"]) ?? "us-east-1",
    account: textIn(record["recipientAccountId"]) ?? role.split(":")[4] ?? "",
    error,
    data: record["eventCategory"] === "Data" || record["managementEvent"] === false,
    resources: resourcesOf(record["resources"]),
    parameters: parametersOf(record["requestParameters"]),
  };
}

/** The role behind a session. */
function roleOf(identity: Json): string | undefined {
  if (identity["type"] !== "AssumedRole") return undefined;
  const context = identity["sessionContext"];
  const issuer = isObject(context) && isObject(context["sessionIssuer"]) ? textIn(context["sessionIssuer"]["arn"]) : undefined;
  if (issuer !== undefined) return issuer;
  const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(textIn(identity["arn"]) ?? "");
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : undefined;
}

function resourcesOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value
    .flatMap((one: unknown) => (isObject(one) ? [textIn(one["ARN"]) ?? textIn(one["arn"])] : []))
    .filter((arn): arn is string => arn !== undefined);
}

const LONGEST = 2048;

/** Names of things; never the data that is read or written. */
function parametersOf(value: unknown): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  if (isObject(value))
    for (const [name, one] of Object.entries(value)) if (typeof one === "string" && one.length <= LONGEST) out[name] = one;
  return out;
}
