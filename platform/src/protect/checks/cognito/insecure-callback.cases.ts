import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPoolClient">({
  pass: {
    "https and the own machine": { given: { CallbackUrls: ["https://app.test/cb", "http://localhost:3000/cb", "myapp://cb"] } },
    none: { given: { CallbackUrls: [] } },
  },
  fail: {
    http: { given: { CallbackUrls: ["http://app.test/cb"] }, subjects: ["http://app.test/cb"] },
    "a host that only begins like the own machine": { given: { CallbackUrls: ["http://localhost.evil.test/cb"] } },
    wildcard: { given: { CallbackUrls: ["https://*.app.test/cb"] } },
  },
  unknown: {
    "not readable": { given: { CallbackUrls: DENIED } },
    "one address unknown": { given: { CallbackUrls: ["https://app.test/cb", unknown("parameter")] } },
  },
});
