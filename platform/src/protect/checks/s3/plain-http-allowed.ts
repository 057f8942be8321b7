import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { refusesPlainHttp } from "../../data/tls-only.ts";

/** Asks for one Deny for everybody, on every S3 action and every object, whose only condition is SecureTransport false. */
export const plainHttpAllowed = defineCheck({
  id: "s3/plain-http-allowed",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: {
    "cis-aws-foundations-2.0.0": ["2.1.1"],
    "cis-aws-foundations-7.0.0": ["3.1.1"],
    // The other half of the requirement, encryption at rest, is given: S3 encrypts every new object.
    "cis-aws-three-tier-1.0.0": ["1.16"],
    "aws-fsbp": ["S3.5"],
    "aws-config": ["s3-bucket-ssl-requests-only"],
    "owasp-serverless-top10": ["S3:2018"],
  },
  text: {
    en: {
      title: "The bucket policy does not refuse plain HTTP",
      risk: "Requests without TLS are answered: data and signatures can be read and changed on the way.",
      fix: "Deny all S3 actions to everybody when aws:SecureTransport is false, on the bucket and its objects, in a statement of its own.",
    },
    ja: {
      title: "バケットポリシーが平文 HTTP を拒否しない",
      risk: "TLS を使わない要求にも応答するため、経路上でデータや署名を盗聴・改ざんされるおそれがあります。",
      fix: "aws:SecureTransport が false のとき、全員の全アクションを拒否するステートメントを独立して追加してください（対象はバケットとオブジェクト）。",
    },
  },
  remedy: {
    cloudformation:
      'Type: AWS::S3::BucketPolicy\nProperties:\n  PolicyDocument:\n    Statement:\n      - Effect: Deny\n        Principal: "*"\n        Action: s3:*\n        Resource: [!GetAtt Bucket.Arn, !Sub "${Bucket.Arn}/*"]\n        Condition: { Bool: { aws:SecureTransport: false } }',
  },
  judge(bucket, need) {
    const policy = need.outer(bucket.Policy);
    const refuses = need(refusesPlainHttp(policy, need(bucket.Arn)));
    return refuses
      ? pass
      : fail({
          path: ["Policy"],
          found: policy ? "no statement that refuses plain HTTP for everybody" : "no policy",
          expected: "Deny s3:* when aws:SecureTransport is false",
        });
  },
});
