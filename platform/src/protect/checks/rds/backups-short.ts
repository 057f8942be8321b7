import { fail, knownOr, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Instances of a cluster are backed up by their cluster. */
export const backupsShort = defineCheck({
  id: "rds/backups-short",
  on: "DbInstance",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.IP-4", "PR.DS-4"],
  meets: { "cis-aws-three-tier-1.0.0": ["3.8"], "aws-fsbp": ["RDS.11"], "aws-config": ["db-instance-backup-enabled"] },
  text: {
    en: {
      title: "Automatic backups reach back less than a week",
      risk: "A fault noticed after the weekend can no longer be undone; with 0 days there is no backup at all.",
      fix: "Set the backup retention to 7 days or more.",
    },
    ja: {
      title: "自動バックアップの保持期間が 7 日未満",
      risk: "週末をまたいで気付いた障害を元に戻せません。0 日の場合はバックアップ自体がありません。",
      fix: "バックアップ保持期間を 7 日以上にしてください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --backup-retention-period 7 --apply-immediately",
    cloudformation: "BackupRetentionPeriod: 7",
  },
  severityOf(database) {
    return knownOr(database.BackupRetentionPeriod, 0) === 0 ? "medium" : "low";
  },
  judge(database, need) {
    if (need(database.DbClusterIdentifier) !== undefined) return notApplicable;
    const days = need(database.BackupRetentionPeriod);
    return days >= 7 ? pass : fail({ path: ["BackupRetentionPeriod"], found: { days }, expected: { days: 7 } });
  },
});
