import { DENIED, defineCases } from "../../cases.ts";
import { chain } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "the events by name": {
      given: {},
      beside: chain({
        pattern: "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
      }),
    },
    "in another order, with the source": {
      given: {},
      beside: chain({
        pattern: "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = ScheduleKeyDeletion) || ($.eventName = DisableKey)) }",
      }),
    },
    "every call of the service": { given: {}, beside: chain({ pattern: "{ $.eventSource = kms.amazonaws.com }" }) },
  },
  fail: {
    "no trail": { given: {} },
    "one event is left out": { given: {}, beside: chain({ pattern: "{ ($.eventName = DisableKey) }" }) },
    "only for one user": {
      given: {},
      beside: chain({
        pattern: "{ ($.userIdentity.userName = admin) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
      }),
    },
    "the service's name is wrong": {
      given: {},
      beside: chain({
        pattern: "{ ($.eventSource = wrong.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
      }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
  },
});
