import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { refusesPlainHttp } from "../../data/tls-only.ts";

/** Encryption may come from the bucket's default; plain HTTP must be refused by a statement of its own. */
export const uploadEncryptionOrTlsNotRequired = defineCheck({
  id: "s3/upload-encryption-or-tls-not-required",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1", "PR.DS-2"],
  meets: { "cis-aws-three-tier-1.0.0": ["1.16"] },
  text: {
    en: {
      title: "Encryption of objects and TLS are not both required",
      risk: "Objects may lie unencrypted, or travel in clear text, between the tiers of the application.",
      fix: "Set default encryption on the bucket and add a separate Deny statement for requests without TLS; do not merge both conditions into one statement.",
    },
    ja: {
      title: "オブジェクトの暗号化と TLS の両方が必須でない",
      risk: "アプリケーションの層の間で、データが暗号化されずに保存または送信されるおそれがあります。",
      fix: "バケットのデフォルト暗号化を設定し、TLS でない要求を拒否するステートメントを別に追加してください。1 つのステートメントに両条件を混ぜないでください。",
    },
  },
  remedy: {
    cloudformation:
      "BucketEncryption:\n  ServerSideEncryptionConfiguration:\n    - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }",
  },
  judge(bucket, need) {
    const refuses = refusesPlainHttp(need.outer(bucket.Policy), need(bucket.Arn));
    const encryption = need.outer(bucket.Encryption);
    const evidence = [
      ...(refuses === false
        ? [{ subject: "tls", path: ["Policy"], found: "plain HTTP is not refused", expected: "Deny when aws:SecureTransport is false" }]
        : []),
      ...(encryption === undefined
        ? [{ subject: "encryption", path: ["BucketEncryption"], found: "not set", expected: "AES256 or aws:kms" }]
        : []),
    ];
    if (evidence.length === 0) need(refuses);
    return failIf(evidence);
  },
});
