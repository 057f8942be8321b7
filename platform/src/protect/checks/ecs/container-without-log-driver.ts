import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const containerWithoutLogDriver = defineCheck({
  id: "ecs/container-without-log-driver",
  on: "EcsTaskDefinition",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1"],
  meets: { "aws-fsbp": ["ECS.9"], "aws-config": ["ecs-task-definition-log-configuration"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "A container has no log configuration",
      risk: "Its output is lost with the task: nothing is left to investigate.",
      fix: "Set a log driver (awslogs or awsfirelens) for every container.",
    },
    ja: {
      title: "コンテナのログ設定がない",
      risk: "出力はタスクの終了とともに失われ、調査の手がかりが残りません。",
      fix: "すべてのコンテナにログドライバー（awslogs または awsfirelens）を設定してください。",
    },
  },
  remedy: {
    cloudformation:
      "LogConfiguration:\n  LogDriver: awslogs\n  Options:\n    awslogs-group: !Ref <LogGroup>\n    awslogs-region: !Ref AWS::Region\n    awslogs-stream-prefix: app",
  },
  judge(task, need) {
    const containers = need.outer(task.Containers);
    const wrong = containers.filter(({ LogDriver }) => !LogDriver);
    if (wrong.length === 0) for (const { LogDriver } of containers) need(LogDriver);
    return failIf(
      wrong.map(({ Name, LogDriver }) => ({
        subject: Name,
        path: ["ContainerDefinitions"],
        found: { LogDriver: LogDriver },
        expected: "awslogs",
      })),
    );
  },
});
