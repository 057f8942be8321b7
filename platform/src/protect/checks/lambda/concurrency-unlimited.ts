import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const concurrencyUnlimited = defineCheck({
  id: "lambda/concurrency-unlimited",
  on: "LambdaFunction",
  severity: "info",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "aws-config": ["lambda-concurrency-check"], "csa-sas-12": ["SAS-3", "SAS-8"], "owasp-serverless-top10": ["S6:2018"] },
  text: {
    en: {
      title: "No concurrency is reserved for the function",
      risk: "One flooded function can use up the account's concurrency, starve all others and run up the bill.",
      fix: "Reserve as much concurrency as the function needs at its peak, first for functions that the internet can reach.",
    },
    ja: {
      title: "予約済み同時実行数が未設定",
      risk: "1 つの関数への大量アクセスがアカウント全体の同時実行数を使い切り、他の関数が動かなくなり、料金も膨らみます。",
      fix: "インターネットから到達できる関数を優先し、ピーク時に必要な分だけ同時実行数を予約してください。",
    },
  },
  remedy: {
    cli: "aws lambda put-function-concurrency --function-name <function> --reserved-concurrent-executions <n>",
    cloudformation: "ReservedConcurrentExecutions: <n>",
    terraform: "reserved_concurrent_executions = <n>",
  },
  judge(fn, need) {
    return need(fn.ReservedConcurrentExecutions) === undefined ? fail({ path: ["ReservedConcurrentExecutions"] }) : pass;
  },
});
