import { failIf, knownOr, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const targetWithoutDeadLetterQueue = defineCheck({
  id: "events/target-without-dead-letter-queue",
  on: "EventRule",
  severity: "low",
  layer: "messaging",
  topic: "incident-response",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Events that cannot be delivered are lost",
      risk: "When the target is missing, throttled or refuses, EventBridge gives up after 24 hours and the event disappears.",
      fix: "Give each target a dead-letter queue.",
    },
    ja: {
      title: "配信できないイベントの退避先なし",
      risk: "ターゲットの欠落・スロットリング・拒否が続くと、24 時間後にイベントが失われます。",
      fix: "各ターゲットにデッドレターキューを設定してください。",
    },
  },
  remedy: {
    cli: "aws events put-targets --rule <rule> --targets 'Id=<id>,Arn=<target>,DeadLetterConfig={Arn=<dlq-arn>}'",
    cloudformation: "Targets:\n  - Id: fn\n    Arn: !GetAtt Function.Arn\n    DeadLetterConfig: { Arn: !GetAtt DeadLetters.Arn }",
  },
  judge(rule, need) {
    const targets = need.outer(rule.Targets);
    if (targets.length === 0) return notApplicable;
    const bare = targets.flatMap(({ Arn, DeadLetterArn }, index) =>
      DeadLetterArn === undefined
        ? [{ subject: String(index), path: ["Targets", index, "DeadLetterConfig"], found: { target: knownOr(Arn, "?") } }]
        : [],
    );
    if (bare.length === 0) need(targets.map((target) => target.DeadLetterArn));
    return failIf(bare);
  },
});
