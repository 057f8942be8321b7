import { CloudWatchLogsClient, DescribeLogGroupsCommand, DescribeMetricFiltersCommand } from "@aws-sdk/client-cloudwatch-logs";
import { type MetricFilter, mapFact, unknown } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { filled } from "./lists.ts";

const TOKEN = ["nextToken", "nextToken"] as const;
/** One call per group would double the cost of a scan, and nothing asks for them. */
const NO_TAGS = unknown("not-collected", { action: "logs:ListTagsForResource" });

/** Log groups, and all metric filters of the region in one list. */
export const logs = defineCollector({
  service: "logs",
  scope: "region",
  kinds: ["LogGroup"],
  calls: { DescribeLogGroups: "logs:DescribeLogGroups", DescribeMetricFilters: "logs:DescribeMetricFilters" },
  origins: { LogGroup: { "": "logs:DescribeLogGroups", MetricFilters: "logs:DescribeMetricFilters" } },
  async collect(aws) {
    const client = aws.client(CloudWatchLogsClient);
    const [groups, filters] = await Promise.all([
      aws.list(["LogGroup"], client, DescribeLogGroupsCommand, { limit: 50 }, { items: (page) => page.logGroups, token: TOKEN }),
      aws.listFact(client, DescribeMetricFiltersCommand, { limit: 50 }, { items: (page) => page.metricFilters, token: TOKEN }),
    ]);
    const byGroup = mapFact(filters, (list) => {
      const map = new Map<string, MetricFilter[]>();
      for (const filter of list) {
        const row: MetricFilter = {
          FilterName: filter.filterName ?? "",
          FilterPattern: filter.filterPattern ?? "",
          Metrics: (filter.metricTransformations ?? []).map((m) => ({ Name: m.metricName ?? "", Namespace: m.metricNamespace ?? "" })),
        };
        const group = filter.logGroupName ?? "";
        map.set(group, [...(map.get(group) ?? []), row]);
      }
      return map;
    });
    for (const group of groups) {
      const name = group.logGroupName!;
      const arn = group.logGroupArn ?? group.arn?.replace(/:\*$/, "") ?? arnOf(aws, "logs", `log-group:${name}`);
      aws.add(
        "LogGroup",
        { id: arn, name, aliases: [`${arn}:*`] },
        {
          Arn: arn,
          LogGroupName: name,
          RetentionInDays: group.retentionInDays,
          KmsKeyId: filled(group.kmsKeyId),
          MetricFilters: mapFact(byGroup, (map) => map.get(name) ?? []),
          Tags: NO_TAGS,
        },
      );
    }
  },
});
