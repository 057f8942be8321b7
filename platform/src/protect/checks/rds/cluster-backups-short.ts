import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const clusterBackupsShort = defineCheck({
  id: "rds/cluster-backups-short",
  on: "DbCluster",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.IP-4", "PR.DS-4"],
  meets: { "cis-aws-three-tier-1.0.0": ["3.8"], "aws-config": ["db-cluster-backup-retention-check"] },
  text: {
    en: {
      title: "Automatic backups of the cluster reach back less than a week",
      risk: "A fault noticed after a few days can no longer be undone. The default is a single day.",
      fix: "Set the backup retention of the cluster to 7 days or more.",
    },
    ja: {
      title: "クラスターの自動バックアップの保持期間が 7 日未満",
      risk: "数日後に気付いた障害を元に戻せません。既定値は 1 日だけです。",
      fix: "クラスターのバックアップ保持期間を 7 日以上にしてください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-cluster --db-cluster-identifier <cluster> --backup-retention-period 7 --apply-immediately",
    cloudformation: "BackupRetentionPeriod: 7",
  },
  judge(cluster, need) {
    const days = need(cluster.BackupRetentionPeriod);
    return days >= 7 ? pass : fail({ path: ["BackupRetentionPeriod"], found: { days }, expected: { days: 7 } });
  },
});
