import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** A Firehose that reads a Kinesis stream is as encrypted as that stream, which has its own check. */
export const firehoseNotEncrypted = defineCheck({
  id: "kinesis/firehose-not-encrypted",
  on: "FirehoseStream",
  also: ["KinesisStream"],
  severity: "medium",
  layer: "messaging",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-fsbp": ["DataFirehose.1"], "aws-config": ["kinesis-firehose-delivery-stream-encrypted"] },
  text: {
    en: {
      title: "The Firehose stream is not encrypted",
      risk: "Records wait in clear text in the service's buffers.",
      fix: "Turn on server-side encryption of the stream.",
    },
    ja: {
      title: "Firehose ストリームが暗号化されていない",
      risk: "配信待ちのレコードがサービスのバッファに平文で保存されます。",
      fix: "ストリームのサーバーサイド暗号化を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws firehose start-delivery-stream-encryption --delivery-stream-name <name> --delivery-stream-encryption-configuration-input KeyType=AWS_OWNED_CMK",
    cloudformation: "DeliveryStreamEncryptionConfigurationInput:\n  KeyType: AWS_OWNED_CMK",
  },
  judge(firehose, need) {
    if (need(firehose.SourceStreamArn) !== undefined) return notApplicable;
    return need(firehose.Encrypted) ? pass : fail({ path: ["DeliveryStreamEncryptionConfigurationInput"], found: "not set" });
  },
});
