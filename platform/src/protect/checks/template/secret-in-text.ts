import { defineCheck } from "../../check.ts";
import { judgeSecretValues } from "../../data/judge-secrets.ts";

/** Defaults, mappings, metadata, outputs and texts of resources. Environment variables, parameters and inline code have checks of their own. */
export const secretInText = defineCheck({
  id: "template/secret-in-text",
  on: "Template",
  severity: "high",
  layer: "deployment",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "A secret is written in a template",
      risk: "It is in the repository and its history, in the deployment bucket, and in every answer of GetTemplate. NoEcho hides only what is given at deployment, not a default.",
      fix: "Take it out and rotate it. Let Secrets Manager make the value and refer to it with a dynamic reference, or give it at deployment to a NoEcho parameter without a default.",
      manual: "The text could be a secret, or a stand-in. If it opens anything, take it out of the template and rotate it.",
    },
    ja: {
      title: "テンプレートに書かれたシークレット",
      risk: "リポジトリとその履歴、デプロイ用バケット、GetTemplate の応答から読み取られます。NoEcho が隠すのはデプロイ時に渡した値だけで、既定値は隠れません。",
      fix: "テンプレートから取り除き、ローテーションしてください。値は Secrets Manager に生成させて動的参照で使うか、既定値のない NoEcho パラメーターにデプロイ時に渡してください。",
      manual: "シークレットか仮の値かを判断できません。認証に使われる値であれば、テンプレートから取り除いてローテーションしてください。",
    },
  },
  remedy: {
    cloudformation:
      'DbSecret:\n  Type: AWS::SecretsManager::Secret\n  Properties:\n    GenerateSecretString: { PasswordLength: 32 }\n# where it is used: "{{resolve:secretsmanager:${DbSecret}}}"',
  },
  judge(template, need) {
    const values = need
      .outer(template.Texts)
      .map(({ Name, Path, Value }) => ({ name: Name, value: Value, subject: Path.join("."), path: Path }));
    return judgeSecretValues(values, need);
  },
});
