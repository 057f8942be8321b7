import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Instances of a cluster are protected by their cluster. */
export const deletionProtectionOff = defineCheck({
  id: "rds/deletion-protection-off",
  on: "DbInstance",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-4"],
  meets: { "aws-fsbp": ["RDS.8"], "aws-config": ["rds-instance-deletion-protection-enabled"] },
  text: {
    en: {
      title: "The database can be deleted by one call",
      risk: "A wrong stack update or a mistaken command removes the database.",
      fix: "Turn on deletion protection.",
    },
    ja: {
      title: "データベースの削除保護が無効",
      risk: "スタック更新の誤りや操作ミス 1 回でデータベースが削除されます。",
      fix: "削除保護を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --deletion-protection --apply-immediately",
    cloudformation: "DeletionProtection: true",
    terraform: "deletion_protection = true",
  },
  judge(database, need) {
    if (need(database.DbClusterIdentifier) !== undefined) return notApplicable;
    return need(database.DeletionProtection) ? pass : fail({ path: ["DeletionProtection"], found: false, expected: true });
  },
});
