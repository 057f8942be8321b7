import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const streamNotEncrypted = defineCheck({
  id: "kinesis/stream-not-encrypted",
  on: "KinesisStream",
  severity: "medium",
  layer: "messaging",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: {
    "aws-fsbp": ["Kinesis.1"],
    "aws-config": ["kinesis-stream-encrypted"],
    "owasp-serverless-top10": ["S3:2018"],
    "csa-sas-12": ["SAS-3"],
  },
  text: {
    en: {
      title: "Records of the stream are not encrypted",
      risk: "Records lie in clear text on the service's disks for the whole retention time.",
      fix: "Turn on encryption with a KMS key; AWS's own key costs nothing but its calls.",
    },
    ja: {
      title: "ストリームのレコードが暗号化されていない",
      risk: "保持期間中、レコードがサービスのディスクに平文で保存されます。",
      fix: "KMS キーによる暗号化を有効にしてください。AWS 管理キーであれば呼び出し以外の費用はかかりません。",
    },
  },
  remedy: {
    cli: "aws kinesis start-stream-encryption --stream-name <stream> --encryption-type KMS --key-id alias/aws/kinesis",
    cloudformation: "StreamEncryption:\n  EncryptionType: KMS\n  KeyId: alias/aws/kinesis",
  },
  judge(stream, need) {
    const type = need(stream.EncryptionType);
    return type === "KMS" ? pass : fail({ path: ["StreamEncryption", "EncryptionType"], found: type, expected: "KMS" });
  },
});
