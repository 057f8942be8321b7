import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Variables that carry AWS credentials by their name alone. */
export const credentialNames: ReadonlySet<string> = new Set(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"]);

export const credentialsInEnvironment = defineCheck({
  id: "ecs/credentials-in-environment",
  on: "EcsTaskDefinition",
  severity: "high",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "aws-fsbp": ["ECS.8"], "aws-config": ["ecs-no-environment-secrets"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "AWS credentials stand in the container's environment",
      risk: "Long-lived keys are shown in consoles, templates and logs; the task role makes them needless.",
      fix: "Remove the variables and give the task a role; take other secrets from Secrets Manager.",
    },
    ja: {
      title: "コンテナの環境変数に AWS 認証情報を設定",
      risk: "長期のアクセスキーが、コンソール・テンプレート・ログから見えてしまいます。タスクロールを使えば不要です。",
      fix: "環境変数を削除してタスクロールを使用し、他のシークレットは Secrets Manager から取得してください。",
    },
  },
  remedy: {
    cloudformation:
      "TaskRoleArn: !GetAtt <TaskRole>.Arn\nContainerDefinitions:\n  - Secrets:\n      - Name: API_KEY\n        ValueFrom: !Ref <Secret>",
  },
  judge(task, need) {
    const evidence = need.outer(task.Containers).flatMap(({ Name, Environment }) =>
      Object.keys(Environment)
        .filter((key) => credentialNames.has(key.toUpperCase()))
        .map((key) => ({ subject: `${Name}/${key}`, path: ["ContainerDefinitions"], found: key })),
    );
    return failIf(evidence);
  },
});
