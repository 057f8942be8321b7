import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isThroughService } from "../../data/admitted.ts";

export const queueOpenThroughService = defineCheck({
  id: "sqs/queue-open-through-service",
  on: "Queue",
  severity: "medium",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "csa-sas-12": ["SAS-9"] },
  text: {
    en: {
      title: "An AWS service may send to the queue on anybody's behalf",
      risk: "Somebody else's topic, bucket or rule can be pointed at this queue; your functions will process what it sends.",
      fix: "Add aws:SourceAccount, or aws:SourceArn of a resource whose ARN names your account. The ARN of a bucket alone names no account.",
    },
    ja: {
      title: "AWS サービス経由なら誰の代理でも送信可能",
      risk: "他人のトピック・バケット・ルールの送信先としてこのキューを指定でき、関数がその内容を処理してしまいます。",
      fix: "aws:SourceAccount か、自アカウントを含む ARN の aws:SourceArn を条件に追加してください。バケットの ARN はアカウントを含まないため、単独では不十分です。",
    },
  },
  remedy: {
    cloudformation:
      "Condition:\n  StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }\n  ArnLike: { aws:SourceArn: !GetAtt Bucket.Arn }",
  },
  judge(queue, need) {
    return failIf(admitted(queue.Policy, queue, need, isThroughService, { path: ["Policy"] }));
  },
});
