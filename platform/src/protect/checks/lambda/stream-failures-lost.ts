import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { sourceService } from "../../compute/event-sources.ts";

export const streamFailuresLost = defineCheck({
  id: "lambda/stream-failures-lost",
  on: "EventSourceMapping",
  severity: "low",
  layer: "messaging",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4", "DE.AE-3"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Records that fail on a stream are thrown away",
      risk: "When the retries of a stream or Kafka batch are used up, Lambda skips the records. A dead-letter queue of the function does not help here.",
      fix: "Set a failure destination on the event source mapping.",
    },
    ja: {
      title: "ストリームの失敗レコードが破棄される",
      risk: "ストリームや Kafka のバッチの再試行が尽きると、Lambda はレコードを読み飛ばします。関数のデッドレターキューは、この場合には使われません。",
      fix: "イベントソースマッピングに失敗時の送信先を設定してください。",
    },
  },
  remedy: {
    cli: 'aws lambda update-event-source-mapping --uuid <id> --destination-config \'{"OnFailure":{"Destination":"<queue arn>"}}\'',
    cloudformation: "DestinationConfig:\n  OnFailure:\n    Destination: !GetAtt <Queue>.Arn",
  },
  judge(mapping, need) {
    const service = sourceService(need(mapping.EventSourceArn));
    if (!["kinesis", "dynamodb", "kafka"].includes(service ?? "")) return notApplicable;
    return need(mapping.OnFailure) ? pass : fail({ path: ["DestinationConfig", "OnFailure"], found: need(mapping.EventSourceArn) });
  },
});
