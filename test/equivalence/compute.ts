import { A, arn, COSTS, KEPT, LOWER_TAGS, policy, R, ROLE, type Row, TAG_MAP, TAGS } from "./row.ts";

export const compute: readonly Row[] = [
  {
    title: "a Lambda function with alias, URL, permissions and destinations",
    service: "lambda",
    template: {
      Fn: [
        "AWS::Lambda::Function",
        {
          FunctionName: "orders",
          Runtime: "nodejs22.x",
          Handler: "index.handler",
          Code: { S3Bucket: "b", S3Key: "k" },
          Role: ROLE,
          Timeout: 10,
          Environment: { Variables: { STAGE: "prod" } },
          VpcConfig: { SubnetIds: ["subnet-1"], SecurityGroupIds: ["sg-1"] },
          DeadLetterConfig: { TargetArn: arn("sqs", "dlq") },
          TracingConfig: { Mode: "Active" },
          Layers: [arn("lambda", "layer:shared:1")],
          ReservedConcurrentExecutions: 5,
          Tags: TAGS,
        },
      ],
      Alias: [
        "AWS::Lambda::Alias",
        {
          FunctionName: "orders",
          Name: "live",
          FunctionVersion: "1",
          ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
        },
      ],
      Version: ["AWS::Lambda::Version", { FunctionName: "orders" }],
      Url: ["AWS::Lambda::Url", { TargetFunctionArn: "orders", AuthType: "AWS_IAM", Cors: { AllowOrigins: ["https://example.com"] } }],
      Own: [
        "AWS::Lambda::Permission",
        {
          FunctionName: "orders",
          Principal: "sns.amazonaws.com",
          Action: "lambda:InvokeFunction",
          SourceArn: arn("sns", "news"),
          SourceAccount: A,
        },
      ],
      Other: ["AWS::Lambda::Permission", { FunctionName: "orders:live", Principal: "444455556666", Action: "lambda:InvokeFunction" }],
      Async: [
        "AWS::Lambda::EventInvokeConfig",
        {
          FunctionName: "orders",
          Qualifier: "$LATEST",
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination: arn("sqs", "failed") } },
        },
      ],
    },
    answers: {
      ListFunctions: {
        Functions: [
          {
            FunctionName: "orders",
            FunctionArn: `${arn("lambda", "function:orders")}:$LATEST`,
            Version: "$LATEST",
            Runtime: "nodejs22.x",
            Handler: "index.handler",
            Role: ROLE,
            Timeout: 10,
            MemorySize: 128,
            PackageType: "Zip",
            Architectures: ["x86_64"],
            EphemeralStorage: { Size: 512 },
            Environment: { Variables: { STAGE: "prod" } },
            CodeSize: 100,
            CodeSha256: "abc",
            LastModified: "2026-01-02T03:04:05.678+0000",
            VpcConfig: { VpcId: "vpc-1", SubnetIds: ["subnet-1"], SecurityGroupIds: ["sg-1"], Ipv6AllowedForDualStack: false },
            DeadLetterConfig: { TargetArn: arn("sqs", "dlq") },
            TracingConfig: { Mode: "Active" },
            Layers: [{ Arn: arn("lambda", "layer:shared:1"), CodeSize: 10 }],
            SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
            LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/orders" },
          },
          { FunctionName: "orders", FunctionArn: arn("lambda", "function:orders:1"), Version: "1", Runtime: "nodejs22.x" },
        ],
      },
      GetFunction: { Configuration: {}, Concurrency: { ReservedConcurrentExecutions: 5 }, Tags: TAG_MAP },
      ListAliases: { Aliases: [{ Name: "live", FunctionVersion: "1" }] },
      ListFunctionUrlConfigs: {
        FunctionUrlConfigs: [
          {
            FunctionArn: arn("lambda", "function:orders"),
            AuthType: "AWS_IAM",
            InvokeMode: "BUFFERED",
            Cors: { AllowOrigins: ["https://example.com"] },
          },
        ],
      },
      ListFunctionEventInvokeConfigs: {
        FunctionEventInvokeConfigs: [
          {
            FunctionArn: arn("lambda", "function:orders:$LATEST"),
            MaximumRetryAttempts: 1,
            DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: arn("sqs", "failed") } },
          },
        ],
      },
      GetRuntimeManagementConfig: { UpdateRuntimeOn: "Auto", FunctionArn: arn("lambda", "function:orders") },
      ListProvisionedConcurrencyConfigs: {
        ProvisionedConcurrencyConfigs: [
          { FunctionArn: arn("lambda", "function:orders:live"), RequestedProvisionedConcurrentExecutions: 2 },
        ],
      },
      GetPolicy: ({ Qualifier }) =>
        Qualifier === undefined
          ? {
              Policy: JSON.stringify({
                Version: "2012-10-17",
                Id: "default",
                Statement: [
                  {
                    Sid: "Own",
                    Effect: "Allow",
                    Principal: { Service: "sns.amazonaws.com" },
                    Action: "lambda:InvokeFunction",
                    Resource: arn("lambda", "function:orders"),
                    Condition: { StringEquals: { "AWS:SourceAccount": A }, ArnLike: { "AWS:SourceArn": arn("sns", "news") } },
                  },
                ],
              }),
            }
          : Qualifier === "live"
            ? {
                Policy: JSON.stringify({
                  Version: "2012-10-17",
                  Id: "default",
                  Statement: [
                    {
                      Sid: "Other",
                      Effect: "Allow",
                      Principal: { AWS: "arn:aws:iam::444455556666:root" },
                      Action: "lambda:InvokeFunction",
                      Resource: arn("lambda", "function:orders:live"),
                    },
                  ],
                }),
              }
            : "ResourceNotFoundException",
    },
    kinds: {
      LambdaFunction: {
        CodeSize: KEPT,
        CodeSha256: KEPT,
        LastModified: KEPT,
        VpcConfig: "the VPC behind a subnet of another stack is not written",
        RecursiveLoop: COSTS,
      },
    },
  },
  {
    title: "an event source mapping on a stream",
    service: "lambda",
    template: {
      Map: [
        "AWS::Lambda::EventSourceMapping",
        { EventSourceArn: arn("kinesis", "stream/clicks"), FunctionName: arn("lambda", "function:orders"), StartingPosition: "LATEST" },
      ],
    },
    answers: {
      ListEventSourceMappings: {
        EventSourceMappings: [
          {
            UUID: "s-Map",
            EventSourceArn: arn("kinesis", "stream/clicks"),
            FunctionArn: arn("lambda", "function:orders"),
            State: "Enabled",
            BatchSize: 100,
            MaximumBatchingWindowInSeconds: 0,
            BisectBatchOnFunctionError: false,
            MaximumRetryAttempts: -1,
            MaximumRecordAgeInSeconds: -1,
            DestinationConfig: { OnFailure: {} },
            FunctionResponseTypes: [],
          },
        ],
      },
    },
    kinds: { EventSourceMapping: { Tags: COSTS } },
  },
  {
    title: "a layer version that another account may use",
    service: "lambda",
    template: {
      Layer: [
        "AWS::Lambda::LayerVersion",
        { LayerName: "shared", Content: { S3Bucket: "b", S3Key: "k" }, CompatibleRuntimes: ["nodejs22.x"] },
      ],
      Grant: [
        "AWS::Lambda::LayerVersionPermission",
        { LayerVersionArn: arn("lambda", "layer:shared:1"), Action: "lambda:GetLayerVersion", Principal: "444455556666" },
      ],
    },
    answers: {
      ListLayers: { Layers: [{ LayerName: "shared", LayerArn: arn("lambda", "layer:shared") }] },
      ListLayerVersions: {
        LayerVersions: [{ LayerVersionArn: arn("lambda", "layer:shared:1"), Version: 1, CompatibleRuntimes: ["nodejs22.x"] }],
      },
      GetLayerVersionPolicy: {
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Id: "default",
          Statement: [
            {
              Sid: "Grant",
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::444455556666:root" },
              Action: "lambda:GetLayerVersion",
              Resource: arn("lambda", "layer:shared:1"),
            },
          ],
        }),
      },
    },
    kinds: { LambdaLayerVersion: {} },
  },
  {
    title: "a state machine that logs",
    service: "stepfunctions",
    template: {
      Machine: [
        "AWS::StepFunctions::StateMachine",
        {
          StateMachineName: "flow",
          RoleArn: ROLE,
          DefinitionString: '{"StartAt":"A"}',
          LoggingConfiguration: {
            Level: "ERROR",
            Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: arn("logs", "log-group:flow:*") } }],
          },
          Tags: TAGS,
        },
      ],
    },
    answers: {
      ListStateMachines: { stateMachines: [{ stateMachineArn: arn("states", "stateMachine:flow"), name: "flow", type: "STANDARD" }] },
      DescribeStateMachine: {
        stateMachineArn: arn("states", "stateMachine:flow"),
        name: "flow",
        status: "ACTIVE",
        definition: '{"StartAt":"A"}',
        roleArn: ROLE,
        type: "STANDARD",
        loggingConfiguration: {
          level: "ERROR",
          includeExecutionData: false,
          destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: arn("logs", "log-group:flow:*") } }],
        },
        tracingConfiguration: { enabled: false },
        encryptionConfiguration: { type: "AWS_OWNED_KEY" },
      },
      ListTagsForResource: { tags: LOWER_TAGS },
    },
    kinds: { StateMachine: {} },
  },
  {
    title: "an ECR repository",
    service: "ecr",
    template: {
      Repo: [
        "AWS::ECR::Repository",
        {
          RepositoryName: "app",
          ImageScanningConfiguration: { ScanOnPush: true },
          ImageTagMutability: "IMMUTABLE",
          RepositoryPolicyText: policy("ecr:GetDownloadUrlForLayer", "*"),
          LifecyclePolicy: { LifecyclePolicyText: "{}" },
          Tags: TAGS,
        },
      ],
    },
    answers: {
      DescribeRepositories: {
        repositories: [
          {
            repositoryArn: arn("ecr", "repository/app"),
            repositoryName: "app",
            repositoryUri: `${A}.dkr.ecr.${R}.amazonaws.com/app`,
            imageTagMutability: "IMMUTABLE",
            imageScanningConfiguration: { scanOnPush: true },
            encryptionConfiguration: { encryptionType: "AES256" },
          },
        ],
      },
      GetRegistryScanningConfiguration: { scanningConfiguration: { scanType: "BASIC", rules: [] } },
      GetRepositoryPolicy: { policyText: JSON.stringify(policy("ecr:GetDownloadUrlForLayer", "*")) },
      GetLifecyclePolicy: { lifecyclePolicyText: "{}" },
      ListTagsForResource: { tags: TAGS },
    },
    kinds: { EcrRepository: {} },
  },
  {
    title: "an ECS cluster, service and task definition",
    service: "ecs",
    template: {
      Cluster: [
        "AWS::ECS::Cluster",
        { ClusterName: "main", ClusterSettings: [{ Name: "containerInsights", Value: "enabled" }], Tags: TAGS },
      ],
      Task: [
        "AWS::ECS::TaskDefinition",
        {
          Family: "web",
          NetworkMode: "awsvpc",
          RequiresCompatibilities: ["FARGATE"],
          TaskRoleArn: ROLE,
          ContainerDefinitions: [
            {
              Name: "web",
              Image: "app:1",
              Environment: [{ Name: "STAGE", Value: "prod" }],
              LogConfiguration: { LogDriver: "awslogs", Options: { "awslogs-group": "web" } },
            },
          ],
          Tags: TAGS,
        },
      ],
      Service: [
        "AWS::ECS::Service",
        {
          ServiceName: "web",
          Cluster: "main",
          TaskDefinition: arn("ecs", "task-definition/web:1"),
          LaunchType: "FARGATE",
          NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["subnet-1"], SecurityGroups: ["sg-1"], AssignPublicIp: "ENABLED" } },
          Tags: TAGS,
        },
      ],
    },
    answers: {
      ListClusters: { clusterArns: [arn("ecs", "cluster/main")] },
      DescribeClusters: {
        clusters: [
          {
            clusterArn: arn("ecs", "cluster/main"),
            clusterName: "main",
            status: "ACTIVE",
            settings: [{ name: "containerInsights", value: "enabled" }],
            tags: LOWER_TAGS,
          },
        ],
        failures: [],
      },
      ListServices: { serviceArns: [arn("ecs", "service/main/web")] },
      DescribeServices: {
        services: [
          {
            serviceArn: arn("ecs", "service/main/web"),
            serviceName: "web",
            clusterArn: arn("ecs", "cluster/main"),
            status: "ACTIVE",
            launchType: "FARGATE",
            platformVersion: "LATEST",
            taskDefinition: arn("ecs", "task-definition/web:1"),
            networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: "ENABLED" } },
            enableExecuteCommand: false,
            tags: LOWER_TAGS,
          },
        ],
        failures: [],
      },
      ListTaskDefinitions: { taskDefinitionArns: [arn("ecs", "task-definition/web:1")] },
      DescribeTaskDefinition: {
        taskDefinition: {
          taskDefinitionArn: arn("ecs", "task-definition/web:1"),
          family: "web",
          revision: 1,
          networkMode: "awsvpc",
          requiresCompatibilities: ["FARGATE"],
          taskRoleArn: ROLE,
          volumes: [{ name: "scratch", host: {} }],
          containerDefinitions: [
            {
              name: "web",
              image: "app:1",
              environment: [{ name: "STAGE", value: "prod" }],
              logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "web" } },
            },
          ],
        },
        tags: LOWER_TAGS,
      },
    },
    kinds: { EcsCluster: {}, EcsService: {}, EcsTaskDefinition: {} },
  },
];
