import { notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgeSubscribed } from "../../data/rds-events.ts";

const CRITICAL = ["maintenance", "configuration change", "failure"];

export const instanceEventsPartlyHeard = defineCheck({
  id: "rds/instance-events-partly-heard",
  on: "Region",
  also: ["DbInstance", "DbEventSubscription"],
  severity: "low",
  layer: "data",
  topic: "detective-controls",
  csf: ["DE.AE-5", "DE.CM-3"],
  meets: { "cis-aws-three-tier-1.0.0": ["4.3"] },
  text: {
    en: {
      title: "Not every important event of database instances is heard",
      risk: "Deletions, failovers or configuration changes of an instance can pass unnoticed.",
      fix: "Subscribe to availability, configuration change, deletion, failover, failure and maintenance of all instances.",
    },
    ja: {
      title: "DB インスタンスの重要イベントの一部が未購読",
      risk: "インスタンスの削除・フェイルオーバー・設定変更に気付けない場合があります。",
      fix: "全インスタンスの availability・configuration change・deletion・failover・failure・maintenance を購読してください。",
    },
  },
  remedy: {
    cli: 'aws rds create-event-subscription --subscription-name db-instances --sns-topic-arn <topic> --source-type db-instance --event-categories availability "configuration change" deletion failover failure maintenance',
    cloudformation:
      "SourceType: db-instance\nEventCategories: [availability, configuration change, deletion, failover, failure, maintenance]",
  },
  judge(region, need, world) {
    // Where not even the critical ones are heard, rds/instance-events-not-heard says so.
    const critical = judgeSubscribed(region, need, world, { source: "db-instance", categories: CRITICAL, when: ["DbInstance"] });
    if (critical.status !== "pass") return notApplicable;
    return judgeSubscribed(region, need, world, {
      source: "db-instance",
      categories: ["availability", "configuration change", "deletion", "failover", "failure", "maintenance"],
      when: ["DbInstance"],
    });
  },
});
