import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const reservedConcurrencyZero = defineCheck({
  id: "lambda/reserved-concurrency-zero",
  on: "LambdaFunction",
  severity: "low",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4", "ID.AM-2"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "The function is switched off by a reserved concurrency of 0",
      risk: "Every invocation is throttled. Either somebody stopped it in an emergency and forgot, or it is no longer needed.",
      fix: "Delete the function, or remove the reservation.",
    },
    ja: {
      title: "予約済み同時実行数が 0 で関数が停止",
      risk: "すべての呼び出しがスロットリングされます。緊急停止したまま忘れられているか、不要になった関数です。",
      fix: "関数を削除するか、予約を解除してください。",
    },
  },
  remedy: { cli: "aws lambda delete-function-concurrency --function-name <function>", cloudformation: "ReservedConcurrentExecutions: <n>" },
  judge(fn, need) {
    return need(fn.ReservedConcurrentExecutions) === 0 ? fail({ path: ["ReservedConcurrentExecutions"], found: 0 }) : pass;
  },
});
