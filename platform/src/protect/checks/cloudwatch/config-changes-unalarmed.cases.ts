import { DENIED, defineCases } from "../../cases.ts";
import { chain } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "the events by name": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }",
      }),
    },
    "in another order, with the source": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventSource = config.amazonaws.com) && (($.eventName = PutConfigurationRecorder) || ($.eventName = PutDeliveryChannel) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = StopConfigurationRecorder)) }",
      }),
    },
    "every call of the service": { given: {}, beside: chain({ pattern: "{ $.eventSource = config.amazonaws.com }" }) },
  },
  fail: {
    "no trail": { given: {} },
    "one event is left out": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) }",
      }),
    },
    "only for one user": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.userIdentity.userName = admin) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }",
      }),
    },
    "the service's name is wrong": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventSource = wrong.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }",
      }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
  },
});
