// Bundles the command line into platform/dist. The AWS clients are most of it; each is a chunk that is loaded when used.

import { chmodSync, cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "./bundle.mjs";

const platform = fileURLToPath(new URL("../platform/", import.meta.url));
rmSync(`${platform}dist`, { recursive: true, force: true });

await build({
  entryPoints: {
    yagura: `${platform}src/cli/entry.ts`,
    api: `${platform}src/api.ts`,
    // A thread of `yagura detect`.
    "detect-reader": `${platform}src/detect/threads/reader.ts`,
  },
  outdir: `${platform}dist`,
  ...bundleOptions,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
});
chmodSync(`${platform}dist/yagura.js`, 0o755);
// The parser of Python is WebAssembly, which no bundle holds, and a script that looks for it beside itself.
for (const [file, as] of [["tree-sitter.js", "tree-sitter.cjs"], ["tree-sitter.wasm"], ["tree-sitter-python.wasm"]])
  cpSync(fileURLToPath(import.meta.resolve(`@vscode/tree-sitter-wasm/wasm/${file}`)), `${platform}dist/wasm/${as ?? file}`);
// `yagura demo` scans it, wherever the package is installed.
cpSync(
  fileURLToPath(new URL("../examples/orders-weak/template.yaml", import.meta.url)),
  `${platform}dist/examples/orders-weak/template.yaml`,
);
cpSync(`${platform}src/detect/rules`, `${platform}dist/rules`, { recursive: true });
