import type { CodeDoubt } from "../../model/index.ts";
import type { Expr, Func, Target } from "./ir.ts";
import { type Atom, Cell, type ClassInfo, type FuncAtom, type List, type ModuleInfo, type Obj, type Scope } from "./values.ts";

/** What the parts of the evaluator ask of each other, and of the world around it. */

export interface Around {
  /** A local module, a library by its name, or undefined for what is missing. Loads nothing: every file was read before. */
  module(specifier: string, from: ModuleInfo): ModuleInfo | string | undefined;
  /** Value of an environment variable; undefined when it is not known. */
  env(name: string): string | undefined;
  /** A thing of a library is called. Only in the last round, when every value is there. */
  called(call: OutsideCall): void;
  doubt(why: CodeDoubt, what: string, module: ModuleInfo, at: number): void;
}

export interface OutsideCall {
  readonly callee: Atom;
  readonly made: Atom;
  readonly list: readonly (readonly Atom[])[];
  readonly named: ReadonlyMap<string, readonly Atom[]>;
  readonly spread: readonly Atom[];
  readonly isNew: boolean;
  readonly module: ModuleInfo;
  readonly at: number;
}

/** What is behind the dot. */
export interface MemberReader {
  get(values: readonly Atom[], name: string, scope: Scope): readonly Atom[];
  /** A member whose name is not known. */
  any(values: readonly Atom[]): readonly Atom[];
  variable(name: string): Atom;
  constructors(info: ClassInfo, self: Atom): readonly Atom[];
  put(atom: Atom, name: string, values: readonly Atom[]): void;
}

/** The evaluator as its parts see it. */
export interface Machine {
  readonly around: Around;
  readonly members: MemberReader;
  readonly telling: boolean;
  /** Remembers that something was learned. */
  note(grew: boolean): void;
  enliven(values: readonly Atom[], deep?: boolean): void;
  funcAtom(fn: Func, scope: Scope): FuncAtom;
  eval(e: Expr, scope: Scope): readonly Atom[];
  each(values: readonly Atom[]): readonly Atom[];
  bind(target: Target, values: readonly Atom[], scope: Scope): void;
  variable(scope: Scope, name: string): Cell;
  find(scope: Scope, name: string): Cell | undefined;
  objectAt(site: Expr, cls?: ClassInfo): Obj;
  listAt(site: Expr): List;
  absorb(obj: Obj, values: readonly Atom[]): void;
}

export function cellOf(map: Map<string, Cell>, name: string): Cell {
  let cell = map.get(name);
  if (!cell) map.set(name, (cell = new Cell()));
  return cell;
}

export function exportOf(module: ModuleInfo, name: string): Cell {
  return cellOf(module.exports, name);
}

const inits = new WeakMap<object, Func>();

/** Fields of a class are set by a function of their own: `this` is the object in them. */
export function initOf(cls: ClassInfo["cls"]): Func {
  let init = inits.get(cls);
  if (!init) inits.set(cls, (init = { name: undefined, params: [], body: [] }));
  return init;
}

const ENVIRONMENTS = new Set(["lglobal:process.env", "lprocess.env", "lnode:process.env", "lglobal.process.env", "los.environ"]);

/** `process.env`, `os.environ`. */
export function isEnvironment(atom: Atom): boolean {
  return atom.k === "get" && ENVIRONMENTS.has(atom.key);
}
