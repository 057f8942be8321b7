import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"WebAcl">({
  pass: {
    "a log group": { given: { LoggingDestinations: ["arn:aws:logs:ap-northeast-1:111122223333:log-group:aws-waf-logs-a"] } },
    "a destination of a name nobody knows": { given: { LoggingDestinations: [unknown("known-after-deploy")] } },
  },
  fail: { none: { given: { LoggingDestinations: [] } } },
  unknown: { "the read was denied": { given: { LoggingDestinations: DENIED } } },
});
