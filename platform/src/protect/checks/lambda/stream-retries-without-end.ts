import { fail, isUnknown, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { sourceService } from "../../compute/event-sources.ts";

export const streamRetriesWithoutEnd = defineCheck({
  id: "lambda/stream-retries-without-end",
  on: "EventSourceMapping",
  severity: "low",
  layer: "messaging",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "One bad record blocks a stream until it expires",
      risk: "Neither retries nor the age of a record are limited: a record that always fails holds its shard, and the function runs on it for days at your cost.",
      fix: "Set MaximumRetryAttempts or MaximumRecordAgeInSeconds, and BisectBatchOnFunctionError.",
    },
    ja: {
      title: "不正なレコード 1 件でストリームが停止",
      risk: "再試行回数もレコードの経過時間も無制限のため、常に失敗するレコードがシャードを塞ぎ、関数が何日も無駄に実行され続けます。",
      fix: "MaximumRetryAttempts または MaximumRecordAgeInSeconds を設定し、BisectBatchOnFunctionError を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws lambda update-event-source-mapping --uuid <id> --maximum-retry-attempts 3 --bisect-batch-on-function-error",
    cloudformation: "MaximumRetryAttempts: 3\nBisectBatchOnFunctionError: true",
  },
  judge(mapping, need) {
    if (!["kinesis", "dynamodb"].includes(sourceService(need(mapping.EventSourceArn)) ?? "")) return notApplicable;
    const bounded = (limit: number | undefined) => limit !== undefined && limit >= 0;
    if (!isUnknown(mapping.MaximumRetryAttempts) && bounded(mapping.MaximumRetryAttempts)) return pass;
    if (bounded(need(mapping.MaximumRecordAgeInSeconds))) return pass;
    return fail({ path: ["MaximumRetryAttempts"], found: need(mapping.MaximumRetryAttempts) ?? -1 });
  },
});
