import { fail, pass, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysSince } from "../../people/credentials.ts";

/** Compares the expiry with now. */
export const serverCertificateExpired = defineCheck({
  id: "iam/server-certificate-expired",
  on: "ServerCertificate",
  severity: "low",
  layer: "identity",
  topic: "infrastructure-protection",
  csf: ["PR.DS-2", "PR.AC-1"],
  meets: { "cis-aws-foundations-2.0.0": ["1.19"], "cis-aws-foundations-7.0.0": ["2.17"] },
  text: {
    en: {
      title: "An expired certificate is stored in IAM",
      risk: "Attached to a load balancer or distribution by mistake, it breaks every connection, or teaches people to click warnings away.",
      fix: "Delete the certificate and keep new ones in ACM, which renews them.",
    },
    ja: {
      title: "IAM に残る期限切れ証明書",
      risk: "誤ってロードバランサーやディストリビューションに設定されると、接続が失敗するか、利用者が警告を無視する習慣を招きます。",
      fix: "証明書を削除し、今後は自動更新される ACM で管理してください。",
    },
  },
  remedy: {
    cli: "aws iam delete-server-certificate --server-certificate-name <name>",
  },
  judge(certificate, need, world) {
    const end = need(certificate.Expiration);
    if (end === undefined) return need<typeof pass>(unknown("malformed", { what: "Expiration" }));
    return daysSince(end, world.now, need) > 0 ? fail({ path: ["Expiration"], found: end }) : pass;
  },
});
