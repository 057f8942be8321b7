import { DENIED, defineCases } from "../../cases.ts";
import { chain } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "successful sign-ins of IAM users": {
      given: {},
      beside: chain({
        pattern:
          '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
      }),
    },
    "every sign-in without MFA": {
      given: {},
      beside: chain({ pattern: "{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes) }" }),
    },
    "MFAUsed = No": { given: {}, beside: chain({ pattern: "{ $.additionalEventData.MFAUsed = No }" }) },
    "every sign-in": { given: {}, beside: chain({ pattern: "{ $.eventName = ConsoleLogin }" }) },
  },
  fail: {
    "no trail": { given: {} },
    "sign-ins with MFA": {
      given: {},
      beside: chain({ pattern: "{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed = Yes) }" }),
    },
    "failed sign-ins": {
      given: {},
      beside: chain({ pattern: "{ ($.eventName = ConsoleLogin) && ($.responseElements.ConsoleLogin = Failure) }" }),
    },
    "the root user only": {
      given: {},
      beside: chain({
        pattern: "{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes) && ($.userIdentity.type = Root) }",
      }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
  },
});
