import { type Batch, BatchBuilder, type Broken, isObject, type Json, obj, str } from "./batch.ts";
import { cloudTrailEvent } from "./cloudtrail.ts";
import { asffEvent, dnsEvent, guardDutyEvent, lambdaEvent, ocsfEvent } from "./other.ts";
import { recordsOf } from "./salvage.ts";
import { isShallow } from "./sample.ts";
import { splitFields } from "./text.ts";
import { defaultFields, flowEvent, flowRecord, isFlowHeader } from "./vpc-flow.ts";
import { apiAccessEvent, clfEvent, cloudFrontEvent, loadBalancerEvent, s3AccessEvent, wafEvent } from "./web.ts";

/** Deliveries wrap records; a wrapper in a wrapper in … is no delivery of AWS. */
const MAX_WRAPPERS = 4;

/**
 * Reads the text of one log object, whatever log it is: told by its content, never by its name. A record that cannot be read is in
 * `broken`; the rest is in `events`, in the order of the object.
 */
export function readLog(text: string, object: string, out = new BatchBuilder(object)): Batch {
  const start = firstCharacter(text);
  if (start === "{" || start === "[") readJson(text, out);
  else if (start !== undefined) readLines(text, out);
  return out;
}

function firstCharacter(text: string): string | undefined {
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i += 1) {
    const c = text[i] as string;
    if (c !== " " && c !== "\n" && c !== "\r" && c !== "\t") return c;
  }
  return undefined;
}

function readJson(text: string, out: BatchBuilder): void {
  let document: unknown;
  try {
    document = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    // One record a line, some of which may be damaged; or a delivery that is.
    for (const line of lines(text)) readJsonLine(line, out);
    return;
  }
  const records = isObject(document) ? document["Records"] : undefined;
  out.isShallow = Array.isArray(records) && isShallow(text, records);
  readDocument(document, out, 0);
}

/** Takes some records of a delivery, and the text they were parsed from. */
export function readRecords(text: string, records: readonly unknown[], out: BatchBuilder): void {
  out.isShallow = isShallow(text, records);
  for (const record of records) {
    readDocument(record, out, 1);
    if (out.events.at(-1)?.record !== record) out.isWhole = false;
  }
}

function readJsonLine(line: string, out: BatchBuilder): void {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    const records = recordsOf(line);
    if (!records) return out.add("not-json", line);
    for (const found of records) {
      if ("damaged" in found) out.add("not-json", found.damaged);
      else readDocument(found.record, out, 1);
    }
    return;
  }
  readDocument(document, out, 0);
}

function readDocument(document: unknown, out: BatchBuilder, depth: number): void {
  if (depth > MAX_WRAPPERS) return out.add("too-deep", document);
  if (Array.isArray(document)) {
    for (const item of document) readDocument(item, out, depth + 1);
    return;
  }
  if (!isObject(document)) return out.add("not-a-record", document);
  // Most records are these, and they wrap nothing.
  if (document["eventVersion"] !== undefined) return readRecord(document, out);
  const inner = document["Records"] ?? document["Findings"] ?? document["findings"];
  if (Array.isArray(inner)) {
    for (const item of inner) readDocument(item, out, depth + 1);
    return;
  }
  // A digest of CloudTrail's is about logs, and none itself; `verifyDigests` reads it.
  if (document["digestS3Object"] !== undefined && Array.isArray(document["logFiles"])) return;
  if (document["messageType"] === "DATA_MESSAGE" && Array.isArray(document["logEvents"])) {
    for (const event of document["logEvents"]) readMessage(obj(event), str(document["logGroup"]), out, depth);
    return;
  }
  // EventBridge and S3 notices by way of SNS and SQS.
  if (document["detail-type"] !== undefined && isObject(document["detail"])) return readDocument(document["detail"], out, depth + 1);
  readRecord(document, out);
}

/** Takes one record that stands by itself. */
export function readRecord(record: Json, out: BatchBuilder): void {
  out.add(eventOf(record, out), record);
}

function readMessage(event: Json, logGroup: string, out: BatchBuilder, depth: number): void {
  const message = str(event["message"]);
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    parsed = undefined;
  }
  if (isObject(parsed) && logGroup.startsWith("/aws/lambda/"))
    out.add(lambdaEvent({ time: isoTime(event["timestamp"]), ...parsed }, str(event["id"]) || out.nextId(), logGroup), parsed);
  else if (isObject(parsed)) readDocument(parsed, out, depth + 1);
  else if (logGroup.startsWith("/aws/lambda/")) {
    const record = { time: isoTime(event["timestamp"]), type: "function", record: message };
    out.add(lambdaEvent(record, str(event["id"]) || out.nextId(), logGroup), message);
  } else readLines(message, out);
}

function isoTime(epoch: unknown): string | undefined {
  return typeof epoch === "number" && Math.abs(epoch) < 8.64e15 ? new Date(epoch).toISOString() : undefined;
}

/** By the fields that only this log has. */
function eventOf(record: Json, out: BatchBuilder): ReturnType<typeof cloudTrailEvent> {
  const id = () => out.nextId();
  if (record["eventVersion"] !== undefined || (record["eventName"] !== undefined && record["eventSource"] !== undefined))
    return cloudTrailEvent(record, id);
  if (record["class_uid"] !== undefined) return ocsfEvent(record, id());
  if (record["SchemaVersion"] === "2018-10-08") return asffEvent(record, id());
  if (isGuardDuty(record)) return guardDutyEvent(record, id());
  if (record["webaclId"] !== undefined) return wafEvent(record, id());
  if (record["query_name"] !== undefined) return dnsEvent(record, id());
  if (typeof record["type"] === "string" && record["time"] !== undefined && record["record"] !== undefined)
    return lambdaEvent(record, id());
  if (record["interface-id"] !== undefined || record["interface_id"] !== undefined) return flowEvent(hyphens(record), id());
  if (record["httpMethod"] !== undefined || record["routeKey"] !== undefined) return apiAccessEvent(record, id());
  return "unknown-format";
}

function isGuardDuty(record: Json): boolean {
  return (record["schemaVersion"] ?? record["SchemaVersion"]) === "2.0" && (record["type"] ?? record["Type"]) !== undefined;
}

/** Parquet has `interface_id` where text has `interface-id`. */
export function hyphens(record: Json): Json {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key.replaceAll("_", "-"), value]));
}

type LineReader = (line: string) => ReturnType<typeof cloudTrailEvent>;

/** Text logs: a header line or the shape of the first line says which. */
function readLines(text: string, out: BatchBuilder): void {
  let reader: LineReader | undefined;
  let fields: readonly string[] = defaultFields;
  for (const line of lines(text)) {
    // No text log begins a line like this: the line before it was damaged.
    if (line.startsWith("{")) {
      readJsonLine(line, out);
      continue;
    }
    if (line.startsWith("#")) {
      if (line.startsWith("#Fields:")) {
        fields = line.slice("#Fields:".length).trim().split(/\s+/);
        const names = fields;
        reader = (row) => cloudFrontEvent(names, row, out.nextId());
      }
      continue;
    }
    if (isFlowHeader(line)) {
      fields = line.trim().split(/\s+/);
      reader = undefined;
      continue;
    }
    reader ??= readerFor(line, fields, out);
    out.add(reader ? reader(line) : ("unknown-format" satisfies Broken["reason"]), line);
  }
}

function readerFor(line: string, fields: readonly string[], out: BatchBuilder): LineReader | undefined {
  const id = () => out.nextId();
  if (/^(https?|h2|grpcs|wss?) \d{4}-/.test(line)) return (row) => loadBalancerEvent(row, id());
  if (/^\S+ \S+ \[\d{2}\/[A-Z][a-z]{2}\/\d{4}:/.test(line)) return (row) => s3AccessEvent(row, id());
  if (/^\S+ \S+ \S+ \[\d{2}\/[A-Z][a-z]{2}\/\d{4}:/.test(line)) return (row) => clfEvent(row, id());
  const values = line.trim().split(/\s+/);
  if (fields !== defaultFields || (values.length === defaultFields.length && /^\d+$/.test(values[0] as string)))
    return (row) => {
      const parts = splitFields(row);
      return parts.length === fields.length ? flowEvent(flowRecord(fields, parts), id()) : "fields";
    };
  return undefined;
}

function* lines(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    const line = text.slice(start, text[end - 1] === "\r" ? end - 1 : end);
    if (line.trim() !== "") yield line;
    start = end + 1;
  }
}
