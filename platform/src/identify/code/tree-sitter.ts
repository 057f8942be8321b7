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
  const { default: treeSitter } = (await import("@vscode/tree-sitter-wasm")) as unknown as {
    default: typeof import("@vscode/tree-sitter-wasm");
  };
  const folder = wasmFolder();
  await treeSitter.Parser.init({ locateFile: (file: string) => join(folder, file) });
  const language = await treeSitter.Language.load(join(folder, "tree-sitter-python.wasm"));
  const parser = new treeSitter.Parser();
  parser.setLanguage(language);
  return parser;
}

/** Beside the bundle (`dist/wasm`), or in the package when the program runs from its sources. */
function wasmFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 3; up++) {
    const wasm = join(folder, "wasm");
    if (existsSync(join(wasm, "tree-sitter-python.wasm"))) return wasm;
    folder = dirname(folder);
  }
  return dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm"));
}
