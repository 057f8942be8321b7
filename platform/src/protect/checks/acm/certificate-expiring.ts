import { fail, notApplicable, pass, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const certificateExpiring = defineCheck({
  id: "acm/certificate-expiring",
  on: "Certificate",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2", "PR.IP-12"],
  meets: { "aws-fsbp": ["ACM.1"], "cis-aws-three-tier-1.0.0": ["1.15"], "aws-config": ["acm-certificate-expiration-check"] },
  text: {
    en: {
      title: "The certificate expires within 30 days",
      risk: "Sites and APIs under it stop working, and people learn to click warnings away.",
      fix: "Renew the certificate: let ACM validate it by DNS, or import the new one.",
    },
    ja: {
      title: "証明書の有効期限まで 30 日以内",
      risk: "期限切れになると、サイトや API に接続できなくなります。",
      fix: "証明書を更新してください。ACM 発行の場合は DNS 検証を確認し、インポートした証明書は新しいものをインポートしてください。",
    },
  },
  remedy: {
    cli: "aws acm import-certificate --certificate-arn <arn> --certificate fileb://cert.pem --private-key fileb://key.pem",
    cloudformation: "ValidationMethod: DNS",
  },
  judge(certificate, need, world) {
    // What is not issued yet cannot run out.
    if (certificate.origin.source === "template") return notApplicable;
    const status = need(certificate.Status);
    if (status !== undefined && status !== "ISSUED" && status !== "EXPIRED") return notApplicable;
    const end = need(certificate.NotAfter);
    if (end === undefined) return notApplicable;
    const at = Date.parse(end);
    if (Number.isNaN(at)) return need<typeof pass>(unknown("malformed", { what: `NotAfter ${end}` }));
    const days = (at - world.now.getTime()) / 86_400_000;
    return days > 30
      ? pass
      : fail({ found: { domain: need(certificate.DomainName), NotAfter: end, days: Math.floor(days) }, expected: 30 });
  },
});
