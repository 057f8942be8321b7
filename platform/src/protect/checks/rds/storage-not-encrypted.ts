import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The storage of a cluster is judged with the cluster. Decided when the instance is made; afterwards only a restore from an encrypted copy helps. */
export const storageNotEncrypted = defineCheck({
  id: "rds/storage-not-encrypted",
  on: "DbInstance",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: {
    "cis-aws-foundations-2.0.0": ["2.3.1"],
    "cis-aws-foundations-7.0.0": ["3.2.1"],
    "cis-aws-three-tier-1.0.0": ["1.4"],
    "aws-fsbp": ["RDS.3"],
    "aws-config": ["rds-storage-encrypted"],
    "owasp-serverless-top10": ["S3:2018"],
    "csa-sas-12": ["SAS-3"],
  },
  text: {
    en: {
      title: "The database is not encrypted at rest",
      risk: "Storage, snapshots, logs and replicas lie in clear text.",
      fix: "Copy a snapshot with encryption and restore it; encryption cannot be turned on in place.",
    },
    ja: {
      title: "データベースが保存時に暗号化されていない",
      risk: "ストレージ・スナップショット・ログ・レプリカが平文で保存されます。",
      fix: "暗号化を指定してスナップショットをコピーし、復元してください。稼働中のインスタンスでは有効化できません。",
    },
  },
  remedy: {
    cli: "aws rds copy-db-snapshot --source-db-snapshot-identifier <snapshot> --target-db-snapshot-identifier <copy> --kms-key-id alias/aws/rds",
    cloudformation: "StorageEncrypted: true",
    terraform: "storage_encrypted = true",
  },
  judge(database, need) {
    if (need(database.DbClusterIdentifier) !== undefined) return notApplicable;
    return need(database.StorageEncrypted) ? pass : fail({ path: ["StorageEncrypted"], found: false, expected: true });
  },
});
