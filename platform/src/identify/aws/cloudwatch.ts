import { CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { unknown } from "../../model/index.ts";
import { defineCollector } from "./collector.ts";

const NO_TAGS = unknown("not-collected", { action: "cloudwatch:ListTagsForResource" });

/** Metric and composite alarms. */
export const cloudwatch = defineCollector({
  service: "cloudwatch",
  scope: "region",
  kinds: ["Alarm"],
  calls: { DescribeAlarms: "cloudwatch:DescribeAlarms" },
  origins: { Alarm: { "": "cloudwatch:DescribeAlarms" } },
  async collect(aws) {
    const client = aws.client(CloudWatchClient);
    const input = { AlarmTypes: ["MetricAlarm" as const, "CompositeAlarm" as const], MaxRecords: 100 };
    const pages = await aws.list(["Alarm"], client, DescribeAlarmsCommand, input, { items: (page) => [page] });
    for (const alarm of pages.flatMap((p) => p.MetricAlarms ?? [])) {
      const metric = metricOf(alarm);
      aws.add(
        "Alarm",
        { id: alarm.AlarmArn!, name: alarm.AlarmName! },
        {
          Arn: alarm.AlarmArn!,
          AlarmName: alarm.AlarmName!,
          MetricName: metric?.MetricName,
          Namespace: metric?.Namespace,
          Dimensions: Object.fromEntries((metric?.Dimensions ?? []).map((d) => [d.Name ?? "", d.Value ?? ""])),
          ActionsEnabled: alarm.ActionsEnabled ?? true,
          AlarmActions: alarm.AlarmActions ?? [],
          Tags: NO_TAGS,
        },
      );
    }
    for (const alarm of pages.flatMap((p) => p.CompositeAlarms ?? [])) {
      aws.add(
        "Alarm",
        { id: alarm.AlarmArn!, name: alarm.AlarmName! },
        {
          Arn: alarm.AlarmArn!,
          AlarmName: alarm.AlarmName!,
          MetricName: undefined,
          Namespace: undefined,
          Dimensions: {},
          ActionsEnabled: alarm.ActionsEnabled ?? true,
          AlarmActions: alarm.AlarmActions ?? [],
          Tags: NO_TAGS,
        },
      );
    }
  },
});

/** The metric itself, or the only one inside a metric expression. */
function metricOf(alarm: MetricAlarm) {
  if (alarm.MetricName !== undefined) return alarm;
  const metrics = (alarm.Metrics ?? []).flatMap((m) => m.MetricStat?.Metric ?? []);
  return metrics.length === 1 ? metrics[0] : undefined;
}
