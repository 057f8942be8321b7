import { A, arn, COSTS, encoded, KEPT, policy, R, ROLE, type Row, TAG_MAP, TAGS, TRUST } from "./row.ts";

/** What AWS fills in where a template says nothing. */
export const bare: readonly Row[] = [
  {
    title: "a function from an image, all else by default",
    service: "lambda",
    template: { Fn: ["AWS::Lambda::Function", { FunctionName: "box", PackageType: "Image", Code: { ImageUri: "img:1" }, Role: ROLE }] },
    answers: {
      ListFunctions: {
        Functions: [
          {
            FunctionName: "box",
            FunctionArn: arn("lambda", "function:box"),
            Version: "$LATEST",
            Role: ROLE,
            Timeout: 3,
            MemorySize: 128,
            PackageType: "Image",
            Architectures: ["x86_64"],
            EphemeralStorage: { Size: 512 },
            TracingConfig: { Mode: "PassThrough" },
            SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
            LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/box" },
          },
        ],
      },
      GetFunction: { Code: { ImageUri: "img:1", RepositoryType: "ECR" } },
      GetPolicy: "ResourceNotFoundException",
    },
    kinds: { LambdaFunction: { RecursiveLoop: COSTS } },
  },
  {
    title: "a code signing configuration",
    service: "lambda",
    template: {
      C: ["AWS::Lambda::CodeSigningConfig", { AllowedPublishers: { SigningProfileVersionArns: [arn("signer", "/signing-profiles/p/1")] } }],
    },
    answers: {
      ListCodeSigningConfigs: {
        CodeSigningConfigs: [
          {
            CodeSigningConfigArn: arn("lambda", "code-signing-config:s-C"),
            AllowedPublishers: { SigningProfileVersionArns: [arn("signer", "/signing-profiles/p/1")] },
            CodeSigningPolicies: { UntrustedArtifactOnDeployment: "Warn" },
          },
        ],
      },
    },
    kinds: { CodeSigningConfig: { Tags: COSTS } },
  },
  {
    title: "an event source mapping on a queue",
    service: "lambda",
    template: {
      Map: ["AWS::Lambda::EventSourceMapping", { EventSourceArn: arn("sqs", "orders"), FunctionName: arn("lambda", "function:orders") }],
    },
    answers: {
      ListEventSourceMappings: {
        EventSourceMappings: [
          {
            UUID: "s-Map",
            EventSourceArn: arn("sqs", "orders"),
            FunctionArn: arn("lambda", "function:orders"),
            State: "Enabled",
            BatchSize: 10,
            MaximumBatchingWindowInSeconds: 0,
            FunctionResponseTypes: [],
          },
        ],
      },
    },
    kinds: { EventSourceMapping: { Tags: COSTS } },
  },
  {
    title: "an express state machine that says nothing of logs",
    service: "stepfunctions",
    template: {
      Machine: [
        "AWS::StepFunctions::StateMachine",
        { StateMachineName: "fast", StateMachineType: "EXPRESS", RoleArn: ROLE, DefinitionString: "{}" },
      ],
    },
    answers: {
      ListStateMachines: { stateMachines: [{ stateMachineArn: arn("states", "stateMachine:fast"), name: "fast", type: "EXPRESS" }] },
      DescribeStateMachine: {
        status: "ACTIVE",
        definition: "{}",
        roleArn: ROLE,
        loggingConfiguration: { level: "OFF", includeExecutionData: false },
        tracingConfiguration: { enabled: false },
      },
    },
    kinds: { StateMachine: {} },
  },
  {
    title: "a FIFO queue",
    service: "sqs",
    template: { Q: ["AWS::SQS::Queue", { QueueName: "orders.fifo", FifoQueue: true, KmsMasterKeyId: "alias/aws/sqs" }] },
    answers: {
      ListQueues: { QueueUrls: [`https://sqs.${R}.amazonaws.com/${A}/orders.fifo`] },
      GetQueueAttributes: {
        Attributes: {
          VisibilityTimeout: "30",
          MessageRetentionPeriod: "345600",
          SqsManagedSseEnabled: "false",
          KmsMasterKeyId: "alias/aws/sqs",
          FifoQueue: "true",
        },
      },
    },
    kinds: { Queue: {} },
  },
  {
    title: "a bucket of which nothing is said",
    service: "s3",
    template: { B: ["AWS::S3::Bucket", { BucketName: "plain" }] },
    answers: {
      ListBuckets: { Buckets: [{ Name: "plain", BucketRegion: R }] },
      GetBucketPolicy: "NoSuchBucketPolicy",
      GetPublicAccessBlock: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      },
      GetBucketOwnershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } },
      GetBucketEncryption: {
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
        },
      },
      GetBucketLifecycleConfiguration: "NoSuchLifecycleConfiguration",
      GetBucketWebsite: "NoSuchWebsiteConfiguration",
      GetBucketTagging: "NoSuchTagSet",
    },
    kinds: { Bucket: {} },
  },
  {
    title: "a table billed per request, of which nothing else is said",
    service: "dynamodb",
    template: { T: ["AWS::DynamoDB::Table", { TableName: "t", BillingMode: "PAY_PER_REQUEST" }] },
    answers: {
      ListTables: { TableNames: ["t"] },
      DescribeTable: {
        Table: {
          TableName: "t",
          TableStatus: "ACTIVE",
          BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
          DeletionProtectionEnabled: false,
        },
      },
      DescribeContinuousBackups: {
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: "ENABLED",
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
        },
      },
      DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } },
      GetResourcePolicy: "PolicyNotFoundException",
      ListTagsOfResource: { Tags: [] },
    },
    kinds: { DynamoTable: {} },
  },
  {
    title: "a WebSocket API whose stage says nothing",
    service: "apigatewayv2",
    template: {
      Api: ["AWS::ApiGatewayV2::Api", { Name: "chat", ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action" }],
      Connect: [
        "AWS::ApiGatewayV2::Route",
        { ApiId: "s-Api", RouteKey: "$connect", AuthorizationType: "AWS_IAM", Target: "integrations/s-Int" },
      ],
      Int: ["AWS::ApiGatewayV2::Integration", { ApiId: "s-Api", IntegrationType: "AWS_PROXY", IntegrationUri: "uri" }],
      Stage: ["AWS::ApiGatewayV2::Stage", { ApiId: "s-Api", StageName: "prod" }],
    },
    answers: {
      GetApis: {
        Items: [
          {
            ApiId: "s-Api",
            Name: "chat",
            ProtocolType: "WEBSOCKET",
            RouteSelectionExpression: "$request.body.action",
            DisableExecuteApiEndpoint: false,
            Tags: {},
          },
        ],
      },
      GetRoutes: {
        Items: [
          { RouteId: "s-Connect", RouteKey: "$connect", AuthorizationType: "AWS_IAM", ApiKeyRequired: false, Target: "integrations/s-Int" },
        ],
      },
      GetIntegrations: {
        Items: [
          {
            IntegrationId: "s-Int",
            IntegrationType: "AWS_PROXY",
            IntegrationUri: "uri",
            ConnectionType: "INTERNET",
            TimeoutInMillis: 29000,
          },
        ],
      },
      GetStages: {
        Items: [
          {
            StageName: "prod",
            DefaultRouteSettings: { DataTraceEnabled: false, DetailedMetricsEnabled: false, LoggingLevel: "OFF" },
            RouteSettings: {},
            StageVariables: {},
            Tags: {},
          },
        ],
      },
    },
    kinds: { HttpApi: {}, HttpRoute: {}, HttpStage: {} },
  },
  {
    title: "a private REST API with a mock method",
    service: "apigateway",
    template: {
      Api: [
        "AWS::ApiGateway::RestApi",
        {
          Name: "inner",
          EndpointConfiguration: { Types: ["PRIVATE"] },
          DisableExecuteApiEndpoint: true,
          ApiKeySourceType: "AUTHORIZER",
          MinimumCompressionSize: 1024,
        },
      ],
      Root: [
        "AWS::ApiGateway::Method",
        {
          RestApiId: "s-Api",
          ResourceId: "s-Api-root",
          HttpMethod: "ANY",
          AuthorizationType: "AWS_IAM",
          ApiKeyRequired: true,
          Integration: { Type: "MOCK" },
        },
      ],
      Stage: ["AWS::ApiGateway::Stage", { RestApiId: "s-Api", StageName: "v1" }],
    },
    answers: {
      GetRestApis: {
        items: [
          {
            id: "s-Api",
            name: "inner",
            endpointConfiguration: { types: ["PRIVATE"] },
            apiKeySource: "AUTHORIZER",
            disableExecuteApiEndpoint: true,
            minimumCompressionSize: 1024,
          },
        ],
      },
      GetResources: {
        items: [
          {
            id: "r",
            path: "/",
            resourceMethods: {
              ANY: {
                httpMethod: "ANY",
                authorizationType: "AWS_IAM",
                apiKeyRequired: true,
                methodIntegration: { type: "MOCK", passthroughBehavior: "WHEN_NO_MATCH", timeoutInMillis: 29000 },
              },
            },
          },
        ],
      },
      GetStages: { item: [{ stageName: "v1", tracingEnabled: false, cacheClusterEnabled: false, methodSettings: {} }] },
    },
    kinds: { RestApi: {}, RestMethod: {}, RestStage: {} },
  },
  {
    title: "a Memcached cluster",
    service: "elasticache",
    template: {
      Node: [
        "AWS::ElastiCache::CacheCluster",
        { ClusterName: "pages", Engine: "memcached", CacheNodeType: "t", NumCacheNodes: 1, VpcSecurityGroupIds: ["sg-1"] },
      ],
    },
    answers: {
      DescribeCacheClusters: {
        CacheClusters: [
          {
            CacheClusterId: "pages",
            ARN: arn("elasticache", "cluster:pages"),
            Engine: "memcached",
            TransitEncryptionEnabled: false,
            AtRestEncryptionEnabled: false,
            AuthTokenEnabled: false,
            SecurityGroups: [{ SecurityGroupId: "sg-1" }],
            CacheClusterStatus: "available",
          },
        ],
      },
    },
    kinds: { Cache: {} },
  },
  {
    title: "a network load balancer with TLS",
    service: "elb",
    template: {
      Lb: ["AWS::ElasticLoadBalancingV2::LoadBalancer", { Name: "tcp", Type: "network", Subnets: ["subnet-s-Sub"] }],
      Sub: ["AWS::EC2::Subnet", { VpcId: "vpc-1", CidrBlock: "10.0.1.0/24", AvailabilityZone: "a" }],
      Tls: [
        "AWS::ElasticLoadBalancingV2::Listener",
        {
          LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer/net/tcp/s-Lb"),
          Protocol: "TLS",
          Port: 443,
          DefaultActions: [{ Type: "forward", TargetGroupArn: arn("elasticloadbalancing", "targetgroup/web/s-Group") }],
        },
      ],
      Group: ["AWS::ElasticLoadBalancingV2::TargetGroup", { Name: "web", TargetType: "ip", Targets: [{ Id: "10.0.1.7" }] }],
    },
    answers: {
      DescribeLoadBalancers: {
        LoadBalancers: [
          {
            LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer/net/tcp/s-Lb"),
            LoadBalancerName: "tcp",
            Scheme: "internet-facing",
            VpcId: "vpc-1",
            Type: "network",
          },
        ],
      },
      DescribeLoadBalancerAttributes: {
        Attributes: [
          { Key: "access_logs.s3.enabled", Value: "false" },
          { Key: "deletion_protection.enabled", Value: "false" },
        ],
      },
      DescribeListeners: {
        Listeners: [
          {
            ListenerArn: arn("elasticloadbalancing", "listener/s-Tls"),
            Port: 443,
            Protocol: "TLS",
            SslPolicy: "ELBSecurityPolicy-2016-08",
            DefaultActions: [
              {
                Type: "forward",
                TargetGroupArn: arn("elasticloadbalancing", "targetgroup/web/s-Group"),
                ForwardConfig: { TargetGroups: [{ TargetGroupArn: arn("elasticloadbalancing", "targetgroup/web/s-Group") }] },
              },
            ],
          },
        ],
      },
      DescribeTargetHealth: { TargetHealthDescriptions: [{ Target: { Id: "10.0.1.7" } }] },
    },
    kinds: { LoadBalancer: {} },
  },
  {
    title: "a user pool and a client of which nothing is said",
    service: "cognito",
    template: {
      Pool: ["AWS::Cognito::UserPool", { UserPoolName: "plain" }],
      Client: ["AWS::Cognito::UserPoolClient", { UserPoolId: "ap-northeast-1_s-Pool", ClientName: "app" }],
    },
    answers: {
      ListUserPools: { UserPools: [{ Id: "ap-northeast-1_s-Pool", Name: "plain" }] },
      DescribeUserPool: {
        UserPool: {
          MfaConfiguration: "OFF",
          UserPoolTier: "ESSENTIALS",
          DeletionProtection: "INACTIVE",
          LambdaConfig: {},
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
          Policies: {
            PasswordPolicy: {
              MinimumLength: 8,
              RequireLowercase: true,
              RequireUppercase: true,
              RequireNumbers: true,
              RequireSymbols: true,
              TemporaryPasswordValidityDays: 7,
            },
            SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
          },
          UserPoolTags: {},
        },
      },
      GetUserPoolMfaConfig: { MfaConfiguration: "OFF" },
      ListUserPoolClients: { UserPoolClients: [{ ClientId: "s-Client", ClientName: "app" }] },
      DescribeUserPoolClient: {
        UserPoolClient: {
          ClientId: "s-Client",
          ClientName: "app",
          RefreshTokenValidity: 30,
          EnableTokenRevocation: true,
          PreventUserExistenceErrors: "LEGACY",
        },
      },
    },
    kinds: { UserPool: {}, UserPoolClient: {} },
  },
  {
    title: "an API that authorises by key, with nothing logged",
    service: "appsync",
    template: {
      Api: ["AWS::AppSync::GraphQLApi", { Name: "g", AuthenticationType: "API_KEY" }],
      Key: ["AWS::AppSync::ApiKey", { ApiId: "s-Api", Expires: 1_800_000_000 }],
    },
    answers: {
      ListGraphqlApis: { graphqlApis: [{ apiId: "s-Api", name: "g", owner: A, authenticationType: "API_KEY", xrayEnabled: false }] },
      GetApiCache: "NotFoundException",
      ListApiKeys: { apiKeys: [{ id: "da2-x", expires: 1_800_000_000 }] },
    },
    kinds: { AppSyncApi: {} },
  },
  {
    title: "an Auto Scaling group that tells a topic",
    service: "autoscaling",
    template: {
      G: [
        "AWS::AutoScaling::AutoScalingGroup",
        {
          AutoScalingGroupName: "web",
          MinSize: "1",
          MaxSize: "2",
          NotificationConfigurations: [{ TopicARN: [arn("sns", "news")], NotificationTypes: ["autoscaling:EC2_INSTANCE_LAUNCH"] }],
          Tags: [{ Key: "team", Value: "orders", PropagateAtLaunch: true }],
        },
      ],
    },
    answers: {
      DescribeAutoScalingGroups: {
        AutoScalingGroups: [
          {
            AutoScalingGroupName: "web",
            AutoScalingGroupARN: arn("autoscaling", "autoScalingGroup:s-G:autoScalingGroupName/web"),
            Tags: [{ Key: "team", Value: "orders", PropagateAtLaunch: true }],
          },
        ],
      },
      DescribeNotificationConfigurations: {
        NotificationConfigurations: [
          { AutoScalingGroupName: "web", TopicARN: arn("sns", "news"), NotificationType: "autoscaling:EC2_INSTANCE_LAUNCH" },
        ],
      },
    },
    kinds: { AutoScalingGroup: {} },
  },
  {
    title: "a certificate",
    service: "acm",
    template: { Cert: ["AWS::CertificateManager::Certificate", { DomainName: "example.com", KeyAlgorithm: "EC_prime256v1", Tags: TAGS }] },
    answers: {
      ListCertificates: { CertificateSummaryList: [{ CertificateArn: arn("acm", "certificate/s-Cert"), DomainName: "example.com" }] },
      DescribeCertificate: {
        Certificate: {
          CertificateArn: arn("acm", "certificate/s-Cert"),
          DomainName: "example.com",
          Status: "ISSUED",
          KeyAlgorithm: "EC-prime256v1",
          RenewalEligibility: "ELIGIBLE",
          NotAfter: new Date("2027-01-02T03:04:05Z"),
        },
      },
      ListTagsForCertificate: { Tags: TAGS },
    },
    kinds: { Certificate: { Status: KEPT, NotAfter: KEPT, RenewalEligible: KEPT } },
  },
  {
    title: "a managed policy that a role carries",
    service: "iam",
    template: {
      P: [
        "AWS::IAM::ManagedPolicy",
        { ManagedPolicyName: "shared", Path: "/team/", PolicyDocument: policy("sqs:SendMessage", "*"), Roles: ["app"] },
      ],
    },
    answers: {
      GetAccountAuthorizationDetails: {
        RoleDetailList: [
          {
            Arn: ROLE,
            RoleName: "app",
            AssumeRolePolicyDocument: encoded(TRUST),
            AttachedManagedPolicies: [{ PolicyName: "shared", PolicyArn: `arn:aws:iam::${A}:policy/team/shared` }],
          },
        ],
        Policies: [
          {
            Arn: `arn:aws:iam::${A}:policy/team/shared`,
            PolicyName: "shared",
            DefaultVersionId: "v1",
            PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: encoded(policy("sqs:SendMessage", "*")) }],
          },
        ],
      },
      GenerateCredentialReport: { State: "COMPLETE" },
    },
    kinds: { ManagedPolicy: { Tags: COSTS } },
  },
  {
    title: "a rule group",
    service: "wafv2",
    template: {
      G: [
        "AWS::WAFv2::RuleGroup",
        {
          Name: "geo",
          Scope: "REGIONAL",
          Capacity: 1,
          VisibilityConfig: {},
          Rules: [
            {
              Name: "jp",
              Priority: 0,
              Action: { Count: {} },
              Statement: { GeoMatchStatement: { CountryCodes: ["JP"] } },
              VisibilityConfig: { CloudWatchMetricsEnabled: false },
            },
          ],
          Tags: TAGS,
        },
      ],
    },
    answers: {
      ListRuleGroups: { RuleGroups: [{ Name: "geo", Id: "s-G", ARN: arn("wafv2", "regional/rulegroup/geo/s-G") }] },
      GetRuleGroup: {
        RuleGroup: {
          Name: "geo",
          Rules: [
            {
              Name: "jp",
              Priority: 0,
              Action: { Count: {} },
              Statement: { GeoMatchStatement: { CountryCodes: ["JP"] } },
              VisibilityConfig: { CloudWatchMetricsEnabled: false },
            },
          ],
        },
      },
      ListTagsForResource: { TagInfoForResource: { TagList: TAGS } },
    },
    kinds: { WafRuleGroup: {} },
  },
  {
    title: "a signing profile",
    service: "signer",
    template: { P: ["AWS::Signer::SigningProfile", { PlatformId: "AWSLambda-SHA384-ECDSA", Tags: TAGS }] },
    answers: {
      ListSigningProfiles: {
        profiles: [
          {
            profileName: "sP",
            arn: arn("signer", "/signing-profiles/sP"),
            profileVersionArn: arn("signer", "/signing-profiles/sP/0000000000"),
            platformId: "AWSLambda-SHA384-ECDSA",
            status: "Active",
            tags: TAG_MAP,
          },
        ],
      },
    },
    kinds: { SigningProfile: { name: "AWS draws it, without hyphens" } },
  },
];
