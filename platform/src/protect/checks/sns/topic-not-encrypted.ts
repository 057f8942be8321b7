import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const topicNotEncrypted = defineCheck({
  id: "sns/topic-not-encrypted",
  on: "Topic",
  severity: "low",
  layer: "messaging",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-fsbp": ["SNS.1"], "aws-config": ["sns-encrypted-kms"], "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-3"] },
  text: {
    en: {
      title: "Messages of the topic are not encrypted at rest",
      risk: "Notifications lie in clear text on the service's disks until they are delivered.",
      fix: "Give the topic a KMS key. Services that publish to it (CloudWatch, S3) need a customer key whose policy lets them use it.",
    },
    ja: {
      title: "トピックのメッセージが暗号化されていない",
      risk: "配信されるまで、通知がサービスのディスクに平文で保存されます。",
      fix: "トピックに KMS キーを指定してください。CloudWatch や S3 から発行する場合は、その利用を許可した顧客管理キーが必要です。",
    },
  },
  remedy: {
    cli: "aws sns set-topic-attributes --topic-arn <arn> --attribute-name KmsMasterKeyId --attribute-value alias/aws/sns",
    cloudformation: "KmsMasterKeyId: alias/aws/sns",
  },
  judge(topic, need) {
    return need(topic.KmsMasterKeyId) ? pass : fail({ path: ["KmsMasterKeyId"], found: "not set" });
  },
});
