import { pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgeSecretValues } from "../../data/judge-secrets.ts";

export const plainParameterSecret = defineCheck({
  id: "ssm/plain-parameter-secret",
  on: "SsmParameter",
  severity: "high",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "A secret lies in a plain parameter",
      risk: "Everybody who may read parameters reads it, without a key and without a trace of decryption.",
      fix: "Store it as a SecureString or in Secrets Manager, delete this parameter with its history, and rotate the secret.",
      manual: "The value could be a secret. If it opens anything, move it to a SecureString and rotate it.",
    },
    ja: {
      title: "平文パラメーター内のシークレット",
      risk: "パラメーターの読み取り権限だけで、キーも復号の記録もなしに読まれます。",
      fix: "SecureString または Secrets Manager に移し、履歴ごとこのパラメーターを削除して、シークレットをローテーションしてください。",
      manual: "シークレットの可能性があります。認証に使われる値であれば、SecureString へ移してローテーションしてください。",
    },
  },
  remedy: {
    cli: "aws ssm delete-parameter --name <name> && aws ssm put-parameter --name <name> --type SecureString --value <new-value>",
  },
  judge(parameter, need) {
    if (need(parameter.Type) === "SecureString") return pass;
    const value = parameter.Value;
    if (value === undefined) return pass;
    const name = need(parameter.Name);
    const last = name.split("/").at(-1) ?? name;
    return judgeSecretValues([{ name: last, value, subject: "", path: ["Value"] }], need);
  },
});
