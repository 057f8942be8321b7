// Writes docs/<language>/checks from the checks and their cases, and policy-evaluation.md from the rules of the evaluator: `npm run docs`. Vitest reads TypeScript and knows the cases already.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const { status } = spawnSync(
  "npx",
  ["vitest", "run", "test/docs.test.ts", "test/docs-detection.test.ts", "platform/src/protect/iam/decide/rules.test.ts"],
  {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, UPDATE_DOCS: "1" },
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
