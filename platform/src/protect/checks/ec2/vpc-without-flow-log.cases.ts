import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Vpc">({
  pass: {
    "rejected traffic": { given: { FlowLogs: [{ Status: "ACTIVE", TrafficType: "REJECT" }], IsDefault: false } },
    "all traffic": { given: { FlowLogs: [{ Status: "ACTIVE", TrafficType: "ALL" }], IsDefault: false } },
  },
  fail: {
    none: { given: { FlowLogs: [], IsDefault: false } },
    "accepted traffic only": { given: { FlowLogs: [{ Status: "ACTIVE", TrafficType: "ACCEPT" }], IsDefault: true } },
    "it failed": { given: { FlowLogs: [{ Status: "FAILED", TrafficType: "ALL" }], IsDefault: DENIED } },
  },
  unknown: {
    "the flow logs were denied": { given: { FlowLogs: DENIED } },
    "its traffic type is a parameter": { given: { FlowLogs: [{ Status: "ACTIVE", TrafficType: DENIED }] } },
  },
});
