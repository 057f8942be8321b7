import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const environmentWithoutOwnKey = defineCheck({
  id: "lambda/environment-without-own-key",
  on: "LambdaFunction",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "Environment variables are encrypted with the AWS-owned default key",
      risk: "Everyone who may read the function's configuration sees the variables in plain text; a key of your own would need kms:Decrypt besides, and CloudTrail would record its use.",
      fix: "Set KmsKeyArn to a customer managed key and allow only the people and the role that need it. Keep secrets in Secrets Manager all the same.",
    },
    ja: {
      title: "環境変数の暗号化に独自の KMS キーを未使用",
      risk: "関数の設定を参照できる人は誰でも、環境変数を平文で閲覧できます。カスタマーマネージドキーを使えば、閲覧に kms:Decrypt も必要になり、CloudTrail に使用記録が残ります。",
      fix: "KmsKeyArn にカスタマーマネージドキーを指定し、必要な人とロールだけに許可してください。そのうえで、シークレットは Secrets Manager に保管してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --kms-key-arn <key>",
    cloudformation: "KmsKeyArn: !GetAtt <Key>.Arn",
  },
  judge(fn, need) {
    const variables = Object.keys(need.outer(fn.Environment));
    if (variables.length === 0) return notApplicable;
    return need(fn.KmsKeyArn) ? pass : fail({ path: ["KmsKeyArn"], found: { variables } });
  },
});
