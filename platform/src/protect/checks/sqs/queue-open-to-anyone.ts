import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isAnyone } from "../../data/admitted.ts";

export const queueOpenToAnyone = defineCheck({
  id: "sqs/queue-open-to-anyone",
  on: "Queue",
  severity: "critical",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: {
    "aws-fsbp": ["SQS.3"],
    "cis-aws-foundations-7.0.0": ["2.21"],
    "owasp-serverless-top10": ["S5:2018"],
    "csa-sas-12": ["SAS-3", "SAS-9"],
  },
  text: {
    en: {
      title: "Anyone can use the queue",
      risk: "Strangers can put messages in that your functions will trust, or take messages out and read them.",
      fix: "Remove the statement, or name the accounts, the organisation or the source that may use the queue.",
    },
    ja: {
      title: "誰でもキューを利用できる",
      risk: "第三者が、関数の信頼するメッセージを投入したり、メッセージを取り出して読んだりできます。",
      fix: "ステートメントを削除するか、利用を許すアカウント・組織・送信元を指定してください。",
    },
  },
  remedy: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes Policy="$(cat policy.json)"',
    cloudformation:
      "Type: AWS::SQS::QueuePolicy\nProperties:\n  PolicyDocument:\n    Statement:\n      - Effect: Allow\n        Principal: { AWS: !Ref AWS::AccountId }\n        Action: sqs:SendMessage\n        Resource: !GetAtt Queue.Arn",
  },
  judge(queue, need) {
    return failIf(admitted(queue.Policy, queue, need, isAnyone, { path: ["Policy"] }));
  },
});
