import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
  ElastiCacheClient,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-elasticache";
import { type Fact, type Facts, isUnknown } from "../../model/index.ts";
import type { Cache } from "../../model/nouns/data.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { strings, tagsOf } from "./shapes.ts";

const MARKER = ["Marker", "Marker"] as const;

/** Replication groups, single clusters and serverless caches of Redis, Valkey and Memcached. */
export const elasticache = defineCollector({
  service: "elasticache",
  scope: "region",
  kinds: ["Cache"],
  calls: {
    DescribeReplicationGroups: "elasticache:DescribeReplicationGroups",
    DescribeCacheClusters: "elasticache:DescribeCacheClusters",
    DescribeServerlessCaches: "elasticache:DescribeServerlessCaches",
    ListTagsForResource: "elasticache:ListTagsForResource",
  },
  origins: {
    Cache: {
      "": "elasticache:DescribeReplicationGroups",
      SecurityGroupIds: "elasticache:DescribeCacheClusters",
      Tags: "elasticache:ListTagsForResource",
    },
  },
  async collect(aws) {
    const client = aws.client(ElastiCacheClient);
    const [groups, nodes, serverless] = await Promise.all([
      aws.list(
        ["Cache"],
        client,
        DescribeReplicationGroupsCommand,
        { MaxRecords: 100 },
        { items: (page) => page.ReplicationGroups, token: MARKER },
      ),
      aws.listFact(client, DescribeCacheClustersCommand, { MaxRecords: 100 }, { items: (page) => page.CacheClusters, token: MARKER }),
      aws.list(["Cache"], client, DescribeServerlessCachesCommand, { MaxResults: 50 }, { items: (page) => page.ServerlessCaches }),
    ]);
    if (isUnknown(nodes)) aws.gap(["Cache"], nodes);
    const clusters = isUnknown(nodes) ? [] : nodes;
    const add = async (cache: Facts<Cache> & { readonly Arn: string; readonly Name: string }): Promise<void> => {
      const tags = await aws.read(client, new ListTagsForResourceCommand({ ResourceName: cache.Arn }), {
        absent: ["CacheClusterNotFound", "CacheClusterNotFoundFault", "ReplicationGroupNotFoundFault", "ServerlessCacheNotFoundFault"],
      });
      aws.add("Cache", { id: cache.Arn, name: cache.Name }, { ...cache, Tags: tagsOf(tags, (known) => known.TagList) });
    };
    const groupsOf = (members: readonly string[]): Fact<readonly string[]> =>
      isUnknown(nodes)
        ? nodes
        : [
            ...new Set(
              clusters
                .filter((c) => members.includes(c.CacheClusterId ?? ""))
                .flatMap((c) => strings(c.SecurityGroups?.map((g) => g.SecurityGroupId))),
            ),
          ];

    await aws.each(
      groups.filter((group) => group.Status !== "deleting"),
      (group) => {
        const name = group.ReplicationGroupId ?? "";
        return add({
          Arn: group.ARN ?? arn(aws, "replicationgroup", name),
          Name: name,
          Type: "replication-group",
          Engine: group.Engine ?? (isUnknown(nodes) ? nodes : (clusters.find((c) => c.ReplicationGroupId === name)?.Engine ?? "redis")),
          AtRestEncryptionEnabled: group.AtRestEncryptionEnabled ?? false,
          TransitEncryptionEnabled: group.TransitEncryptionEnabled ?? false,
          AuthTokenEnabled: group.AuthTokenEnabled ?? false,
          UserGroups: group.UserGroupIds ?? [],
          KmsKeyId: group.KmsKeyId,
          SecurityGroupIds: groupsOf(group.MemberClusters ?? []),
          AutomaticFailover: (group.AutomaticFailover ?? "").startsWith("enabl"),
        });
      },
    );
    // Members of a replication group are part of it.
    await aws.each(
      clusters.filter((cluster) => !cluster.ReplicationGroupId && cluster.CacheClusterStatus !== "deleting"),
      (cluster) => {
        const name = cluster.CacheClusterId ?? "";
        return add({
          Arn: cluster.ARN ?? arn(aws, "cluster", name),
          Name: name,
          Type: "cluster",
          Engine: cluster.Engine ?? "",
          AtRestEncryptionEnabled: cluster.AtRestEncryptionEnabled ?? false,
          TransitEncryptionEnabled: cluster.TransitEncryptionEnabled ?? false,
          AuthTokenEnabled: cluster.AuthTokenEnabled ?? false,
          UserGroups: [],
          KmsKeyId: undefined,
          SecurityGroupIds: strings(cluster.SecurityGroups?.map((g) => g.SecurityGroupId)),
          AutomaticFailover: undefined,
        });
      },
    );
    await aws.each(
      serverless.filter((cache) => cache.Status !== "deleting"),
      (cache) => {
        const name = cache.ServerlessCacheName ?? "";
        return add({
          Arn: cache.ARN ?? arn(aws, "serverlesscache", name),
          Name: name,
          Type: "serverless",
          Engine: cache.Engine ?? "",
          // Serverless caches are always encrypted, at rest and in transit.
          AtRestEncryptionEnabled: true,
          TransitEncryptionEnabled: true,
          AuthTokenEnabled: false,
          UserGroups: cache.UserGroupId ? [cache.UserGroupId] : [],
          KmsKeyId: cache.KmsKeyId,
          SecurityGroupIds: cache.SecurityGroupIds ?? [],
          AutomaticFailover: undefined,
        });
      },
    );
  },
});

function arn(aws: Aws, type: string, name: string): string {
  return `arn:${aws.partition}:elasticache:${aws.region}:${aws.account}:${type}:${name}`;
}
