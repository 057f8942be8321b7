import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcsCluster">({
  pass: { enabled: { given: { ContainerInsights: "enabled" } }, enhanced: { given: { ContainerInsights: "enhanced" } } },
  fail: { disabled: { given: { ContainerInsights: "disabled" } }, "not set": { given: { ContainerInsights: undefined } } },
  unknown: { "the read was denied": { given: { ContainerInsights: DENIED } } },
});
