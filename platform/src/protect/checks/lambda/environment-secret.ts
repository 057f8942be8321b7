import { defineCheck } from "../../check.ts";
import { judgeSecretVariables } from "../../data/judge-secrets.ts";

/** A value encrypted by KMS before it was set is no secret here; encryption at rest by a key of your own changes nothing for who may read the configuration. */
export const environmentSecret = defineCheck({
  id: "lambda/environment-secret",
  on: "LambdaFunction",
  severity: "high",
  layer: "compute",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-1", "PR.DS-2", "PR.DS-5"],
  meets: { "cis-aws-compute-1.0.0": ["4.12"], "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "A secret lies in an environment variable",
      risk: "Everybody who may read the function's configuration sees it: in the console, in pipelines, in backups, and in any dump a dependency makes.",
      fix: "Keep the secret in Secrets Manager or a SecureString parameter and give the function only its name; rotate the one that was here. A value encrypted by KMS and decrypted in code also counts.",
      manual: "The value could be a secret, or a stand-in. If it opens anything, move it to Secrets Manager and rotate it.",
    },
    ja: {
      title: "環境変数内のシークレット",
      risk: "関数の設定を読める人は誰でも、コンソール・パイプライン・バックアップや、依存パッケージの出力から閲覧できます。",
      fix: "Secrets Manager か SecureString パラメーターに保管して関数には名前だけを渡し、ここにあった値はローテーションしてください。KMS で暗号化してコード内で復号する方法でも構いません。",
      manual: "シークレットか仮の値かを判断できません。認証に使われる値であれば、Secrets Manager へ移してローテーションしてください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --environment 'Variables={<all others>,API_KEY_SECRET_ARN=<secret-arn>}'",
    cloudformation:
      "Environment:\n  Variables:\n    API_KEY_SECRET_ARN: !Ref ApiKeySecret\n# role: secretsmanager:GetSecretValue on that secret",
  },
  judge(fn, need) {
    return judgeSecretVariables(need.outer(fn.Environment), ["Environment", "Variables"], need);
  },
});
