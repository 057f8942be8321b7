import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const noLifecyclePolicy = defineCheck({
  id: "ecr/no-lifecycle-policy",
  on: "EcrRepository",
  severity: "info",
  layer: "deployment",
  topic: "infrastructure-protection",
  csf: ["PR.IP-6"],
  meets: { "aws-fsbp": ["ECR.3"], "aws-config": ["ecr-private-lifecycle-policy-configured"], "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "Old images are never removed",
      risk: "Outdated images with known holes stay at hand, and storage grows.",
      fix: "Set a lifecycle policy that expires untagged and old images.",
    },
    ja: {
      title: "古いイメージが削除されない",
      risk: "既知の脆弱性がある古いイメージが使える状態で残り、保存容量も増え続けます。",
      fix: "タグなしや古いイメージを期限切れにするライフサイクルポリシーを設定してください。",
    },
  },
  remedy: {
    cli: "aws ecr put-lifecycle-policy --repository-name <repository> --lifecycle-policy-text file://lifecycle.json",
    cloudformation:
      'LifecyclePolicy:\n  LifecyclePolicyText: \'{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}}]}\'',
  },
  judge(repository, need) {
    return need(repository.HasLifecyclePolicy) ? pass : fail({ path: ["LifecyclePolicy"] });
  },
});
