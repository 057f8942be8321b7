// Measures how often ordinary months speak, and writes the figures into docs/<language>/noise.md: `npm run noise`. Vitest reads TypeScript already.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const { status } = spawnSync("npx", ["vitest", "run", "platform/src/detect/drills/noise.test.ts"], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { ...process.env, NOISE: "all" },
  stdio: "inherit",
});
process.exit(status ?? 1);
