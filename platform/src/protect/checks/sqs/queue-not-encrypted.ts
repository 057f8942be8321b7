import { fail, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const queueNotEncrypted = defineCheck({
  id: "sqs/queue-not-encrypted",
  on: "Queue",
  severity: "medium",
  layer: "messaging",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-fsbp": ["SQS.1"], "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-3"] },
  text: {
    en: {
      title: "Messages in the queue are not encrypted",
      risk: "Message bodies lie in clear text on the service's disks.",
      fix: "Turn on the encryption that SQS manages (no cost), or give a KMS key.",
    },
    ja: {
      title: "キューのメッセージが暗号化されていない",
      risk: "メッセージ本文がサービスのディスクに平文で保存されます。",
      fix: "追加費用のない SQS 管理の暗号化を有効にするか、KMS キーを指定してください。",
    },
  },
  remedy: {
    cli: "aws sqs set-queue-attributes --queue-url <url> --attributes SqsManagedSseEnabled=true",
    cloudformation: "Type: AWS::SQS::Queue\nProperties:\n  SqsManagedSseEnabled: true",
    terraform: "sqs_managed_sse_enabled = true",
  },
  judge(queue, need) {
    if (!isUnknown(queue.KmsMasterKeyId) && queue.KmsMasterKeyId) return pass;
    if (need(queue.SqsManagedSseEnabled)) return pass;
    // A key that could not be read may be the encryption.
    return need(queue.KmsMasterKeyId) ? pass : fail({ path: ["SqsManagedSseEnabled"], found: false, expected: true });
  },
});
