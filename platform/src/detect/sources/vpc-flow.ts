import type { LogEvent } from "../../model/index.ts";
import { accountId, type Broken, type Json } from "./batch.ts";
import { blank, dash } from "./text.ts";

/** The default format (version 2), for files without a header line. */
export const defaultFields =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status".split(" ");

/** Whether a line names fields. Names only: whoever writes one of them into a user agent hides nothing. */
export function isFlowHeader(line: string): boolean {
  return /(^| )(srcaddr|interface-id|log-status)( |$)/.test(line) && /^[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*\s*$/.test(line);
}

/** Fields that are numbers, of all versions. */
const NUMBERS = new Set("version srcport dstport protocol packets bytes start end tcp-flags traffic-path".split(" "));

/** A line of a flow log by the header's fields (versions 2 to 8, any order). Parquet spells them with `_`. */
export function flowRecord(fields: readonly string[], values: readonly string[]): Json {
  const record: Record<string, unknown> = {};
  for (let i = 0; i < fields.length; i += 1) {
    const value = dash(values[i]);
    const field = fields[i] as string;
    if (value !== "") record[field] = NUMBERS.has(field) ? Number(value) : value;
  }
  return record;
}

/**
 * One aggregated flow. `ip` is the side that is not ours where the record tells (`flow-direction`), else the source.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
export function flowEvent(record: Json, id: string): LogEvent | Broken["reason"] {
  const start = Number(record["start"]);
  if (!Number.isFinite(start)) return "no-time";
  if (record["log-status"] === undefined && record["srcaddr"] === undefined && record["interface-id"] === undefined) return "fields";
  const text = (key: string) => (record[key] === undefined ? "" : String(record[key]));
  const egress = record["flow-direction"] === "egress";
  return {
    ...blank,
    feed: "vpc-flow",
    id,
    // Seconds in text files, microseconds or milliseconds where a tool rewrote them.
    time: start < 1e11 ? start * 1_000 : start < 1e14 ? start : start / 1_000,
    account: accountId(record["account-id"]),
    region: text("region"),
    service: "vpc",
    name: text("action") || text("log-status"),
    ip: egress ? text("dstaddr") : text("srcaddr"),
    error: record["action"] === "REJECT" ? "REJECT" : "",
    resources: [text("interface-id"), text("instance-id")].filter((r) => r !== ""),
    record,
  };
}
