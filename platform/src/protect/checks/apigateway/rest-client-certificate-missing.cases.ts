import { DENIED, defineCases, resource } from "../../cases.ts";

const method = (IntegrationType: string) => [resource("RestMethod", { RestApiId: "a1", IntegrationType })];

export default defineCases<"RestStage">({
  pass: { "a certificate is sent": { given: { RestApiId: "a1", ClientCertificateId: "c1" }, beside: method("HTTP_PROXY") } },
  fail: { "none is sent": { given: { RestApiId: "a1", ClientCertificateId: undefined }, beside: method("HTTP") } },
  unknown: {
    "the stage could not be read": { given: { RestApiId: "a1", ClientCertificateId: DENIED }, beside: method("HTTP") },
    "methods could not be listed": { given: { RestApiId: "a1", ClientCertificateId: undefined }, gaps: ["RestMethod"] },
  },
  "not-applicable": {
    "only functions behind": { given: { RestApiId: "a1", ClientCertificateId: undefined }, beside: method("AWS_PROXY") },
  },
});
