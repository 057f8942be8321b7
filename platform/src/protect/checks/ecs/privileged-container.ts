import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const privilegedContainer = defineCheck({
  id: "ecs/privileged-container",
  on: "EcsTaskDefinition",
  severity: "high",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["ECS.4"], "aws-config": ["ecs-containers-nonprivileged"] },
  text: {
    en: {
      title: "A container runs privileged",
      risk: "It has the host's devices and capabilities: leaving the container takes one command.",
      fix: "Remove privileged and add only the single capability that is needed.",
    },
    ja: {
      title: "コンテナが特権モードで動作",
      risk: "ホストのデバイスと全ケーパビリティを使えるため、コンテナからの脱出が容易です。",
      fix: "privileged を外し、必要なケーパビリティだけを追加してください。",
    },
  },
  remedy: { cloudformation: "Privileged: false" },
  judge(task, need) {
    const containers = need.outer(task.Containers);
    const wrong = containers.filter(({ Privileged }) => Privileged === true);
    if (wrong.length === 0) for (const { Privileged } of containers) need(Privileged);
    return failIf(
      wrong.map(({ Name, Privileged }) => ({
        subject: Name,
        path: ["ContainerDefinitions"],
        found: { Privileged: Privileged },
        expected: false,
      })),
    );
  },
});
