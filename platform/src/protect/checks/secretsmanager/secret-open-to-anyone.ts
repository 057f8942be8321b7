import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isAnyone } from "../../data/admitted.ts";

export const secretOpenToAnyone = defineCheck({
  id: "secretsmanager/secret-open-to-anyone",
  on: "Secret",
  severity: "critical",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"], "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "Anyone can use the secret",
      risk: "The resource policy lets every AWS principal read the secret or change it.",
      fix: "Remove the statement and turn on BlockPublicPolicy when writing the policy anew.",
    },
    ja: {
      title: "誰でもシークレットを利用できる",
      risk: "リソースポリシーにより、すべての AWS プリンシパルがシークレットを読み取り・変更できます。",
      fix: "ステートメントを削除し、BlockPublicPolicy を有効にしてポリシーを設定し直してください。",
    },
  },
  remedy: {
    cli: "aws secretsmanager put-resource-policy --secret-id <secret> --resource-policy file://policy.json --block-public-policy",
    cloudformation:
      "Type: AWS::SecretsManager::ResourcePolicy\nProperties:\n  SecretId: !Ref Secret\n  BlockPublicPolicy: true\n  ResourcePolicy: {}",
  },
  judge(secret, need) {
    return failIf(admitted(secret.Policy, secret, need, isAnyone, { path: ["ResourcePolicy"] }));
  },
});
