import { unknown } from "../../../model/index.ts";
import { isObject, type Json, type JsonObject, NO_VALUE } from "./environment.ts";

/** Parameter values somebody gave: by the command line, a parameter file, or a parent stack. */
export type Given = Readonly<Record<string, Json>>;

/** The values of a template's parameters: given, else the default, else unknown. `mask` keeps given secrets out. */
export function resolveParameters(declarations: Json, given: Given, options: { readonly mask: boolean }): Map<string, Json> {
  const values = new Map<string, Json>();
  if (!isObject(declarations)) return values;
  for (const [name, declaration] of Object.entries(declarations)) {
    values.set(name, valueOf(name, isObject(declaration) ? declaration : {}, given, options.mask));
  }
  return values;
}

function valueOf(name: string, declaration: JsonObject, given: Given, mask: boolean): Json {
  const type = String(declaration["Type"] ?? "String");
  const isGiven = Object.hasOwn(given, name) && given[name] !== undefined && given[name] !== null && given[name] !== NO_VALUE;
  const raw = isGiven ? given[name] : declaration["Default"];
  if (raw instanceof Object && !Array.isArray(raw)) return raw; // an Unknown a parent stack handed down
  if (type.startsWith("AWS::SSM::Parameter::Value")) return unknown("elsewhere", { what: raw === undefined ? name : `ssm:${String(raw)}` });
  if (raw === undefined || raw === null) return unknown("parameter", { what: name });
  // What a user gave for a secret parameter is a real secret: it never enters the estate. A default is in the file for all to see.
  if (isGiven && mask && isTrue(declaration["NoEcho"])) return unknown("masked", { what: name });
  return convert(raw, type);
}

function convert(raw: Json, type: string): Json {
  if (type === "CommaDelimitedList" || type.startsWith("List<")) {
    const items = Array.isArray(raw) ? raw : String(raw) === "" ? [] : String(raw).split(",");
    return items.map((item) => (typeof item === "string" ? item.trim() : item));
  }
  if (Array.isArray(raw)) return raw.join(",");
  if (type === "Number" && typeof raw === "string" && raw.trim() !== "" && Number.isFinite(Number(raw))) return Number(raw);
  return typeof raw === "boolean" ? String(raw) : raw;
}

/** True as CloudFormation reads it: the boolean or the word. */
export function isTrue(value: Json): boolean {
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}

/**
 * Reads a parameter file: CloudFormation's list, a plain map, the form of CodePipeline (`{"Parameters": {…}}`), or SAM's
 * list of `Key=Value`. Undefined when it is none of them.
 */
export function readParameterFile(content: Json): Given | undefined {
  if (Array.isArray(content)) {
    const out: Record<string, Json> = {};
    for (const item of content as Json[]) {
      if (typeof item === "string" && item.includes("=")) out[item.slice(0, item.indexOf("="))] = item.slice(item.indexOf("=") + 1);
      else if (isObject(item) && typeof item["ParameterKey"] === "string") {
        if (item["UsePreviousValue"] !== true) out[item["ParameterKey"]] = item["ParameterValue"];
      } else return undefined;
    }
    return out;
  }
  if (!isObject(content)) return undefined;
  const inner = content["Parameters"];
  const map = isObject(inner) ? inner : content;
  for (const value of Object.values(map)) if (typeof value === "object" && value !== null && !Array.isArray(value)) return undefined;
  return map;
}
