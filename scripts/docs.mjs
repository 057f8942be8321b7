// Writes docs/<language>/checks from the checks and their cases: `npm run docs`. Vitest reads TypeScript and knows the cases already.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const { status } = spawnSync("npx", ["vitest", "run", "test/docs.test.ts"], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { ...process.env, UPDATE_DOCS: "1" },
  stdio: "inherit",
});
process.exit(status ?? 1);
