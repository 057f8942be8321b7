import { describe, expect, it } from "vitest";
import { isUnknown, type Kind, type Noun, type Resource, unknown } from "../../model/index.ts";
import type { Harvest } from "./account-state.ts";
import { classify } from "./errors.ts";
import { collectors } from "./index.ts";
import { operationOf, runCollector } from "./session.ts";
import { emptyHarvest, tapeOptions } from "./tape.ts";
import { unique } from "./unique.ts";

type Input = Readonly<Record<string, unknown>>;
type Answers = Readonly<Record<string, object | string | ((input: Input) => object | string)>>;

const ACCOUNT = "123456789012";

/** Runs a collector; what has no answer answers nothing, a text is an error's name. */
async function collect(service: string, answers: Answers): Promise<Harvest & { readonly asked: readonly Input[] }> {
  const collector = await collectors[service]!();
  const harvest = emptyHarvest();
  const asked: Input[] = [];
  const options = tapeOptions({
    async send(_client, command) {
      const { input } = command as { readonly input: Input };
      asked.push(input);
      const answer = answers[operationOf(command)];
      const given = typeof answer === "function" ? answer(input) : answer;
      if (typeof given === "string")
        throw Object.assign(new Error(given), { name: given, $fault: "client", $metadata: { httpStatusCode: 400 } });
      return { ...given, $metadata: { httpStatusCode: 200 } };
    },
  });
  await runCollector(collector, collector.scope === "global" ? "global" : "us-east-1", options, harvest);
  return { ...harvest, asked };
}

function the<K extends Kind>({ resources }: Harvest, kind: K): Noun<K> {
  const found = resources.filter((r) => r.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] as unknown as Noun<K>;
}

describe("what is going away is not listed", () => {
  const tables: readonly (readonly [service: string, answers: Answers])[] = [
    ["dynamodb", { ListTables: { TableNames: ["t"] }, DescribeTable: { Table: { TableStatus: "DELETING" } } }],
    ["kinesis", { ListStreams: { StreamNames: ["s"] }, DescribeStreamSummary: { StreamDescriptionSummary: { StreamStatus: "DELETING" } } }],
    [
      "firehose",
      {
        ListDeliveryStreams: { DeliveryStreamNames: ["s"] },
        DescribeDeliveryStream: { DeliveryStreamDescription: { DeliveryStreamStatus: "DELETING" } },
      },
    ],
    [
      "stepfunctions",
      {
        ListStateMachines: { stateMachines: [{ stateMachineArn: "arn:aws:states:us-east-1:1:stateMachine:m", name: "m" }] },
        DescribeStateMachine: { status: "DELETING" },
      },
    ],
    ["efs", { DescribeFileSystems: { FileSystems: [{ FileSystemId: "fs-1", LifeCycleState: "deleting" }] } }],
    ["dax", { DescribeClusters: { Clusters: [{ ClusterName: "c", Status: "deleting" }] } }],
    [
      "rds",
      {
        DescribeDBInstances: { DBInstances: [{ DBInstanceIdentifier: "d", DBInstanceStatus: "deleting" }] },
        DescribeDBClusters: { DBClusters: [{ DBClusterIdentifier: "c", Status: "deleting" }] },
      },
    ],
    [
      "elasticache",
      {
        DescribeReplicationGroups: { ReplicationGroups: [{ ReplicationGroupId: "g", Status: "deleting" }] },
        DescribeServerlessCaches: { ServerlessCaches: [{ ServerlessCacheName: "s", Status: "deleting" }] },
      },
    ],
    ["ec2-instances", { DescribeInstances: { Reservations: [{ Instances: [{ InstanceId: "i-1", State: { Name: "shutting-down" } }] }] } }],
    ["ec2-network", { DescribeVpcEndpoints: { VpcEndpoints: [{ VpcEndpointId: "vpce-1", State: "deleted" }] } }],
    ["lambda", { ListEventSourceMappings: { EventSourceMappings: [{ UUID: "u", State: "Deleting" }] } }],
  ];
  it.each(tables)("%s", async (service, answers) => {
    const found = await collect(service, answers);
    expect(found.resources).toEqual([]);
    expect(found.gaps).toEqual([]);
  });
});

describe("what others own", () => {
  it("a shared VPC keeps its owner, and its flow logs are the owner's to tell", async () => {
    const vpc = the(await collect("ec2-network", { DescribeVpcs: { Vpcs: [{ VpcId: "vpc-1", OwnerId: "444455556666" }] } }), "Vpc");
    expect(vpc.id).toBe("arn:aws:ec2:us-east-1:444455556666:vpc/vpc-1");
    expect(vpc.FlowLogs).toEqual(unknown("elsewhere", { what: "owner 444455556666" }));
  });

  it("an own VPC without flow logs has none", async () => {
    expect(the(await collect("ec2-network", { DescribeVpcs: { Vpcs: [{ VpcId: "vpc-1", OwnerId: ACCOUNT }] } }), "Vpc").FlowLogs).toEqual(
      [],
    );
  });

  it("a GraphQL API that another account shares is not listed", async () => {
    const found = await collect("appsync", { ListGraphqlApis: { graphqlApis: [{ apiId: "a", owner: "444455556666" }] } });
    expect(found.resources).toEqual([]);
  });

  it("rules that a service manages are not listed", async () => {
    const found = await collect("events", {
      ListEventBuses: { EventBuses: [{ Name: "default" }] },
      ListRules: { Rules: [{ Name: "r", ManagedBy: "states.amazonaws.com" }] },
    });
    expect(found.resources.map((r) => r.kind)).toEqual(["EventBus"]);
  });

  it("one policy of AWS's is kept once for each account", () => {
    const seen = (account: string) =>
      ({ kind: "ManagedPolicy", id: "arn:aws:iam::aws:policy/AdministratorAccess", scope: `aws:${account}` }) as Resource;
    expect(unique([seen("1"), seen("2"), seen("1")])).toEqual([seen("1"), seen("2")]);
  });
});

describe("half a truth is not the whole one", () => {
  it("a flow log that cannot be delivered is not active", async () => {
    const vpc = the(
      await collect("ec2-network", {
        DescribeVpcs: { Vpcs: [{ VpcId: "vpc-1", OwnerId: ACCOUNT }] },
        DescribeFlowLogs: { FlowLogs: [{ ResourceId: "vpc-1", FlowLogStatus: "ACTIVE", DeliverLogsStatus: "FAILED", TrafficType: "ALL" }] },
      }),
      "Vpc",
    );
    expect(vpc.FlowLogs).toEqual([{ Status: "FAILED", TrafficType: "ALL" }]);
  });

  it("roles are known by name and trust when the details are refused", async () => {
    const found = await collect("iam", {
      GetAccountAuthorizationDetails: "AccessDenied",
      ListRoles: {
        Roles: [
          {
            Arn: "arn:aws:iam::123456789012:role/app",
            RoleName: "app",
            MaxSessionDuration: 3600,
            AssumeRolePolicyDocument: encodeURIComponent('{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}'),
          },
        ],
      },
      GenerateCredentialReport: { State: "COMPLETE" },
    });
    const role = the(found, "Role");
    expect(role.AssumeRolePolicyDocument).toMatchObject({ Statement: [{ Principal: "*" }] });
    for (const fact of [role.Policies, role.ManagedPolicyArns, role.PermissionsBoundary, role.LastUsedDate, role.Tags]) {
      expect(fact).toMatchObject({ reason: "access-denied", action: "iam:GetAccountAuthorizationDetails" });
    }
    expect(found.gaps.map((gap) => gap.kind).toSorted()).toEqual(["Group", "ManagedPolicy", "User"]);
  });

  it("a state machine under a key the scanner may not use hides its definition only", async () => {
    const machine = the(
      await collect("stepfunctions", {
        ListStateMachines: {
          stateMachines: [{ stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:m", name: "m", type: "STANDARD" }],
        },
        DescribeStateMachine: ({ includedData }) =>
          includedData === "METADATA_ONLY"
            ? { roleArn: "r", loggingConfiguration: { level: "ALL" }, status: "ACTIVE" }
            : "KmsAccessDeniedException",
      }),
      "StateMachine",
    );
    expect(machine.Definition).toMatchObject({ reason: "access-denied" });
    expect(machine.LoggingLevel).toBe("ALL");
  });

  it("a collection that its details leave out is not one without a key", async () => {
    const collection = the(
      await collect("opensearchserverless", {
        ListCollections: { collectionSummaries: [{ id: "1", name: "docs", arn: "arn:aws:aoss:us-east-1:123456789012:collection/1" }] },
      }),
      "SearchCollection",
    );
    expect(isUnknown(collection.KmsKeyArn)).toBe(true);
  });

  it("a redrive policy without a number is malformed", async () => {
    const queue = the(
      await collect("sqs", {
        ListQueues: { QueueUrls: ["https://sqs.us-east-1.amazonaws.com/123456789012/q"] },
        GetQueueAttributes: { Attributes: { RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:d"}' } },
      }),
      "Queue",
    );
    expect(queue.RedrivePolicy).toMatchObject({ maxReceiveCount: { reason: "malformed" } });
  });

  it("a table whose encryption by KMS was switched off has no key", async () => {
    const table = the(
      await collect("dynamodb", {
        ListTables: { TableNames: ["t"] },
        DescribeTable: {
          Table: {
            BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
            SSEDescription: { Status: "DISABLED", SSEType: "KMS", KMSMasterKeyArn: "k" },
          },
        },
      }),
      "DynamoTable",
    );
    expect([table.SseType, table.KmsKeyArn]).toEqual(["AWS_OWNED", undefined]);
  });

  it("a grant on a key says for whom, for what and with which encryption context", async () => {
    const key = the(
      await collect("kms", {
        ListKeys: { Keys: [{ KeyId: "k", KeyArn: "arn:aws:kms:us-east-1:123456789012:key/k" }] },
        DescribeKey: { KeyMetadata: { KeyManager: "CUSTOMER", KeyState: "Enabled" } },
        ListGrants: {
          Grants: [
            {
              GrantId: "g1",
              Name: "",
              GranteePrincipal: "arn:aws:iam::123456789012:role/r",
              Operations: ["Decrypt"],
              Constraints: { EncryptionContextSubset: { app: "a" } },
            },
            { GrantId: "g2", GranteePrincipal: "dynamodb.us-east-1.amazonaws.com", Operations: ["Decrypt", "CreateGrant"] },
          ],
        },
      }),
      "KmsKey",
    );
    expect(key.Grants).toEqual([
      {
        GrantId: "g1",
        Name: undefined,
        GranteePrincipal: "arn:aws:iam::123456789012:role/r",
        Operations: ["Decrypt"],
        EncryptionContext: { Pairs: { app: "a" }, Exactly: false },
      },
      {
        GrantId: "g2",
        Name: undefined,
        GranteePrincipal: "dynamodb.us-east-1.amazonaws.com",
        Operations: ["Decrypt", "CreateGrant"],
        EncryptionContext: undefined,
      },
    ]);
  });

  it("a gateway load balancer faces nobody", async () => {
    const balancer = the(
      await collect("elb", {
        DescribeLoadBalancers: {
          LoadBalancers: [
            {
              LoadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/gwy/g/1",
              LoadBalancerName: "g",
              Type: "gateway",
            },
          ],
        },
      }),
      "LoadBalancer",
    );
    expect(balancer.Scheme).toBe("internal");
  });
});

it.each(["KMSAccessDeniedException", "KmsAccessDeniedException", "KMSAccessDenied", "KmsAccessDenied"])("%s is a refusal", (name) => {
  expect(classify(Object.assign(new Error("no"), { name, $metadata: { httpStatusCode: 400 } }), "x:Y").reason).toBe("access-denied");
});

it("asks a web ACL only for what the estate has kinds of", async () => {
  const { asked } = await collect("wafv2", {
    ListWebACLs: { WebACLs: [{ Name: "a", Id: "1", ARN: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1" }] },
    GetWebACL: { WebACL: { Name: "a" } },
  });
  expect(asked.map((input) => input["ResourceType"]).filter((type) => type !== undefined)).toEqual([
    "APPLICATION_LOAD_BALANCER",
    "API_GATEWAY",
    "APPSYNC",
    "COGNITO_USER_POOL",
  ]);
});

describe("an access point of many regions", () => {
  const buckets = async (Regions: unknown) =>
    the(
      await collect("s3-multi-region-access-points", {
        ListMultiRegionAccessPoints: { AccessPoints: [{ Name: "p", Alias: "p.mrap", Regions }] },
      }),
      "S3AccessPoint",
    ).Buckets;
  it("has all of its buckets", async () => {
    expect(await buckets([{ Bucket: "a", Region: "us-east-1" }, { Bucket: "b" }])).toEqual(["a", "b"]);
  });
  it.each([
    ["none is named", undefined],
    ["none is listed", []],
    ["one has no name", [{ Region: "us-east-1" }]],
  ])("nobody knows which, where %s", async (_, regions) => {
    expect(await buckets(regions)).toEqual([expect.objectContaining({ reason: "not-collected", what: "Regions" })]);
  });
});

describe("directory buckets", () => {
  const buckets = async (
    ListDirectoryBuckets: object,
    GetBucketLifecycleConfiguration: object | string = {},
    GetBucketPolicy: object | string = "NoSuchBucketPolicy",
  ) => collect("s3-directory-buckets", { ListDirectoryBuckets, GetBucketLifecycleConfiguration, GetBucketPolicy });

  it("have a policy, or none", async () => {
    const listed = { Buckets: [{ Name: "d--use1-az4--x-s3" }] };
    const Policy = JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: "s3express:CreateSession", Resource: "*" } });
    const policyIn = async (answer: object | string) => the(await buckets(listed, {}, answer), "DirectoryBucket").Policy;
    expect(await policyIn({ Policy })).toMatchObject({ Statement: [{ Action: ["s3express:CreateSession"] }] });
    expect(await policyIn("NoSuchBucketPolicy")).toBeUndefined();
    expect(await policyIn("AccessDenied")).toMatchObject({ reason: "access-denied", action: "s3express:GetBucketPolicy" });
  });

  it("are told from others by their name", async () => {
    const { resources } = await buckets({ Buckets: [{ Name: "ordinary" }, { Name: "d--use1-az4--x-s3" }] });
    expect(resources.map(({ name }) => name)).toEqual(["d--use1-az4--x-s3"]);
  });

  it("count enabled rules that delete objects", async () => {
    const listed = { Buckets: [{ Name: "d--use1-az4--x-s3" }] };
    const Rules = [
      { Status: "Enabled", Expiration: { Days: 3 } },
      { Status: "Disabled", Expiration: { Days: 3 } },
      { Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ];
    expect(the(await buckets(listed, { Rules }), "DirectoryBucket").ExpirationRules).toBe(1);
    expect(the(await buckets(listed, "NoSuchLifecycleConfiguration"), "DirectoryBucket").ExpirationRules).toBe(0);
    expect(the(await buckets(listed, "AccessDenied"), "DirectoryBucket").ExpirationRules).toMatchObject({
      reason: "access-denied",
      action: "s3express:GetLifecycleConfiguration",
    });
  });
});

describe("the encryption of a queue", () => {
  const queue = async (Attributes: Readonly<Record<string, string>>) =>
    the(
      await collect("sqs", {
        ListQueues: { QueueUrls: ["https://sqs.us-east-1.amazonaws.com/123456789012/q"] },
        GetQueueAttributes: { Attributes },
      }),
      "Queue",
    ).SqsManagedSseEnabled;

  it("is what the answer says, and unknown when it says nothing", async () => {
    expect(await queue({ SqsManagedSseEnabled: "true" })).toBe(true);
    expect(await queue({ SqsManagedSseEnabled: "false" })).toBe(false);
    expect(await queue({ KmsMasterKeyId: "alias/aws/sqs" })).toBe(false);
    expect(await queue({ VisibilityTimeout: "30" })).toMatchObject({ reason: "unsupported", action: "sqs:GetQueueAttributes" });
  });
});
