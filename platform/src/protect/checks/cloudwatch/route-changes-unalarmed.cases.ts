import { DENIED, defineCases } from "../../cases.ts";
import { chain } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "the events by name": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }",
      }),
    },
    "in another order, with the source": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = DisassociateRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DeleteRouteTable) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = ReplaceRoute) || ($.eventName = CreateRouteTable) || ($.eventName = CreateRoute)) }",
      }),
    },
    "every call of the service": { given: {}, beside: chain({ pattern: "{ $.eventSource = ec2.amazonaws.com }" }) },
    "the source bound to the first name only, as one benchmark prints it": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventSource = ec2.amazonaws.com) && ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }",
      }),
    },
  },
  fail: {
    "no trail": { given: {} },
    "one event is left out": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) }",
      }),
    },
    "only for one user": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.userIdentity.userName = admin) && (($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable)) }",
      }),
    },
    "the service's name is wrong": {
      given: {},
      beside: chain({
        pattern:
          "{ ($.eventSource = wrong.amazonaws.com) && (($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable)) }",
      }),
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the metric filters were denied": { given: {}, beside: chain({ pattern: "", group: { MetricFilters: DENIED } }) },
  },
});
