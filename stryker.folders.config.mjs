// The rest of protect/iam, one folder at a time, for the whole takes an hour: `FOLDER=exists npm run mutation -- stryker.folders.config.mjs`.
// `FILES=names,rules` narrows it to some files of the folder; `FOLDER=.` are the files of protect/iam itself.
const folder = `platform/src/protect/iam/${process.env.FOLDER ?? "exists"}`;
const files = process.env.FILES?.split(",") ?? ["*"];

export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.folders.config.ts", related: true },
  mutate: [...files.map((file) => `${folder}/${file}.ts`), "!**/*.test.ts", "!**/*.test-helper.ts"],
  ignorePatterns: [
    "**",
    "!platform/src/model/**",
    "!platform/src/words/**",
    "!platform/src/protect/cases.ts",
    "!platform/src/protect/iam/**",
    "!platform/data/**",
    "!bench/parts/**",
    "!package.json",
    "!platform/package.json",
    "!vitest.folders.config.ts",
  ],
  concurrency: 2,
  timeoutMS: 3000,
  // Tables made once when a module is loaded are the same for all tests; to try each alone would start a process for every mutant.
  ignoreStatic: true,
  coverageAnalysis: "perTest",
  disableTypeChecks: false,
  reporters: ["clear-text", "progress"],
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 90, low: 85, break: 85 },
};
