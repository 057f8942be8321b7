import { dirname } from "node:path";
import type { CodeDoubt, CodeReading, Doubt, Problem, SdkCall } from "../../model/index.ts";
import { Evaluator } from "./evaluate.ts";
import { Files, type LoadedFile } from "./files.ts";
import type { Expr, Stmt } from "./ir.ts";
import { isAwsSdk, isQuiet, packageOf, STARTS_OTHERS } from "./libraries.ts";
import type { Around, OutsideCall } from "./machine.ts";
import { javaScriptCalls } from "./sdk-javascript.ts";
import { pythonCalls } from "./sdk-python.ts";
import { Cell, type ModuleInfo, type Scope, TooMuch, text } from "./values.ts";

export { type CodePlace, codeOf } from "./where.ts";

/** One function's code and what is known of where it runs. */
export interface CodeQuestion {
  /** Id of the function. */
  readonly fn: string;
  readonly handler: string;
  readonly language: "javascript" | "python";
  /** The code folder, then those of layers. */
  readonly folders: readonly string[];
  /** Paths are shown from here. */
  readonly shownFrom: string;
  /** Environment variables whose value is known. */
  readonly environment: Readonly<Record<string, string>>;
  /** Code that stands in the template, and where. */
  readonly inline?: { readonly text: string; readonly shown: string };
}

/** Finds every call of an AWS SDK that the handler may make. Never throws for what is in the code. */
export async function readCode(question: CodeQuestion): Promise<CodeReading> {
  return new Reading(question).run();
}

class Reading implements Around {
  readonly #question: CodeQuestion;
  readonly #files: Files;
  readonly #python: boolean;
  readonly #modules = new Map<string, ModuleInfo>();
  readonly #paths = new Map<string, string | undefined>();
  readonly #doubts = new Map<string, Doubt>();
  readonly #calls = new Map<string, SdkCall>();
  readonly #problems: Problem[] = [];

  constructor(question: CodeQuestion) {
    this.#question = question;
    this.#python = question.language === "python";
    this.#files = new Files(question.folders, question.shownFrom);
  }

  async run(): Promise<CodeReading> {
    const { handler } = this.#question;
    const dot = handler.lastIndexOf(".");
    const [path, name] = dot < 0 ? [handler, "handler"] : [handler.slice(0, dot), handler.slice(dot + 1)];
    const { inline } = this.#question;
    const virtual = inline && `${this.#question.shownFrom}/${path}.${this.#python ? "py" : "js"}`;
    if (inline && virtual !== undefined) await this.#files.inline(virtual, inline.shown, inline.text);
    const file = virtual ?? this.#files.handlerFile(path, this.#python);
    if (file === undefined) this.#doubt("handler", handler);
    else await this.#readFrom(file, name);
    return {
      fn: this.#question.fn,
      files: this.#files.all.map((f) => f.shown).toSorted(),
      calls: [...this.#calls.values()].toSorted((a, b) => a.place.file.localeCompare(b.place.file) || a.place.line - b.place.line),
      doubts: [...this.#doubts.values()],
      problems: [...this.#files.problems, ...this.#problems],
    };
  }

  async #readFrom(file: string, name: string): Promise<void> {
    await this.#loadAll(file);
    for (const { path, shown, code, json } of this.#files.all)
      if (code === undefined && json === undefined) this.#doubt("problem", shown, { file: this.#files.shown(path), line: 1 });
    const evaluator = new Evaluator(this);
    for (const loaded of this.#files.all) this.#add(loaded, evaluator);
    const main = this.#modules.get(file) as ModuleInfo;
    try {
      evaluator.run(() => {
        const found = evaluator.members.ofModule(main, name);
        evaluator.enliven(found, true);
        if (evaluator.telling && found.length === 0 && this.#files.all.some((f) => f.path === file && f.code))
          this.#doubt("handler", this.#question.handler);
      });
    } catch (error) {
      if (!(error instanceof TooMuch || error instanceof RangeError)) throw error;
      this.#problems.push({
        code: "E_CODE_TOO_MUCH",
        detail: { file: this.#files.shown(file) },
        place: { file: this.#files.shown(file), line: 1 },
      });
      this.#doubt("problem", this.#files.shown(file));
    }
  }

  /** Reads the file and everything it imports, before anything is evaluated. */
  async #loadAll(file: string): Promise<void> {
    const open = [file];
    const seen = new Set(open);
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (this.#files.full) {
        this.#doubt("problem", this.#files.shown(path));
        return;
      }
      const loaded = await this.#files.load(path);
      if (loaded.carriesSdk) this.#doubt("library", loaded.shown, { file: loaded.shown, line: 1 });
      for (const named of loaded.code ? importsIn(loaded.code.body) : []) {
        for (const found of this.#resolve(named, path, loaded)) {
          if (seen.has(found)) continue;
          seen.add(found);
          open.push(found);
        }
      }
    }
  }

  #resolve({ module, at, part }: Named, from: string, loaded: LoadedFile): readonly string[] {
    const place = { file: loaded.shown, line: loaded.code?.line(at) ?? 1 };
    if (this.#python) {
      const parts = module.split(/(?<=[^.])\./);
      // `import a.b.c` runs `a`, then `a.b`, then `a.b.c`.
      const found = parts.map((_, i) => this.#local(parts.slice(0, i + 1).join("."), from)).filter((f): f is string => f !== undefined);
      if (found.length === 0 && !module.startsWith(".") && !part) this.#library(module, place);
      return found;
    }
    if (part) return [];
    const found = this.#local(module, from);
    if (found === undefined && !/^[./]/.test(module)) this.#library(module, place);
    return found === undefined ? [] : [found];
  }

  #library(module: string, place: Doubt["place"]): void {
    const root = this.#python ? (module.split(".")[0] as string) : packageOf(module);
    if (STARTS_OTHERS.has(root)) this.#doubt("dynamic", module, place);
    else if (!isQuiet(module, this.#python)) this.#doubt("library", root, place);
  }

  #local(specifier: string, from: string): string | undefined {
    const key = `${dirname(from)}\u0000${specifier}`;
    if (!this.#paths.has(key))
      this.#paths.set(
        key,
        this.#python
          ? this.#files.python(specifier, from)
          : isAwsSdk(specifier, false) || specifier.startsWith("node:")
            ? undefined
            : this.#files.script(specifier, from),
      );
    return this.#paths.get(key);
  }

  #add(loaded: LoadedFile, evaluator: Evaluator): void {
    const scope: { vars: Map<string, Cell>; outer: Set<string>; parent: undefined; module: ModuleInfo; owner: undefined } = {
      vars: new Map(),
      outer: new Set(),
      parent: undefined,
      module: undefined as never,
      owner: undefined,
    };
    const info: ModuleInfo = {
      file: loaded.path,
      python: this.#python,
      scope: scope as Scope,
      exports: new Map(),
      whole: new Cell(),
      passedOn: new Set(),
    };
    scope.module = info;
    this.#modules.set(loaded.path, info);
    if (loaded.json !== undefined) info.whole.add([jsonValue(loaded.json, evaluator)]);
    evaluator.add(info, loaded.code?.body ?? []);
  }

  module(specifier: string, from: ModuleInfo): ModuleInfo | string | undefined {
    const path = this.#local(specifier, from.file);
    if (path !== undefined) return this.#modules.get(path);
    if (/^[./]/.test(specifier)) return undefined;
    return specifier.replace(/^node:/, "");
  }

  env(name: string): string | undefined {
    const known = this.#question.environment;
    return Object.hasOwn(known, name) ? known[name] : undefined;
  }

  doubt(why: CodeDoubt, what: string, module: ModuleInfo, at: number): void {
    this.#doubt(why, what, this.#place(module, at));
  }

  called(call: OutsideCall): void {
    const read = this.#python ? pythonCalls : javaScriptCalls;
    const place = this.#place(call.module, call.at);
    const found = read(call, (why, what) => this.#doubt(why, what, place));
    for (const one of found) {
      const whole: SdkCall = { ...one, place };
      this.#calls.set(
        JSON.stringify([whole.sdk, whole.client, whole.operation, whole.waits, whole.resource, whole.parameters, place]),
        whole,
      );
    }
  }

  #place(module: ModuleInfo, at: number): { readonly file: string; readonly line: number } {
    const loaded = this.#files.all.find((f) => f.path === module.file);
    return { file: loaded?.shown ?? module.file, line: loaded?.code?.line(at) ?? 1 };
  }

  #doubt(why: CodeDoubt, what: string, place?: Doubt["place"]): void {
    this.#doubts.set(`${why} ${what}`, place ? { why, what, place } : { why, what });
  }
}

interface Named {
  readonly module: string;
  readonly at: number;
  /** It may be a module of a package, or only something in one: `from package import it`. */
  readonly part: boolean;
}

/** Every module that is named anywhere in the code. */
function importsIn(body: readonly Stmt[]): readonly Named[] {
  const found: Named[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    const part = value as Stmt | Expr;
    if (("s" in part && (part.s === "import" || part.s === "re-export")) || ("t" in part && part.t === "import")) {
      if (part.module !== undefined) found.push({ module: part.module, at: part.at, part: false });
      if ("s" in part && part.s === "import")
        for (const [, name] of part.names)
          if (!name.startsWith("*"))
            found.push({ module: `${part.module}${part.module.endsWith(".") ? "" : "."}${name}`, at: part.at, part: true });
    }
    for (const inner of Object.values(part)) visit(inner);
  };
  visit(body);
  return found;
}

function jsonValue(
  value: unknown,
  evaluator: Evaluator,
  depth = 0,
): ReturnType<Evaluator["objectAt"]> | ReturnType<typeof text> | { readonly k: "unknown"; readonly key: "?" } {
  if (typeof value === "string" || typeof value === "number") return text([String(value)]);
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth > 6) return { k: "unknown", key: "?" };
  const obj = evaluator.objectAt({ t: "object", entries: [] });
  for (const [name, inner] of Object.entries(value)) evaluator.members.put(obj, name, [jsonValue(inner, evaluator, depth + 1)]);
  return obj;
}
