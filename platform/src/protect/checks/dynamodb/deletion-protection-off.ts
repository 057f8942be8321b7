import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const deletionProtectionOff = defineCheck({
  id: "dynamodb/deletion-protection-off",
  on: "DynamoTable",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-4", "PR.IP-4"],
  meets: { "aws-fsbp": ["DynamoDB.6"], "aws-config": ["dynamodb-table-deletion-protection-enabled"] },
  text: {
    en: {
      title: "The table can be deleted by one call",
      risk: "A wrong stack update or a mistaken command removes the table with all its data.",
      fix: "Turn on deletion protection.",
    },
    ja: {
      title: "テーブルの削除保護が無効",
      risk: "スタック更新の誤りや操作ミス 1 回で、データごとテーブルが削除されます。",
      fix: "削除保護を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws dynamodb update-table --table-name <table> --deletion-protection-enabled",
    cloudformation: "DeletionProtectionEnabled: true",
    terraform: "deletion_protection_enabled = true",
  },
  judge(table, need) {
    return need(table.DeletionProtectionEnabled) ? pass : fail({ path: ["DeletionProtectionEnabled"], found: false, expected: true });
  },
});
