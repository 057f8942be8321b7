import { STAR, wild } from "./glob.ts";
import type { Lookup } from "./lookup.ts";

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

const DEFAULT = /^\s*([^,]*?)\s*,\s*'(.*)'\s*$/s;

export function parseTemplate(text: string, { variables, wildcards }: TemplateOptions): Template {
  const plain = wildcards ? wild : (part: string) => part;
  if (!variables || !text.includes("${")) return [plain(text)];
  const parts: (string | Variable)[] = [];
  let rest = 0;
  let run = "";
  for (;;) {
    const open = text.indexOf("${", rest);
    const close = open < 0 ? -1 : text.indexOf("}", open);
    if (close < 0) break;
    run += plain(text.slice(rest, open));
    const inside = text.slice(open + 2, close);
    if (inside === "*" || inside === "?" || inside === "$") run += inside;
    else {
      if (run !== "") parts.push(run);
      run = "";
      parts.push(variable(inside));
    }
    rest = close + 1;
  }
  run += plain(text.slice(rest));
  if (run !== "" || parts.length === 0) parts.push(run);
  return parts;
}

function variable(inside: string): Variable {
  const match = DEFAULT.exec(inside);
  return match ? { key: (match[1] ?? "").toLowerCase(), otherwise: match[2] } : { key: inside.trim().toLowerCase(), otherwise: undefined };
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
    } else if (known === "absent" || known.length !== 1) {
      if (part.otherwise === undefined) return undefined;
      text += part.otherwise;
    } else text += known[0];
  }
  return { text, sure };
}

/** The text itself, when it has no variables. */
export function constant(template: Template): string | undefined {
  const [only] = template;
  return template.length === 1 && typeof only === "string" ? only : undefined;
}
