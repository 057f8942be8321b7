import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "a published version": {
      given: { Aliases: [{ Name: "live", FunctionVersion: "2" }], Versions: [{ Version: "2", Runtime: undefined }] },
    },
  },
  fail: {
    "a version that is gone": {
      given: { Aliases: [{ Name: "old", FunctionVersion: "1" }], Versions: [{ Version: "2", Runtime: undefined }] },
      subjects: ["old"],
    },
  },
  unknown: {
    "versions could not be listed": { given: { Aliases: [{ Name: "live", FunctionVersion: "2" }], Versions: DENIED } },
    "the version is decided at deployment": { given: { Aliases: [{ Name: "live", FunctionVersion: DENIED }], Versions: [] } },
  },
  "not-applicable": { "no aliases": { given: { Aliases: [] } } },
});
