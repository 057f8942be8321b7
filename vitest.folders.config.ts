import { defineConfig } from "vitest/config";

/** For `stryker.folders.config.mjs`: the tables of protect/iam, without the properties that pick thousands of policies at random. */
export default defineConfig({
  test: {
    include: ["platform/src/protect/iam/{exists,effective,access}/*.test.ts", "platform/src/protect/iam/*.test.ts"],
    exclude: ["**/soundness.test.ts", "**/soak.test.ts"],
    testTimeout: 30_000,
  },
});
