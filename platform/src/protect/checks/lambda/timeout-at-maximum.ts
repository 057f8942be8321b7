import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const timeoutAtMaximum = defineCheck({
  id: "lambda/timeout-at-maximum",
  on: "LambdaFunction",
  severity: "info",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "owasp-serverless-top10": ["S6:2018"], "csa-sas-12": ["SAS-3", "SAS-8"] },
  text: {
    en: {
      title: "The function may run for the longest time Lambda allows",
      risk: "A request that hangs, or that somebody made slow on purpose, costs fifteen minutes each time.",
      fix: "Set the timeout to a little above what the function needs in the worst case.",
    },
    ja: {
      title: "タイムアウトが上限値に設定",
      risk: "応答しない処理や意図的に遅くされたリクエストが、毎回 15 分間の料金を発生させます。",
      fix: "最長の処理時間を少し上回る値にタイムアウトを設定してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --timeout <seconds>",
    cloudformation: "Timeout: <seconds>",
    terraform: "timeout = <seconds>",
  },
  judge(fn, need) {
    const timeout = need(fn.Timeout);
    return timeout >= 900 ? fail({ path: ["Timeout"], found: timeout }) : pass;
  },
});
