import { fail, isUnknown, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const recursiveLoopAllowed = defineCheck({
  id: "lambda/recursive-loop-allowed",
  on: "LambdaFunction",
  severity: "low",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Recursive invocation is not stopped",
      risk: "When the function triggers itself through a queue, a topic or a bucket, it runs without end and so does the bill.",
      fix: "Set recursive loop detection to Terminate, unless the loop is designed and bounded.",
    },
    ja: {
      title: "再帰ループの停止が無効",
      risk: "キュー・トピック・バケットを介して関数が自分自身を起動した場合、停止せずに実行が続き、料金も増え続けます。",
      fix: "意図的で上限のあるループでない限り、再帰ループ検出を Terminate に設定してください。",
    },
  },
  remedy: {
    cli: "aws lambda put-function-recursion-config --function-name <function> --recursive-loop Terminate",
    cloudformation: "RecursiveLoop: Terminate",
  },
  judge(fn, need) {
    // One call per function that scans leave out: outside of what was asked, nothing is said.
    if (isUnknown(fn.RecursiveLoop) && fn.RecursiveLoop.reason === "not-collected") return notApplicable;
    return need(fn.RecursiveLoop)?.toLowerCase() === "allow"
      ? fail({ path: ["RecursiveLoop"], found: "Allow", expected: "Terminate" })
      : pass;
  },
});
