import type { CodeValue } from "../../model/index.ts";

/** Reads values of code: every text a value may be, as patterns with `*` for what is not known. */

/** Undefined: nothing is known of it. */
export function patternsOf(value: CodeValue | undefined): readonly string[] | undefined {
  switch (value?.is) {
    case "text": {
      const text = value.parts.map((part) => part ?? "*").join("");
      return /^\**$/.test(text) && value.parts.includes(null) ? undefined : [text];
    }
    case "any": {
      const all = value.of.map(patternsOf);
      return all.some((one) => one === undefined) ? undefined : [...new Set(all.flat() as readonly string[])];
    }
    default:
      return undefined;
  }
}

/** A field, also of one of several objects. */
export function fieldOf(value: CodeValue | undefined, name: string): CodeValue | undefined {
  if (value?.is === "object") return Object.hasOwn(value.fields, name) ? value.fields[name] : value.open ? { is: "unknown" } : undefined;
  if (value?.is === "any") {
    const all = value.of.map((one) => fieldOf(one, name)).filter((one): one is CodeValue => one !== undefined);
    return all.length === 0 ? undefined : { is: "any", of: all };
  }
  return value?.is === "unknown" ? value : undefined;
}

/** Elements of a list; undefined when they are not known. */
export function itemsOf(value: CodeValue | undefined): readonly CodeValue[] | undefined {
  if (value?.is === "list") return value.items;
  if (value?.is === "any") {
    const all = value.of.map(itemsOf);
    return all.some((one) => one === undefined) ? undefined : (all.flat() as readonly CodeValue[]);
  }
  return undefined;
}

/** Names of the fields of an object; undefined when there may be others. */
export function namesOf(value: CodeValue | undefined): readonly string[] | undefined {
  if (value?.is === "object") return value.open ? undefined : Object.keys(value.fields);
  if (value?.is === "any") {
    const all = value.of.map(namesOf);
    return all.some((one) => one === undefined) ? undefined : (all.flat() as readonly string[]);
  }
  return undefined;
}

/** A value below a path of fields; lists on the way are gone through. */
export function at(value: CodeValue | undefined, path: readonly string[]): CodeValue | undefined {
  const [name, ...rest] = path;
  if (name === undefined || value === undefined) return value;
  if (value.is === "list") {
    const all = value.items.map((item) => at(item, path)).filter((one): one is CodeValue => one !== undefined);
    return all.length === 0 ? undefined : { is: "any", of: all };
  }
  return at(fieldOf(value, name), rest);
}

export function textValue(text: string): CodeValue {
  return { is: "text", parts: [text] };
}
