import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const clusterNotEncrypted = defineCheck({
  id: "rds/cluster-not-encrypted",
  on: "DbCluster",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: {
    "cis-aws-foundations-2.0.0": ["2.3.1"],
    "cis-aws-foundations-7.0.0": ["3.2.1"],
    "cis-aws-three-tier-1.0.0": ["1.4"],
    "aws-fsbp": ["RDS.3", "RDS.27"],
    "aws-config": ["rds-cluster-encrypted-at-rest"],
    "owasp-serverless-top10": ["S3:2018"],
    "csa-sas-12": ["SAS-3"],
  },
  text: {
    en: {
      title: "The database cluster is not encrypted at rest",
      risk: "The shared storage of all its instances, and every snapshot, lies in clear text.",
      fix: "Restore a snapshot of the cluster into a new, encrypted cluster.",
    },
    ja: {
      title: "データベースクラスターが保存時に暗号化されていない",
      risk: "全インスタンスが共有するストレージとスナップショットが平文で保存されます。",
      fix: "スナップショットから、暗号化を有効にした新しいクラスターを復元してください。",
    },
  },
  remedy: {
    cli: "aws rds restore-db-cluster-from-snapshot --db-cluster-identifier <new> --snapshot-identifier <snapshot> --engine <engine> --kms-key-id alias/aws/rds",
    cloudformation: "StorageEncrypted: true",
    terraform: "storage_encrypted = true",
  },
  judge(cluster, need) {
    return need(cluster.StorageEncrypted) ? pass : fail({ path: ["StorageEncrypted"], found: false, expected: true });
  },
});
