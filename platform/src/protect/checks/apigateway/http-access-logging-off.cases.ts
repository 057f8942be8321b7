import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"HttpStage">({
  pass: { "a log group": { given: { AccessLogDestination: "arn:aws:logs:ap-northeast-1:111122223333:log-group:api" } } },
  fail: { none: { given: { AccessLogDestination: undefined } } },
  unknown: { "the read was denied": { given: { AccessLogDestination: DENIED } } },
});
