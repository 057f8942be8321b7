import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const pointInTimeRecoveryOff = defineCheck({
  id: "dynamodb/point-in-time-recovery-off",
  on: "DynamoTable",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.IP-4", "RC.RP-1"],
  meets: { "aws-fsbp": ["DynamoDB.2"], "aws-config": ["dynamodb-pitr-enabled"] },
  text: {
    en: {
      title: "The table cannot be restored to a point in time",
      risk: "What a faulty release or an attacker overwrites or deletes stays lost, unless an older backup exists.",
      fix: "Turn on point-in-time recovery.",
    },
    ja: {
      title: "ポイントインタイムリカバリが無効",
      risk: "不具合のあるリリースや攻撃で上書き・削除されたデータを、直前の状態へ戻せません。",
      fix: "ポイントインタイムリカバリを有効にしてください。",
    },
  },
  remedy: {
    cli: "aws dynamodb update-continuous-backups --table-name <table> --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true",
    cloudformation: "PointInTimeRecoverySpecification:\n  PointInTimeRecoveryEnabled: true",
    terraform: "point_in_time_recovery {\n  enabled = true\n}",
  },
  judge(table, need) {
    return need(table.PointInTimeRecovery)
      ? pass
      : fail({ path: ["PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"], found: false, expected: true });
  },
});
