import { defineConfig } from "vitest/config";

/** The tables of the authorization evaluator alone: they are run again for each mutant, and must find it without the oracle's help. */
export default defineConfig({
  test: {
    include: ["platform/src/protect/iam/{policy,decide}/*.test.ts"],
    exclude: ["**/rules.test.ts", "**/properties.test.ts", "**/robustness.test.ts"],
    testTimeout: 30_000,
  },
});
