import { DENIED, defineCases } from "../../cases.ts";
import { chain } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "by the message": {
      given: {},
      beside: chain({ pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }' }),
    },
    "by the answer": {
      given: {},
      beside: chain({ pattern: '{ $.eventName = ConsoleLogin && $.responseElements.ConsoleLogin = "Failure" }' }),
    },
  },
  fail: {
    "no trail": { given: {} },
    "the message misspelt": {
      given: {},
      beside: chain({ pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "failed authentication") }' }),
    },
    "successful sign-ins": {
      given: {},
      beside: chain({ pattern: "{ ($.eventName = ConsoleLogin) && ($.responseElements.ConsoleLogin = Success) }" }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
  },
});
