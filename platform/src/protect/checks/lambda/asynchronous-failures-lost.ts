import { type Evidence, failIf, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { asynchronousTriggers } from "../../compute/triggers.ts";

export const asynchronousFailuresLost = defineCheck({
  id: "lambda/asynchronous-failures-lost",
  on: "LambdaFunction",
  also: ["Schedule", "EventRule", "Subscription", "Bucket"],
  severity: "low",
  layer: "messaging",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4", "DE.AE-3"],
  meets: { "aws-config": ["lambda-dlq-check"], "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Failed asynchronous events are thrown away",
      risk: "The function is invoked without anybody waiting for the answer. After two retries Lambda drops the event: orders, alerts and evidence are lost without a trace.",
      fix: "Set a failure destination or a dead-letter queue, and an alarm on its depth.",
    },
    ja: {
      title: "失敗した非同期イベントが破棄される",
      risk: "呼び出し元が応答を待たない非同期呼び出しで、再試行が 2 回失敗するとイベントは破棄されます。注文・通知・証跡が記録も残さず失われます。",
      fix: "失敗時の送信先またはデッドレターキューを設定し、滞留数のアラームを作成してください。",
    },
  },
  remedy: {
    cli: 'aws lambda put-function-event-invoke-config --function-name <function> --destination-config \'{"OnFailure":{"Destination":"<queue arn>"}}\'',
    cloudformation: "DeadLetterConfig:\n  TargetArn: !GetAtt <Queue>.Arn",
    terraform: "dead_letter_config {\n  target_arn = aws_sqs_queue.<queue>.arn\n}",
  },
  judge(fn, need, world) {
    const configs = need.outer(fn.EventInvokeConfigs);
    if (need(fn.DeadLetterTarget)) return pass;
    const { found, undecided } = asynchronousTriggers(fn, world);
    if (found.length === 0) {
      if (undecided.length > 0) need(undecided[0]);
      return notApplicable;
    }
    const evidence: Evidence[] = [];
    for (const { source, qualifier } of found) {
      const config = configs.find(({ Qualifier }) => (Qualifier ?? "$LATEST") === (qualifier ?? "$LATEST"));
      if (config && need(config.OnFailure)) continue;
      evidence.push({ path: ["DeadLetterConfig"], found: { trigger: source, qualifier: qualifier ?? "$LATEST" } });
    }
    // Another trigger, of an alias without a destination, may hide in what could not be read.
    if (evidence.length === 0) need(undecided[0]);
    return failIf(evidence);
  },
});
