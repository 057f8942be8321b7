import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcsTaskDefinition">({
  pass: { none: { given: { HostVolumes: [] } } },
  fail: { "the engine's socket": { given: { HostVolumes: ["/var/run/docker.sock"] }, subjects: ["/var/run/docker.sock"] } },
  unknown: { "the read was denied": { given: { HostVolumes: DENIED } } },
});
