import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseDocument,
  type Scalar,
  Schema,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Fault, Offsets, Parsed } from "./read.ts";
import { plain, tagged } from "./yaml-values.ts";

const OF_SCALAR = ["Ref", "Sub", "GetAtt", "Condition", "ImportValue", "Base64", "GetAZs"];
const OF_LIST = ["Sub", "Join", "If", "Select", "Split", "FindInMap", "Equals", "And", "Or", "Not", "GetAtt", "Cidr", "Contains", "Length"];
const OF_MAP = ["Transform", "Base64", "ImportValue", "ToJsonString", "GetAZs", "Not"];

/**
 * One schema for all documents. It resolves nothing: scalars are resolved in our own walk, and short functions are known to it
 * only so that it does not make a warning for each use.
 */
const schema = new Schema({
  schema: "failsafe",
  customTags: (tags) => [
    // Stops the parser from trying every tag on every scalar.
    { tag: "tag:yaml.org,2002:str", default: true, test: /(?:)/, resolve: (text: string) => text },
    ...tags,
    ...OF_SCALAR.map((name) => ({ tag: `!${name}`, resolve: (text: string) => text })),
    ...OF_LIST.map((name) => ({ tag: `!${name}`, collection: "seq" as const, resolve: (node: YAMLMap.Parsed | YAMLSeq.Parsed) => node })),
    ...OF_MAP.map((name) => ({ tag: `!${name}`, collection: "map" as const, resolve: (node: YAMLMap.Parsed | YAMLSeq.Parsed) => node })),
  ],
});

/** How the full parser is asked. */
export const parserOptions = {
  schema,
  // The parser's own test is quadratic; ours is in the walk.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "error",
} as const;

/** Deeper documents are refused; CloudFormation allows far less. */
export const DEEPEST = 200;
/** Values after every alias was followed; more is an attack, not a template. */
const LARGEST_EXPANSION = 2_000_000;
const MOST_FAULTS = 20;

class Stop extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

interface Anchor {
  readonly value: unknown;
  readonly size: number;
}

/** Parses YAML as CloudFormation reads it: 1.1 booleans, no dates, tags in long form, numbers that lose digits stay text; every fault with its place. */
export function readYaml(text: string): Parsed {
  const document = parseDocument(text, parserOptions);
  const faults: Fault[] = [];
  // Only the first: those after it are mostly its echo.
  const error = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION") ?? document.errors[0];
  if (error) {
    const deep = error.code === "RESOURCE_EXHAUSTION";
    const fault: Fault = {
      code: deep ? "E_TEMPLATE_TOO_DEEP" : "E_TEMPLATE_SYNTAX",
      detail: deep ? {} : { reason: error.code },
      offset: error.pos[0],
    };
    return { root: undefined, faults: [fault], offsets: () => new Map() };
  }
  const walk = new Walk(faults);
  let root: unknown;
  try {
    root = document.contents === null ? null : walk.node(document.contents, 0);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { root: undefined, faults: [...faults, error.fault], offsets: () => new Map() };
  }
  return { root, faults, offsets: () => walk.offsets };
}

class Walk {
  readonly offsets: Offsets = new Map();
  readonly #faults: Fault[];
  readonly #anchors = new Map<string, Anchor>();
  #size = 0;

  constructor(faults: Fault[]) {
    this.#faults = faults;
  }

  node(node: Node | ParsedNode | null | undefined, depth: number): unknown {
    if (node === null || node === undefined) return null;
    if (isAlias(node)) {
      const anchor = this.#anchors.get(node.source);
      if (!anchor) throw new Stop({ code: "E_TEMPLATE_SYNTAX", detail: { reason: "BAD_ALIAS" }, ...at(node) });
      this.#size += anchor.size;
      this.#guard(node);
      return anchor.value;
    }
    this.#size += 1;
    const before = this.#size;
    let value: unknown;
    if (isScalar(node)) value = scalar(node);
    else {
      if (depth > DEEPEST) throw new Stop({ code: "E_TEMPLATE_TOO_DEEP", detail: {}, ...at(node) });
      this.#guard(node);
      value = isMap(node) ? this.#map(node, depth + 1) : isSeq(node) ? this.#seq(node, depth + 1) : null;
    }
    const tag = node.tag;
    if (tag !== undefined && tag.charCodeAt(0) === 33) value = this.#tagged(tag, value, node);
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, { value, size: this.#size - before + 1 });
    return value;
  }

  #guard(node: Node): void {
    if (this.#size > LARGEST_EXPANSION) throw new Stop({ code: "E_TEMPLATE_ALIAS_BOMB", detail: {}, ...at(node) });
  }

  #seq(node: YAMLSeq, depth: number): unknown[] {
    const out: unknown[] = [];
    const row: number[] = [];
    for (const item of node.items) {
      row.push((item as Node | null)?.range?.[0] ?? node.range?.[0] ?? 0);
      out.push(isPair(item) ? null : this.node(item as Node, depth));
    }
    this.offsets.set(out, row);
    return out;
  }

  #map(node: YAMLMap, depth: number): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    const row: number[] = [];
    let ordered = true;
    let merged: { readonly value: unknown; readonly offset: number }[] | undefined;
    for (const { key, value } of node.items) {
      const offset = (key as Node | null)?.range?.[0] ?? 0;
      if (!isScalar(key)) {
        throw new Stop({ code: "E_TEMPLATE_SYNTAX", detail: { reason: "KEY_NOT_A_STRING" }, offset: offset || (node.range?.[0] ?? 0) });
      }
      const name = String(key.value ?? "");
      if (name === "<<" && key.type === "PLAIN") {
        merged ??= [];
        merged.push({ value: this.node(value as Node, depth), offset });
        continue;
      }
      if (name === "__proto__") {
        this.#fault({ code: "E_TEMPLATE_FORBIDDEN_KEY", detail: { key: name }, offset });
        continue;
      }
      if (Object.hasOwn(out, name)) {
        this.#fault({ code: "E_TEMPLATE_DUPLICATE_KEY", detail: { key: name }, offset });
        row[Object.keys(out).indexOf(name)] = offset;
      } else row.push(offset);
      const first = name.charCodeAt(0);
      // JavaScript moves keys that look like numbers to the front.
      if (first >= 48 && first <= 57) ordered = false;
      out[name] = this.node(value as Node, depth);
    }
    if (merged) {
      for (const { value, offset } of merged) {
        for (const source of Array.isArray(value) ? value : [value]) {
          if (typeof source !== "object" || source === null) continue;
          for (const [name, inherited] of Object.entries(source as Record<string, unknown>)) {
            if (Object.hasOwn(out, name)) continue;
            out[name] = inherited;
            row.push(offset);
          }
        }
      }
    }
    this.offsets.set(out, ordered ? row : reorder(out, node, row));
    return out;
  }

  #tagged(tag: string, value: unknown, node: Node): unknown {
    const name = tag.slice(1);
    if (name === "" || tag.startsWith("!!")) return value;
    const out = tagged(name, value, isScalar(node) ? String(node.source ?? node.value ?? "") : "");
    this.offsets.set(out, [node.range?.[0] ?? 0]);
    return out;
  }

  #fault(fault: Fault): void {
    if (this.#faults.length < MOST_FAULTS) this.#faults.push(fault);
  }
}

function at(node: Node): { offset?: number } {
  const offset = node.range?.[0];
  return offset === undefined ? {} : { offset };
}

function reorder(out: Record<string, unknown>, node: YAMLMap, row: readonly number[]): number[] {
  const byName = new Map<string, number>();
  for (const { key } of node.items) if (isScalar(key)) byName.set(String(key.value ?? ""), key.range?.[0] ?? 0);
  const fallback = row[0] ?? 0;
  return Object.keys(out).map((name) => byName.get(name) ?? fallback);
}

function scalar(node: Scalar): unknown {
  const text = node.value as string;
  if (node.type !== "PLAIN") return text;
  const explicit = node.tag !== undefined && node.tag.charCodeAt(0) !== 33;
  return explicit && node.tag?.endsWith(":str") ? text : plain(text);
}
