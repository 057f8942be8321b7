import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const withoutWaf = defineCheck({
  id: "cloudfront/without-waf",
  on: "CloudFrontDistribution",
  severity: "medium",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "DE.CM-1", "PR.PT-4"],
  meets: {
    "aws-fsbp": ["CloudFront.6"],
    "aws-config": ["cloudfront-associated-with-waf"],
    "owasp-serverless-top10": ["S1:2018", "S7:2018"],
    "csa-sas-12": ["SAS-1"],
  },
  text: {
    en: {
      title: "No web ACL protects the distribution",
      risk: "Injection attempts, scanners and floods pass CloudFront and reach the origins.",
      fix: "Attach a WAFv2 web ACL (scope CLOUDFRONT, in us-east-1) with managed rules and a rate limit.",
    },
    ja: {
      title: "ディストリビューションに WAF が設定されていない",
      risk: "インジェクションの試行・スキャン・大量アクセスが CloudFront を通過し、オリジンに届きます。",
      fix: "マネージドルールとレート制限を含む WAFv2 の Web ACL（スコープ CLOUDFRONT、us-east-1）を設定してください。",
    },
  },
  remedy: {
    cli: "aws cloudfront associate-distribution-web-acl --id <distribution> --web-acl-arn <acl>",
    cloudformation: "WebACLId: !GetAtt <WebAcl>.Arn",
    terraform: "web_acl_id = aws_wafv2_web_acl.<acl>.arn",
  },
  judge(distribution, need) {
    return need(distribution.WebAclId) ? pass : fail({ path: ["DistributionConfig", "WebACLId"] });
  },
});
