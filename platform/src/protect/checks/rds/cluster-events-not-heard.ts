import { defineCheck } from "../../check.ts";
import { judgeSubscribed } from "../../data/rds-events.ts";

export const clusterEventsNotHeard = defineCheck({
  id: "rds/cluster-events-not-heard",
  on: "Region",
  also: ["DbCluster", "DbEventSubscription"],
  severity: "low",
  layer: "data",
  topic: "detective-controls",
  csf: ["DE.AE-5"],
  meets: { "aws-fsbp": ["RDS.19"] },
  text: {
    en: {
      title: "Critical events of database clusters are not heard",
      risk: "Maintenance and failures of clusters come as a surprise.",
      fix: "Subscribe to maintenance and failure of all clusters.",
    },
    ja: {
      title: "DB クラスターの重大イベントが未購読",
      risk: "クラスターのメンテナンスや障害に気付くのが遅れます。",
      fix: "全クラスターの maintenance と failure を購読してください。",
    },
  },
  remedy: {
    cli: "aws rds create-event-subscription --subscription-name db-clusters --sns-topic-arn <topic> --source-type db-cluster --event-categories maintenance failure",
  },
  judge(region, need, world) {
    return judgeSubscribed(region, need, world, { source: "db-cluster", categories: ["maintenance", "failure"], when: ["DbCluster"] });
  },
});
