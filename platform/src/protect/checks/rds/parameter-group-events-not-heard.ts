import { defineCheck } from "../../check.ts";
import { judgeSubscribed } from "../../data/rds-events.ts";

export const parameterGroupEventsNotHeard = defineCheck({
  id: "rds/parameter-group-events-not-heard",
  on: "Region",
  also: ["DbInstance", "DbCluster", "DbEventSubscription"],
  severity: "info",
  layer: "data",
  topic: "detective-controls",
  csf: ["DE.AE-5"],
  meets: { "aws-fsbp": ["RDS.21"] },
  text: {
    en: {
      title: "Changes of database parameter groups are not heard",
      risk: "Somebody can turn off TLS or auditing of a database without anybody noticing.",
      fix: "Subscribe to configuration changes of all parameter groups.",
    },
    ja: {
      title: "DB パラメーターグループの変更が未購読",
      risk: "TLS の強制や監査を無効にされても気付けません。",
      fix: "全パラメーターグループの configuration change を購読してください。",
    },
  },
  remedy: {
    cli: 'aws rds create-event-subscription --subscription-name db-parameters --sns-topic-arn <topic> --source-type db-parameter-group --event-categories "configuration change"',
  },
  judge(region, need, world) {
    return judgeSubscribed(region, need, world, {
      source: "db-parameter-group",
      categories: ["configuration change"],
      when: ["DbInstance", "DbCluster"],
    });
  },
});
