import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"ApiDomainName">({
  pass: {
    "TLS 1.3 only": { given: { SecurityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" } },
    "at the edge": { given: { SecurityPolicy: "SecurityPolicy_TLS13_2025_EDGE" } },
  },
  fail: { "the legacy policy": { given: { SecurityPolicy: "TLS_1_2" } } },
  unknown: { "AWS decides": { given: { SecurityPolicy: undefined } }, "the read was denied": { given: { SecurityPolicy: DENIED } } },
  "not-applicable": { "TLS 1.0 (apigateway/domain-tls-outdated says so)": { given: { SecurityPolicy: "TLS_1_0" } } },
});
