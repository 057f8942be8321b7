import { fail, isUnknown, mapFact, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { allOf, anyOf } from "../../monitoring/three-valued.ts";

/** A budget that notifies somebody, or an alarm on the estimated charges. */
export const spendingUnwatched = defineCheck({
  id: "account/spending-unwatched",
  on: "Account",
  also: ["Alarm"],
  severity: "medium",
  layer: "account",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.AE-5", "PR.DS-4"],
  meets: { "cis-aws-three-tier-1.0.0": ["4.8"], "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Nobody is told when spending rises",
      risk: "A serverless application scales until the bill stops it. An attack on your wallet, a loop or a stolen key shows first in the cost, and nobody looks.",
      fix: "Create a budget with notifications, or an alarm on AWS/Billing EstimatedCharges in us-east-1 with an action.",
    },
    ja: {
      title: "費用の増加が誰にも通知されない",
      risk: "サーバーレスアプリケーションは上限なくスケールします。費用を狙う攻撃・無限ループ・キーの盗用はまず請求額に現れますが、通知がなければ気付けません。",
      fix: "通知付きの予算を作成するか、us-east-1 の AWS/Billing EstimatedCharges にアクション付きアラームを設定してください。",
    },
  },
  remedy: {
    cli: "aws budgets create-budget --account-id <account> --budget file://<budget>.json --notifications-with-subscribers file://<notifications>.json",
    cloudformation:
      "Type: AWS::Budgets::Budget\nProperties:\n  Budget:\n    BudgetType: COST\n    TimeUnit: MONTHLY\n    BudgetLimit: { Amount: <amount>, Unit: USD }\n  NotificationsWithSubscribers:\n    - Notification: { NotificationType: FORECASTED, ComparisonOperator: GREATER_THAN, Threshold: 100 }\n      Subscribers: [{ SubscriptionType: SNS, Address: <topic-arn> }]",
  },
  judge(account, need, world) {
    const budgets = account.Budgets;
    const told = isUnknown(budgets) ? [] : budgets.filter((budget) => budget.Notifications > 0 && budget.Subscribers > 0);
    if (told.length > 0) return pass;
    const billing = anyOf(
      world
        .known("Alarm", account)
        .map((alarm) =>
          allOf([
            mapFact(alarm.Namespace, (name) => name === "AWS/Billing"),
            mapFact(alarm.MetricName, (name) => name === "EstimatedCharges"),
            alarm.ActionsEnabled,
            mapFact(alarm.AlarmActions, (actions) => actions.length > 0),
          ]),
        ),
    );
    if (billing === true) return pass;
    need(budgets);
    need(billing);
    need.outer(world.all("Alarm", account));
    return fail({
      path: ["Budgets"],
      found: { budgets: isUnknown(budgets) ? [] : budgets.map((budget) => budget.Name), billingAlarms: 0 },
    });
  },
});
