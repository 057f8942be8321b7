import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Fault, Offsets, Parsed } from "./read.ts";

const DEEPEST = 200;
/** Terraform plans run to hundreds of megabytes and come from a program: their keys are not looked at twice. */
const LARGEST_EXAMINED = 16 * 1024 * 1024;

/** Parses JSON. Places are worked out only when somebody asks for one. */
export function readJson(text: string): Parsed {
  const faults: Fault[] = [];
  if (text.length <= LARGEST_EXAMINED) {
    const deep = examine(text, faults);
    if (deep !== undefined)
      return { root: undefined, faults: [{ code: "E_TEMPLATE_TOO_DEEP", detail: {}, offset: deep }], offsets: () => new Map() };
  }
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    return { root: undefined, faults: [syntaxFault(text, error)], offsets: () => new Map() };
  }
  return { root, faults, offsets: () => offsetsOf(text, root) };
}

function syntaxFault(text: string, error: unknown): Fault {
  const errors: ParseError[] = [];
  if (text.length <= LARGEST_EXAMINED) parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first) return { code: "E_TEMPLATE_SYNTAX", detail: { reason: printParseErrorCode(first.error) }, offset: first.offset };
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  return {
    code: "E_TEMPLATE_SYNTAX",
    detail: { reason: "InvalidSymbol" },
    ...(position === undefined ? {} : { offset: Number(position) }),
  };
}

/** One pass over the text for what `JSON.parse` does not tell: keys given twice. Returns where it is too deep, if it is. */
function examine(text: string, faults: Fault[]): number | undefined {
  const stack: (Set<string> | undefined)[] = [];
  let keyNext = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 34) {
      const start = i;
      i += 1;
      while (i < text.length && text.charCodeAt(i) !== 34) i += text.charCodeAt(i) === 92 ? 2 : 1;
      if (!keyNext) continue;
      keyNext = false;
      const keys = stack[stack.length - 1];
      const key = text.slice(start + 1, i);
      if (keys?.has(key)) {
        if (faults.length < 20) faults.push({ code: "E_TEMPLATE_DUPLICATE_KEY", detail: { key }, offset: start });
      } else keys?.add(key);
    } else if (c === 123) {
      stack.push(new Set());
      keyNext = true;
    } else if (c === 91) {
      stack.push(undefined);
      keyNext = false;
    } else if (c === 125 || c === 93) {
      stack.pop();
      keyNext = false;
    } else if (c === 44) keyNext = stack[stack.length - 1] !== undefined;
    if (stack.length > DEEPEST) return i;
  }
  return undefined;
}

function offsetsOf(text: string, root: unknown): Offsets {
  const offsets: Offsets = new Map();
  const tree = parseTree(text);
  if (tree) pair(tree, root, offsets);
  return offsets;
}

function pair(node: Node, value: unknown, offsets: Offsets): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    const items = node.children ?? [];
    offsets.set(
      value,
      items.map((item) => item.offset),
    );
    for (const [index, item] of items.entries()) pair(item, value[index], offsets);
    return;
  }
  const byKey = new Map<string, { readonly offset: number; readonly node: Node | undefined }>();
  for (const property of node.children ?? []) {
    const [key, child] = property.children ?? [];
    if (key) byKey.set(String(key.value), { offset: key.offset, node: child });
  }
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record);
  offsets.set(
    value,
    keys.map((key) => byKey.get(key)?.offset ?? node.offset),
  );
  for (const key of keys) {
    const child = byKey.get(key)?.node;
    if (child) pair(child, record[key], offsets);
  }
}
