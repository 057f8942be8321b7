import { fail, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { webAclOf } from "../../edge/apis.ts";

export const noGeoRestriction = defineCheck({
  id: "cloudfront/no-geo-restriction",
  on: "CloudFrontDistribution",
  also: ["WebAcl"],
  severity: "info",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-3", "PR.AC-5"],
  meets: { "cis-aws-three-tier-1.0.0": ["6.4"] },
  text: {
    en: {
      title: "Viewers from every country are served",
      risk: "A service meant for a few countries offers attackers everywhere else a way in without need.",
      fix: "Restrict the countries in the distribution, or with a geo match rule of the web ACL, if the service is regional.",
    },
    ja: {
      title: "すべての国からのアクセスを許可",
      risk: "特定の国向けのサービスでも、不要な国からの攻撃経路を開いたままにしています。",
      fix: "対象地域が決まっている場合は、ディストリビューションの地域制限または Web ACL の地理的一致ルールで制限してください。",
    },
  },
  remedy: { cloudformation: "Restrictions:\n  GeoRestriction:\n    RestrictionType: whitelist\n    Locations: [JP]" },
  judge(distribution, need, world) {
    const type = need(distribution.GeoRestrictionType).toLowerCase();
    if (["whitelist", "blacklist"].includes(type) && need(distribution.GeoRestrictionCount) > 0) return pass;
    const arn = need(distribution.WebAclId);
    if (arn) {
      const acl = need.outer(webAclOf(arn, distribution, world));
      const rules = acl === undefined ? [] : need.outer(acl.Rules);
      if (rules.some(({ Statement }) => !isUnknown(Statement) && /^geo/i.test(Statement))) return pass;
      for (const { Statement } of rules) need(Statement);
    }
    return fail({ path: ["DistributionConfig", "Restrictions", "GeoRestriction"], found: type });
  },
});
