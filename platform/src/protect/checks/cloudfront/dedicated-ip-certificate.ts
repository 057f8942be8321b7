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
      title: "証明書を専用IPアドレスで配信",
      risk: "専用IPは月額数百ドルかかり、SNI非対応の古いクライアントにしか役立ちません。そうしたクライアントは安全なTLSにも対応していません。",
      fix: "SslSupportMethodをsni-onlyに変更してください。",
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
