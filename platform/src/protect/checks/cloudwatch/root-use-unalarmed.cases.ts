import { DENIED, defineCases } from "../../cases.ts";
import { chain } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "as the benchmark has it": {
      given: {},
      beside: chain({
        pattern: '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
      }),
    },
    "in another order, without quotes": {
      given: {},
      beside: chain({ pattern: "{ $.eventType != AwsServiceEvent && $.userIdentity.invokedBy NOT EXISTS && $.userIdentity.type = Root }" }),
    },
  },
  fail: {
    "no trail": { given: {} },
    "only its sign-ins": { given: {}, beside: chain({ pattern: "{ ($.userIdentity.type = Root) && ($.eventName = ConsoleLogin) }" }) },
    "only what services do in its name": {
      given: {},
      beside: chain({ pattern: "{ ($.userIdentity.type = Root) && ($.userIdentity.invokedBy EXISTS) }" }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
  },
});
