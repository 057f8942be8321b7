import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** DynamoDB always encrypts; the question is only whose key it is. A customer's or AWS's KMS key leaves a trail, an owned one does not. */
export const encryptedWithoutOwnKey = defineCheck({
  id: "dynamodb/encrypted-without-own-key",
  on: "DynamoTable",
  severity: "info",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-config": ["dynamodb-table-encrypted-kms"] },
  text: {
    en: {
      title: "The table is encrypted with a key you cannot see",
      risk: "Use of the key is not in your CloudTrail, and access cannot be cut off by the key.",
      fix: "Choose a KMS key for tables whose data calls for it. Others may stay as they are.",
    },
    ja: {
      title: "利用者から見えないキーでの暗号化",
      risk: "キーの使用が CloudTrail に記録されず、キー側でアクセスを遮断することもできません。",
      fix: "重要なデータのテーブルには KMS キーを指定してください。その他のテーブルはそのままで構いません。",
    },
  },
  remedy: {
    cli: "aws dynamodb update-table --table-name <table> --sse-specification Enabled=true,SSEType=KMS,KMSMasterKeyId=<key>",
    cloudformation: "SSESpecification:\n  SSEEnabled: true\n  SSEType: KMS\n  KMSMasterKeyId: !Ref Key",
  },
  judge(table, need) {
    const type = need(table.SseType);
    return type === "KMS" ? pass : fail({ path: ["SSESpecification", "SSEEnabled"], found: type, expected: "KMS" });
  },
});
