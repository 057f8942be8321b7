import { defineCheck } from "../../check.ts";
import { judgeSecretValues } from "../../data/judge-secrets.ts";
import { credentialNames } from "./credentials-in-environment.ts";

export const environmentSecret = defineCheck({
  id: "ecs/environment-secret",
  on: "EcsTaskDefinition",
  severity: "high",
  layer: "compute",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: {
    "aws-fsbp": ["ECS.8"],
    "aws-config": ["ecs-no-environment-secrets"],
    "owasp-serverless-top10": ["S3:2018"],
    "csa-sas-12": ["SAS-7"],
  },
  text: {
    en: {
      title: "A secret lies in a container's environment",
      risk: "Task definitions keep every revision for ever, readable for all who may describe them.",
      fix: "Pass the secret by `Secrets` from Secrets Manager or Parameter Store, rotate it, and deregister the old revisions.",
      manual: "The value could be a secret, or a stand-in. If it opens anything, move it to Secrets Manager and rotate it.",
    },
    ja: {
      title: "コンテナの環境変数内のシークレット",
      risk: "タスク定義は全リビジョンが残り、参照権限を持つ人は誰でも閲覧できます。",
      fix: "Secrets Manager かパラメータストアから Secrets で渡し、値をローテーションして古いリビジョンを登録解除してください。",
      manual: "シークレットか仮の値かを判断できません。認証に使われる値であれば、Secrets Manager へ移してローテーションしてください。",
    },
  },
  remedy: {
    cloudformation: "ContainerDefinitions:\n  - Name: app\n    Secrets:\n      - Name: DB_PASSWORD\n        ValueFrom: !Ref DbSecret",
  },
  judge(task, need) {
    const values = need.outer(task.Containers).flatMap((container, index) =>
      Object.entries(container.Environment)
        // AWS's own keys have a check of their own, whatever their value.
        .filter(([name]) => !credentialNames.has(name.toUpperCase()))
        .map(([name, value]) => ({
          name,
          value,
          subject: `${container.Name}/${name}`,
          path: ["ContainerDefinitions", index, "Environment", name],
          resolvesInClear: true,
        })),
    );
    return judgeSecretValues(values, need);
  },
});
