import { isUnknown, type Place } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import type { Expansion, Fn } from "./expansion.ts";
import { alphanumeric } from "./names.ts";

/** Adds what an event of a function stands for. */
export type Adder = (out: Expansion, fn: Fn, event: Json, place: Place | undefined, index: number) => void;

/** An ARN that is written as it is, or as `{arn: …}`. */
export function arnIn(event: Json): Json {
  return isObject(event) && !isUnknown(event) && event["arn"] !== undefined ? event["arn"] : event;
}

/** `{Ref: …}` or `{Fn::…: …}`. */
export function isFunctionCall(value: Json): boolean {
  return (
    isObject(value) &&
    !isUnknown(value) &&
    Object.keys(value).length === 1 &&
    Object.keys(value).every((key) => key === "Ref" || key.startsWith("Fn::"))
  );
}

/** What a logical id says of a source: the end of its ARN, or the resource it is got from. */
export function sourceName(source: Json): string {
  if (typeof source === "string")
    return alphanumeric(
      source
        .split(/[:/]/)
        .filter((part) => part !== "stream" && !/^\d{4}-/.test(part))
        .at(-1) ?? "",
    );
  const got = isObject(source) && !isUnknown(source) ? source["Fn::GetAtt"] : undefined;
  const first: Json = Array.isArray(got) ? got[0] : typeof got === "string" ? got.split(".")[0] : undefined;
  return typeof first === "string" ? alphanumeric(first) : "Source";
}
