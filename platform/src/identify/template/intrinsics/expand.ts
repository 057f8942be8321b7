import { isUnknown } from "../../../model/index.ts";
import { derive } from "../provenance.ts";
import { isObject, type Json, type Report } from "./environment.ts";
import type { Evaluator } from "./evaluator.ts";

/** What macros need from outside the template. */
export interface MacroNeeds {
  /** Resolves parameters, pseudo parameters and mappings; knows no resources. */
  readonly evaluator: Evaluator;
  readonly report: Report;
  /** The content of an include on this machine; undefined when it is elsewhere (and that was reported). */
  include(location: string, container: object): Json;
}

const LOOP = "Fn::ForEach::";
const MOST_VALUES = 2_000_000;

/** Runs the macros that work on the text of a template: `Fn::ForEach` and `AWS::Include`. The template is not changed, but copied. */
export function expandMacros(template: Json, needs: MacroNeeds): Json {
  return new Expansion(needs).value(template, new Map(), 0);
}

type Bindings = ReadonlyMap<string, string>;

class Expansion {
  readonly #needs: MacroNeeds;
  #made = 0;

  constructor(needs: MacroNeeds) {
    this.#needs = needs;
  }

  value(raw: Json, bound: Bindings, includes: number): Json {
    if (typeof raw === "string") return bound.size === 0 ? raw : substitute(raw, bound);
    if (typeof raw !== "object" || raw === null || isUnknown(raw)) return raw;
    this.#made += 1;
    if (this.#made > MOST_VALUES) return raw;
    if (Array.isArray(raw)) {
      const items = (raw as Json[]).map((item) => this.value(item, bound, includes));
      return items.every((item, index) => item === raw[index]) ? raw : derive(items, raw);
    }
    return this.#object(raw as Record<string, Json>, bound, includes);
  }

  #object(raw: Record<string, Json>, bound: Bindings, includes: number): Json {
    const keys = Object.keys(raw);
    if (keys.length === 1 && keys[0] === "Ref" && typeof raw["Ref"] === "string") {
      const value = bound.get(raw["Ref"]);
      if (value !== undefined) return value;
    }
    const out: Record<string, Json> = {};
    let changed = false;
    for (const key of keys) {
      if (key.startsWith(LOOP)) {
        changed = true;
        this.#loop(key, raw, out, bound, includes);
        continue;
      }
      const location = key === "Fn::Transform" || key === "Transform" ? includeLocation(raw[key]) : undefined;
      if (location !== undefined && includes < 5) {
        const content = this.#include(location, raw);
        if (isObject(content)) {
          changed = true;
          const merged = this.value(content, bound, includes + 1);
          if (isObject(merged)) for (const [name, value] of Object.entries(merged)) out[name] ??= value;
          continue;
        }
      }
      const name = bound.size === 0 ? key : substitute(key, bound);
      const value = this.value(raw[key], bound, includes);
      if (name !== key || value !== raw[key]) changed = true;
      if (name !== "__proto__") out[name] = value;
    }
    return changed ? derive(out, raw) : raw;
  }

  #include(location: Json, container: object): Json {
    const at = this.#needs.evaluator.value(location);
    if (typeof at === "string") return this.#needs.include(at, container);
    this.#needs.report("E_TEMPLATE_INCLUDE_ELSEWHERE", { location: isUnknown(at) ? (at.what ?? "?") : "?" }, container);
    return undefined;
  }

  #loop(key: string, container: Record<string, Json>, out: Record<string, Json>, bound: Bindings, includes: number): void {
    const name = key.slice(LOOP.length);
    const argument = container[key];
    const [identifier, list, body] = Array.isArray(argument) && argument.length === 3 ? (argument as Json[]) : [];
    const identifiers = typeof identifier === "string" ? [identifier] : Array.isArray(identifier) ? identifier.map(String) : [];
    if (identifiers.length === 0 || !isObject(body)) {
      this.#needs.report("E_TEMPLATE_FUNCTION", { fn: key }, container);
      return;
    }
    const items = this.#needs.evaluator.value(this.value(list, bound, includes));
    if (!Array.isArray(items) || items.some(isUnknown)) {
      const open = isUnknown(items) ? items : Array.isArray(items) ? items.find(isUnknown) : undefined;
      this.#needs.report("E_TEMPLATE_LOOP_UNKNOWN", { name, what: (open as { what?: string } | undefined)?.what ?? "?" }, container);
      return;
    }
    for (const item of items as Json[]) {
      if (this.#made > MOST_VALUES) {
        this.#needs.report("E_TEMPLATE_ALIAS_BOMB", {}, container);
        return;
      }
      const values = Array.isArray(item) ? item : [item];
      const inner = new Map(bound);
      for (const [index, id] of identifiers.entries()) inner.set(id, String(values[index] ?? ""));
      const made = this.value(body, inner, includes);
      if (isObject(made)) Object.assign(out, made);
    }
  }
}

function includeLocation(argument: Json): Json {
  const macro = Array.isArray(argument) ? (argument as Json[]).find((m) => isObject(m) && m["Name"] === "AWS::Include") : argument;
  if (!isObject(macro) || macro["Name"] !== "AWS::Include") return undefined;
  const parameters = macro["Parameters"];
  return isObject(parameters) ? parameters["Location"] : undefined;
}

/** `${Id}` gives the loop's value, `&{Id}` the value without what a logical id may not have. */
function substitute(text: string, bound: Bindings): string {
  if (!text.includes("{")) return text;
  return text.replace(/([$&])\{([^{}]+)\}/g, (whole, mark: string, name: string) => {
    const value = bound.get(name);
    if (value === undefined) return whole;
    return mark === "&" ? value.replace(/[^A-Za-z0-9]/g, "") : value;
  });
}
