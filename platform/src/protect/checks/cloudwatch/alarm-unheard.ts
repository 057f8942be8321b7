import { fail, isUnknown, knownOr, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { topicsHeard } from "../../monitoring/watch.ts";

const MACHINE = /^arn:[^:]+:(autoscaling|automate|swf|ec2|lambda|ssm|ssm-incidents|aiops):/;

/** From the alarm to a confirmed subscriber. */
export const alarmUnheard = defineCheck({
  id: "cloudwatch/alarm-unheard",
  on: "Alarm",
  also: ["Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "incident-response",
  csf: ["DE.AE-5", "DE.DP-4", "RS.CO-2"],
  meets: { "cis-aws-three-tier-1.0.0": ["4.1"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The alarm reaches nobody",
      risk: "It changes colour on a screen, while the people who could act are asleep.",
      fix: "Let the alarm notify an SNS topic that has at least one confirmed subscription, with its actions enabled.",
    },
    ja: {
      title: "誰にも届かないアラーム",
      risk: "画面上の色が変わるだけで、対応できる担当者に伝わりません。",
      fix: "確認済みのサブスクリプションがある SNS トピックを通知先に設定し、アクションを有効にしてください。",
    },
  },
  remedy: {
    cli: "aws cloudwatch put-metric-alarm --alarm-name <alarm> … --alarm-actions <topic-arn>\naws cloudwatch enable-alarm-actions --alarm-names <alarm>\naws sns subscribe --topic-arn <topic-arn> --protocol email --notification-endpoint <address>",
    cloudformation: "AlarmActions: [!Ref Topic]",
  },
  judge(alarm, need, world) {
    const actions = need.outer(alarm.AlarmActions);
    const enabled = alarm.ActionsEnabled;
    if (enabled === false) return fail({ path: ["ActionsEnabled"], found: false, expected: true });
    // An alarm that only scales or repairs something speaks to machines, and that is its job.
    if (actions.length > 0 && actions.every((action) => !isUnknown(action) && MACHINE.test(action))) return notApplicable;
    const heard = topicsHeard(actions, alarm, world);
    if (heard === true) {
      need(enabled);
      return pass;
    }
    need(heard);
    return fail({
      path: ["AlarmActions"],
      found: actions.map((action) => knownOr(action, null)),
      expected: "a topic with a confirmed subscription",
    });
  },
});
