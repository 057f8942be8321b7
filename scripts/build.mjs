// Bundles the command line into platform/dist. The AWS clients are most of it; each is a chunk that is loaded when used.
import { build } from "esbuild";
import { chmodSync, cpSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const platform = fileURLToPath(new URL("../platform/", import.meta.url));
const { version } = JSON.parse(readFileSync(`${platform}package.json`, "utf8"));
rmSync(`${platform}dist`, { recursive: true, force: true });

await build({
  entryPoints: { yagura: `${platform}src/cli/entry.ts` },
  outdir: `${platform}dist`,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  mainFields: ["module", "main"],
  conditions: ["node", "import"],
  minifyWhitespace: true,
  minifySyntax: true,
  // Identifiers stay: collectors name a call by the class of its command.
  minifyIdentifiers: false,
  keepNames: false,
  legalComments: "linked",
  chunkNames: "chunks/[name]-[hash]",
  define: { __VERSION__: JSON.stringify(version) },
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  logLevel: "warning",
});
chmodSync(`${platform}dist/yagura.js`, 0o755);
// `yagura demo` scans it, wherever the package is installed.
cpSync(fileURLToPath(new URL("../examples/orders-weak/template.yaml", import.meta.url)), `${platform}dist/examples/orders-weak/template.yaml`);
