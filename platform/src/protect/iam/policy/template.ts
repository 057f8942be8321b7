import { STAR, wild } from "./glob.ts";
import { isBeginning, type Lookup } from "./lookup.ts";

export interface Variable {
  /** Condition key in lower case. */
  readonly key: string;
  readonly otherwise: string | undefined;
}

/** A text of a policy, cut at its variables. Plain parts are in the inner form of patterns. */
export type Template = readonly (string | Variable)[];

export interface TemplateOptions {
  /** Policy variables work only in version 2012-10-17; before that `${…}` is ordinary text. */
  readonly variables: boolean;
  /** `*` and `?` are wildcards. */
  readonly wildcards: boolean;
}

/** `${*}`, `${?}`, `${$}`, `${key}` or `${key, 'default'}`; a quote inside the default is written twice. */
const VARIABLE = /\$\{(?:([*?$])|\s*([^{},*?$]*?)\s*(?:,\s*'((?:[^']|'')*)'\s*)?)\}/g;

export function parseTemplate(text: string, { variables, wildcards }: TemplateOptions): Template {
  const plain = wildcards ? wild : (part: string) => part;
  if (!variables || !text.includes("${")) return [plain(text)];
  const parts: (string | Variable)[] = [];
  let run = "";
  let rest = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, literal, key = "", otherwise] = match;
    run += plain(text.slice(rest, match.index));
    rest = match.index + whole.length;
    if (literal !== undefined) {
      run += literal;
      continue;
    }
    if (run !== "") parts.push(run);
    run = "";
    parts.push({ key: key.toLowerCase(), otherwise: otherwise?.replaceAll("''", "'") });
  }
  run += plain(text.slice(rest));
  if (run !== "" || parts.length === 0) parts.push(run);
  return parts;
}

export interface Resolved {
  readonly text: string;
  /** False: a variable has a value nobody knows; a star stands for it. */
  readonly sure: boolean;
}

/** The text with its variables replaced, or undefined when one of them has no single value: such a text matches nothing. */
export function resolve(template: Template, lookup: Lookup): Resolved | undefined {
  let text = "";
  let sure = true;
  for (const part of template) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const known = lookup(part.key);
    if (known === "unknown" || known === "present") {
      text += STAR;
      sure = false;
    } else if (known === "absent") {
      if (part.otherwise === undefined) return undefined;
      text += part.otherwise;
    } else if (isBeginning(known)) {
      text += known.beginning + STAR;
      sure = false;
    } else if (known.length === 1) text += known[0];
    else if (part.otherwise === undefined) return undefined;
    else text += part.otherwise;
  }
  return { text, sure };
}

/** The text itself, when it has no variables. */
export function constant(template: Template): string | undefined {
  const [only] = template;
  return template.length === 1 && typeof only === "string" ? only : undefined;
}
