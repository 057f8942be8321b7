import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "../../model/index.ts";
import { type ModuleCode, SyntaxFault, TooDeep } from "./ir.ts";
import { readJavaScript } from "./javascript.ts";
import { readPython } from "./python.ts";

/** Lambda takes 250 MB in all; a source file of this size was made by a machine and is no longer readable as its author's. */
const LARGEST = 8 * 1024 * 1024;
const MOST_FILES = 4000;

export interface LoadedFile {
  readonly path: string;
  readonly shown: string;
  readonly code: ModuleCode | undefined;
  /** Value of a JSON file. */
  readonly json?: unknown;
  /** It has the SDK, or a signer of requests, in itself: its calls cannot be told. */
  readonly carriesSdk: boolean;
}

/** What only code has that signs requests to AWS itself: an SDK in a bundle, or somebody's own. */
const SIGNS = /AWS4-HMAC-SHA256|["']X-Amz-Target["']/i;

function problemOf(error: unknown, file: string): Omit<Problem, "place"> {
  if (error instanceof SyntaxFault) return { code: "E_CODE_SYNTAX", detail: { file, reason: error.message } };
  if (error instanceof TooDeep || error instanceof RangeError) return { code: "E_CODE_TOO_DEEP", detail: { file } };
  return { code: "E_CODE_SYNTAX", detail: { file, reason: error instanceof Error ? error.message : String(error) } };
}

const SCRIPT_ENDINGS = [".mjs", ".js", ".cjs", ".mts", ".ts", ".cts", ".tsx", ".jsx"];

/** Reads the files of one function. Each is read once, a bad one is a problem with its place, never an end. */
export class Files {
  readonly problems: Problem[] = [];
  readonly #roots: readonly string[];
  readonly #shownFrom: string;
  readonly #read = new Map<string, LoadedFile>();

  /** `roots`: the code folder, then the folders of layers. Nothing outside of them and of `within` is opened. */
  constructor(roots: readonly string[], shownFrom: string) {
    this.#roots = roots;
    this.#shownFrom = shownFrom;
  }

  /** Code that is written in the template itself. */
  async inline(path: string, shown: string, text: string): Promise<void> {
    const carriesSdk = SIGNS.test(text);
    try {
      this.#read.set(path, {
        path,
        shown,
        code: path.endsWith(".py") ? await readPython(text) : await readJavaScript(path, text),
        carriesSdk,
      });
    } catch (error) {
      this.problems.push({ ...problemOf(error, shown), place: { file: shown, line: 1 } });
      this.#read.set(path, { path, shown, code: undefined, carriesSdk });
    }
  }

  get all(): readonly LoadedFile[] {
    return [...this.#read.values()];
  }

  shown(path: string): string {
    return relative(this.#shownFrom, path).split(sep).join("/");
  }

  async load(path: string): Promise<LoadedFile> {
    const known = this.#read.get(path);
    if (known) return known;
    const loaded = await this.#open(path);
    this.#read.set(path, loaded);
    return loaded;
  }

  get full(): boolean {
    return this.#read.size >= MOST_FILES;
  }

  async #open(path: string): Promise<LoadedFile> {
    const shown = this.shown(path);
    const fail = (code: string, detail: Problem["detail"], line = 1): LoadedFile => {
      this.problems.push({ code, detail: { file: shown, ...detail }, place: { file: shown, line } });
      return { path, shown, code: undefined, carriesSdk: false };
    };
    let bytes: Buffer;
    try {
      const size = statSync(path).size;
      if (size > LARGEST) return fail("E_CODE_TOO_LARGE", { megabytes: LARGEST / 1024 / 1024 });
      bytes = readFileSync(path);
    } catch (error) {
      return fail("E_CODE_UNREADABLE", { reason: (error as NodeJS.ErrnoException).code ?? String(error) });
    }
    let text: string;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return fail("E_CODE_ENCODING", {});
    }
    const carriesSdk = SIGNS.test(text);
    try {
      if (path.endsWith(".json")) return { path, shown, code: undefined, json: JSON.parse(text), carriesSdk: false };
      const code = path.endsWith(".py") ? await readPython(text) : await readJavaScript(path, text);
      return { path, shown, code, carriesSdk };
    } catch (error) {
      const { code, detail } = problemOf(error, shown);
      return fail(code, detail, error instanceof SyntaxFault ? error.line : 1);
    }
  }

  /** `src/create.handler` → the file; by the endings the runtime knows. */
  handlerFile(module: string, python: boolean): string | undefined {
    for (const root of this.#roots) {
      const base = python ? module.replaceAll(".", "/") : module;
      const found = python ? firstFile([join(root, `${base}.py`), join(root, base, "__init__.py")]) : scriptAt(join(root, base));
      if (found && this.#isWithin(found)) return found;
    }
    return undefined;
  }

  /** The local file a script imports; undefined when it is a library. */
  script(specifier: string, from: string): string | undefined {
    if (/^\.{1,2}(\/|$)|^\//.test(specifier)) return this.#allowed(scriptAt(resolve(dirname(from), specifier)));
    // Layers: `/opt/nodejs/x`
    const layered = this.#roots
      .flatMap((root) => [join(root, specifier), join(root, "nodejs", specifier)])
      .map(scriptAt)
      .find((f) => f !== undefined);
    return this.#allowed(layered);
  }

  python(specifier: string, from: string): string | undefined {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
    const rest = specifier.slice(dots).split(".").filter(Boolean);
    let folders: readonly string[];
    if (dots > 0) {
      let folder = dirname(from);
      for (let up = 1; up < dots; up++) folder = dirname(folder);
      folders = [folder];
    } else folders = this.#roots.flatMap((root) => [root, join(root, "python")]);
    for (const folder of folders) {
      const base = join(folder, ...rest);
      const found = rest.length === 0 ? firstFile([join(base, "__init__.py")]) : firstFile([`${base}.py`, join(base, "__init__.py")]);
      if (found) return this.#allowed(found);
    }
    return undefined;
  }

  #allowed(path: string | undefined): string | undefined {
    return path !== undefined && this.#isWithin(path) ? path : undefined;
  }

  /** Code of a stranger must not make us read other files of this machine: sources may lie beside the folder, not anywhere. */
  #isWithin(path: string): boolean {
    let real: string;
    try {
      real = realpathSync(path);
    } catch {
      return false;
    }
    return [...this.#roots, this.#shownFrom].some((root) => {
      const from = relative(realOf(root), real);
      return from !== "" && !from.startsWith("..") && !resolve(from).startsWith("\\\\");
    });
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function scriptAt(base: string): string | undefined {
  // TypeScript writes `./x.js` where the source is `./x.ts`.
  const source = base.replace(/\.([cm]?)jsx?$/, ".$1ts");
  return firstFile([
    ...(/\.(?:[cm]?[jt]sx?|json)$/.test(base) ? [base, source] : []),
    ...SCRIPT_ENDINGS.map((ending) => base + ending),
    `${base}.json`,
    ...SCRIPT_ENDINGS.map((ending) => join(base, `index${ending}`)),
  ]);
}

function firstFile(candidates: readonly string[]): string | undefined {
  return candidates.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}
