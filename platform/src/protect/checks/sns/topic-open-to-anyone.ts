import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isAnyone } from "../../data/admitted.ts";

/** The policy AWS writes for a new topic names everyone but binds them by SourceOwner; that is not open. */
export const topicOpenToAnyone = defineCheck({
  id: "sns/topic-open-to-anyone",
  on: "Topic",
  severity: "critical",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: {
    "aws-fsbp": ["SNS.4"],
    "cis-aws-foundations-7.0.0": ["2.21"],
    "cis-aws-three-tier-1.0.0": ["2.9", "2.10"],
    "owasp-serverless-top10": ["S5:2018"],
    "csa-sas-12": ["SAS-3", "SAS-9"],
  },
  text: {
    en: {
      title: "Anyone can use the topic",
      risk: "Strangers can publish messages that your functions and people trust, or subscribe and read everything that is sent.",
      fix: "Remove the statement, or bind it to accounts, an organisation or a source. A condition on the endpoint or protocol does not say who.",
    },
    ja: {
      title: "誰でもトピックを利用できる",
      risk: "第三者が、関数や担当者の信頼する通知を発行したり、購読して内容を読み取ったりできます。",
      fix: "ステートメントを削除するか、アカウント・組織・送信元で限定してください。エンドポイントやプロトコルの条件では相手を限定できません。",
    },
  },
  remedy: {
    cli: "aws sns set-topic-attributes --topic-arn <arn> --attribute-name Policy --attribute-value file://policy.json",
    cloudformation:
      "Type: AWS::SNS::TopicPolicy\nProperties:\n  PolicyDocument:\n    Statement:\n      - Effect: Allow\n        Principal: { Service: cloudwatch.amazonaws.com }\n        Action: sns:Publish\n        Resource: !Ref Topic\n        Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }",
  },
  judge(topic, need) {
    return failIf(admitted(topic.Policy, topic, need, isAnyone, { path: ["Policy"] }));
  },
});
