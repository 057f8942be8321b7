import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const clusterDeletionProtectionOff = defineCheck({
  id: "rds/cluster-deletion-protection-off",
  on: "DbCluster",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-4"],
  meets: { "aws-fsbp": ["RDS.7"], "aws-config": ["rds-cluster-deletion-protection-enabled"] },
  text: {
    en: {
      title: "The database cluster can be deleted by one call",
      risk: "All instances and the shared storage go at once.",
      fix: "Turn on deletion protection of the cluster.",
    },
    ja: {
      title: "データベースクラスターの削除保護が無効",
      risk: "全インスタンスと共有ストレージが一度に失われます。",
      fix: "クラスターの削除保護を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-cluster --db-cluster-identifier <cluster> --deletion-protection --apply-immediately",
    cloudformation: "DeletionProtection: true",
    terraform: "deletion_protection = true",
  },
  judge(cluster, need) {
    return need(cluster.DeletionProtection) ? pass : fail({ path: ["DeletionProtection"], found: false, expected: true });
  },
});
