import { fail, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const usagePlanWithoutLimits = defineCheck({
  id: "apigateway/usage-plan-without-limits",
  on: "UsagePlan",
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "A usage plan limits nothing",
      risk: "Clients of the plan may call as often as they like; a leaked key cannot be contained.",
      fix: "Set a rate limit and a quota in the plan.",
    },
    ja: {
      title: "使用量プランに制限がない",
      risk: "プランの利用者は無制限に呼び出せるため、API キーが漏れた場合に被害を抑えられません。",
      fix: "プランにレート制限とクォータを設定してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-usage-plan --usage-plan-id <plan> --patch-operations op=replace,path=/throttle/rateLimit,value=<n>",
    cloudformation: "Throttle:\n  RateLimit: <n>\n  BurstLimit: <n>\nQuota:\n  Limit: <n>\n  Period: DAY",
  },
  judge(plan, need) {
    const quota = plan.QuotaLimit;
    if (!isUnknown(quota) && quota !== undefined) return pass;
    if (need(plan.RateLimit) !== undefined) return pass;
    need(quota);
    return fail({ path: ["Throttle"], found: {}, expected: "RateLimit, Quota" });
  },
});
