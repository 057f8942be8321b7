import type { Parsed } from "./read.ts";
import { blockNode } from "./yaml-blocks.ts";
import { GIVE_UP, nextContent, type Scanner } from "./yaml-lines.ts";

/** Reads the plain kind of YAML; undefined for any other, which the full parser must read. */
export function readQuickly(text: string): Parsed | undefined {
  // Tabs, and an item that begins with a comment, have rules of their own.
  if (text.includes("\t") || text.includes("- #")) return undefined;
  const offsets: Scanner["offsets"] = new Map();
  const s: Scanner = { text, offsets, line: { at: 0, end: 0, indent: -1 }, key: "", stop: 0, start: 0, source: "" };
  try {
    // A document start on the first line is nothing to fall back for.
    const start = /^(?:[ ]*(?:#[^\n]*)?\r?\n)*---[ ]*\r?\n/.exec(text)?.[0].length ?? 0;
    // A marker further down begins or ends another document: that is for the full parser.
    const rest = Math.max(0, start - 1);
    if (text.includes("\n---", rest) || text.includes("\n...", rest)) return undefined;
    // `nextContent` goes to the line after an offset: stand at the end of the line before.
    if (start > 0) nextContent(s, start - 1);
    else firstContent(s);
    if (indentOf(s) !== 0) return undefined;
    const root = blockNode(s, -1, 0);
    if (indentOf(s) !== -1 || typeof root !== "object" || root === null || Array.isArray(root)) return undefined;
    return { root, faults: [], offsets: () => offsets };
  } catch (thrown) {
    if (thrown === GIVE_UP) return undefined;
    throw thrown;
  }
}

function firstContent(s: Scanner): void {
  const { text } = s;
  const first = text.charCodeAt(0);
  // The first line has none before it.
  if (first === 10 || first === 13 || first === 32 || first === 35) {
    if (first === 32) throw GIVE_UP;
    nextContent(s, 0);
    return;
  }
  if (text.startsWith("---") || text.startsWith("...") || text.startsWith("%")) throw GIVE_UP;
  const newline = text.indexOf("\n");
  const end = newline < 0 ? text.length : newline > 0 && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  s.line = { at: 0, end, indent: 0 };
}

function indentOf(s: Scanner): number {
  return s.line.indent;
}
