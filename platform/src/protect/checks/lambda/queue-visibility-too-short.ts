import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { sourceService } from "../../compute/event-sources.ts";
import { findFunction } from "../../compute/functions.ts";

export const queueVisibilityTooShort = defineCheck({
  id: "lambda/queue-visibility-too-short",
  on: "EventSourceMapping",
  also: ["Queue", "LambdaFunction"],
  severity: "low",
  layer: "messaging",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "The queue shows messages again while the function still works on them",
      risk: "With a visibility timeout under six times the function's timeout, throttled or slow batches return early: messages are handled twice and move to the dead-letter queue too soon.",
      fix: "Set the queue's visibility timeout to at least six times the function's timeout (plus the batching window).",
    },
    ja: {
      title: "処理中のメッセージがキューに再表示される",
      risk: "可視性タイムアウトが関数のタイムアウトの 6 倍未満だと、スロットリングや処理遅延のときにメッセージが早く戻り、二重処理や早すぎるデッドレターキュー移動が起こります。",
      fix: "キューの可視性タイムアウトを、関数のタイムアウトの 6 倍（バッチウィンドウがあればその値を加算）以上に設定してください。",
    },
  },
  remedy: {
    cli: "aws sqs set-queue-attributes --queue-url <url> --attributes VisibilityTimeout=<6 × timeout>",
    cloudformation: "Type: AWS::SQS::Queue\nProperties:\n  VisibilityTimeout: <6 × timeout>",
  },
  judge(mapping, need, world) {
    const source = need(mapping.EventSourceArn);
    if (sourceService(source) !== "sqs") return notApplicable;
    const queue = need.outer(world.find("Queue", source ?? "", mapping));
    const fn = need.outer(findFunction(mapping.FunctionName, mapping, world));
    if (queue === undefined || fn === undefined) return notApplicable;
    const least = 6 * need(fn.Timeout) + (need(mapping.MaximumBatchingWindowInSeconds) ?? 0);
    const visible = need(queue.VisibilityTimeout);
    return visible < least
      ? fail({ path: ["EventSourceArn"], found: { VisibilityTimeout: visible, functionTimeout: need(fn.Timeout) }, expected: least })
      : pass;
  },
});
