import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const writableRootFilesystem = defineCheck({
  id: "ecs/writable-root-filesystem",
  on: "EcsTaskDefinition",
  severity: "low",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.DS-6"],
  meets: { "aws-fsbp": ["ECS.5"], "aws-config": ["ecs-containers-readonly-access"] },
  text: {
    en: {
      title: "A container may write to its root filesystem",
      risk: "Whoever gets in can replace programs and leave tools behind.",
      fix: "Set ReadonlyRootFilesystem and mount a volume for what must be written.",
    },
    ja: {
      title: "ルートファイルシステムへの書き込みが可能",
      risk: "侵入者がプログラムを差し替えたり、攻撃ツールを置いたりできます。",
      fix: "ReadonlyRootFilesystem を有効にし、書き込みが必要な場所にはボリュームをマウントしてください。",
    },
  },
  remedy: { cloudformation: "ReadonlyRootFilesystem: true" },
  judge(task, need) {
    const containers = need.outer(task.Containers);
    const wrong = containers.filter(({ ReadonlyRootFilesystem }) => ReadonlyRootFilesystem === false);
    if (wrong.length === 0) for (const { ReadonlyRootFilesystem } of containers) need(ReadonlyRootFilesystem);
    return failIf(
      wrong.map(({ Name, ReadonlyRootFilesystem }) => ({
        subject: Name,
        path: ["ContainerDefinitions"],
        found: { ReadonlyRootFilesystem: ReadonlyRootFilesystem },
        expected: true,
      })),
    );
  },
});
