import { Calls } from "./calls.ts";
import type { Expr, Func, Param, Stmt, Target } from "./ir.ts";
import { type Around, cellOf, exportOf, initOf, type Machine } from "./machine.ts";
import { Members } from "./members.ts";
import {
  type Atom,
  Cell,
  type ClassInfo,
  eachOf,
  type FuncAtom,
  type FuncInfo,
  getOf,
  isOutside,
  type List,
  library,
  type ModuleInfo,
  NONE,
  type Obj,
  type Scope,
  someText,
  TooMuch,
  text,
  UNKNOWN,
} from "./values.ts";

/** Work that no code of people needs; what takes more is given up. */
const MOST_STEPS = 30_000_000;
const MOST_ROUNDS = 24;

/**
 * Reads live code again and again until nothing new is learned: every function has one set of values for each parameter, joined
 * over its callers. Values only grow, so it comes to an end; what it finds is at least what a run can do.
 */
export class Evaluator implements Machine {
  readonly around: Around;
  readonly members: Members;
  readonly calls: Calls;
  readonly #functions = new Map<Func, FuncInfo>();
  readonly #classes = new Map<object, ClassInfo>();
  readonly #objects = new Map<Expr, Obj | List>();
  readonly #modules: { readonly info: ModuleInfo; readonly body: readonly Stmt[] }[] = [];
  readonly #live: FuncInfo[] = [];
  #steps = 0;
  #ids = 0;
  changed = false;
  /** In the last round every call is told. */
  telling = false;

  constructor(around: Around) {
    this.around = around;
    this.members = new Members(this);
    this.calls = new Calls(this);
  }

  add(info: ModuleInfo, body: readonly Stmt[]): void {
    this.#modules.push({ info, body });
  }

  run(entry: () => void): void {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.changed = false;
      this.#round(entry);
      if (!this.changed) break;
    }
    // Values that still grew would only add calls that cannot be told from those found; give up instead of guessing.
    if (this.changed) throw new TooMuch();
    this.telling = true;
    this.#round(entry);
  }

  #round(entry: () => void): void {
    for (const { info, body } of this.#modules) this.block(body, info.scope, undefined);
    entry();
    // Functions come alive while others are read; the list grows under the loop.
    for (let i = 0; i < this.#live.length; i++) this.#body(this.#live[i] as FuncInfo);
  }

  #body(info: FuncInfo): void {
    for (const param of info.fn.params) this.#otherwise(param, info.scope);
    this.block(info.fn.body, info.scope, info);
  }

  #otherwise(param: Param, scope: Scope): void {
    if (param.target.k === "default") this.bind(param.target.target, this.eval(param.target.otherwise, scope), scope);
  }

  #declare(target: Target, scope: Scope): void {
    for (const name of namesOf(target)) if (!scope.outer.has(name)) this.variable(scope, name);
  }

  note(grew: boolean): void {
    if (grew) this.changed = true;
  }

  /** The function has a caller, or may have one. */
  enliven(values: readonly Atom[], deep = false): void {
    for (const atom of values) {
      if (atom.k === "func" && !atom.info.live) {
        atom.info.live = true;
        this.#live.push(atom.info);
        this.changed = true;
      } else if (deep && atom.k === "obj" && !this.#entered.has(atom)) {
        this.#entered.add(atom);
        for (const cell of atom.fields.values()) this.enliven(cell.values, true);
        if (atom.cls) this.#enlivenClass(atom.cls);
        this.#entered.delete(atom);
      } else if (deep && atom.k === "class") this.#enlivenClass(atom.info);
    }
  }
  readonly #entered = new Set<Obj>();

  #enlivenClass(info: ClassInfo): void {
    for (const [, fn] of info.cls.methods) this.enliven([this.funcAtom(fn, info.scope)]);
  }

  funcAtom(fn: Func, scope: Scope): FuncAtom {
    let info = this.#functions.get(fn);
    if (!info) {
      const id = (this.#ids += 1);
      const made: { vars: Map<string, Cell>; outer: Set<string>; parent: Scope; module: ModuleInfo; owner: FuncInfo | undefined } = {
        vars: new Map(),
        outer: new Set(),
        parent: scope,
        module: scope.module,
        owner: scope.owner,
      };
      info = { id, fn, scope: made, result: new Cell(), self: new Cell(), live: false };
      if (!fn.arrow || fn.method) made.owner = info;
      this.#functions.set(fn, info);
      for (const param of fn.params) this.#declare(param.target, made);
    }
    return { k: "func", key: `f${info.id}`, info };
  }

  classInfo(cls: ClassInfo["cls"], scope: Scope): ClassInfo {
    let info = this.#classes.get(cls);
    if (!info) {
      info = { id: (this.#ids += 1), cls, scope, fields: new Map(), bases: new Cell() };
      this.#classes.set(cls, info);
    }
    return info;
  }

  block(body: readonly Stmt[], scope: Scope, fn: FuncInfo | undefined): void {
    // What is declared anywhere in a function hides what is outside of it from the first line on.
    for (const s of body) {
      if (s.s === "bind") this.#declare(s.target, scope);
      else if (s.s === "outer") for (const name of s.names) scope.outer.add(name);
    }
    for (const s of body) if (s.s === "func") this.note(this.variable(scope, s.name).add([this.funcAtom(s.fn, scope)]));
    for (const s of body) this.#statement(s, scope, fn);
  }

  #statement(s: Stmt, scope: Scope, fn: FuncInfo | undefined): void {
    switch (s.s) {
      case "expr":
        this.eval(s.e, scope);
        return;
      case "bind":
        this.bind(s.target, this.stored(s.value, scope), scope);
        return;
      case "func":
        if (s.decorators.length > 0) {
          for (const decorator of s.decorators) this.eval(decorator, scope);
          this.enliven([this.funcAtom(s.fn, scope)]);
        }
        return;
      case "class":
        this.note(this.variable(scope, s.name).add([this.#class(s.cls, scope)]));
        return;
      case "return": {
        const value = this.eval(s.e, scope);
        if (fn) this.note(fn.result.add(value));
        return;
      }
      case "export":
        this.note(exportOf(scope.module, s.name).add(this.stored(s.value, scope)));
        return;
      case "import": {
        const from = this.module(s.module, scope.module, s.at);
        for (const [local, imported] of s.names) {
          if (imported === "*all") this.members.spread(from, scope);
          else
            this.note(
              this.variable(scope, local).add(imported === "*" ? from : this.members.imported(from, imported, s.module, scope.module)),
            );
        }
        return;
      }
      case "outer":
        return;
      case "re-export": {
        const from = this.module(s.module, scope.module, s.at);
        if (s.imported !== "*")
          this.note(exportOf(scope.module, s.name).add(this.members.imported(from, s.imported, s.module, scope.module)));
        else if (s.name !== "*") this.note(exportOf(scope.module, s.name).add(from));
        else for (const atom of from) if (atom.k === "module") scope.module.passedOn.add(atom.module);
        return;
      }
    }
  }

  module(specifier: string | undefined, from: ModuleInfo, at: number): readonly Atom[] {
    if (specifier === undefined) {
      if (this.telling) this.around.doubt("dynamic", "import", from, at);
      return [UNKNOWN];
    }
    const found = this.around.module(specifier, from);
    if (found === undefined) {
      if (this.telling) this.around.doubt("import", specifier, from, at);
      return [UNKNOWN];
    }
    return [typeof found === "string" ? library(found) : { k: "module", key: `m${found.file}`, module: found }];
  }

  #class(cls: ClassInfo["cls"], scope: Scope): Atom {
    const info = this.classInfo(cls, scope);
    for (const base of cls.bases) this.note(info.bases.add(this.eval(base, scope)));
    const inside: Scope = this.funcAtom(initOf(cls), scope).info.scope;
    for (const [name, value] of cls.fields) this.note(cellOf(info.fields, name).add(this.stored(value, inside)));
    return { k: "class", key: `c${info.id}`, info };
  }

  /** The value goes into a variable or a field: a function in it is not alive for that. */
  stored(e: Expr, scope: Scope): readonly Atom[] {
    if (e.t === "func") return [this.funcAtom(e.fn, scope)];
    if (e.t === "name") return this.lookup(scope, e.name);
    return this.eval(e, scope);
  }

  eval(e: Expr, scope: Scope): readonly Atom[] {
    if ((this.#steps += 1) > MOST_STEPS) throw new TooMuch();
    switch (e.t) {
      case "text":
        return [text([e.value])];
      case "concat":
        return concat(e.parts.map((part) => this.eval(part, scope)));
      case "name": {
        const values = this.lookup(scope, e.name);
        this.enliven(values);
        return values;
      }
      case "this":
        return scope.owner?.self.values ?? NONE;
      case "member": {
        const values = this.members.get(this.eval(e.of, scope), e.name, scope);
        this.enliven(values);
        return values;
      }
      case "index":
        return this.#index(e, scope);
      case "call":
        return this.calls.call(e, scope);
      case "object":
        return this.#object(e, scope);
      case "list":
        return this.#list(e, scope);
      case "func": {
        const atom = this.funcAtom(e.fn, scope);
        this.enliven([atom]);
        return [atom];
      }
      case "class":
        return [this.#class(e.cls, scope)];
      case "any": {
        const all = new Cell();
        for (const one of e.of) {
          all.add(this.eval(one, scope));
        }
        return all.values;
      }
      case "assign": {
        const value = this.stored(e.value, scope);
        this.bind(e.target, value, scope);
        return value;
      }
      case "import":
        return this.module(e.module, scope.module, e.at);
      case "each":
        return this.each(this.eval(e.of, scope));
      case "run":
        for (const part of e.parts) this.eval(part, scope);
        return NONE;
      case "opaque":
        for (const part of e.parts) this.enliven(this.eval(part, scope), true);
        return [UNKNOWN];
    }
  }

  #index(e: Expr & { readonly t: "index" }, scope: Scope): readonly Atom[] {
    const of = this.eval(e.of, scope);
    const key = this.eval(e.key, scope);
    const out = new Cell();
    for (const atom of key) {
      const name = atom.k === "text" && atom.parts.length === 1 ? atom.parts[0] : undefined;
      if (typeof name === "string") out.add(this.members.get(of, name, scope));
      else out.add(this.members.any(of));
    }
    if (key.length === 0) out.add(this.members.any(of));
    this.enliven(out.values);
    return out.values;
  }

  each(values: readonly Atom[]): readonly Atom[] {
    const out = new Cell();
    for (const atom of values) {
      if (atom.k === "list") for (const item of [...atom.items, atom.more]) out.add(item.values);
      else out.add([isOutside(atom) ? eachOf(atom) : UNKNOWN]);
    }
    return out.values;
  }

  objectAt(site: Expr, cls?: ClassInfo): Obj {
    let obj = this.#objects.get(site);
    if (obj?.k !== "obj") {
      obj = { k: "obj", key: `o${(this.#ids += 1)}`, fields: new Map(), open: false, cls };
      this.#objects.set(site, obj);
    }
    return obj;
  }

  listAt(site: Expr): List {
    let list = this.#objects.get(site);
    if (list?.k !== "list") {
      list = { k: "list", key: `o${(this.#ids += 1)}`, items: [], more: new Cell() };
      this.#objects.set(site, list);
    }
    return list;
  }

  #object(e: Expr & { readonly t: "object" }, scope: Scope): readonly Atom[] {
    const obj = this.objectAt(e);
    for (const [key, value] of e.entries) {
      const values = this.stored(value, scope);
      if (key === undefined) {
        this.absorb(obj, values);
        continue;
      }
      const names = this.eval(key, scope);
      for (const name of names) {
        if (name.k === "text" && name.parts.length === 1 && typeof name.parts[0] === "string")
          this.note(cellOf(obj.fields, name.parts[0]).add(values));
        else obj.open = true;
      }
      if (names.length === 0) obj.open = true;
    }
    return [obj];
  }

  /** `{ ...values }` */
  absorb(obj: Obj, values: readonly Atom[]): void {
    if (values.length === 0) obj.open = true;
    for (const atom of values) {
      if (atom === obj) continue;
      if (atom.k !== "obj") obj.open = true;
      else {
        if (atom.open) obj.open = true;
        for (const [name, cell] of atom.fields) this.note(cellOf(obj.fields, name).add(cell.values));
      }
    }
  }

  #list(e: Expr & { readonly t: "list" }, scope: Scope): readonly Atom[] {
    const list = this.listAt(e);
    let known = true;
    for (const [i, item] of e.items.entries()) {
      const values = this.stored(item, scope);
      if (item.t === "each") known = false;
      if (known) this.note((list.items[i] ??= new Cell()).add(values));
      else this.note(list.more.add(values));
    }
    return [list];
  }

  bind(target: Target, values: readonly Atom[], scope: Scope): void {
    switch (target.k) {
      case "name":
        this.note((this.find(scope, target.name) ?? this.variable(scope, target.name)).add(values));
        return;
      case "member":
        this.members.set(target, values, scope);
        return;
      case "default":
        this.bind(target.target, values, scope);
        this.bind(target.target, this.eval(target.otherwise, scope), scope);
        return;
      case "fields":
        for (const [name, inner] of target.fields) this.bind(inner, this.members.get(values, name, scope), scope);
        if (target.rest) this.bind(target.rest, values, scope);
        return;
      case "items":
        for (const [i, inner] of target.items.entries()) {
          if (!inner) continue;
          const at = values.flatMap((atom) =>
            atom.k === "list" ? [...(atom.items[i]?.values ?? []), ...atom.more.values] : isOutside(atom) ? [eachOf(atom)] : [UNKNOWN],
          );
          this.bind(inner, at, scope);
        }
        return;
      case "none":
        for (const part of target.parts) this.eval(part, scope);
    }
  }

  variable(scope: Scope, name: string): Cell {
    return cellOf(scope.vars, name);
  }

  find(scope: Scope, name: string): Cell | undefined {
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const cell = at.vars.get(name);
      if (cell) return cell;
    }
    return undefined;
  }

  lookup(scope: Scope, name: string): readonly Atom[] {
    return (
      this.find(scope, name)?.values ?? [
        scope.module.python ? getOf(library("builtins"), name) : library(name === "globalThis" ? "global" : `global:${name}`),
      ]
    );
  }
}

function namesOf(target: Target): readonly string[] {
  switch (target.k) {
    case "name":
      return [target.name];
    case "default":
      return namesOf(target.target);
    case "fields":
      return [...target.fields.flatMap(([, inner]) => namesOf(inner)), ...(target.rest ? namesOf(target.rest) : [])];
    case "items":
      return target.items.flatMap((inner) => (inner ? namesOf(inner) : []));
    default:
      return [];
  }
}

const MOST_TEXTS = 16;

/** Every combination of the texts; too many become one of which nothing but the ends is known. */
function concat(parts: readonly (readonly Atom[])[]): readonly Atom[] {
  // `[a] + [b]` of Python.
  if (parts.some((values) => values.some((atom) => atom.k === "list"))) return parts.flat();
  let all: readonly (readonly (string | null)[])[] = [[]];
  for (const values of parts) {
    const options = values.length === 0 ? [[null]] : values.map((atom) => (atom.k === "text" ? atom.parts : [null]));
    if (all.length * options.length > MOST_TEXTS) return [someText];
    all = all.flatMap((before) => options.map((option) => [...before, ...option]));
  }
  return all.map((one) => text(one));
}
