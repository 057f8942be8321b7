import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "supported for years": { given: { PackageType: "Zip", Runtime: "nodejs24.x", Versions: [], Aliases: [] } },
    "supported for some months more": { given: { PackageType: "Zip", Runtime: "nodejs22.x", Versions: [], Aliases: [] } },
  },
  fail: {
    "support ended": { given: { PackageType: "Zip", Runtime: "python3.9", Versions: [], Aliases: [] }, subjects: ["$LATEST"] },
    "support ended twelve days ago": {
      given: { PackageType: "Zip", Runtime: "dotnet8", Versions: [], Aliases: [] },
      subjects: ["$LATEST"],
    },
    "only a published version": {
      given: {
        PackageType: "Zip",
        Runtime: "nodejs24.x",
        Versions: [
          { Version: "1", Runtime: "nodejs16.x" },
          { Version: "2", Runtime: "nodejs24.x" },
        ],
        Aliases: [{ Name: "live", FunctionVersion: "1" }],
      },
      subjects: ["1"],
    },
    "old versions nothing points to, told once": {
      given: {
        PackageType: "Zip",
        Runtime: "nodejs24.x",
        Versions: ["1", "2", "3"].map((Version) => ({ Version, Runtime: "nodejs16.x" })),
        Aliases: [],
      },
      subjects: ["versions/nodejs16.x"],
    },
    "proven although the versions could not be listed": {
      given: { PackageType: "Zip", Runtime: "python3.8", Versions: DENIED, Aliases: DENIED },
      subjects: ["$LATEST"],
    },
  },
  unknown: {
    "the runtime is not known": { given: { PackageType: "Zip", Runtime: DENIED, Versions: [], Aliases: [] } },
    "a runtime newer than the table": { given: { PackageType: "Zip", Runtime: "python9.9", Versions: [], Aliases: [] } },
    "the versions could not be listed": { given: { PackageType: "Zip", Runtime: "nodejs24.x", Versions: DENIED, Aliases: [] } },
  },
  "not-applicable": { "a container image": { given: { PackageType: "Image" } } },
});
