import { TooDeep } from "./ir.ts";

/**
 * The native parser recurses and takes the process with it when code nests deeper than its stack; people nest a few dozen levels.
 * Measured: it falls at 2,000 nested functions and 8,000 brackets or links of a chain.
 */
const DEEPEST_BRACKETS = 1000;
const LONGEST_CHAIN = 4000;

/** Words and signs whose right side holds the next one: `a => b => …`, `x = y = …`, `if (a) if (b) …`. */
const LINK = /^(?:if|for|while|do|new|yield|await|typeof|void|delete|with)$/;
/** After these a slash begins a regular expression; after `)` and `}` it may. */
const VALUE_ENDS = /[\w$\])}"'`]/;

/** Throws TooDeep for what the native parser might not survive. */
export function refuseNesting(text: string): void {
  const chains: number[] = [];
  /** Depths at which a template string goes on after `}`. */
  const templates: number[] = [];
  let depth = 0;
  let chain = 0;
  let elses = 0;
  let elsesFrom = 0;
  let last = "";
  const grow = () => {
    chain += 1;
    if (chain > LONGEST_CHAIN) throw new TooDeep();
  };
  const open = () => {
    depth += 1;
    if (depth > DEEPEST_BRACKETS) throw new TooDeep();
    chains.push(chain);
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] as string;
    if (c === '"' || c === "'") i = stringEnd(text, i);
    else if (c === "`" || (c === "}" && templates.at(-1) === depth)) {
      if (c === "}") {
        templates.pop();
        depth -= 1;
        chain = chains.pop() ?? 0;
      }
      i = templateEnd(text, i);
      if (text[i] === "{") {
        open();
        templates.push(depth);
      }
    } else if (c === "/" && text[i + 1] === "/") i = endOf(text, "\n", i);
    else if (c === "/" && text[i + 1] === "*") i = endOf(text, "*/", i) + 1;
    else if (c === "/" && !VALUE_ENDS.test(last)) i = regexEnd(text, i);
    else if (c === "(" || c === "[" || c === "{") open();
    else if (c === ")" || c === "]" || c === "}") {
      depth = Math.max(0, depth - 1);
      chain = chains.pop() ?? 0;
      if (c === "}" && depth < elsesFrom) elses = 0;
    } else if (c === ";" || c === ",") chain = chains.at(-1) ?? 0;
    else if (c === "=" || c === "?" || c === "<" || c === ":") grow();
    else if (/[A-Za-z_$]/.test(c)) {
      const end = wordEnd(text, i);
      const word = text.slice(i, end);
      if (word === "else") {
        if (elses === 0) elsesFrom = depth;
        elses += 1;
        if (elses > LONGEST_CHAIN) throw new TooDeep();
      } else if (LINK.test(word)) grow();
      i = end - 1;
      // `return /x/`
      last = /^(?:return|case|typeof|in|of|do|else|void|delete|throw|new|yield|await)$/.test(word) ? "" : "a";
      continue;
    }
    if (!/\s/.test(c)) last = c;
  }
}

function wordEnd(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length && /[\w$]/.test(text[end] as string)) end += 1;
  return end;
}

function endOf(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from + 2);
  return found < 0 ? text.length : found;
}

function stringEnd(text: string, from: number): number {
  const quote = text[from];
  let i = from + 1;
  while (i < text.length && text[i] !== quote && text[i] !== "\n") i += text[i] === "\\" ? 2 : 1;
  return i;
}

/** The closing backtick, or the `{` of the next `${`. */
function templateEnd(text: string, from: number): number {
  let i = from + 1;
  while (i < text.length && text[i] !== "`") {
    if (text[i] === "$" && text[i + 1] === "{") return i + 1;
    i += text[i] === "\\" ? 2 : 1;
  }
  return i;
}

function regexEnd(text: string, from: number): number {
  let inClass = false;
  let i = from + 1;
  for (; i < text.length && text[i] !== "\n"; i += 1) {
    if (text[i] === "\\") i += 1;
    else if (text[i] === "[") inClass = true;
    else if (text[i] === "]") inClass = false;
    else if (text[i] === "/" && !inClass) return i;
  }
  // No end on its line: it was a division.
  return from;
}
