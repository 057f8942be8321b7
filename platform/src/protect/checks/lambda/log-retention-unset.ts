import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { findLogGroup, logGroupOf } from "../../compute/log-group.ts";

export const logRetentionUnset = defineCheck({
  id: "lambda/log-retention-unset",
  on: "LambdaFunction",
  also: ["LogGroup"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "PR.IP-6"],
  meets: { "cis-aws-three-tier-1.0.0": ["5.7"], "owasp-serverless-top10": ["S10:2018"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The function's logs are kept for ever",
      risk: "Logs without retention pile up personal data and cost, and nobody decided how long evidence is needed.",
      fix: "Set a retention that fits your rules, for example 365 days.",
    },
    ja: {
      title: "関数のログの保持期間が未設定",
      risk: "保持期間がないと個人データと費用が増え続け、証跡を残す期間も定まりません。",
      fix: "規程に合わせて保持期間（例：365 日）を設定してください。",
    },
  },
  remedy: {
    cli: "aws logs put-retention-policy --log-group-name /aws/lambda/<function> --retention-in-days 365",
    cloudformation: "RetentionInDays: 365",
  },
  judge(fn, need, world) {
    const name = logGroupOf(fn, need);
    const group = need.outer(findLogGroup(name, fn, world));
    if (group === undefined) return notApplicable;
    return need(group.RetentionInDays) === undefined ? fail({ path: ["LoggingConfig", "LogGroup"], found: name, expected: 365 }) : pass;
  },
});
