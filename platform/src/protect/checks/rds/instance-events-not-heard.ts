import { defineCheck } from "../../check.ts";
import { judgeSubscribed } from "../../data/rds-events.ts";

export const instanceEventsNotHeard = defineCheck({
  id: "rds/instance-events-not-heard",
  on: "Region",
  also: ["DbInstance", "DbEventSubscription"],
  severity: "low",
  layer: "data",
  topic: "detective-controls",
  csf: ["DE.AE-5"],
  meets: { "cis-aws-three-tier-1.0.0": ["4.3"], "aws-fsbp": ["RDS.20"] },
  text: {
    en: {
      title: "Critical events of database instances are not heard",
      risk: "Maintenance, configuration changes and failures of instances come as a surprise.",
      fix: "Subscribe to maintenance, configuration change and failure of all instances.",
    },
    ja: {
      title: "DB インスタンスの重大イベントが未購読",
      risk: "インスタンスのメンテナンス・設定変更・障害に事前に気付けません。",
      fix: "全インスタンスの maintenance・configuration change・failure を購読してください。",
    },
  },
  remedy: {
    cli: 'aws rds create-event-subscription --subscription-name db-instances --sns-topic-arn <topic> --source-type db-instance --event-categories maintenance "configuration change" failure',
  },
  judge(region, need, world) {
    return judgeSubscribed(region, need, world, {
      source: "db-instance",
      categories: ["maintenance", "configuration change", "failure"],
      when: ["DbInstance"],
    });
  },
});
