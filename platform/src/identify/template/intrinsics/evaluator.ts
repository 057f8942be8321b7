import { isUnknown, textAround, Unknown, unknown, unknownInside, unknownInText } from "../../../model/index.ts";
import { subnets } from "./cidr.ts";
import { Conditions, type Truth } from "./conditions.ts";
import { dynamicReference } from "./dynamic.ts";
import { type Environment, isObject, type Json, NO_VALUE, pseudoParameter, type Report } from "./environment.ts";

/** What the evaluator must ask of the template around it. */
export interface Surroundings {
  readonly env: Environment;
  readonly parameters: ReadonlyMap<string, Json>;
  readonly mappings: Json;
  readonly conditions: Json;
  readonly report: Report;
  /** What `Ref` of a resource gives; undefined when there is no such resource. */
  ref(logicalId: string): Json;
  /** An attribute of a resource; undefined when there is no such resource. */
  attribute(logicalId: string, attribute: string): Json;
}

const DEEPEST = 400;
const ZONES = ["a", "b", "c", "d", "e", "f"];

/** Resolves intrinsic functions. INVARIANT: never throws on any JSON; what cannot be resolved is an Unknown. */
export class Evaluator {
  readonly conditions: Conditions;
  readonly #around: Surroundings;
  #depth = 0;

  constructor(around: Surroundings) {
    this.#around = around;
    this.conditions = new Conditions(around.conditions, { value: (raw) => this.value(raw), report: around.report });
  }

  /** The resolved value. Parts without functions are handed on as they are, not copied; `NO_VALUE` when it is to be left out. */
  value(raw: Json): Json {
    if (typeof raw === "string") return raw.includes("{{resolve:") ? (dynamicReference(raw) ?? raw) : raw;
    if (typeof raw !== "object" || raw === null || raw instanceof Unknown) return raw;
    if (this.#depth > DEEPEST) return unknown("malformed", { what: "nesting" });
    this.#depth += 1;
    try {
      return Array.isArray(raw) ? this.#array(raw as Json[]) : this.#object(raw as Record<string, Json>);
    } finally {
      this.#depth -= 1;
    }
  }

  #array(raw: readonly Json[]): Json {
    let out: Json[] | undefined;
    for (let i = 0; i < raw.length; i += 1) {
      const before = raw[i];
      const after = this.value(before);
      if (out) {
        if (after !== NO_VALUE && after !== null) out.push(after);
      } else if (after !== before || after === null) {
        out = raw.slice(0, i);
        if (after !== NO_VALUE && after !== null) out.push(after);
      }
    }
    return out ?? raw;
  }

  #object(raw: Record<string, Json>): Json {
    let count = 0;
    let only = "";
    for (const key in raw) {
      count += 1;
      if (count > 1) break;
      only = key;
    }
    if (count === 1 && (only === "Ref" || only.startsWith("Fn::"))) return this.#call(only, raw[only], raw);
    let out: Record<string, Json> | undefined;
    for (const key in raw) {
      const before = raw[key];
      const after = this.value(before);
      if (out === undefined) {
        if (after === before && after !== null) continue;
        out = {};
        for (const earlier in raw) {
          if (earlier === key) break;
          out[earlier] = raw[earlier];
        }
      }
      if (after !== NO_VALUE && after !== null && key !== "__proto__") out[key] = after;
    }
    return out ?? raw;
  }

  #call(fn: string, argument: Json, container: object): Json {
    switch (fn) {
      case "Ref":
        return typeof argument === "string" ? this.reference(argument, container) : this.#bad(fn, container);
      case "Fn::GetAtt":
        return this.#getAtt(argument, container);
      case "Fn::Sub":
        return this.#sub(argument, container);
      case "Fn::Join":
        return this.#join(argument, container);
      case "Fn::If":
        return this.#if(argument, container);
      case "Fn::Select":
        return this.#select(argument, container);
      case "Fn::Split":
        return this.#split(argument, container);
      case "Fn::FindInMap":
        return this.#findInMap(argument, container);
      case "Fn::ImportValue":
      case "Fn::GetStackOutput": {
        const name = this.value(argument);
        return isUnknown(name) ? name : unknown("elsewhere", { what: typeof name === "object" ? fn : String(name) });
      }
      case "Fn::Base64": {
        const text = this.#text(this.value(argument));
        return text === undefined ? this.#bad(fn, container) : isUnknown(text) ? text : Buffer.from(text).toString("base64");
      }
      case "Fn::Cidr":
        return this.#cidr(argument, container);
      case "Fn::GetAZs": {
        const region = this.value(argument);
        if (isUnknown(region)) return region;
        const of = typeof region === "string" && region !== "" ? region : this.#around.env.region;
        return ZONES.map((zone) => of + zone);
      }
      case "Fn::ToJsonString": {
        const value = this.value(argument);
        return unknownInside(value) ?? (value === NO_VALUE ? this.#bad(fn, container) : JSON.stringify(value));
      }
      case "Fn::Length": {
        const value = this.value(argument);
        return isUnknown(value) ? value : Array.isArray(value) ? value.length : this.#bad(fn, container);
      }
      case "Fn::Transform": {
        const name = isObject(argument) ? argument["Name"] : undefined;
        return unknown("elsewhere", { what: typeof name === "string" ? name : fn });
      }
      case "Fn::Equals":
      case "Fn::And":
      case "Fn::Or":
      case "Fn::Not":
      case "Fn::Contains":
        return this.conditions.decide(container);
      default:
        this.#around.report("E_TEMPLATE_UNKNOWN_FUNCTION", { fn }, container);
        return unknown("unsupported", { what: fn });
    }
  }

  /** What `Ref` gives for a parameter, pseudo parameter or resource. */
  reference(name: string, container?: object): Json {
    const parameter = this.#around.parameters.get(name);
    if (parameter !== undefined) return typeof parameter === "string" ? this.value(parameter) : parameter;
    if (name.startsWith("AWS::")) {
      const pseudo = pseudoParameter(name, this.#around.env);
      if (pseudo !== undefined) return pseudo;
    }
    const resource = this.#around.ref(name);
    if (resource !== undefined) return resource;
    this.#around.report("E_TEMPLATE_MISSING_REFERENCE", { target: name }, container);
    return unknown("malformed", { what: name });
  }

  #getAtt(argument: Json, container: object): Json {
    let logicalId: Json;
    let attribute: Json;
    if (typeof argument === "string") {
      const dot = argument.indexOf(".");
      [logicalId, attribute] = dot < 0 ? [argument, undefined] : [argument.slice(0, dot), argument.slice(dot + 1)];
    } else if (Array.isArray(argument) && argument.length >= 2) {
      const parts = (argument as Json[]).map((part) => this.value(part));
      const open = parts.find(isUnknown);
      if (open) return open;
      logicalId = parts[0];
      attribute = parts.slice(1).join(".");
    }
    if (typeof logicalId !== "string" || typeof attribute !== "string") return this.#bad("Fn::GetAtt", container);
    return this.#attribute(logicalId, attribute, container);
  }

  #attribute(logicalId: string, attribute: string, container: object): Json {
    const value = this.#around.attribute(logicalId, attribute);
    if (value !== undefined) return value;
    this.#around.report("E_TEMPLATE_MISSING_REFERENCE", { target: logicalId }, container);
    return unknown("malformed", { what: `${logicalId}.${attribute}` });
  }

  #sub(argument: Json, container: object): Json {
    const [template, locals] = typeof argument === "string" ? [argument, undefined] : Array.isArray(argument) ? (argument as Json[]) : [];
    if (typeof template !== "string" || (locals !== undefined && !isObject(locals))) return this.#bad("Fn::Sub", container);
    if (!template.includes("${")) return dynamicReference(template) ?? template;
    let open: Unknown | undefined;
    const text = template.replace(/\$\{([^${}]*)\}/g, (whole, inner: string) => {
      if (inner.startsWith("!")) return `\${${inner.slice(1)}}`;
      const name = inner.trim();
      if (name === "") return whole;
      const value = this.#text(this.#variable(name, locals, container));
      if (typeof value === "string") return value;
      open ??= value ?? this.#bad("Fn::Sub", container);
      return OPEN;
    });
    if (open) return withText(open, text);
    return dynamicReference(text) ?? text;
  }

  #variable(name: string, locals: Record<string, Json> | undefined, container: object): Json {
    if (locals && Object.hasOwn(locals, name)) return this.value(locals[name]);
    const dot = name.indexOf(".");
    return dot < 0 ? this.reference(name, container) : this.#attribute(name.slice(0, dot), name.slice(dot + 1), container);
  }

  #join(argument: Json, container: object): Json {
    if (!Array.isArray(argument) || argument.length !== 2) return this.#bad("Fn::Join", container);
    const delimiter = this.value(argument[0]);
    const list = this.value(argument[1]);
    if (isUnknown(delimiter)) return delimiter;
    if (isUnknown(list)) return list;
    if (typeof delimiter !== "string" || !Array.isArray(list)) return this.#bad("Fn::Join", container);
    const parts: string[] = [];
    let open: Unknown | undefined;
    for (const item of list as Json[]) {
      const text = Array.isArray(item) ? this.#text(item, delimiter) : this.#text(item);
      if (text === undefined) return this.#bad("Fn::Join", container);
      if (isUnknown(text)) open ??= text;
      parts.push(isUnknown(text) ? (textAround(text) ?? OPEN) : text);
    }
    const joined = parts.join(delimiter);
    if (open) return withText(open, joined);
    return dynamicReference(joined) ?? joined;
  }

  #if(argument: Json, container: object): Json {
    if (!Array.isArray(argument) || argument.length !== 3) return this.#bad("Fn::If", container);
    const [condition, then, otherwise] = argument as Json[];
    const truth: Truth = typeof condition === "string" ? this.conditions.named(condition, container) : this.conditions.decide(condition);
    if (!(truth instanceof Unknown)) return this.value(truth ? then : otherwise);
    // Both ways the same: the condition does not matter.
    if (typeof then !== "object" && then === otherwise) return this.value(then);
    return truth;
  }

  #select(argument: Json, container: object): Json {
    if (!Array.isArray(argument) || argument.length !== 2) return this.#bad("Fn::Select", container);
    const index = this.value(argument[0]);
    const list = this.value(argument[1]);
    if (isUnknown(index)) return index;
    if (isUnknown(list)) return list;
    const at = typeof index === "string" && /^\d+$/.test(index) ? Number(index) : index;
    if (!Array.isArray(list) || typeof at !== "number" || list[at] === undefined) return this.#bad("Fn::Select", container);
    return list[at] as Json;
  }

  #split(argument: Json, container: object): Json {
    if (!Array.isArray(argument) || argument.length !== 2) return this.#bad("Fn::Split", container);
    const delimiter = this.value(argument[0]);
    const text = this.#text(this.value(argument[1]));
    if (isUnknown(text)) return text;
    if (typeof delimiter !== "string" || delimiter === "" || text === undefined) return this.#bad("Fn::Split", container);
    return text.split(delimiter);
  }

  #findInMap(argument: Json, container: object): Json {
    if (!Array.isArray(argument) || argument.length < 3 || argument.length > 4) return this.#bad("Fn::FindInMap", container);
    const [map, first, second] = (argument as Json[]).slice(0, 3).map((part) => this.#text(this.value(part)));
    const options = argument[3] as Json;
    const hasDefault = isObject(options) && Object.hasOwn(options, "DefaultValue");
    for (const part of [map, first, second]) {
      if (isUnknown(part)) return part;
      if (part === undefined) return this.#bad("Fn::FindInMap", container);
    }
    const level = (from: Json, key: Json): Json => (isObject(from) && Object.hasOwn(from, key as string) ? from[key as string] : undefined);
    const found = level(level(level(this.#around.mappings, map), first), second);
    if (found !== undefined && found !== null) return this.value(found);
    if (hasDefault) return this.value((options as Record<string, Json>)["DefaultValue"]);
    const what = `${String(map)}.${String(first)}.${String(second)}`;
    this.#around.report("E_TEMPLATE_MISSING_MAPPING", { target: what }, container);
    return unknown("malformed", { what });
  }

  #cidr(argument: Json, container: object): Json {
    const parts = Array.isArray(argument) ? (argument as Json[]).map((part) => this.value(part)) : [];
    const open = parts.find(isUnknown);
    if (open) return open;
    const [block, count, bits] = parts;
    if (typeof block !== "string") return this.#bad("Fn::Cidr", container);
    const hostBits = bits === undefined ? (block.includes(":") ? 64 : 8) : Number(bits);
    return subnets(block, Number(count), hostBits) ?? this.#bad("Fn::Cidr", container);
  }

  /** As text in a Sub or Join; undefined for what has no text. */
  #text(value: Json, delimiter = ","): string | Unknown | undefined {
    if (typeof value === "string" || isUnknown(value)) return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    if (value === NO_VALUE) return "";
    if (!Array.isArray(value)) return undefined;
    const parts = (value as Json[]).map((item) => this.#text(item));
    return parts.find(isUnknown) ?? (parts.includes(undefined) ? undefined : parts.join(delimiter));
  }

  #bad(fn: string, container: object): Unknown {
    this.#around.report("E_TEMPLATE_FUNCTION", { fn }, container);
    return unknown("malformed", { what: fn });
  }
}

/** Stands in a text for what is not known. */
const OPEN = "${…}";

/** What is written around the unknown parts of a text is known, and may be a secret. */
function withText(open: Unknown, text: string): Unknown {
  return text.replaceAll(OPEN, "") === "" ? open : unknownInText(open, text);
}
