import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const dedicatedIpCertificate = defineCheck({
  id: "cloudfront/dedicated-ip-certificate",
  on: "CloudFrontDistribution",
  severity: "low",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["CloudFront.8"], "aws-config": ["cloudfront-sni-enabled"] },
  text: {
    en: {
      title: "The certificate is served from dedicated addresses",
      risk: "Dedicated IP addresses cost hundreds of dollars a month and serve only clients too old for SNI, which are too old for safe TLS as well.",
      fix: "Set SslSupportMethod to sni-only.",
    },
    ja: {
      title: "証明書を専用 IP アドレスで配信",
      risk: "専用 IP は月額数百ドルかかり、SNI 非対応の古いクライアントにしか役立ちません。そうしたクライアントは安全な TLS にも対応していません。",
      fix: "SslSupportMethod を sni-only に変更してください。",
    },
  },
  remedy: { cloudformation: "ViewerCertificate:\n  SslSupportMethod: sni-only" },
  judge(distribution, need) {
    const { CloudFrontDefaultCertificate, SslSupportMethod } = need.outer(distribution.ViewerCertificate);
    if (need(CloudFrontDefaultCertificate)) return notApplicable;
    const method = need(SslSupportMethod);
    return method === "sni-only"
      ? pass
      : fail({ path: ["DistributionConfig", "ViewerCertificate", "SslSupportMethod"], found: method, expected: "sni-only" });
  },
});
