import { DENIED, defineCases } from "../../cases.ts";
import { chain } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "the events by name": { given: {}, beside: chain({ pattern: "{ ($.eventName = ModifySecurityGroupRules) }" }) },
    "in another order, with the source": {
      given: {},
      beside: chain({ pattern: "{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = ModifySecurityGroupRules)) }" }),
    },
  },
  fail: {
    "no trail": { given: {} },
    "another event": { given: {}, beside: chain({ pattern: "{ $.eventName = DescribeSecurityGroups }" }) },
    "only for one user": {
      given: {},
      beside: chain({ pattern: "{ ($.userIdentity.userName = admin) && (($.eventName = ModifySecurityGroupRules)) }" }),
    },
    "the service's name is wrong": {
      given: {},
      beside: chain({ pattern: "{ ($.eventSource = wrong.amazonaws.com) && (($.eventName = ModifySecurityGroupRules)) }" }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
  },
});
