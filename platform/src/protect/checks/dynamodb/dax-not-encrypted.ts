import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Can only be decided when the cluster is made. */
export const daxNotEncrypted = defineCheck({
  id: "dynamodb/dax-not-encrypted",
  on: "DaxCluster",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-fsbp": ["DynamoDB.3"], "aws-config": ["dax-encryption-enabled"] },
  text: {
    en: {
      title: "The DAX cluster is not encrypted at rest",
      risk: "Items of the table lie in clear text on the cluster's disks.",
      fix: "Make a new cluster with encryption and move to it; it cannot be turned on later.",
    },
    ja: {
      title: "DAX クラスターが保存時に暗号化されていない",
      risk: "テーブルの項目がクラスターのディスクに平文で保存されます。",
      fix: "暗号化を有効にしたクラスターを作り直して移行してください。後から有効にはできません。",
    },
  },
  remedy: {
    cloudformation: "SSESpecification:\n  SSEEnabled: true",
  },
  judge(cluster, need) {
    return need(cluster.SseEnabled) ? pass : fail({ path: ["SSESpecification", "SSEEnabled"], found: false, expected: true });
  },
});
