import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const noCustomerKey = defineCheck({
  id: "ecr/no-customer-key",
  on: "EcrRepository",
  severity: "info",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-config": ["ecr-repository-cmk-encryption-enabled"] },
  text: {
    en: {
      title: "Images are not encrypted with a key of your own",
      risk: "Access to the images cannot be cut off or traced by the key.",
      fix: "Create the repository with a customer managed KMS key; it cannot be changed later.",
    },
    ja: {
      title: "イメージの暗号化に独自の KMS キーを未使用",
      risk: "キーによるアクセスの遮断や使用の追跡ができません。",
      fix: "カスタマーマネージドキーを指定してリポジトリを作成してください（後から変更できません）。",
    },
  },
  remedy: {
    cli: "aws ecr create-repository --repository-name <name> --encryption-configuration encryptionType=KMS,kmsKey=<key>",
    cloudformation: "EncryptionConfiguration:\n  EncryptionType: KMS\n  KmsKey: !GetAtt <Key>.Arn",
  },
  judge(repository, need) {
    const type = need(repository.EncryptionType);
    return type.startsWith("KMS") && need(repository.KmsKey)
      ? pass
      : fail({ path: ["EncryptionConfiguration"], found: type, expected: "KMS" });
  },
});
