import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DaxCluster">({
  pass: {
    TLS: { given: { EndpointEncryption: "TLS" } },
  },
  fail: {
    NONE: { given: { EndpointEncryption: "NONE" } },
    "not set": { given: { EndpointEncryption: undefined } },
  },
  unknown: {
    "not readable": { given: { EndpointEncryption: DENIED } },
  },
});
