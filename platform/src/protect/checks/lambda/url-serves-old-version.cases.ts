import { DENIED, defineCases } from "../../cases.ts";

const url = { AuthType: "AWS_IAM" as const, InvokeMode: undefined, Cors: undefined };
const Versions = [
  { Version: "9", Runtime: undefined },
  { Version: "10", Runtime: undefined },
];

export default defineCases<"LambdaFunction">({
  pass: {
    "the newest version": {
      given: { Urls: [{ ...url, Qualifier: "live" }], Versions, Aliases: [{ Name: "live", FunctionVersion: "10" }] },
    },
    "the alias follows $LATEST": {
      given: { Urls: [{ ...url, Qualifier: "live" }], Versions, Aliases: [{ Name: "live", FunctionVersion: "$LATEST" }] },
    },
  },
  fail: {
    "version 9 of 10": {
      given: { Urls: [{ ...url, Qualifier: "live" }], Versions, Aliases: [{ Name: "live", FunctionVersion: "9" }] },
      subjects: ["live"],
    },
  },
  unknown: { "versions could not be listed": { given: { Urls: [{ ...url, Qualifier: "live" }], Versions: DENIED, Aliases: [] } } },
  "not-applicable": { "only an unqualified URL": { given: { Urls: [{ ...url, Qualifier: undefined }] } } },
});
