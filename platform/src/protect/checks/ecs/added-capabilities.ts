import { failIf, isUnknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

const DANGEROUS: ReadonlySet<string> = new Set([
  "ALL",
  "SYS_ADMIN",
  "SYS_MODULE",
  "SYS_PTRACE",
  "SYS_RAWIO",
  "SYS_BOOT",
  "NET_ADMIN",
  "NET_RAW",
  "DAC_READ_SEARCH",
  "BPF",
]);

export const addedCapabilities = defineCheck({
  id: "ecs/added-capabilities",
  on: "EcsTaskDefinition",
  severity: "medium",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.AC-4", "PR.PT-3"],
  meets: {},
  text: {
    en: {
      title: "A container has dangerous Linux capabilities",
      risk: "Capabilities such as SYS_ADMIN or NET_RAW let the container change the host, load code into the kernel or forge traffic.",
      fix: "Drop all capabilities and add back only what is needed and harmless.",
    },
    ja: {
      title: "コンテナに危険な Linux ケーパビリティを付与",
      risk: "SYS_ADMIN や NET_RAW などにより、ホストの変更・カーネルへのコード読み込み・通信の偽装が可能になります。",
      fix: "すべてのケーパビリティを外し、必要で安全なものだけを追加してください。",
    },
  },
  remedy: { cloudformation: "LinuxParameters:\n  Capabilities:\n    Drop: [ALL]" },
  judge(task, need) {
    const containers = need.outer(task.Containers);
    const evidence = containers.flatMap(({ Name, AddedCapabilities }) => {
      const dangerous = AddedCapabilities.filter((one) => !isUnknown(one) && DANGEROUS.has(one.replace(/^CAP_/i, "").toUpperCase()));
      return dangerous.length > 0 ? [{ subject: Name, path: ["ContainerDefinitions"], found: need(dangerous) }] : [];
    });
    if (evidence.length === 0) for (const { AddedCapabilities } of containers) need(AddedCapabilities);
    return failIf(evidence);
  },
});
