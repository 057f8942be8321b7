import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"ApiDomainName">({
  pass: {
    "TLS 1.2": { given: { SecurityPolicy: "TLS_1_2" } },
    "TLS 1.3": { given: { SecurityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" } },
  },
  fail: { "TLS 1.0": { given: { SecurityPolicy: "TLS_1_0" } } },
  unknown: { "AWS decides": { given: { SecurityPolicy: undefined } }, "the read was denied": { given: { SecurityPolicy: DENIED } } },
});
