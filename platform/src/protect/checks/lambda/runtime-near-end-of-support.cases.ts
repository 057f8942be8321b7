import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "years to go": { given: { PackageType: "Zip", Runtime: "python3.14", Versions: [], Aliases: [] } },
    "already ended: the other check says so": { given: { PackageType: "Zip", Runtime: "python3.9", Versions: [], Aliases: [] } },
    "220 days": { given: { PackageType: "Zip", Runtime: "java17", Versions: [], Aliases: [] } },
  },
  fail: {
    "129 days": { given: { PackageType: "Zip", Runtime: "ruby3.3", Versions: [], Aliases: [] }, subjects: ["$LATEST"] },
    "159 days, an old version": {
      given: { PackageType: "Zip", Runtime: "nodejs24.x", Versions: [{ Version: "7", Runtime: "nodejs22.x" }], Aliases: [] },
      subjects: ["versions/nodejs22.x"],
    },
  },
  unknown: { "the runtime is not known": { given: { PackageType: "Zip", Runtime: DENIED, Versions: [], Aliases: [] } } },
  "not-applicable": { "a container image": { given: { PackageType: "Image" } } },
});
