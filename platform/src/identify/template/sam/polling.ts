import { resolve } from "./context.ts";
import { compact, isObj, type Obj, objOf, pick, sub } from "./core.ts";
import { type EventScope, fail, put } from "./events.ts";
import { allow } from "./policies.ts";

/** What polling an event source adds to the function's role. */
export interface PollingNeeds {
  readonly managed: readonly string[];
  readonly inline: readonly Obj[];
}

const passed = [
  "BatchSize",
  "StartingPosition",
  "StartingPositionTimestamp",
  "Enabled",
  "MaximumBatchingWindowInSeconds",
  "MaximumRetryAttempts",
  "BisectBatchOnFunctionError",
  "MaximumRecordAgeInSeconds",
  "ParallelizationFactor",
  "Topics",
  "Queues",
  "SourceAccessConfigurations",
  "TumblingWindowInSeconds",
  "FunctionResponseTypes",
  "FilterCriteria",
  "KmsKeyArn",
  "ScalingConfig",
  "ProvisionedPollerConfig",
  "MetricsConfig",
  "LoggingConfig",
] as const;

const executionRoles: Readonly<Record<string, string>> = {
  Kinesis: "AWSLambdaKinesisExecutionRole",
  DynamoDB: "AWSLambdaDynamoDBExecutionRole",
  SQS: "AWSLambdaSQSQueueExecutionRole",
  MSK: "AWSLambdaMSKExecutionRole",
};

const networkActions = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeVpcs",
  "ec2:DescribeSubnets",
  "ec2:DescribeSecurityGroups",
];

/** The event source mapping of a queue, stream, broker or cluster, and what reading it needs. */
export function polling(scope: EventScope): PollingNeeds {
  const p = scope.properties;
  const arn = p["Stream"] ?? p["Queue"] ?? p["Broker"] ?? p["Cluster"];
  const inline: Obj[] = [];
  const failure = onFailure(scope, inline);
  put(scope, scope.id, "AWS::Lambda::EventSourceMapping", {
    ...pick(p, passed),
    EventSourceArn: arn,
    FunctionName: scope.target,
    DestinationConfig: failure,
    ...specific(scope),
  });
  const managed: string[] = [];
  const role = executionRoles[scope.type];
  if (role !== undefined) managed.push(role);
  inline.push(...credentials(scope, arn));
  return { managed, inline };
}

/** The secrets a function needs to reach a cluster of MSK. */
function clusterSecrets(given: unknown): Obj[] {
  const secrets = (Array.isArray(given) ? given : []).map((c: unknown) => objOf(c)["URI"]).filter((u) => u !== undefined);
  if (secrets.length === 0) return [];
  const statements = secrets.map((Resource) => ({ Action: ["secretsmanager:GetSecretValue"], Effect: "Allow", Resource }));
  return [{ PolicyName: "MSKExecutionRolePolicy", PolicyDocument: { Statement: statements } }];
}

function specific(scope: EventScope): Obj {
  const p = scope.properties;
  const registry = p["SchemaRegistryConfig"];
  for (const name of ["EventRecordFormat", "SchemaRegistryURI", "SchemaValidationConfigs"]) {
    if (isObj(registry) && registry[name] === undefined) fail(scope, `SchemaRegistryConfig.${name}`, "the property is required");
  }
  const kafka = compact({
    ConsumerGroupId: p["ConsumerGroupId"],
    SchemaRegistryConfig: resolve(scope.context, p["SchemaRegistryConfig"], { texts: false }),
  });
  if (scope.type === "MSK" && Object.keys(kafka).length > 0) return { AmazonManagedKafkaEventSourceConfig: kafka };
  if (scope.type === "SelfManagedKafka") {
    if (p["KafkaBootstrapServers"] === undefined) fail(scope, "KafkaBootstrapServers", "the property is required");
    if (p["Topics"] === undefined) fail(scope, "Topics", "the property is required");
    if (Array.isArray(p["Topics"]) && p["Topics"].length !== 1) fail(scope, "Topics", "exactly one topic can be read");
    if (p["SourceAccessConfigurations"] === undefined) fail(scope, "SourceAccessConfigurations", "the property is required");
    return {
      SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: p["KafkaBootstrapServers"] } },
      ...(Object.keys(kafka).length > 0 ? { SelfManagedKafkaEventSourceConfig: kafka } : {}),
    };
  }
  if (scope.type === "DocumentDB") return { DocumentDBEventSourceConfig: pick(p, ["DatabaseName", "CollectionName", "FullDocument"]) };
  return {};
}

function onFailure(scope: EventScope, inline: Obj[]): unknown {
  const config = scope.properties["DestinationConfig"];
  if (config === undefined || config === null) return undefined;
  const failure = objOf(config)["OnFailure"];
  if (failure === undefined) fail(scope, "DestinationConfig", "OnFailure is required");
  const { Type: type, Destination: destination } = objOf(failure);
  if (destination === undefined) fail(scope, "DestinationConfig.OnFailure", "Destination is required");
  if (type === "SQS") inline.push(allow(`${scope.id}SQSPolicy`, "sqs:SendMessage", destination));
  else if (type === "SNS") inline.push(allow(`${scope.id}SNSPolicy`, "sns:publish", destination));
  else if (type === "S3") inline.push(s3Failure(scope, destination));
  else if (type !== undefined && type !== "Kafka") fail(scope, "DestinationConfig.OnFailure.Type", "the type must be SQS, SNS or S3");
  return { OnFailure: { Destination: destination } };
}

function s3Failure(scope: EventScope, destination: unknown): Obj {
  return {
    PolicyName: `${scope.id}S3Policy`,
    PolicyDocument: {
      Statement: [
        { Action: "s3:PutObject", Effect: "Allow", Resource: { "Fn::Join": ["/", [destination, "*"]] } },
        { Action: "s3:ListBucket", Effect: "Allow", Resource: destination },
      ],
    },
  };
}

function credentials(scope: EventScope, arn: unknown): Obj[] {
  const p = scope.properties;
  const given = p["SourceAccessConfigurations"];
  if (scope.type === "MSK") return clusterSecrets(given);
  if (!["MQ", "SelfManagedKafka", "DocumentDB"].includes(scope.type)) return [];
  if (given === undefined)
    return scope.type === "SelfManagedKafka" ? [] : fail(scope, "SourceAccessConfigurations", "the property is required");
  if (!Array.isArray(given)) return fail(scope, "SourceAccessConfigurations", "it must be a list");
  const statements: Obj[] = [];
  const secrets: unknown[] = [];
  for (const entry of given) {
    if (!isObj(entry)) return fail(scope, "SourceAccessConfigurations", "each entry must be a mapping");
    const type = entry["Type"];
    if (type === "VIRTUAL_HOST") continue;
    if (scope.type === "SelfManagedKafka") continue;
    else if (type === "BASIC_AUTH") secrets.push(entry["URI"]);
    else return fail(scope, "SourceAccessConfigurations", "the type must be BASIC_AUTH");
  }
  if (scope.type === "SelfManagedKafka") return [kafkaPolicy(scope, given)];
  if (secrets.length !== 1) return fail(scope, "SourceAccessConfigurations", "exactly one BASIC_AUTH is needed");
  if (secrets[0] === undefined) return fail(scope, "SourceAccessConfigurations", "a BASIC_AUTH has the URI of its secret");
  statements.push({ Action: ["secretsmanager:GetSecretValue"], Effect: "Allow", Resource: secrets[0] });
  if (scope.type === "MQ") {
    statements.push({ Action: ["mq:DescribeBroker"], Effect: "Allow", Resource: arn });
  } else {
    const rds = (kind: string): Obj => sub(`arn:\${AWS::Partition}:rds:\${AWS::Region}:\${AWS::AccountId}:${kind}:*`);
    statements.push({ Action: ["rds:DescribeDBClusterParameters"], Effect: "Allow", Resource: rds("cluster-pg") });
    statements.push({ Action: ["rds:DescribeDBSubnetGroups"], Effect: "Allow", Resource: rds("subgrp") });
    statements.push({ Action: ["rds:DescribeDBClusters"], Effect: "Allow", Resource: arn });
    statements.push({ Action: networkActions, Effect: "Allow", Resource: "*" });
  }
  decrypt(scope, statements, scope.type === "MQ" ? "kms:Decrypt" : ["kms:Decrypt"]);
  const base = scope.type === "MQ" ? "SamAutoGeneratedAMQPolicy" : "SamAutoGeneratedDocumentDBPolicy";
  return [
    {
      PolicyName: p["DynamicPolicyName"] === true ? `${scope.id}${base.replace("SamAutoGenerated", "")}` : base,
      PolicyDocument: { Statement: statements },
    },
  ];
}

function decrypt(scope: EventScope, statements: Obj[], action: unknown): void {
  const key = scope.properties["SecretsManagerKmsKeyId"];
  if (key === undefined) return;
  const arn = sub(`arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${String(key)}`);
  statements.push({ Action: action, Effect: "Allow", Resource: arn });
}

const authentication: readonly string[] = ["SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH", "BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH"];

function kafkaPolicy(scope: EventScope, given: readonly unknown[]): Obj {
  const statements: Obj[] = [];
  const basic = given.find((e) => authentication.includes(String(objOf(e)["Type"])));
  let subnets = false;
  let groups = false;
  for (const entry of given) {
    const { Type: type, URI: uri } = objOf(entry);
    if (uri === undefined) return fail(scope, "SourceAccessConfigurations", "each entry has a URI");
    if (type === "VPC_SUBNET") subnets = true;
    else if (type === "VPC_SECURITY_GROUP") groups = true;
    else if (type === "SERVER_ROOT_CA_CERTIFICATE" || authentication.includes(String(type))) {
      // The translator grants the secret of the authentication also where the certificate is meant.
      statements.push({ Action: ["secretsmanager:GetSecretValue"], Effect: "Allow", Resource: objOf(basic)["URI"] ?? uri });
    } else return fail(scope, "SourceAccessConfigurations", `${String(type)} is not a way to reach a cluster`);
  }
  if (subnets !== groups) return fail(scope, "SourceAccessConfigurations", "VPC_SUBNET and VPC_SECURITY_GROUP come together");
  if (subnets) statements.push({ Action: networkActions, Effect: "Allow", Resource: "*" });
  decrypt(scope, statements, ["kms:Decrypt"]);
  return { PolicyDocument: { Statement: statements, Version: "2012-10-17" }, PolicyName: "SelfManagedKafkaExecutionRolePolicy" };
}
