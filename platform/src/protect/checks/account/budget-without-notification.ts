import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** One finding per silent budget. */
export const budgetWithoutNotification = defineCheck({
  id: "account/budget-without-notification",
  on: "Account",
  severity: "low",
  layer: "account",
  topic: "detective-controls",
  csf: ["DE.AE-5", "DE.DP-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "A budget tells nobody",
      risk: "The budget counts, but when it is exceeded no one hears of it.",
      fix: "Add a notification with at least one subscriber: an address, or an SNS topic.",
    },
    ja: {
      title: "通知先のない予算",
      risk: "予算は設定されていますが、超過しても誰にも通知されません。",
      fix: "メールアドレスまたは SNS トピックを購読者とする通知を追加してください。",
    },
  },
  remedy: {
    cli: "aws budgets create-notification --account-id <account> --budget-name <budget> --notification NotificationType=ACTUAL,ComparisonOperator=GREATER_THAN,Threshold=80 --subscribers SubscriptionType=SNS,Address=<topic-arn>",
  },
  judge(account, need) {
    const budgets = need(account.Budgets);
    if (budgets.length === 0) return notApplicable;
    return failIf(
      budgets
        .filter((budget) => budget.Notifications === 0 || budget.Subscribers === 0)
        .map((budget) => ({
          subject: budget.Name,
          path: ["Budgets"],
          found: { Notifications: budget.Notifications, Subscribers: budget.Subscribers },
        })),
    );
  },
});
