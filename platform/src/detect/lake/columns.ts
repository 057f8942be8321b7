import type { LogEvent } from "../../model/index.ts";
import { obj, str } from "../sources/batch.ts";
import { targetsOf } from "../targets.ts";
import type { OcsfClass } from "./ocsf/classes.ts";

/** Changes when columns are added; readers join files of several versions by name. */
export const SCHEMA = 1;

/** What is asked for most lies flat beside the OCSF structure: a search reads these columns and nothing else. */
export interface HotRow {
  readonly kind: OcsfClass;
  readonly region: string;
  readonly accountId: string;
  readonly eventDay: string;
  readonly time: number;
  readonly y_id: string;
  readonly y_feed: string;
  readonly y_account: string;
  readonly y_region: string;
  readonly y_service: string;
  readonly y_name: string;
  readonly y_principal: string;
  readonly y_principal_type: string;
  readonly y_credential: string;
  readonly y_session: string;
  readonly y_ip: string;
  readonly y_user_agent: string;
  readonly y_error: string;
  /** Access key that the call handed out. */
  readonly y_issued: string;
  readonly y_read_only: boolean;
  readonly y_targets: readonly string[];
  readonly ocsf: string;
  readonly raw_data: string;
}

/** Text columns in the order of the table; `time`, `y_read_only` and `y_targets` follow them. */
export const textColumns = [
  "kind",
  "region",
  "accountId",
  "eventDay",
  "y_id",
  "y_feed",
  "y_account",
  "y_region",
  "y_service",
  "y_name",
  "y_principal",
  "y_principal_type",
  "y_credential",
  "y_session",
  "y_ip",
  "y_user_agent",
  "y_error",
  "y_issued",
  "ocsf",
  "raw_data",
] as const;

export const table = `(${textColumns.map((name) => `"${name}" VARCHAR`).join(", ")}, "time" BIGINT, y_read_only BOOLEAN, y_targets VARCHAR[])`;

/** Columns of an event file that are ours, without the partition's and the raw record. */
export const hotColumns = textColumns.filter((name) => name.startsWith("y_"));

export function rowOf(event: LogEvent, kind: OcsfClass, ocsf: object): HotRow {
  return {
    kind,
    ...partitionOf(event.region, event.account, event.time),
    time: Math.trunc(event.time),
    y_id: event.id,
    y_feed: event.feed,
    y_account: event.account,
    y_region: event.region,
    y_service: event.service,
    y_name: event.name,
    y_principal: event.principal,
    y_principal_type: event.principalType,
    y_credential: event.credential,
    y_session: event.session,
    y_ip: event.ip,
    y_user_agent: event.userAgent,
    y_error: event.error,
    y_issued: issuedBy(event),
    y_read_only: event.readOnly,
    y_targets: targetsOf(event),
    ocsf: json(ocsf),
    raw_data: json(event.record),
  };
}

/** The access key that a call handed out; `""` for any other call. */
export function issuedBy(event: LogEvent): string {
  if (event.service !== "sts" && event.name !== "CreateAccessKey") return "";
  const answer = obj(event.record["responseElements"]);
  return str(obj(answer["credentials"])["accessKeyId"]) || str(obj(answer["accessKey"])["accessKeyId"]);
}

/** JSON that every parser takes: halves of characters, which JavaScript allows and nobody else, become the replacement character. */
export function json(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.includes("\\ud") ? text.replaceAll(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, "$1\\ufffd") : text;
}

/** Folder names are made of what logs say: only what AWS could have said becomes one. */
export function partitionOf(region: string, account: string, time: number) {
  return {
    region: /^[a-z]{2,8}[a-z0-9-]{0,28}$/.test(region) ? region : "none",
    accountId: /^\d{12}$/.test(account) ? account : "none",
    eventDay: time >= 0 && time < 4.1e12 ? new Date(time).toISOString().slice(0, 10).replaceAll("-", "") : "19700101",
  };
}
