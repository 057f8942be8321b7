import type { Expr } from "./ir.ts";
import { initOf, isEnvironment, type Machine } from "./machine.ts";
import {
  type Arguments,
  type Atom,
  Cell,
  type FuncInfo,
  isOutside,
  type Outside,
  pathOf,
  plainTexts,
  rootOf,
  type Scope,
  someText,
  UNKNOWN,
} from "./values.ts";

type Call = Expr & { readonly t: "call" };

/** Methods of lists that hand their elements to a function. */
const OVER_ELEMENTS = new Set(["map", "forEach", "filter", "flatMap", "find", "some", "every", "reduce"]);
/** Of these the first argument comes back. */
const HAND_BACK = new Set([
  "lglobal:Promise.all",
  "lglobal:Promise.resolve",
  "lglobal:Object.freeze",
  "lglobal:String",
  "lbuiltins.str",
  "lbuiltins.list",
  "lglobal:Promise.allSettled",
  "lasyncio.run",
  "lbuiltins.dict",
]);

/** Calls: of functions that were read, of classes, and of libraries. */
export class Calls {
  readonly #of: Machine;
  readonly #sites = new Map<Call, Arguments & { readonly list: Cell[]; readonly named: Map<string, Cell> }>();
  #ids = 0;
  readonly #keys = new Map<Call, number>();

  constructor(of: Machine) {
    this.#of = of;
  }

  call(e: Call, scope: Scope): readonly Atom[] {
    const of = this.#of;
    const receiver = e.callee.t === "member" ? of.eval(e.callee.of, scope) : undefined;
    const callee = e.callee.t === "member" ? of.members.get(receiver as readonly Atom[], e.callee.name, scope) : of.eval(e.callee, scope);
    of.enliven(callee);
    const args = this.#arguments(e, scope);
    const out = new Cell();
    if (scope.module.python && e.callee.t === "name" && e.callee.name === "super") return scope.owner?.self.values ?? [];
    if (e.callee.t === "this") {
      // `super(…)`
      for (const self of callee)
        if (self.k === "obj" && self.cls)
          for (const atom of of.members.constructors(self.cls, self))
            if (atom.k === "func" && atom.info !== scope.owner) this.#apply(atom.info, args);
      return callee;
    }
    for (const atom of callee) out.add(this.#one(atom, args, e, scope, receiver));
    if (e.callee.t === "member") out.add(this.#ofValue(e.callee.name, receiver as readonly Atom[], args, e));
    if (callee.length === 0) this.#escape(args);
    return out.values;
  }

  #arguments(e: Call, scope: Scope): Arguments {
    let site = this.#sites.get(e);
    if (!site) this.#sites.set(e, (site = { list: [], named: new Map(), spread: new Cell() }));
    const args = site;
    e.args.forEach((arg, i) => this.#of.note((args.list[i] ??= new Cell()).add(this.#of.eval(arg, scope))));
    for (const [name, value] of e.named) {
      const values = this.#of.eval(value, scope);
      if (name === undefined) {
        this.#of.note(args.spread.add(values.length === 0 ? [UNKNOWN] : values));
        continue;
      }
      let cell = args.named.get(name);
      if (!cell) args.named.set(name, (cell = new Cell()));
      this.#of.note(cell.add(values));
    }
    return args;
  }

  #one(atom: Atom, args: Arguments, e: Call, scope: Scope, receiver: readonly Atom[] | undefined): readonly Atom[] {
    switch (atom.k) {
      case "func": {
        const name = e.callee.t === "member" ? e.callee.name : undefined;
        if (name === "bind" && receiver?.includes(atom)) return [atom];
        if ((name === "call" || name === "apply") && receiver?.includes(atom)) {
          this.#apply(atom.info, { ...args, list: name === "call" ? args.list.slice(1) : [] });
          return atom.info.result.values;
        }
        // `new F()` of a plain function
        if (e.isNew) this.#of.note(atom.info.self.add([this.#of.objectAt(e)]));
        this.#apply(atom.info, args);
        return e.isNew ? [this.#of.objectAt(e)] : atom.info.result.values;
      }
      case "class": {
        const self = this.#of.objectAt(e, atom.info);
        this.#of.note(this.#of.funcAtom(initOf(atom.info.cls), atom.info.scope).info.self.add([self]));
        for (const init of this.#of.members.constructors(atom.info, self)) if (init.k === "func") this.#apply(init.info, args);
        if (atom.info.bases.values.some((base) => base.k !== "class")) this.#escape(args);
        return [self];
      }
      default:
        if (isOutside(atom)) return this.#outside(atom, args, e, scope);
        this.#escape(args);
        return [UNKNOWN];
    }
  }

  /** What is given to code that is not read may be called by it. */
  #escape(args: Arguments): void {
    for (const cell of [...args.list, ...args.named.values(), args.spread]) this.#of.enliven(cell.values, true);
  }

  #apply(info: FuncInfo, args: Arguments): void {
    const of = this.#of;
    of.enliven([{ k: "func", key: `f${info.id}`, info }]);
    const { params } = info.fn;
    let skip = 0;
    if (info.fn.method && info.scope.module.python && params[0]) {
      of.bind(params[0].target, info.self.values, info.scope);
      skip = 1;
    }
    for (const [i, param] of params.entries()) {
      if (i < skip) continue;
      if (param.rest === "items") {
        const list = of.listAt(restSite(param));
        for (const cell of args.list.slice(i - skip)) of.note(list.more.add(cell.values));
        of.bind(param.target, [list], info.scope);
        continue;
      }
      if (param.rest === "named") {
        const obj = of.objectAt(restSite(param));
        for (const [name, cell] of args.named) {
          if (params.some((p) => p.name === name)) continue;
          of.members.put(obj, name, cell.values);
        }
        if (args.spread.atoms.size > 0) of.absorb(obj, args.spread.values);
        of.bind(param.target, [obj], info.scope);
        continue;
      }
      const values = [
        ...(args.list[i - skip]?.values ?? []),
        ...(param.name === undefined ? [] : (args.named.get(param.name)?.values ?? [])),
      ];
      if (args.spread.atoms.size > 0 && param.name !== undefined)
        values.push(...of.members.get(args.spread.values, param.name, info.scope));
      if (values.length > 0) of.bind(param.target, values, info.scope);
    }
  }

  #outside(callee: Outside, args: Arguments, e: Call, scope: Scope): readonly Atom[] {
    const of = this.#of;
    if (isEnvironment(callee.k === "get" ? callee.of : callee) || callee.key === "los.getenv" || callee.key === "lprocess.getenv") {
      const names = args.list[0] ? plainTexts(args.list[0].values) : undefined;
      const otherwise = args.list[1]?.values ?? [];
      // A default counts only where the variable is not set for certain.
      return names
        ? names.flatMap((name) => (of.around.env(name) === undefined ? [someText, ...otherwise] : [of.members.variable(name)]))
        : [someText];
    }
    if (callee.key === "lbuiltins.getattr" && args.list[0]) {
      const names = plainTexts(args.list[1]?.values ?? []);
      return names ? names.flatMap((name) => of.members.get(args.list[0]?.values ?? [], name, scope)) : of.members.any(args.list[0].values);
    }
    let id = this.#keys.get(e);
    if (id === undefined) this.#keys.set(e, (id = this.#ids += 1));
    const made: Outside = { k: "made", key: `${callee.key}(${id})`, of: callee, isNew: e.isNew, with: args, depth: callee.depth + 1 };
    if (of.telling)
      of.around.called({
        callee,
        made,
        list: args.list.map((cell) => cell.values),
        named: new Map([...args.named].map(([name, cell]) => [name, cell.values])),
        spread: args.spread.values,
        isNew: e.isNew,
        module: scope.module,
        at: e.at,
      });
    this.#escape(args);
    const back = handsBack(callee) ? (args.list[0]?.values ?? []) : [];
    if (back.length > 0) return back;
    return made.depth > 14 ? [UNKNOWN] : [made];
  }

  /** Methods of plain values. */
  #ofValue(name: string, receiver: readonly Atom[], args: Arguments, e: Call): readonly Atom[] {
    const out = new Cell();
    for (const atom of receiver) {
      if (atom.k === "text" && (name === "toString" || name === "trim" || name === "strip")) out.add([atom]);
      if (name === "then") for (const value of args.list[0]?.values ?? []) if (value.k === "func") out.add(this.#feed(value.info, [atom]));
      if (atom.k !== "list") {
        if (atom.k === "obj" && name === "update" && args.list[0]) this.#of.absorb(atom, args.list[0].values);
        if (atom.k === "obj" && name === "get")
          for (const key of plainTexts(args.list[0]?.values ?? []) ?? []) out.add(atom.fields.get(key)?.values ?? []);
        continue;
      }
      if (name === "push" || name === "append" || name === "add") for (const cell of args.list) this.#of.note(atom.more.add(cell.values));
      if (name === "extend" || name === "concat") for (const cell of args.list) this.#of.note(atom.more.add(this.#of.each(cell.values)));
      if (name === "concat" || name === "filter" || name === "slice") out.add([atom]);
      if (!OVER_ELEMENTS.has(name)) continue;
      const elements = this.#of.each([atom]);
      for (const value of args.list[0]?.values ?? []) {
        if (value.k !== "func") continue;
        const result = this.#feed(value.info, elements, name === "reduce" ? 1 : 0);
        if (name === "map" || name === "flatMap") {
          const list = this.#of.listAt(e);
          this.#of.note(list.more.add(result));
          out.add([list]);
        }
      }
      if (name === "find") out.add(elements);
    }
    return out.values;
  }

  #feed(info: FuncInfo, values: readonly Atom[], at = 0): readonly Atom[] {
    const param = info.fn.params[at];
    if (param) this.#of.bind(param.target, values, info.scope);
    return info.result.values;
  }
}

/** X-Ray, Powertools and the like wrap a client and give it back; so do a few functions of the languages. */
function handsBack(callee: Outside): boolean {
  if (HAND_BACK.has(callee.key)) return true;
  const name = callee.k === "get" ? callee.name : "";
  if (/^capture(AWS|AWSv3Client|AWSClient|Method|LambdaHandler)?$/.test(name)) return true;
  return pathOf(callee) !== undefined && /^(middy|@middy\/core)$/.test(rootOf(callee)) && callee.k === "library";
}

const restSites = new WeakMap<object, Expr>();

function restSite(param: object): Expr {
  let site = restSites.get(param);
  if (!site) restSites.set(param, (site = { t: "list", items: [] }));
  return site;
}
