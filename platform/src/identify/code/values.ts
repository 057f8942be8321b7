import type { CodeValue } from "../../model/index.ts";
import type { Class, Expr, Func } from "./ir.ts";

/** What an expression may be. Atoms with the same key are the same. */
export type Atom = Text | Obj | List | FuncAtom | ClassAtom | ModuleAtom | Outside | { readonly k: "unknown"; readonly key: "?" };

export interface Text {
  readonly k: "text";
  readonly key: string;
  readonly parts: readonly (string | null)[];
}
/** One for each place that makes it, however often it runs. */
export interface Obj {
  readonly k: "obj";
  readonly key: string;
  readonly fields: Map<string, Cell>;
  open: boolean;
  readonly cls: ClassInfo | undefined;
}
export interface List {
  readonly k: "list";
  readonly key: string;
  readonly items: Cell[];
  /** Items whose position is not known. */
  readonly more: Cell;
}
export interface FuncAtom {
  readonly k: "func";
  readonly key: string;
  readonly info: FuncInfo;
}
export interface ClassAtom {
  readonly k: "class";
  readonly key: string;
  readonly info: ClassInfo;
}
export interface ModuleAtom {
  readonly k: "module";
  readonly key: string;
  readonly module: ModuleInfo;
}

/** Something of a library, told by how it was reached from it. */
export type Outside =
  | { readonly k: "library"; readonly key: string; readonly name: string; readonly depth: 0 }
  | { readonly k: "get"; readonly key: string; readonly of: Outside; readonly name: string; readonly depth: number }
  | {
      readonly k: "made";
      readonly key: string;
      readonly of: Outside;
      readonly isNew: boolean;
      readonly with: Arguments;
      readonly depth: number;
    }
  | { readonly k: "each"; readonly key: string; readonly of: Outside; readonly depth: number };

/** What a call was made with; joined over every time it runs. */
export interface Arguments {
  readonly list: readonly Cell[];
  readonly named: ReadonlyMap<string, Cell>;
  /** Values spread into the names: `**parameters`. */
  readonly spread: Cell;
}

export interface Scope {
  readonly vars: Map<string, Cell>;
  /** Names that mean those around the function, also where they are set (Python's `global`). */
  readonly outer: Set<string>;
  readonly parent: Scope | undefined;
  readonly module: ModuleInfo;
  /** The function whose `this` is meant. */
  readonly owner: FuncInfo | undefined;
}

export interface FuncInfo {
  readonly id: number;
  readonly fn: Func;
  readonly scope: Scope;
  readonly result: Cell;
  readonly self: Cell;
  live: boolean;
}

export interface ClassInfo {
  readonly id: number;
  readonly cls: Class;
  readonly scope: Scope;
  readonly fields: Map<string, Cell>;
  readonly bases: Cell;
}

export interface ModuleInfo {
  readonly file: string;
  readonly python: boolean;
  readonly scope: Scope;
  readonly exports: Map<string, Cell>;
  /** What `module.exports` was set to. */
  readonly whole: Cell;
  /** Modules whose exports are handed on. */
  readonly passedOn: Set<ModuleInfo>;
}

/** More texts than this are as good as any text. */
const MOST_TEXTS = 24;
/** More things than this no code of people mixes; none of them may be dropped, each may be what is called. */
const MOST_THINGS = 500;

/** More work than this is given up. */
export class TooMuch extends Error {}

const LONGEST_CHAIN = 14;

export const UNKNOWN: Atom = { k: "unknown", key: "?" };
export const NONE: readonly Atom[] = [];

/** A place that holds values. Values are only ever added: that is why the reading comes to an end. */
export class Cell {
  readonly atoms = new Map<string, Atom>();
  get values(): readonly Atom[] {
    return this.atoms.size === 0 ? NONE : [...this.atoms.values()];
  }
  /** True when something was new. */
  add(values: readonly Atom[]): boolean {
    let changed = false;
    for (const atom of values) {
      if (this.atoms.has(atom.key)) continue;
      if (this.atoms.size >= MOST_THINGS) throw new TooMuch();
      const kept = this.atoms.size < MOST_TEXTS || atom.k !== "text" ? atom : UNKNOWN;
      if (this.atoms.has(kept.key)) continue;
      this.atoms.set(kept.key, kept);
      changed = true;
    }
    return changed;
  }
}

export function text(parts: readonly (string | null)[]): Text {
  const joined: (string | null)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part === "" && parts.length > 1) continue;
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else if (!(part === null && last === null)) joined.push(part);
  }
  return {
    k: "text",
    key: `t${joined.map((p) => (p === null ? "\u0000" : p)).join("\u0001")}`,
    parts: joined.length === 0 ? [""] : joined,
  };
}

export const someText: Text = text([null]);

export function library(name: string): Outside {
  return { k: "library", key: `l${name}`, name, depth: 0 };
}

export function isOutside(atom: Atom): atom is Outside {
  return atom.k === "library" || atom.k === "get" || atom.k === "made" || atom.k === "each";
}

export function getOf(of: Outside, name: string): Atom {
  // The default export of a library stands for the library: CommonJS and ES modules meet there.
  if (name === "default" && of.k === "library") return of;
  if (of.depth > LONGEST_CHAIN) return UNKNOWN;
  return { k: "get", key: `${of.key}.${name}`, of, name, depth: of.depth + 1 };
}

export function eachOf(of: Outside): Atom {
  if (of.depth > LONGEST_CHAIN) return UNKNOWN;
  return { k: "each", key: `${of.key}[]`, of, depth: of.depth + 1 };
}

/** The library a thing comes from. */
export function rootOf(atom: Outside): string {
  let at: Outside = atom;
  while (at.k !== "library") at = at.of;
  return at.name;
}

/** `["S3Client"]` for what was taken from the library by names alone; undefined when something was called on the way. */
export function pathOf(atom: Outside): readonly string[] | undefined {
  const names: string[] = [];
  let at: Outside = atom;
  for (; at.k === "get"; at = at.of) names.unshift(at.name);
  return at.k === "library" ? names : undefined;
}

/** The one text that is fully known; undefined otherwise. */
export function plainText(values: readonly Atom[]): string | undefined {
  const all = plainTexts(values);
  return all?.length === 1 ? all[0] : undefined;
}

/** Every text it may be; undefined when one is not fully known. */
export function plainTexts(values: readonly Atom[]): readonly string[] | undefined {
  const out: string[] = [];
  for (const atom of values) {
    if (atom.k !== "text" || atom.parts.length !== 1 || atom.parts[0] === null) return undefined;
    out.push(atom.parts[0] as string);
  }
  return out.length === 0 ? undefined : out;
}

const DEEPEST_VALUE = 8;

/** As plain data. */
export function toCodeValue(values: readonly Atom[], depth = 0): CodeValue {
  if (values.length === 0 || depth > DEEPEST_VALUE) return { is: "unknown" };
  const all = values.map((atom) => atomValue(atom, depth));
  return all.length === 1 ? (all[0] as CodeValue) : { is: "any", of: all };
}

function atomValue(atom: Atom, depth: number): CodeValue {
  switch (atom.k) {
    case "text":
      return { is: "text", parts: atom.parts };
    case "list": {
      const items = atom.items.map((cell) => toCodeValue(cell.values, depth + 1));
      const more = atom.more.values;
      return { is: "list", items: more.length > 0 ? [...items, toCodeValue(more, depth + 1)] : items };
    }
    case "obj": {
      const fields: Record<string, CodeValue> = {};
      for (const [name, cell] of atom.fields) if (name !== "__proto__") fields[name] = toCodeValue(cell.values, depth + 1);
      return { is: "object", fields, open: atom.open };
    }
    default:
      return { is: "unknown" };
  }
}

export type Sites = Map<Expr, Arguments>;
