import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isThroughService } from "../../data/admitted.ts";

export const topicOpenThroughService = defineCheck({
  id: "sns/topic-open-through-service",
  on: "Topic",
  severity: "medium",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "csa-sas-12": ["SAS-9"] },
  text: {
    en: {
      title: "An AWS service may publish to the topic on anybody's behalf",
      risk: "Somebody else's bucket, rule or alarm can be pointed at the topic; its subscribers cannot tell the difference.",
      fix: "Add aws:SourceAccount with your account to the statement, also beside the ARN of a bucket.",
    },
    ja: {
      title: "AWS サービス経由なら誰の代理でも発行可能",
      risk: "他人のバケット・ルール・アラームからこのトピックへ通知でき、購読側は見分けられません。",
      fix: "ステートメントに自アカウントの aws:SourceAccount を追加してください。バケットの ARN を指定している場合も必要です。",
    },
  },
  remedy: {
    cloudformation: "Condition:\n  StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }",
  },
  judge(topic, need) {
    return failIf(admitted(topic.Policy, topic, need, isThroughService, { path: ["Policy"] }));
  },
});
