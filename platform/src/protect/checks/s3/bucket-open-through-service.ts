import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isThroughService } from "../../data/admitted.ts";

/** Confused deputy: the service checks nothing, it acts for whoever configured it. */
export const bucketOpenThroughService = defineCheck({
  id: "s3/bucket-open-through-service",
  on: "Bucket",
  severity: "medium",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.AC-3"],
  meets: { "csa-sas-12": ["SAS-9"] },
  text: {
    en: {
      title: "An AWS service may use the bucket on anybody's behalf",
      risk: "An attacker can configure the service in another account to read from or write into this bucket, and the policy will let it.",
      fix: "Add a condition on aws:SourceAccount (or aws:SourceArn with your account in it) to the statement.",
    },
    ja: {
      title: "AWS サービス経由なら誰の代理でも利用可能",
      risk: "攻撃者が別アカウントで同じサービスを設定すると、このバケットの読み書きにサービスを利用できます。",
      fix: "ステートメントに aws:SourceAccount（または自アカウントを含む aws:SourceArn）の条件を追加してください。",
    },
  },
  remedy: {
    cloudformation: "Condition:\n  StringEquals:\n    aws:SourceAccount: !Ref AWS::AccountId",
  },
  judge(bucket, need) {
    return failIf(admitted(bucket.Policy, bucket, need, isThroughService, { path: ["Policy"] }));
  },
});
