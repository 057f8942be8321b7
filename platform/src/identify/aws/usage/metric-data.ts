import { CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from "@aws-sdk/client-cloudwatch";
import { isUnknown, type Unknown, type Use, unknown } from "../../../model/index.ts";
import type { Aws } from "../collector.ts";
import type { Metric } from "./metrics.ts";

/** CloudWatch keeps hourly values, and so whole days, for 455 days. */
export const WINDOW_DAYS = 455;
const DAY_MS = 86_400_000;
/** What one call may ask for. */
const METRICS_A_CALL = 500;
const ACTION = "cloudwatch:GetMetricData";

export function dayOf(time: Date | number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Asks for the newest day on which each metric was above zero; as few calls as the API allows. */
export async function newestUse(
  aws: Aws,
  metrics: readonly Metric[],
  now: Date,
  tell: (metric: Metric, last: string | undefined | Unknown, since: string) => void,
): Promise<void> {
  const client = aws.client(CloudWatchClient);
  const start = Math.floor(now.getTime() / DAY_MS) * DAY_MS - (WINDOW_DAYS - 1) * DAY_MS;
  const chunks: (readonly Metric[])[] = [];
  for (let at = 0; at < metrics.length; at += METRICS_A_CALL) chunks.push(metrics.slice(at, at + METRICS_A_CALL));
  await aws.each(chunks, async (chunk) => {
    const input = {
      MetricDataQueries: chunk.map((metric, index) => ({
        Id: `m${index}`,
        MetricStat: {
          Metric: {
            Namespace: metric.namespace,
            MetricName: metric.name,
            Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: 86_400,
          Stat: metric.stat,
        },
      })),
      StartTime: new Date(start),
      EndTime: now,
      ScanBy: "TimestampDescending" as const,
    };
    const heard = new Map<string, Heard>();
    const { because } = await aws.pages(client, GetMetricDataCommand, input, {
      items: (page) => {
        for (const result of page.MetricDataResults ?? []) hear(heard, result);
        return [];
      },
      // The newest values come first: once every metric has one, older pages cannot change the answer.
      next: (page) =>
        page.NextToken && chunk.some((_, index) => heard.get(`m${index}`)?.last === undefined) ? { NextToken: page.NextToken } : undefined,
    });
    for (const [index, metric] of chunk.entries()) tell(metric, answer(heard.get(`m${index}`), because), dayOf(start));
  });
}

interface Heard {
  last: string | undefined;
  status: string | undefined;
}

function hear(heard: Map<string, Heard>, result: MetricDataResult): void {
  const id = result.Id ?? "";
  let one = heard.get(id);
  if (!one) heard.set(id, (one = { last: undefined, status: undefined }));
  one.status = result.StatusCode;
  for (const [index, value] of (result.Values ?? []).entries()) {
    const time = result.Timestamps?.[index];
    // A queue that is polled reports zeros: a value is use only when there is something of it.
    if (time === undefined || !(value > 0)) continue;
    const day = dayOf(time);
    if (one.last === undefined || day > one.last) one.last = day;
  }
}

/** INVARIANT: "nothing" is said only of a metric that CloudWatch answered completely. */
function answer(heard: Heard | undefined, because: Unknown | undefined): string | undefined | Unknown {
  if (heard?.last !== undefined) return heard.last;
  if (because) return because;
  if (heard?.status === "Complete") return undefined;
  if (heard?.status === "Forbidden") return unknown("access-denied", { action: ACTION });
  return unknown("failed", { action: ACTION, what: heard?.status ?? "no answer for the metric" });
}

/** Several metrics of one resource as one answer: the newest day, and whether one of them could hide a newer one. */
export function combine(parts: readonly { readonly metric: Metric; readonly last: string | undefined | Unknown }[], since: string): Use {
  let last: string | undefined;
  let partly: Unknown | undefined;
  for (const part of parts) {
    if (isUnknown(part.last)) partly ??= part.last;
    else if (part.last !== undefined && (last === undefined || part.last > last)) last = part.last;
  }
  const by = [...new Set(parts.map(({ metric }) => `${metric.namespace} ${metric.name}`))].join(", ");
  return { last: last ?? partly ?? undefined, since, by, ...(last !== undefined && partly ? { partly } : {}) };
}
