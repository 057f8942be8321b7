import { failIf, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const hostNetworkAsRoot = defineCheck({
  id: "ecs/host-network-as-root",
  on: "EcsTaskDefinition",
  severity: "medium",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["ECS.1"], "aws-config": ["ecs-task-definition-user-for-host-mode-check"] },
  text: {
    en: {
      title: "A root container uses the host's network",
      risk: "It can listen on every port and read the traffic and metadata of the host and of other tasks.",
      fix: "Use the network mode awsvpc, and a user other than root.",
    },
    ja: {
      title: "root のコンテナがホストのネットワークを使用",
      risk: "全ポートで待ち受けでき、ホストや他のタスクの通信とメタデータを読み取れます。",
      fix: "ネットワークモードを awsvpc にし、root 以外のユーザーを指定してください。",
    },
  },
  remedy: { cloudformation: "NetworkMode: awsvpc" },
  judge(task, need) {
    if (need(task.NetworkMode)?.toLowerCase() !== "host") return pass;
    const containers = need.outer(task.Containers);
    const wrong = containers.filter(
      ({ User, Privileged }) =>
        !isUnknown(User) && Privileged === false && (User === undefined || User === "" || /^(root|0+)(:.*)?$/i.test(User)),
    );
    if (wrong.length === 0) for (const { User, Privileged } of containers) if (!need(Privileged)) need(User);
    return failIf(wrong.map(({ Name }) => ({ subject: Name, path: ["NetworkMode"], found: "host", expected: "awsvpc" })));
  },
});
