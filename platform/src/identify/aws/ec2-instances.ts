import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { unknown } from "../../model/index.ts";
import { ec2Arn, ec2Name } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { strings, tagRecord } from "./shapes.ts";

const NO_OPTIONS = unknown("failed", { action: "ec2:DescribeInstances", what: "no metadata options in the answer" });

/** Instances that still exist: a terminated one stays in the list for an hour. */
export const ec2Instances = defineCollector({
  service: "ec2-instances",
  scope: "region",
  kinds: ["Ec2Instance"],
  calls: { DescribeInstances: "ec2:DescribeInstances" },
  origins: { Ec2Instance: { "": "ec2:DescribeInstances" } },
  async collect(aws) {
    const client = aws.client(EC2Client);
    const reservations = await aws.list(
      ["Ec2Instance"],
      client,
      DescribeInstancesCommand,
      { MaxResults: 1000 },
      { items: (page) => page.Reservations },
    );
    for (const instance of reservations.flatMap((r) => r.Instances ?? [])) {
      const id = instance.InstanceId!;
      const state = instance.State?.Name ?? "";
      if (state === "terminated" || state === "shutting-down") continue;
      const Tags = tagRecord(instance.Tags);
      const options = instance.MetadataOptions;
      aws.add(
        "Ec2Instance",
        { id: ec2Arn(aws, "instance", id), name: ec2Name(id, Tags), aliases: [id] },
        {
          InstanceId: id,
          InstanceType: instance.InstanceType ?? "",
          State: state,
          IamInstanceProfile: instance.IamInstanceProfile?.Arn,
          HttpTokens: options?.HttpTokens ?? NO_OPTIONS,
          HttpEndpoint: options?.HttpEndpoint ?? NO_OPTIONS,
          PublicIpAddress: instance.PublicIpAddress,
          SubnetId: instance.SubnetId,
          VpcId: instance.VpcId,
          SecurityGroupIds: strings(instance.SecurityGroups?.map((g) => g.GroupId)),
          Tags,
        },
      );
    }
  },
});
