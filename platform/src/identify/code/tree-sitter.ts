import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Parser } from "@vscode/tree-sitter-wasm";

let ready: Promise<Parser> | undefined;

/** The parser of Python; its WebAssembly is loaded when there is Python to read. */
export function pythonParser(): Promise<Parser> {
  ready ??= load();
  return ready;
}

async function load(): Promise<Parser> {
  const load = createRequire(import.meta.url);
  const beside = wasmBeside();
  // It asks for the place of its own script, which a bundle does not have: it is loaded as the file it is.
  const treeSitter = load(
    beside === undefined ? "@vscode/tree-sitter-wasm" : join(beside, "tree-sitter.cjs"),
  ) as typeof import("@vscode/tree-sitter-wasm");
  const folder = beside ?? dirname(load.resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm"));
  await treeSitter.Parser.init({ locateFile: (file: string) => join(folder, file) });
  const language = await treeSitter.Language.load(join(folder, "tree-sitter-python.wasm"));
  const parser = new treeSitter.Parser();
  parser.setLanguage(language);
  return parser;
}

/** `wasm` beside the bundle; undefined when the program runs from its sources. */
function wasmBeside(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 3; up++) {
    const wasm = join(folder, "wasm");
    if (existsSync(join(wasm, "tree-sitter-python.wasm"))) return wasm;
    folder = dirname(folder);
  }
  return undefined;
}
