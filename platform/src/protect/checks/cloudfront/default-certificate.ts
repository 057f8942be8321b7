import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const defaultCertificate = defineCheck({
  id: "cloudfront/default-certificate",
  on: "CloudFrontDistribution",
  severity: "low",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["CloudFront.7"], "aws-config": ["cloudfront-custom-ssl-certificate"] },
  text: {
    en: {
      title: "The distribution uses CloudFront's shared certificate",
      risk: "Under *.cloudfront.net the TLS policy is fixed at TLS 1.0 and up, and viewers cannot tell the site from anybody else's distribution.",
      fix: "Add your domain with a certificate from ACM (us-east-1).",
    },
    ja: {
      title: "CloudFront の共用証明書を使用",
      risk: "*.cloudfront.net では TLS ポリシーが TLS 1.0 以上に固定され、閲覧者は他者のディストリビューションと見分けられません。",
      fix: "独自ドメインと ACM（us-east-1）の証明書を設定してください。",
    },
  },
  remedy: {
    cloudformation:
      "ViewerCertificate:\n  AcmCertificateArn: !Ref <Certificate>\n  SslSupportMethod: sni-only\n  MinimumProtocolVersion: TLSv1.2_2021",
  },
  judge(distribution, need) {
    const { CloudFrontDefaultCertificate, CertificateArn } = need.outer(distribution.ViewerCertificate);
    return !need(CloudFrontDefaultCertificate) && need(CertificateArn)
      ? pass
      : fail({ path: ["DistributionConfig", "ViewerCertificate"], found: { CloudFrontDefaultCertificate: true } });
  },
});
