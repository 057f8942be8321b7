import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "a published version": { given: { Aliases: [{ Name: "live", FunctionVersion: "2" }] } },
    "a version whose number the deployment decides is published all the same": {
      given: { Aliases: [{ Name: "live", FunctionVersion: unknown("known-after-deploy") }] },
    },
  },
  fail: { "the newest upload": { given: { Aliases: [{ Name: "live", FunctionVersion: "$LATEST" }] }, subjects: ["live"] } },
  unknown: {
    "aliases could not be listed": { given: { Aliases: DENIED } },
    "one could not be read": { given: { Aliases: [{ Name: "live", FunctionVersion: DENIED }] } },
  },
  "not-applicable": { "no aliases": { given: { Aliases: [] } } },
});
