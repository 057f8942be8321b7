import type { LogEvent } from "../../model/index.ts";
import { obj, str } from "../sources/batch.ts";

/** Changes when columns are added; readers join files of several versions by name. */
export const SCHEMA = 1;

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
