import { isUnknown } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";

/** Attributes of one resource or block, with an Unknown wherever something is decided later. */
export type Attributes = Readonly<Record<string, Json>>;

/** What a mapping may ask beyond the resource's own attributes. */
export interface Context {
  /** The resource's other name: what a reference to it by Terraform's `id` gives. */
  readonly self: { readonly name: string; readonly arn: string | undefined; readonly ref: string };
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** True for the id of the root resource of a planned REST API. */
  isRootResource(id: string): boolean;
}

/** How one property is made. */
export interface Build {
  /** Attributes it is made from; the first one that is written is its place in the source. */
  readonly from: readonly string[];
  read(row: Attributes, context: Context): Json;
  /** How what is inside is made, for finding places. */
  readonly inner?: Rules;
  /** Nothing of its own in Terraform: what is inside stands beside it there. */
  readonly isNest?: true;
}

/** An attribute's name, or how to make the property. */
export type Rule = string | Build;
export type Rules = Readonly<Record<string, Rule>>;

/** An attribute; Terraform's null and empty text both mean "not set". */
export function value(row: Json, name: string): Json {
  if (isUnknown(row)) return row;
  if (!isObject(row) || !Object.hasOwn(row, name)) return undefined;
  const found = row[name];
  return found === null || found === "" ? undefined : found;
}

/** The first block of a name. */
export function blockOf(row: Json, name: string): Json {
  const found = value(row, name);
  if (Array.isArray(found)) return found[0] ?? undefined;
  return found;
}

/** Every block of a name; an undecided list is one Unknown. */
export function blocksOf(row: Json, name: string): readonly Json[] {
  const found = value(row, name);
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as Json[]) : [found];
}

/** Properties of a row by the rules; what comes out undefined is left away. */
export function apply(rules: Rules, row: Json, context: Context): Json {
  if (isUnknown(row)) return row;
  const attributes: Attributes = isObject(row) ? row : {};
  const out: Record<string, Json> = {};
  for (const [property, rule] of Object.entries(rules)) {
    const made = typeof rule === "string" ? value(attributes, rule) : rule.read(attributes, context);
    if (made !== undefined) out[property] = made;
  }
  return out;
}

/** The first block of a name, mapped; `otherwise` when there is none. */
export function block(name: string, inner: Rules): Build {
  return {
    from: [name],
    inner,
    read(row, context) {
      const found = blockOf(row, name);
      return found === undefined ? undefined : apply(inner, found, context);
    },
  };
}

/** Every block of a name, mapped; undefined when there is none. */
export function blocks(name: string, inner: Rules): Build {
  return {
    from: [name],
    inner,
    read(row, context) {
      const found = value(row, name);
      if (found === undefined || isUnknown(found)) return found;
      const all = blocksOf(row, name);
      return all.length === 0 ? undefined : all.map((item) => apply(inner, item, context));
    },
  };
}

/** Properties of this row, one level down: CloudFormation nests where Terraform does not. Left away when none is set. */
export function nest(inner: Rules): Build {
  return {
    from: Object.values(inner).flatMap((rule) => (typeof rule === "string" ? [rule] : rule.from)),
    inner,
    isNest: true,
    read(row, context) {
      const made = apply(inner, row, context);
      return isObject(made) && Object.keys(made).length > 0 ? made : undefined;
    },
  };
}

/** A property made from attributes by hand. */
export function from(names: string | readonly string[], read: (row: Attributes, context: Context) => Json): Build {
  return { from: typeof names === "string" ? [names] : names, read };
}

/** The first attribute that is set. */
export function either(...names: readonly string[]): Build {
  return from(names, (row) => {
    for (const name of names) {
      const found = value(row, name);
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

/** An attribute whose value is changed when it is known. */
export function mapped(name: string, change: (known: Json, row: Attributes, context: Context) => Json): Build {
  return from(name, (row, context) => {
    const found = value(row, name);
    return found === undefined || isUnknown(found) ? found : change(found, row, context);
  });
}

/** An attribute whose words have other names in CloudFormation. */
export function renamed(name: string, words: Readonly<Record<string, Json>>): Build {
  return mapped(name, (known) => (Object.hasOwn(words, String(known)) ? words[String(known)] : known));
}

/** The same for every resource. */
export function constant(known: Json): Build {
  return from([], () => known);
}

/** A single value as a list of one. */
export function listOf(...names: readonly string[]): Build {
  return from(names, (row) => {
    for (const name of names) {
      const found = value(row, name);
      if (found !== undefined) return Array.isArray(found) || isUnknown(found) ? found : [found];
    }
    return undefined;
  });
}

/** An object with the first letters of its keys in upper case, all the way down: where the names differ in nothing else. */
export function pascal(known: Json): Json {
  if (Array.isArray(known)) return known.map(pascal);
  if (!isObject(known) || isUnknown(known)) return known === null ? undefined : known;
  const out: Record<string, Json> = {};
  for (const [key, item] of Object.entries(known)) {
    const made = pascal(item);
    if (made !== undefined)
      out[
        key
          .split("_")
          .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
          .join("")
      ] = made;
  }
  return out;
}

/** Tags with those the provider adds by default. */
export const tags: Rules = { Tags: either("tags_all", "tags") };
