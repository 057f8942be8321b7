import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** In standard queues a message keeps its age when it moves, so an equal retention leaves no time at all. FIFO queues start anew. */
export const deadLettersExpireTooEarly = defineCheck({
  id: "sqs/dead-letters-expire-too-early",
  on: "Queue",
  severity: "low",
  layer: "messaging",
  topic: "incident-response",
  csf: ["PR.DS-4"],
  meets: {},
  text: {
    en: {
      title: "Dead letters expire no later than their source queue's messages",
      risk: "A message that failed for hours reaches the dead-letter queue with little time left and is deleted before anybody looks.",
      fix: "Keep dead letters longer than the source queue keeps its messages, best the full 14 days.",
    },
    ja: {
      title: "デッドレターの保持期間が元のキュー以下",
      risk: "標準キューでは投入時刻が引き継がれます。長く失敗したメッセージは、確認する前に期限切れで削除されます。",
      fix: "デッドレターキューの保持期間を元のキューより長く（できれば 14 日に）してください。",
    },
  },
  remedy: {
    cli: "aws sqs set-queue-attributes --queue-url <dlq-url> --attributes MessageRetentionPeriod=1209600",
    cloudformation: "MessageRetentionPeriod: 1209600",
  },
  judge(queue, need, world) {
    const redrive = need.outer(queue.RedrivePolicy);
    if (redrive === undefined || need(queue.FifoQueue)) return notApplicable;
    const target = need.outer(world.find("Queue", redrive.deadLetterTargetArn, queue));
    if (target === undefined)
      return fail({ path: ["RedrivePolicy", "deadLetterTargetArn"], found: "the dead-letter queue does not exist" });
    const here = need(queue.MessageRetentionPeriod);
    const there = need(target.MessageRetentionPeriod);
    return there > here
      ? pass
      : fail({ path: ["MessageRetentionPeriod"], found: { source: here, deadLetters: there }, expected: `deadLetters > ${here}` });
  },
});
