import { ApplicationAutoScalingClient, DescribeScalingPoliciesCommand } from "@aws-sdk/client-application-auto-scaling";
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { type Fact, isUnknown, mapFact } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { policyOf, tagRecord } from "./shapes.ts";

const GONE = ["ResourceNotFoundException", "TableNotFoundException"];

/** Tables. Scaling policies are asked once for the region, and only when a table is provisioned. */
export const dynamodb = defineCollector({
  service: "dynamodb",
  scope: "region",
  kinds: ["DynamoTable"],
  calls: {
    ListTables: "dynamodb:ListTables",
    DescribeTable: "dynamodb:DescribeTable",
    DescribeContinuousBackups: "dynamodb:DescribeContinuousBackups",
    DescribeTimeToLive: "dynamodb:DescribeTimeToLive",
    GetResourcePolicy: "dynamodb:GetResourcePolicy",
    ListTagsOfResource: "dynamodb:ListTagsOfResource",
    DescribeScalingPolicies: "application-autoscaling:DescribeScalingPolicies",
  },
  origins: {
    DynamoTable: {
      "": "dynamodb:DescribeTable",
      PointInTimeRecovery: "dynamodb:DescribeContinuousBackups",
      TimeToLiveAttribute: "dynamodb:DescribeTimeToLive",
      Policy: "dynamodb:GetResourcePolicy",
      StreamPolicy: "dynamodb:GetResourcePolicy",
      Tags: "dynamodb:ListTagsOfResource",
      AutoScaled: "application-autoscaling:DescribeScalingPolicies",
    },
  },
  async collect(aws) {
    const client = aws.client(DynamoDBClient);
    const names = await aws.list(
      ["DynamoTable"],
      client,
      ListTablesCommand,
      {},
      {
        items: (page) => page.TableNames,
        token: ["ExclusiveStartTableName", "LastEvaluatedTableName"],
      },
    );
    let policies: Promise<Fact<ReadonlySet<string>>> | undefined;
    const scaled = (): Promise<Fact<ReadonlySet<string>>> => (policies ??= scalingPolicies(aws));
    await aws.each(names, (name) => collectTable(aws, client, name, scaled));
  },
});

/** `<table>|<dimension>` of every table dimension with a policy. */
async function scalingPolicies(aws: Aws): Promise<Fact<ReadonlySet<string>>> {
  const found = await aws.listFact(
    aws.client(ApplicationAutoScalingClient),
    DescribeScalingPoliciesCommand,
    { ServiceNamespace: "dynamodb" as const },
    { items: (page) => page.ScalingPolicies },
  );
  return mapFact(found, (list) => new Set(list.map((policy) => `${policy.ResourceId}|${policy.ScalableDimension}`)));
}

async function collectTable(
  aws: Aws,
  client: DynamoDBClient,
  name: string,
  scaled: () => Promise<Fact<ReadonlySet<string>>>,
): Promise<void> {
  const arn = arnOf(aws, "dynamodb", `table/${name}`);
  const gone = { absent: GONE };
  const [answer, backups, ttl, policy, tags] = await Promise.all([
    aws.read(client, new DescribeTableCommand({ TableName: name }), gone),
    aws.read(client, new DescribeContinuousBackupsCommand({ TableName: name }), gone),
    aws.read(client, new DescribeTimeToLiveCommand({ TableName: name }), gone),
    aws.read(client, new GetResourcePolicyCommand({ ResourceArn: arn }), { absent: [...GONE, "PolicyNotFoundException"] }),
    aws.listFact(client, ListTagsOfResourceCommand, { ResourceArn: arn }, { items: (page) => page.Tags, absent: GONE }),
  ]);
  if (answer === undefined) return; // deleted since it was listed
  if (!isUnknown(answer) && answer.Table?.TableStatus === "DELETING") return;
  const table = mapFact(answer, (known) => known?.Table ?? ({} as TableDescription));
  const billing = mapFact(table, (t): "PAY_PER_REQUEST" | "PROVISIONED" =>
    // Tables that were always provisioned have no summary.
    t.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST" ? "PAY_PER_REQUEST" : "PROVISIONED",
  );
  const autoScaled = isUnknown(billing)
    ? billing
    : billing === "PAY_PER_REQUEST"
      ? undefined
      : mapFact(await scaled(), (set) => ["Read", "Write"].every((way) => set.has(`table/${name}|dynamodb:table:${way}CapacityUnits`)));
  const stream = mapFact(table, (t) => (t.StreamSpecification?.StreamEnabled ? t.LatestStreamArn : undefined));
  // A stream has a policy of its own: who reads it reads every change of the table.
  const ofStream =
    stream === undefined || isUnknown(stream)
      ? stream
      : policyOf(
          await aws.read(client, new GetResourcePolicyCommand({ ResourceArn: stream }), { absent: [...GONE, "PolicyNotFoundException"] }),
          (known) => known.Policy,
        );
  // `DISABLED` and absent both mean AWS's own key.
  const isKms = mapFact(table, (t) => t.SSEDescription?.SSEType === "KMS" && t.SSEDescription.Status !== "DISABLED");
  aws.add(
    "DynamoTable",
    { id: arn, name },
    {
      Arn: arn,
      TableName: name,
      BillingMode: billing,
      AutoScaled: autoScaled,
      SseType: mapFact(isKms, (kms) => (kms ? "KMS" : "AWS_OWNED")),
      // The key is still named after KMS was switched off.
      KmsKeyArn: mapFact(isKms, (kms) => (kms ? mapFact(table, (t) => t.SSEDescription?.KMSMasterKeyArn) : undefined)),
      PointInTimeRecovery: mapFact(
        backups,
        (known) => known?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === "ENABLED",
      ),
      DeletionProtectionEnabled: mapFact(table, (t) => t.DeletionProtectionEnabled ?? false),
      StreamArn: stream,
      TimeToLiveAttribute: mapFact(ttl, (known) =>
        known?.TimeToLiveDescription?.TimeToLiveStatus?.startsWith("ENABL") ? known?.TimeToLiveDescription?.AttributeName : undefined,
      ),
      Policy: policyOf(policy, (known) => known.Policy),
      ...(ofStream === undefined ? {} : { StreamPolicy: ofStream }),
      Tags: mapFact(tags, tagRecord),
    },
  );
}
