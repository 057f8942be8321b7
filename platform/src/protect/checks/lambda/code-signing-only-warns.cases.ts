import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"CodeSigningConfig">({
  pass: { "unsigned code is refused": { given: { UntrustedArtifactOnDeployment: "Enforce" } } },
  fail: { "unsigned code is deployed with a warning": { given: { UntrustedArtifactOnDeployment: "Warn" } } },
  unknown: { "the read was denied": { given: { UntrustedArtifactOnDeployment: DENIED } } },
});
