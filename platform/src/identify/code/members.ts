import type { Target } from "./ir.ts";
import { cellOf, exportOf, isEnvironment, type Machine, type MemberReader } from "./machine.ts";
import {
  type Atom,
  Cell,
  type ClassInfo,
  getOf,
  isOutside,
  type ModuleInfo,
  type Obj,
  type Scope,
  someText,
  text,
  UNKNOWN,
} from "./values.ts";

const PYTHON_CONSTRUCTOR = "__init__";

/** What is behind the dot. */
export class Members implements MemberReader {
  readonly #of: Machine;

  constructor(of: Machine) {
    this.#of = of;
  }

  get(values: readonly Atom[], name: string, scope: Scope): readonly Atom[] {
    if (values.length === 1) return this.#one(values[0] as Atom, name, scope, 0);
    const out = new Cell();
    for (const atom of values) out.add(this.#one(atom, name, scope, 0));
    return out.values;
  }

  #one(atom: Atom, name: string, scope: Scope, depth: number): readonly Atom[] {
    switch (atom.k) {
      case "obj": {
        const own = atom.fields.get(name)?.values ?? [];
        const inherited = atom.cls ? this.ofClass(atom.cls, name, atom) : [];
        return own.length + inherited.length === 0 ? (atom.open || atom.cls === undefined ? [UNKNOWN] : []) : [...own, ...inherited];
      }
      case "class":
        return this.ofClass(atom.info, name, atom);
      case "module":
        return this.ofModule(atom.module, name);
      case "list":
        return /^\d+$/.test(name) ? [...(atom.items[Number(name)]?.values ?? []), ...atom.more.values] : [UNKNOWN];
      case "func":
        // `f.bind(x)`, `f.call(x)`; anything else is a getter's: it belongs to what the function gives.
        if (name === "bind" || name === "call" || name === "apply" || depth > 2) return [atom];
        this.#of.enliven([atom]);
        return atom.info.result.values.flatMap((value) => this.#one(value, name, scope, depth + 1));
      case "text":
        return [UNKNOWN];
      case "unknown":
        return [UNKNOWN];
      default: {
        if (isEnvironment(atom)) return name === "get" || name === "copy" ? [getOf(atom, name)] : [this.variable(name)];
        return [getOf(atom, name)];
      }
    }
  }

  /** A member whose name is not known. */
  any(values: readonly Atom[]): readonly Atom[] {
    const out = new Cell();
    for (const atom of values) {
      if (atom.k === "list") for (const item of [...atom.items, atom.more]) out.add(item.values);
      else if (atom.k === "obj") {
        for (const cell of atom.fields.values()) out.add(cell.values);
        if (atom.cls) for (const [name] of atom.cls.cls.methods) out.add(this.ofClass(atom.cls, name, atom));
        out.add([UNKNOWN]);
      } else if (atom.k === "class") {
        for (const [name] of atom.info.cls.methods) out.add(this.ofClass(atom.info, name, atom));
        out.add([UNKNOWN]);
      } else if (atom.k === "module") {
        const { module } = atom;
        for (const cell of [...(module.python ? module.scope.vars : module.exports).values(), module.whole]) out.add(cell.values);
        for (const other of module.passedOn) out.add(this.any([{ k: "module", key: `m${other.file}`, module: other }]));
      } else if (isOutside(atom)) out.add([isEnvironment(atom) ? someText : getOf(atom, "?")]);
      else out.add([UNKNOWN]);
    }
    return out.values;
  }

  variable(name: string): Atom {
    const value = this.#of.around.env(name);
    return value === undefined ? someText : text([value]);
  }

  /** A method of every class of the chain that has it: what `super` means is not told apart. */
  ofClass(info: ClassInfo, name: string, self: Atom, depth = 0): readonly Atom[] {
    const out: Atom[] = [...(info.fields.get(name)?.values ?? [])];
    for (const [own, fn] of info.cls.methods) {
      if (own !== name && own !== "?") continue;
      const atom = this.#of.funcAtom(fn, info.scope);
      this.#of.note(atom.info.self.add([self]));
      out.push(atom);
    }
    if (depth > 8) return out;
    for (const base of info.bases.values) {
      if (base.k === "class") out.push(...this.ofClass(base.info, name, self, depth + 1));
      else if (isOutside(base)) {
        const args = { list: [], named: new Map<string, Cell>(), spread: new Cell() };
        const made = { k: "made", key: `${base.key}()c${info.id}`, of: base, isNew: true, with: args, depth: base.depth + 1 } as const;
        out.push(getOf(made, name));
      }
    }
    return out;
  }

  /** Runs the constructors of a class and of those it extends. */
  constructors(info: ClassInfo, self: Atom): readonly Atom[] {
    return this.ofClass(info, info.scope.module.python ? PYTHON_CONSTRUCTOR : "constructor", self).filter((atom) => atom.k === "func");
  }

  ofModule(module: ModuleInfo, name: string, seen: ReadonlySet<ModuleInfo> = new Set()): readonly Atom[] {
    if (seen.has(module)) return [];
    const out = new Cell();
    if (module.python) {
      out.add(module.scope.vars.get(name)?.values ?? []);
      if (out.atoms.size === 0) {
        // `import package.module`, then `package.module.x`
        const inner = this.#of.around.module(`.${name}`, module);
        if (inner !== undefined && typeof inner !== "string") out.add([{ k: "module", key: `m${inner.file}`, module: inner }]);
      }
      return out.values;
    }
    out.add(exportOf(module, name).values);
    const whole = module.whole.values;
    if (name === "default") out.add(whole);
    else for (const atom of whole) if (atom.k !== "module" || atom.module !== module) out.add(this.#one(atom, name, module.scope, 0));
    const open = new Set([...seen, module]);
    for (const other of module.passedOn) out.add(this.ofModule(other, name, open));
    return out.values;
  }

  imported(from: readonly Atom[], name: string, specifier: string, module: ModuleInfo): readonly Atom[] {
    const values = from.flatMap((atom) => {
      if (atom.k === "module") return this.ofModule(atom.module, name);
      return isOutside(atom) ? [getOf(atom, name)] : [UNKNOWN];
    });
    if (values.length > 0 || !module.python) return values;
    // `from . import orders`: a module of the package
    const inner = this.#of.around.module(/^\.+$/.test(specifier) ? `${specifier}${name}` : `${specifier}.${name}`, module);
    if (inner === undefined || typeof inner === "string") return values;
    return [{ k: "module", key: `m${inner.file}`, module: inner }];
  }

  /** `from x import *` */
  spread(from: readonly Atom[], scope: Scope): void {
    for (const atom of from) {
      if (atom.k !== "module") continue;
      for (const [name, cell] of atom.module.scope.vars) this.#of.note(this.#of.variable(scope, name).add(cell.values));
    }
  }

  set(target: Target & { readonly k: "member" }, values: readonly Atom[], scope: Scope): void {
    const { of, name } = target;
    if (!scope.module.python && of.t === "name" && this.#of.find(scope, of.name) === undefined) {
      if (of.name === "module" && name === "exports") {
        this.#of.note(scope.module.whole.add(values));
        return;
      }
      if (of.name === "exports") {
        this.#of.note(exportOf(scope.module, name).add(values));
        return;
      }
    }
    if (!scope.module.python && of.t === "member" && of.name === "exports" && of.of.t === "name" && of.of.name === "module") {
      this.#of.note(exportOf(scope.module, name).add(values));
      return;
    }
    for (const atom of this.#of.eval(of, scope)) this.put(atom, name, values);
  }

  put(atom: Atom, name: string, values: readonly Atom[]): void {
    if (atom.k === "obj") this.#of.note(fieldOf(atom, name).add(values));
    else if (atom.k === "class") this.#of.note(cellOf(atom.info.fields, name).add(values));
    else if (atom.k === "module")
      this.#of.note((atom.module.python ? cellOf(atom.module.scope.vars, name) : exportOf(atom.module, name)).add(values));
    // Something is hung on a library's object: a function there may be called by it.
    else this.#of.enliven(values, true);
  }
}

function fieldOf(obj: Obj, name: string): Cell {
  return cellOf(obj.fields, name);
}
