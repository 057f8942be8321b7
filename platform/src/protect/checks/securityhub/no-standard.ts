import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Counts the standards the hub is subscribed to. */
export const noStandard = defineCheck({
  id: "securityhub/no-standard",
  on: "Region",
  severity: "info",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-8", "ID.RA-1"],
  meets: {},
  text: {
    en: {
      title: "Security Hub runs without a standard",
      risk: "The hub gathers what others find but checks nothing itself.",
      fix: "Subscribe to at least one standard, such as AWS Foundational Security Best Practices.",
    },
    ja: {
      title: "Security Hub の標準が有効化されていない",
      risk: "他サービスの検出結果を集約するだけで、Security Hub 自身の評価が行われません。",
      fix: "AWS 基礎セキュリティのベストプラクティスなど、少なくとも 1 つの標準を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws securityhub batch-enable-standards --standards-subscription-requests StandardsArn=arn:aws:securityhub:<region>::standards/aws-foundational-security-best-practices/v/1.0.0",
  },
  judge(region, need) {
    const hub = need.outer(region.SecurityHub);
    if (hub === undefined) return notApplicable;
    return need(hub.Standards).length > 0 ? pass : fail({ path: ["SecurityHub", "Standards"], found: [] });
  },
});
