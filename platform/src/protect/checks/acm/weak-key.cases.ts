import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Certificate">({
  pass: { "RSA 2048": { given: { KeyAlgorithm: "RSA_2048" } }, "an elliptic curve": { given: { KeyAlgorithm: "EC_prime256v1" } } },
  fail: { "RSA 1024": { given: { KeyAlgorithm: "RSA_1024" } }, "spelt with a hyphen": { given: { KeyAlgorithm: "RSA-1024" } } },
  unknown: { "the read was denied": { given: { KeyAlgorithm: DENIED } } },
  "not-applicable": { "not said": { given: { KeyAlgorithm: undefined } } },
});
