// Bundles the command line into platform/dist. The AWS clients are most of it; each is a chunk that is loaded when used.
import { build } from "esbuild";
import { chmodSync, cpSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const platform = fileURLToPath(new URL("../platform/", import.meta.url));
const { version } = JSON.parse(readFileSync(`${platform}package.json`, "utf8"));
rmSync(`${platform}dist`, { recursive: true, force: true });

/**
 * The SDK's schemas name their traits by computed keys, `{ [_xN]: … }`, which hide from esbuild that most schemas of a
 * service are never used. Written out, nine tenths of EC2 fall away, and with them the memory and the time to load them.
 */
const plainSchemaKeys = {
  name: "plain-schema-keys",
  setup({ onLoad }) {
    onLoad({ filter: /client-[^/]+[/\\]dist-es[/\\]schemas[/\\]schemas_\d+\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const values = new Map([...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, value]) => [name, value]));
      return { loader: "js", contents: source.replaceAll(/\[(_\w+)\](?=\s*:)/g, (key, name) => values.get(name) ?? key) };
    });
  },
};

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
  plugins: [plainSchemaKeys],
  logLevel: "warning",
});
chmodSync(`${platform}dist/yagura.js`, 0o755);
// `yagura demo` scans it, wherever the package is installed.
cpSync(fileURLToPath(new URL("../examples/orders-weak/template.yaml", import.meta.url)), `${platform}dist/examples/orders-weak/template.yaml`);
