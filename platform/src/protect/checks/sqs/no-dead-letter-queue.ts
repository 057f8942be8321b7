import { fail, knownOr, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { deadLetterUse } from "../../messaging/dead-letters.ts";

/** Queues that take the failures of others need none; they are recognised by who points to them, or by their name. */
export const noDeadLetterQueue = defineCheck({
  id: "sqs/no-dead-letter-queue",
  on: "Queue",
  also: ["LambdaFunction", "EventSourceMapping", "Subscription", "EventRule", "Schedule"],
  severity: "low",
  layer: "messaging",
  topic: "incident-response",
  csf: ["PR.DS-4", "DE.AE-5"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Failed messages have nowhere to go",
      risk: "A message that always fails is retried until it expires: it costs invocations, can hold up the queue, and is then lost without a trace.",
      fix: "Give the queue a redrive policy with a dead-letter queue and a maxReceiveCount of about 5.",
    },
    ja: {
      title: "デッドレターキューなし",
      risk: "処理できないメッセージが期限まで再試行されます。無駄な呼び出し費用が発生し、後続を滞らせ、最後は痕跡なく失われます。",
      fix: "デッドレターキューと、5 回程度の maxReceiveCount を持つ RedrivePolicy を設定してください。",
    },
  },
  remedy: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes \'{"RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"<dlq-arn>\\",\\"maxReceiveCount\\":\\"5\\"}"}\'',
    cloudformation: "RedrivePolicy:\n  deadLetterTargetArn: !GetAtt DeadLetters.Arn\n  maxReceiveCount: 5",
  },
  judge(queue, need, world) {
    if (need.outer(queue.RedrivePolicy) !== undefined) return pass;
    const allowed = knownOr(queue.RedriveAllowPolicy, undefined);
    if (allowed !== undefined && !allowed.includes("denyAll")) return notApplicable;
    if (/dlq|dead-?_?letter|failed|failure|poison/i.test(`${queue.name} ${knownOr(queue.QueueName, "")}`)) return notApplicable;
    const used = need(deadLetterUse(queue, world));
    // A queue that says who may send to it is itself a dead-letter queue.
    if (!used) need(queue.RedriveAllowPolicy);
    return used ? notApplicable : fail({ path: ["RedrivePolicy"], found: "not set" });
  },
});
