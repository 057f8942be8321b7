import { failIf, isUnknown, knownOr } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const containerRunsAsRoot = defineCheck({
  id: "ecs/container-runs-as-root",
  on: "EcsTaskDefinition",
  severity: "low",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.AC-4", "PR.PT-3"],
  meets: { "aws-fsbp": ["ECS.20"], "aws-config": ["ecs-task-definition-nonroot-user"] },
  text: {
    en: {
      title: "A container runs as root, or does not say as whom",
      risk: "As root, a flaw in the application reaches everything in the container, and kernel flaws lie closer.",
      fix: "Set User to an unprivileged user, or prove by the image's USER and set it here too.",
    },
    ja: {
      title: "コンテナが root またはユーザー未指定で動作",
      risk: "root で動作すると、アプリケーションの脆弱性からコンテナ内のすべてに到達され、カーネルの脆弱性も悪用されやすくなります。",
      fix: "User に一般ユーザーを指定してください（イメージの USER 指定がある場合も明示してください）。",
    },
  },
  remedy: { cloudformation: 'User: "1000:1000"' },
  judge(task, need) {
    const containers = need.outer(task.Containers);
    const wrong = containers.filter(
      ({ User }) => !isUnknown(User) && (User === undefined || User === "" || /^(root|0+)(:.*)?$/i.test(User)),
    );
    if (wrong.length === 0) for (const { User } of containers) need(User);
    return failIf(
      wrong.map(({ Name, User }) => ({ subject: Name, path: ["ContainerDefinitions"], found: { User: knownOr(User, undefined) ?? "" } })),
    );
  },
});
