import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Database security groups belonged to EC2-Classic, which AWS has retired: without such a subscription there is nothing to hear. */
export const securityGroupEventsNotHeard = defineCheck({
  id: "rds/security-group-events-not-heard",
  on: "Region",
  also: ["DbEventSubscription"],
  severity: "info",
  layer: "data",
  topic: "detective-controls",
  csf: ["DE.AE-5", "DE.CM-3"],
  meets: { "cis-aws-three-tier-1.0.0": ["4.4"], "aws-fsbp": ["RDS.22"] },
  text: {
    en: {
      title: "The subscription to database security groups hears nothing",
      risk: "A subscription was made for these events, but it is off or limited, so it gives a false sense of being watched.",
      fix: "Delete it, and watch AuthorizeSecurityGroupIngress of the data tier's groups with an EventBridge rule instead.",
    },
    ja: {
      title: "DB セキュリティグループの購読が機能していない",
      risk: "購読はありますが無効または限定されており、監視できていると誤解されます。",
      fix: "購読を削除し、代わりにデータ層のセキュリティグループの AuthorizeSecurityGroupIngress を EventBridge ルールで監視してください。",
    },
  },
  remedy: {
    cli: "aws rds delete-event-subscription --subscription-name <subscription>",
  },
  judge(region, need, world) {
    const mine = need.outer(world.inRegion("DbEventSubscription", region)).filter((s) => need(s.SourceType) === "db-security-group");
    if (mine.length === 0) return notApplicable;
    const hears = mine.some((s) => {
      const categories = need(s.EventCategories);
      return (
        need(s.Enabled) &&
        need(s.SourceIds).length === 0 &&
        (categories.length === 0 || ["configuration change", "failure"].every((c) => categories.includes(c)))
      );
    });
    return hears ? pass : fail({ found: mine.map((s) => s.name) });
  },
});
