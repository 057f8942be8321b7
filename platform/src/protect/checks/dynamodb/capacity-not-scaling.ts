import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const capacityNotScaling = defineCheck({
  id: "dynamodb/capacity-not-scaling",
  on: "DynamoTable",
  severity: "low",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "aws-fsbp": ["DynamoDB.1"], "aws-config": ["dynamodb-autoscaling-enabled"] },
  text: {
    en: {
      title: "The table cannot follow its load",
      risk: "A rush of requests is throttled, and the functions in front fail or retry at your cost.",
      fix: "Bill the table per request, or add scaling policies for read and write capacity.",
    },
    ja: {
      title: "テーブル容量が負荷に追従しない",
      risk: "アクセス集中時にスロットリングが発生し、前段の関数が失敗・再試行して費用も増えます。",
      fix: "オンデマンド課金にするか、読み取りと書き込みの両方に Auto Scaling を設定してください。",
    },
  },
  remedy: {
    cli: "aws dynamodb update-table --table-name <table> --billing-mode PAY_PER_REQUEST",
    cloudformation: "BillingMode: PAY_PER_REQUEST",
    terraform: 'billing_mode = "PAY_PER_REQUEST"',
  },
  judge(table, need) {
    if (need(table.BillingMode) === "PAY_PER_REQUEST") return pass;
    return need(table.AutoScaled)
      ? pass
      : fail({ path: ["BillingMode"], found: "PROVISIONED without scaling of reads and writes", expected: "PAY_PER_REQUEST" });
  },
});
