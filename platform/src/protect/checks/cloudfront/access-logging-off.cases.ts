import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"CloudFrontDistribution">({
  pass: { on: { given: { LoggingEnabled: true } } },
  fail: { off: { given: { LoggingEnabled: false } } },
  unknown: { "the read was denied": { given: { LoggingEnabled: DENIED } } },
});
