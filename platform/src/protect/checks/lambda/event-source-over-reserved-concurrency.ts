import { fail, isUnknown, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { eventSourcesOf, unplacedEventSource } from "../../compute/event-sources.ts";
import { findFunction } from "../../compute/functions.ts";

export const eventSourceOverReservedConcurrency = defineCheck({
  id: "lambda/event-source-over-reserved-concurrency",
  on: "EventSourceMapping",
  also: ["LambdaFunction"],
  severity: "low",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "The event source may start more executions than the function is allowed",
      risk: "Lambda polls up to the maximum concurrency of the mapping; what exceeds the reserved concurrency is throttled, and messages burn their receive count without being handled.",
      fix: "Keep the maximum concurrency of all mappings together at or below the reserved concurrency.",
    },
    ja: {
      title: "イベントソースの最大同時実行数が予約枠を超過",
      risk: "マッピングの最大同時実行数まで取得されますが、予約済み同時実行数を超えた分はスロットリングされ、処理されないまま受信回数だけが増えます。",
      fix: "全マッピングの最大同時実行数の合計を、予約済み同時実行数以下にしてください。",
    },
  },
  remedy: {
    cli: "aws lambda update-event-source-mapping --uuid <id> --scaling-config MaximumConcurrency=<n>",
    cloudformation: "ScalingConfig:\n  MaximumConcurrency: <n>",
  },
  judge(mapping, need, world) {
    const maximum = need(mapping.MaximumConcurrency);
    if (maximum === undefined) return notApplicable;
    const fn = need.outer(findFunction(mapping.FunctionName, mapping, world));
    const reserved = fn === undefined ? undefined : need(fn.ReservedConcurrentExecutions);
    if (fn === undefined || reserved === undefined) return notApplicable;
    const all = eventSourcesOf(fn, world).map((other) => other.MaximumConcurrency);
    const sum = all.reduce<number>((total, one) => total + (isUnknown(one) ? 0 : (one ?? 0)), 0);
    if (Math.max(sum, maximum) > reserved)
      return fail({
        path: ["ScalingConfig", "MaximumConcurrency"],
        found: { MaximumConcurrency: maximum, allMappings: sum },
        expected: reserved,
      });
    need(all);
    need(unplacedEventSource(fn, world));
    return pass;
  },
});
