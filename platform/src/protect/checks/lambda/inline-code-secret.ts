import { notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgeSecretText } from "../../data/judge-secrets.ts";

/** Looks at handler code the template carries in itself. */
export const inlineCodeSecret = defineCheck({
  id: "lambda/inline-code-secret",
  on: "LambdaFunction",
  severity: "high",
  layer: "compute",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "A secret lies in the handler code",
      risk: "Everybody who can read the template, the repository or its history has the secret.",
      fix: "Read the secret at run time from Secrets Manager or a SecureString parameter, and rotate the one in the code.",
      manual: "The text could be a secret. If it opens anything, take it out of the code and rotate it.",
    },
    ja: {
      title: "ハンドラーのコード内のシークレット",
      risk: "テンプレートやリポジトリ、その履歴を読める人は誰でもシークレットを入手できます。",
      fix: "実行時に Secrets Manager か SecureString パラメーターから読み取り、コード内の値はローテーションしてください。",
      manual: "シークレットの可能性があります。認証に使われる値であれば、コードから取り除いてローテーションしてください。",
    },
  },
  remedy: {
    cloudformation: "Environment:\n  Variables:\n    API_KEY_SECRET_ARN: !Ref ApiKeySecret",
  },
  judge(fn, need) {
    if (fn.InlineCode === undefined) return notApplicable;
    const code = need(fn.InlineCode);
    return code === undefined ? notApplicable : judgeSecretText(code, { path: ["Code", "ZipFile"] }, need);
  },
});
