import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

const RECOMMENDED: ReadonlySet<string> = new Set(["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"]);

export const viewerTlsOutdated = defineCheck({
  id: "cloudfront/viewer-tls-outdated",
  on: "CloudFrontDistribution",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["CloudFront.15"], "aws-config": ["cloudfront-ssl-policy-check"] },
  text: {
    en: {
      title: "Viewers may use outdated TLS",
      risk: "The security policy still allows TLS 1.0 or 1.1, or weak ciphers, to which connections can be downgraded.",
      fix: "Set MinimumProtocolVersion to TLSv1.2_2021 or newer.",
    },
    ja: {
      title: "閲覧者が古い TLS で接続できる",
      risk: "セキュリティポリシーが TLS 1.0・1.1 や弱い暗号を許可しており、接続を引き下げられるおそれがあります。",
      fix: "MinimumProtocolVersion を TLSv1.2_2021 以降に設定してください。",
    },
  },
  remedy: {
    cloudformation: "ViewerCertificate:\n  MinimumProtocolVersion: TLSv1.2_2021",
    terraform: 'minimum_protocol_version = "TLSv1.2_2021"',
  },
  judge(distribution, need) {
    const { CloudFrontDefaultCertificate, MinimumProtocolVersion, SslSupportMethod } = need.outer(distribution.ViewerCertificate);
    if (need(CloudFrontDefaultCertificate) || need(SslSupportMethod) !== "sni-only") return notApplicable;
    const version = need(MinimumProtocolVersion) ?? "TLSv1";
    return RECOMMENDED.has(version)
      ? pass
      : fail({ path: ["DistributionConfig", "ViewerCertificate", "MinimumProtocolVersion"], found: version, expected: [...RECOMMENDED] });
  },
});
