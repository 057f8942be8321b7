/**
 * What JavaScript, TypeScript and Python become before they are read: the little of a language that decides which calls are
 * made with which values. Scopes are those of functions; branches and loops are read as if every one of them ran.
 */
export type Expr =
  | { readonly t: "text"; readonly value: string }
  | { readonly t: "concat"; readonly parts: readonly Expr[] }
  | { readonly t: "name"; readonly name: string }
  | { readonly t: "this" }
  | { readonly t: "member"; readonly of: Expr; readonly name: string }
  | { readonly t: "index"; readonly of: Expr; readonly key: Expr }
  | {
      readonly t: "call";
      readonly callee: Expr;
      readonly args: readonly Expr[];
      readonly named: readonly (readonly [name: string | undefined, value: Expr])[];
      readonly isNew: boolean;
      readonly at: number;
    }
  /** An entry without a key spreads its value. */
  | { readonly t: "object"; readonly entries: readonly (readonly [key: Expr | undefined, value: Expr])[] }
  | { readonly t: "list"; readonly items: readonly Expr[] }
  | { readonly t: "func"; readonly fn: Func }
  | { readonly t: "class"; readonly cls: Class }
  /** One of these: branches of a condition, sides of `??`. */
  | { readonly t: "any"; readonly of: readonly Expr[] }
  | { readonly t: "assign"; readonly target: Target; readonly value: Expr }
  /** `import(…)` or `require(…)`; without a module when its name is made at run time. */
  | { readonly t: "import"; readonly module: string | undefined; readonly at: number }
  /** An element of what can be iterated. */
  | { readonly t: "each"; readonly of: Expr }
  /** Runs its parts; has no value of its own, as `null` has none. */
  | { readonly t: "run"; readonly parts: readonly Expr[] }
  /** Runs its parts; the value is not known. */
  | { readonly t: "opaque"; readonly parts: readonly Expr[] };

export type Target =
  | { readonly k: "name"; readonly name: string }
  | { readonly k: "member"; readonly of: Expr; readonly name: string }
  | { readonly k: "fields"; readonly fields: readonly (readonly [key: string, target: Target])[]; readonly rest?: Target }
  | { readonly k: "items"; readonly items: readonly (Target | undefined)[] }
  | { readonly k: "default"; readonly target: Target; readonly otherwise: Expr }
  | { readonly k: "none"; readonly parts: readonly Expr[] };

export interface Param {
  readonly target: Target;
  /** Name by which a caller may pass it (Python). */
  readonly name?: string;
  readonly rest?: "items" | "named";
}

export interface Func {
  readonly name: string | undefined;
  readonly params: readonly Param[];
  readonly body: readonly Stmt[];
  /** Python: the first parameter of a method is the object. */
  readonly method?: boolean;
  /** `this` is that of the function around it. */
  readonly arrow?: boolean;
}

export interface Class {
  readonly name: string | undefined;
  readonly bases: readonly Expr[];
  readonly methods: readonly (readonly [name: string, fn: Func])[];
  readonly fields: readonly (readonly [name: string, value: Expr])[];
}

export type Stmt =
  | { readonly s: "expr"; readonly e: Expr }
  | { readonly s: "bind"; readonly target: Target; readonly value: Expr }
  | { readonly s: "func"; readonly name: string; readonly fn: Func; readonly decorators: readonly Expr[] }
  | { readonly s: "class"; readonly name: string; readonly cls: Class }
  /** `imported` is `*` for the module itself. `module` is as written; relative Python modules begin with dots. */
  | {
      readonly s: "import";
      readonly module: string;
      readonly names: readonly (readonly [local: string, imported: string])[];
      readonly at: number;
    }
  | { readonly s: "export"; readonly name: string; readonly value: Expr }
  /** `export … from`; `imported` `*` with `name` `*` hands everything on. */
  | { readonly s: "re-export"; readonly module: string; readonly name: string; readonly imported: string; readonly at: number }
  /** `global`, `nonlocal` */
  | { readonly s: "outer"; readonly names: readonly string[] }
  | { readonly s: "return"; readonly e: Expr };

/** One file, ready to be read. */
export interface ModuleCode {
  readonly body: readonly Stmt[];
  /** Line of an offset, from 1. */
  line(at: number): number;
}

/** A file that is not valid in its language. */
export class SyntaxFault extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.name = "SyntaxFault";
    this.line = line;
  }
}

/** Deeper than any code that people write; what reads it recurses. */
export const DEEPEST = 600;

/** The code nests deeper than it can be read. */
export class TooDeep extends Error {}

export const opaque = (...parts: readonly Expr[]): Expr => ({ t: "opaque", parts });
export const run = (...parts: readonly Expr[]): Expr => ({ t: "run", parts });
export const NOTHING: Expr = { t: "run", parts: [] };

export function linesOf(text: string): (at: number) => number {
  let starts: number[] | undefined;
  return (at) => {
    if (!starts) {
      starts = [0];
      for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
    }
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
