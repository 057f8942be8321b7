import { fail, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const noOriginFailover = defineCheck({
  id: "cloudfront/no-origin-failover",
  on: "CloudFrontDistribution",
  severity: "info",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4", "PR.PT-5"],
  meets: { "aws-fsbp": ["CloudFront.4"], "aws-config": ["cloudfront-origin-failover-enabled"] },
  text: {
    en: {
      title: "The distribution has no second origin to fall back to",
      risk: "When the origin fails, so does the site.",
      fix: "Create an origin group with a primary and a secondary origin, where the content matters enough.",
    },
    ja: {
      title: "オリジンフェイルオーバーが未設定",
      risk: "オリジンに障害が起きると、サイト全体が停止します。",
      fix: "重要なコンテンツであれば、プライマリとセカンダリからなるオリジングループを作成してください。",
    },
  },
  remedy: {
    cloudformation:
      "OriginGroups:\n  Quantity: 1\n  Items:\n    - Id: group\n      FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } }\n      Members: { Quantity: 2, Items: [{ OriginId: <primary> }, { OriginId: <secondary> }] }",
  },
  judge(distribution, need) {
    const groups = need.outer(distribution.OriginGroups);
    if (groups.some(({ MemberCount }) => !isUnknown(MemberCount) && MemberCount >= 2)) return pass;
    for (const { MemberCount } of groups) need(MemberCount);
    return fail({ path: ["DistributionConfig", "OriginGroups"], expected: 2 });
  },
});
