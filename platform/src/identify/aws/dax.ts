import { DAXClient, DescribeClustersCommand, ListTagsCommand } from "@aws-sdk/client-dax";
import { mapFact } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { tagRecord } from "./shapes.ts";

/** DynamoDB Accelerator clusters. */
export const dax = defineCollector({
  service: "dax",
  scope: "region",
  kinds: ["DaxCluster"],
  calls: { DescribeClusters: "dax:DescribeClusters", ListTags: "dax:ListTags" },
  origins: { DaxCluster: { "": "dax:DescribeClusters", Tags: "dax:ListTags" } },
  async collect(aws) {
    const client = aws.client(DAXClient);
    const clusters = await aws.list(
      ["DaxCluster"],
      client,
      DescribeClustersCommand,
      { MaxResults: 100 },
      { items: (page) => page.Clusters },
    );
    await aws.each(clusters, async (cluster) => {
      if (cluster.Status === "deleting") return;
      const name = cluster.ClusterName ?? "";
      const arn = cluster.ClusterArn ?? arnOf(aws, "dax", `cache/${name}`);
      const tags = await aws.listFact(
        client,
        ListTagsCommand,
        { ResourceName: arn },
        { items: (page) => page.Tags, absent: ["ClusterNotFoundFault"] },
      );
      aws.add(
        "DaxCluster",
        { id: arn, name },
        {
          Arn: arn,
          SseEnabled: cluster.SSEDescription?.Status?.startsWith("ENABL") ?? false,
          EndpointEncryption: cluster.ClusterEndpointEncryptionType,
          Tags: mapFact(tags, tagRecord),
        },
      );
    });
  },
});
