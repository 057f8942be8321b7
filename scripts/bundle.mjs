// How everything of ours is bundled: the product, and what the benchmarks measure beside it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const platform = fileURLToPath(new URL("../platform/", import.meta.url));
const { version } = JSON.parse(readFileSync(`${platform}package.json`, "utf8"));

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

export const bundleOptions = {
  bundle: true,
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
  define: { __VERSION__: JSON.stringify(version) },
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  // Native bindings: installed beside the package.
  external: ["oxc-parser", "@duckdb/node-api"],
  plugins: [plainSchemaKeys],
  logLevel: "warning",
};
