import { isUnknown, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgeSecretValues } from "../../data/judge-secrets.ts";

/** Templates only: AWS is never asked for the value. */
export const valueInTemplate = defineCheck({
  id: "secretsmanager/value-in-template",
  on: "Secret",
  severity: "high",
  layer: "deployment",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "The template carries the secret in clear text",
      risk: "Everybody who can read the repository, the build log or the stack can read the secret, and the history keeps it.",
      fix: "Let Secrets Manager make the value (GenerateSecretString), or put it in by hand after deployment. Rotate the one that was written here.",
      manual: "The value could be a secret or only a stand-in. If it works anywhere, rotate it and take it out.",
    },
    ja: {
      title: "テンプレートに平文のシークレット",
      risk: "リポジトリ・ビルドログ・スタックを閲覧できる人は誰でもシークレットを読め、履歴にも残ります。",
      fix: "GenerateSecretString で生成するか、デプロイ後に登録してください。ここに書かれた値はローテーションが必要です。",
      manual: "シークレットか仮の値かを判断できません。実際に使われている値であれば、ローテーションしてテンプレートから削除してください。",
    },
  },
  remedy: {
    cloudformation:
      'GenerateSecretString:\n  SecretStringTemplate: \'{"username":"app"}\'\n  GenerateStringKey: password\n  PasswordLength: 32',
  },
  judge(secret, need) {
    if (secret.origin.source !== "template" && secret.SecretString === undefined) return notApplicable;
    const value = secret.SecretString;
    // A parameter without a default, a reference or a generated value is not written in the template.
    if (isUnknown(value) && ["parameter", "elsewhere", "known-after-deploy"].includes(value.reason)) return pass;
    const text = need(value);
    if (text === undefined) return pass;
    return judgeSecretValues([{ name: "secret", value: text, subject: "SecretString", path: ["SecretString"] }], need);
  },
});
