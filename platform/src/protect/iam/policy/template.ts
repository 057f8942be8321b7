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

interface Found {
  /** The character it stands for, or the variable. */
  readonly part: string | Variable | undefined;
  /** Where reading goes on; what was passed is ordinary text when there is no part. */
  readonly end: number;
}

export function parseTemplate(text: string, { variables, wildcards }: TemplateOptions): Template {
  const plain = wildcards ? wild : (part: string) => part;
  if (!variables || !text.includes("${")) return [plain(text)];
  const parts: (string | Variable)[] = [];
  let run = "";
  let rest = 0;
  for (let open = text.indexOf("${"); open >= 0; open = text.indexOf("${", open)) {
    const { part, end } = readVariable(text, open + 2);
    if (part !== undefined) {
      run += plain(text.slice(rest, open));
      rest = end;
      if (typeof part === "string") run += part;
      else {
        if (run !== "") parts.push(run);
        run = "";
        parts.push(part);
      }
    }
    open = end;
  }
  run += plain(text.slice(rest));
  if (run !== "" || parts.length === 0) parts.push(run);
  return parts;
}

/**
 * `${*}`, `${?}`, `${$}`, `${key}` or `${key, 'default'}`; a quote inside the default is written twice.
 *
 * INVARIANT: no character is passed twice, however many `${` are left open.
 */
function readVariable(text: string, from: number): Found {
  if (text[from + 1] === "}" && "*?$".includes(text[from] ?? " ")) return { part: text[from], end: from + 2 };
  let at = from;
  while (at < text.length && !"{},$".includes(text[at] ?? "")) at += 1;
  const key = text.slice(from, at).trim().toLowerCase();
  if (text[at] === "}") return { part: { key, otherwise: undefined }, end: at + 1 };
  if (text[at] !== ",") return { part: undefined, end: at };
  at = afterSpaces(text, at + 1);
  if (text[at] !== "'") return { part: undefined, end: at };
  let otherwise = "";
  for (at += 1; at < text.length; at += 1) {
    if (text[at] !== "'") otherwise += text[at];
    else if (text[at + 1] === "'") otherwise += text[(at += 1)];
    else break;
  }
  at = afterSpaces(text, at + 1);
  return text[at] === "}" ? { part: { key, otherwise }, end: at + 1 } : { part: undefined, end: at };
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at += 1;
  return at;
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
