import {
  type DBCluster,
  type DBInstance,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeEventSubscriptionsCommand,
  ListTagsForResourceCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import { dbEventSubscriptionArn } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { strings, tagRecord, tagsOf } from "./shapes.ts";

const MARKER = ["Marker", "Marker"] as const;
/** DocumentDB and Neptune answer the same calls; they are other services. */
const OTHERS = /^(docdb|neptune)/;

/** RDS instances, Aurora clusters, event subscriptions. Tags come with each answer. */
export const rds = defineCollector({
  service: "rds",
  scope: "region",
  kinds: ["DbInstance", "DbCluster", "DbEventSubscription"],
  calls: {
    DescribeDBInstances: "rds:DescribeDBInstances",
    DescribeDBClusters: "rds:DescribeDBClusters",
    DescribeEventSubscriptions: "rds:DescribeEventSubscriptions",
    ListTagsForResource: "rds:ListTagsForResource",
  },
  origins: {
    DbInstance: { "": "rds:DescribeDBInstances" },
    DbCluster: { "": "rds:DescribeDBClusters" },
    DbEventSubscription: { "": "rds:DescribeEventSubscriptions", Tags: "rds:ListTagsForResource" },
  },
  async collect(aws) {
    const client = aws.client(RDSClient);
    const [instances, clusters, subscriptions] = await Promise.all([
      aws.list(
        ["DbInstance"],
        client,
        DescribeDBInstancesCommand,
        { MaxRecords: 100 },
        { items: (page) => page.DBInstances, token: MARKER },
      ),
      aws.list(["DbCluster"], client, DescribeDBClustersCommand, { MaxRecords: 100 }, { items: (page) => page.DBClusters, token: MARKER }),
      aws.list(
        ["DbEventSubscription"],
        client,
        DescribeEventSubscriptionsCommand,
        { MaxRecords: 100 },
        { items: (page) => page.EventSubscriptionsList, token: MARKER },
      ),
    ]);
    for (const instance of instances)
      if (!OTHERS.test(instance.Engine ?? "") && instance.DBInstanceStatus !== "deleting") addInstance(aws, instance);
    for (const cluster of clusters) if (!OTHERS.test(cluster.Engine ?? "") && cluster.Status !== "deleting") addCluster(aws, cluster);
    await aws.each(subscriptions, async (subscription) => {
      const name = subscription.CustSubscriptionId ?? "";
      const arn = subscription.EventSubscriptionArn ?? dbEventSubscriptionArn(aws, name);
      const tags = await aws.read(client, new ListTagsForResourceCommand({ ResourceName: arn }), {
        absent: ["SubscriptionNotFound", "SubscriptionNotFoundFault"],
      });
      aws.add(
        "DbEventSubscription",
        { id: arn, name },
        {
          Name: name,
          Enabled: subscription.Enabled ?? false,
          Status: subscription.Status,
          SnsTopicArn: subscription.SnsTopicArn ?? "",
          SourceType: subscription.SourceType || undefined,
          SourceIds: subscription.SourceIdsList ?? [],
          EventCategories: subscription.EventCategoriesList ?? [],
          Tags: tagsOf(tags, (known) => known.TagList),
        },
      );
    });
  },
});

function addInstance(aws: Aws, db: DBInstance): void {
  const name = db.DBInstanceIdentifier ?? "";
  const arn = db.DBInstanceArn ?? `arn:${aws.partition}:rds:${aws.region}:${aws.account}:db:${name}`;
  aws.add(
    "DbInstance",
    { id: arn, name },
    {
      Arn: arn,
      DbInstanceIdentifier: name,
      Engine: db.Engine ?? "",
      DbClusterIdentifier: db.DBClusterIdentifier,
      StorageEncrypted: db.StorageEncrypted ?? false,
      KmsKeyId: db.KmsKeyId,
      PubliclyAccessible: db.PubliclyAccessible ?? false,
      AutoMinorVersionUpgrade: db.AutoMinorVersionUpgrade ?? false,
      MultiAz: db.MultiAZ ?? false,
      BackupRetentionPeriod: db.BackupRetentionPeriod ?? 0,
      DeletionProtection: db.DeletionProtection ?? false,
      IamAuthentication: db.IAMDatabaseAuthenticationEnabled ?? false,
      ManagedMasterPassword: db.MasterUserSecret !== undefined,
      MasterUserPassword: undefined,
      SecurityGroupIds: strings(db.VpcSecurityGroups?.map((group) => group.VpcSecurityGroupId)),
      SubnetIds: strings(db.DBSubnetGroup?.Subnets?.map((subnet) => subnet.SubnetIdentifier)),
      LogExports: db.EnabledCloudwatchLogsExports ?? [],
      Tags: tagRecord(db.TagList),
    },
  );
}

function addCluster(aws: Aws, db: DBCluster): void {
  const name = db.DBClusterIdentifier ?? "";
  const arn = db.DBClusterArn ?? `arn:${aws.partition}:rds:${aws.region}:${aws.account}:cluster:${name}`;
  aws.add(
    "DbCluster",
    { id: arn, name },
    {
      Arn: arn,
      DbClusterIdentifier: name,
      Engine: db.Engine ?? "",
      StorageEncrypted: db.StorageEncrypted ?? false,
      KmsKeyId: db.KmsKeyId,
      MultiAz: db.MultiAZ ?? false,
      BackupRetentionPeriod: db.BackupRetentionPeriod ?? 0,
      DeletionProtection: db.DeletionProtection ?? false,
      IamAuthentication: db.IAMDatabaseAuthenticationEnabled ?? false,
      ManagedMasterPassword: db.MasterUserSecret !== undefined,
      MasterUserPassword: undefined,
      HttpEndpointEnabled: db.HttpEndpointEnabled ?? false,
      SecurityGroupIds: strings(db.VpcSecurityGroups?.map((group) => group.VpcSecurityGroupId)),
      ServerlessV2: db.ServerlessV2ScalingConfiguration !== undefined || db.EngineMode === "serverless",
      Tags: tagRecord(db.TagList),
    },
  );
}
