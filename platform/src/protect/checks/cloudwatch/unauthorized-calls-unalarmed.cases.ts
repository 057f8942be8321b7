import { DENIED, defineCases } from "../../cases.ts";
import { chain } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "the exclusions are ANDed": {
      given: {},
      beside: chain({
        pattern:
          '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
      }),
    },
    "without exclusions": {
      given: {},
      beside: chain({ pattern: '{ ($.errorCode = "AccessDenied*") || ($.errorCode = "*UnauthorizedOperation") }' }),
    },
  },
  fail: {
    "no trail": { given: {} },
    "the exclusions are ORed: it rings for every event": {
      given: {},
      beside: chain({
        pattern:
          '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket") }',
      }),
    },
    "refused EC2 calls only": { given: {}, beside: chain({ pattern: '{ $.errorCode = "*UnauthorizedOperation" }' }) },
    everything: { given: {}, beside: chain({ pattern: "" }) },
    "AccessDenied without the exception of the same meaning": {
      given: {},
      beside: chain({ pattern: '{ ($.errorCode = "AccessDenied") || ($.errorCode = "*UnauthorizedOperation") }' }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
  },
});
