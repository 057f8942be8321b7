import { defineConfig } from "vitest/config";

/** The tests of the authorization evaluator, with few generated cases: they are run again for each mutant. */
export default defineConfig({
  test: {
    include: ["platform/src/protect/iam/decide/*.test.ts"],
    exclude: ["**/rules.test.ts"],
    env: { PROPERTY_SHARE: "0.01" },
    testTimeout: 30_000,
  },
});
