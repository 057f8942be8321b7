import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const accessLoggingOff = defineCheck({
  id: "cloudfront/access-logging-off",
  on: "CloudFrontDistribution",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3", "DE.CM-1"],
  meets: {
    "aws-fsbp": ["CloudFront.5"],
    "cis-aws-three-tier-1.0.0": ["5.3"],
    "cis-aws-foundations-7.0.0": ["4.10"],
    "aws-config": ["cloudfront-accesslogs-enabled"],
    "owasp-serverless-top10": ["S10:2018"],
    "csa-sas-12": ["SAS-5"],
  },
  text: {
    en: {
      title: "The distribution writes no access log",
      risk: "Requests that CloudFront answers itself are seen nowhere else: who scanned, scraped or attacked the site stays unknown.",
      fix: "Enable standard logging (v2 to S3, CloudWatch Logs or Firehose, or the older form to S3).",
    },
    ja: {
      title: "ディストリビューションのアクセスログが無効",
      risk: "CloudFront が直接応答したリクエストは他に記録されないため、スキャンや攻撃を誰が行ったのか分かりません。",
      fix: "標準ログ（S3・CloudWatch Logs・Firehose への v2、または従来の S3 への出力）を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws logs put-delivery-source --name <name> --resource-arn <distribution arn> --log-type ACCESS_LOGS",
    cloudformation: "Logging:\n  Bucket: !GetAtt <LogBucket>.RegionalDomainName\n  Prefix: cloudfront/",
  },
  judge(distribution, need) {
    return need(distribution.LoggingEnabled) ? pass : fail({ path: ["DistributionConfig", "Logging"], found: false, expected: true });
  },
});
