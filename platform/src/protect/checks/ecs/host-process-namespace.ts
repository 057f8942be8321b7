import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const hostProcessNamespace = defineCheck({
  id: "ecs/host-process-namespace",
  on: "EcsTaskDefinition",
  severity: "high",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["ECS.3"], "aws-config": ["ecs-task-definition-pid-mode-check"] },
  text: {
    en: {
      title: "The task shares the host's processes",
      risk: "Its containers can see, trace and stop every process on the host, those of other tasks included.",
      fix: "Leave pidMode unset, or set it to task.",
    },
    ja: {
      title: "タスクがホストのプロセス名前空間を共有",
      risk: "コンテナから、他のタスクも含むホスト上の全プロセスを参照・追跡・停止できます。",
      fix: "pidMode を未設定にするか、task を指定してください。",
    },
  },
  remedy: { cloudformation: "PidMode: task" },
  judge(task, need) {
    return need(task.PidMode)?.toLowerCase() === "host" ? fail({ path: ["PidMode"], found: "host", expected: "task" }) : pass;
  },
});
