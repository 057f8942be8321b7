import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const hostPathMounted = defineCheck({
  id: "ecs/host-path-mounted",
  on: "EcsTaskDefinition",
  severity: "medium",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.AC-4", "PR.DS-5"],
  meets: {},
  text: {
    en: {
      title: "The task mounts a path of the host",
      risk: "Files of the host, perhaps the container engine's socket, lie open to the containers.",
      fix: "Use bind mounts without a source path, EFS or Fargate's ephemeral storage.",
    },
    ja: {
      title: "タスクがホストのパスをマウント",
      risk: "ホストのファイルや、場合によってはコンテナエンジンのソケットに、コンテナからアクセスできます。",
      fix: "sourcePath のないバインドマウント・EFS・Fargate の一時ストレージを使用してください。",
    },
  },
  remedy: { cloudformation: "Volumes:\n  - Name: scratch" },
  judge(task, need) {
    const paths = need(task.HostVolumes);
    return failIf(paths.map((path) => ({ subject: path, path: ["Volumes"], found: path })));
  },
});
