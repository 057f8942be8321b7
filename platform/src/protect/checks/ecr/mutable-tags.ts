import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const mutableTags = defineCheck({
  id: "ecr/mutable-tags",
  on: "EcrRepository",
  severity: "low",
  layer: "deployment",
  topic: "data-protection",
  csf: ["PR.DS-6", "PR.IP-3"],
  meets: { "aws-fsbp": ["ECR.2"], "aws-config": ["ecr-private-tag-immutability-enabled"] },
  text: {
    en: {
      title: "Image tags can be overwritten",
      risk: "What was tested and what is deployed under the same tag may differ, by mistake or by an attacker.",
      fix: "Make tags immutable and deploy by digest.",
    },
    ja: {
      title: "イメージタグを上書きできる",
      risk: "誤操作や攻撃により、テストしたイメージと同じタグの別のイメージがデプロイされるおそれがあります。",
      fix: "タグをイミュータブルにし、ダイジェストを指定してデプロイしてください。",
    },
  },
  remedy: {
    cli: "aws ecr put-image-tag-mutability --repository-name <repository> --image-tag-mutability IMMUTABLE",
    cloudformation: "ImageTagMutability: IMMUTABLE",
  },
  judge(repository, need) {
    const mutability = need(repository.ImageTagMutability);
    return mutability.startsWith("IMMUTABLE") ? pass : fail({ path: ["ImageTagMutability"], found: mutability, expected: "IMMUTABLE" });
  },
});
