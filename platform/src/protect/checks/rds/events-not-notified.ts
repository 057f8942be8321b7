import { fail, isUnknown, notApplicable, pass, type Unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Asks for an active subscription whose topic reaches somebody. */
export const eventsNotNotified = defineCheck({
  id: "rds/events-not-notified",
  on: "Region",
  also: ["DbInstance", "DbCluster", "DbEventSubscription", "Subscription"],
  severity: "low",
  layer: "data",
  topic: "detective-controls",
  csf: ["DE.AE-5", "DE.DP-4", "RS.CO-2"],
  meets: { "cis-aws-three-tier-1.0.0": ["4.2"] },
  text: {
    en: {
      title: "Nobody is told of database events",
      risk: "Failures, failovers and changes of databases are noticed by users first.",
      fix: "Make an RDS event subscription with a topic somebody has subscribed to and confirmed.",
    },
    ja: {
      title: "データベースイベントの通知先なし",
      risk: "データベースの障害・フェイルオーバー・設定変更に、利用者からの連絡で初めて気付くことになります。",
      fix: "確認済みの購読があるトピックを指定して、RDS イベントサブスクリプションを作成してください。",
    },
  },
  remedy: {
    cli: "aws rds create-event-subscription --subscription-name db-events --sns-topic-arn <topic> --enabled",
    cloudformation: "Type: AWS::RDS::EventSubscription\nProperties:\n  SnsTopicArn: !Ref AlertTopic\n  Enabled: true",
  },
  judge(region, need, world) {
    const here = (r: { readonly region: string }) => r.region === region.region;
    if (!world.known("DbInstance", region).some(here) && !world.known("DbCluster", region).some(here)) {
      need.outer(world.inRegion("DbInstance", region));
      need.outer(world.inRegion("DbCluster", region));
      return notApplicable;
    }
    const gaps: Unknown[] = [];
    const near: Record<string, unknown>[] = [];
    for (const events of world.known("DbEventSubscription", region).filter(here)) {
      const { Enabled, Status, SnsTopicArn } = events;
      const gap = [Enabled, Status, SnsTopicArn].find(isUnknown);
      if (gap) {
        gaps.push(gap);
        continue;
      }
      if (Enabled !== true || Status !== "active") {
        near.push({ subscription: events.name, lacks: "it is not active" });
        continue;
      }
      const heard = world.known("Subscription", region).filter((s) => s.TopicArn === SnsTopicArn);
      if (heard.some((s) => s.Confirmed === true)) return pass;
      const unsure = heard.map((s) => s.Confirmed).find(isUnknown);
      if (unsure) gaps.push(unsure);
      const list = world.inRegion("Subscription", region);
      if (isUnknown(list)) gaps.push(list);
      near.push({ subscription: events.name, lacks: "nobody has confirmed a subscription to its topic" });
    }
    need.outer(world.inRegion("DbEventSubscription", region));
    if (gaps[0]) need(gaps[0]);
    return fail({ found: near.length > 0 ? near : "no event subscription" });
  },
});
