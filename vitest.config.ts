import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["platform/src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ["default"],
  },
});
