import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeNotificationConfigurationsCommand,
} from "@aws-sdk/client-auto-scaling";
import { mapFact } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { strings, tagRecord } from "./shapes.ts";

/** Auto Scaling groups and whom they tell. */
export const autoscaling = defineCollector({
  service: "autoscaling",
  scope: "region",
  kinds: ["AutoScalingGroup"],
  calls: {
    DescribeAutoScalingGroups: "autoscaling:DescribeAutoScalingGroups",
    DescribeNotificationConfigurations: "autoscaling:DescribeNotificationConfigurations",
  },
  origins: {
    AutoScalingGroup: { "": "autoscaling:DescribeAutoScalingGroups", NotificationTopics: "autoscaling:DescribeNotificationConfigurations" },
  },
  async collect(aws) {
    const client = aws.client(AutoScalingClient);
    const [groups, notifications] = await Promise.all([
      aws.list(
        ["AutoScalingGroup"],
        client,
        DescribeAutoScalingGroupsCommand,
        { MaxRecords: 100 },
        { items: (page) => page.AutoScalingGroups },
      ),
      aws.listFact(
        client,
        DescribeNotificationConfigurationsCommand,
        { MaxRecords: 100 },
        { items: (page) => page.NotificationConfigurations },
      ),
    ]);
    for (const group of groups) {
      const name = group.AutoScalingGroupName!;
      const arn = group.AutoScalingGroupARN ?? arnOf(aws, "autoscaling", `autoScalingGroup:*:autoScalingGroupName/${name}`);
      aws.add(
        "AutoScalingGroup",
        { id: arn, name },
        {
          Arn: arn,
          NotificationTopics: mapFact(notifications, (all) => [
            ...new Set(strings(all.filter((n) => n.AutoScalingGroupName === name).map((n) => n.TopicARN))),
          ]),
          Tags: tagRecord(group.Tags),
        },
      );
    }
  },
});
