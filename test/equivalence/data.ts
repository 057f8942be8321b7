import { arn, COSTS, KEPT, KEY, LOWER_TAGS, policy, R, ROLE, type Row, TAG_MAP, TAGS } from "./row.ts";

export const data: readonly Row[] = [
  {
    title: "a bucket",
    service: "s3",
    template: {
      Bucket: [
        "AWS::S3::Bucket",
        {
          BucketName: "orders-data",
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: KEY } }],
          },
          VersioningConfiguration: { Status: "Enabled" },
          LoggingConfiguration: { DestinationBucketName: "logs" },
          LifecycleConfiguration: {
            Rules: [
              { Status: "Enabled", ExpirationInDays: 30 },
              { Status: "Disabled", ExpirationInDays: 3 },
            ],
          },
          OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
          AccessControl: "LogDeliveryWrite",
          PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true },
          NotificationConfiguration: {
            LambdaConfigurations: [{ Event: "s3:ObjectCreated:*", Function: arn("lambda", "function:orders") }],
            EventBridgeConfiguration: {},
          },
          Tags: TAGS,
        },
      ],
      Policy: ["AWS::S3::BucketPolicy", { Bucket: "orders-data", PolicyDocument: policy("s3:GetObject", "arn:aws:s3:::orders-data/*") }],
    },
    answers: {
      ListBuckets: { Buckets: [{ Name: "orders-data", BucketRegion: R }] },
      GetBucketPolicy: { Policy: JSON.stringify(policy("s3:GetObject", "arn:aws:s3:::orders-data/*")) },
      GetPublicAccessBlock: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: false,
          RestrictPublicBuckets: false,
        },
      },
      GetBucketOwnershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } },
      GetBucketAcl: {
        Owner: { ID: "me" },
        Grants: [
          { Grantee: { Type: "CanonicalUser", ID: "me" }, Permission: "FULL_CONTROL" },
          { Grantee: { Type: "Group", URI: "http://acs.amazonaws.com/groups/s3/LogDelivery" }, Permission: "WRITE" },
          { Grantee: { Type: "Group", URI: "http://acs.amazonaws.com/groups/s3/LogDelivery" }, Permission: "READ_ACP" },
        ],
      },
      GetBucketEncryption: {
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: KEY }, BucketKeyEnabled: false }],
        },
      },
      GetBucketVersioning: { Status: "Enabled" },
      GetBucketLogging: { LoggingEnabled: { TargetBucket: "logs", TargetPrefix: "" } },
      GetBucketLifecycleConfiguration: { Rules: [{ Status: "Enabled" }, { Status: "Disabled" }] },
      GetBucketWebsite: "NoSuchWebsiteConfiguration",
      GetObjectLockConfiguration: "ObjectLockConfigurationNotFoundError",
      GetBucketReplication: "ReplicationConfigurationNotFoundError",
      GetBucketNotificationConfiguration: {
        LambdaFunctionConfigurations: [{ LambdaFunctionArn: arn("lambda", "function:orders") }],
        EventBridgeConfiguration: {},
      },
      GetBucketTagging: { TagSet: TAGS },
    },
    kinds: { Bucket: {} },
  },
  {
    title: "an access point",
    service: "s3-access-points",
    template: {
      Point: [
        "AWS::S3::AccessPoint",
        { Name: "reports", Bucket: "orders-data", Policy: policy("s3:GetObject", arn("s3", "accesspoint/reports/object/*")) },
      ],
    },
    answers: {
      ListAccessPoints: {
        AccessPointList: [
          { Name: "reports", NetworkOrigin: "Internet", Bucket: "orders-data", AccessPointArn: arn("s3", "accesspoint/reports") },
        ],
      },
      GetAccessPoint: {
        Name: "reports",
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      },
      GetAccessPointPolicy: { Policy: JSON.stringify(policy("s3:GetObject", arn("s3", "accesspoint/reports/object/*"))) },
    },
    kinds: { S3AccessPoint: { Tags: COSTS } },
  },
  {
    title: "a table that KMS encrypts and nobody scales",
    service: "dynamodb",
    template: {
      Table: [
        "AWS::DynamoDB::Table",
        {
          TableName: "orders",
          KeySchema: [],
          AttributeDefinitions: [],
          SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: KEY },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          StreamSpecification: {
            StreamViewType: "NEW_IMAGE",
            ResourcePolicy: { PolicyDocument: policy("dynamodb:GetItem", arn("dynamodb", "table/orders")) },
          },
          TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" },
          ResourcePolicy: { PolicyDocument: policy("dynamodb:GetItem", arn("dynamodb", "table/orders")) },
          Tags: TAGS,
        },
      ],
    },
    answers: {
      ListTables: { TableNames: ["orders"] },
      DescribeTable: {
        Table: {
          TableName: "orders",
          TableStatus: "ACTIVE",
          SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: KEY },
          DeletionProtectionEnabled: false,
          StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
          LatestStreamArn: arn("dynamodb", "table/orders/stream/2026-01-02T03:04:05.678"),
        },
      },
      DescribeContinuousBackups: {
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: "ENABLED",
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" },
        },
      },
      DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: "ttl" } },
      GetResourcePolicy: { Policy: JSON.stringify(policy("dynamodb:GetItem", arn("dynamodb", "table/orders"))) },
      ListTagsOfResource: { Tags: TAGS },
      DescribeScalingPolicies: { ScalingPolicies: [] },
    },
    kinds: { DynamoTable: { StreamArn: "streams are named by the time they were switched on" } },
  },
  {
    title: "a DAX cluster",
    service: "dax",
    template: {
      Dax: [
        "AWS::DAX::Cluster",
        { ClusterName: "dax", SSESpecification: { SSEEnabled: true }, ClusterEndpointEncryptionType: "TLS", Tags: TAG_MAP },
      ],
    },
    answers: {
      DescribeClusters: {
        Clusters: [
          {
            ClusterName: "dax",
            ClusterArn: arn("dax", "cache/dax"),
            Status: "available",
            SSEDescription: { Status: "ENABLED" },
            ClusterEndpointEncryptionType: "TLS",
          },
        ],
      },
      ListTags: { Tags: TAGS },
    },
    kinds: { DaxCluster: {} },
  },
  {
    title: "a database instance and an Aurora cluster, written with capitals",
    service: "rds",
    template: {
      Db: [
        "AWS::RDS::DBInstance",
        {
          DBInstanceIdentifier: "Shop",
          Engine: "postgres",
          StorageEncrypted: true,
          KmsKeyId: KEY,
          PubliclyAccessible: false,
          BackupRetentionPeriod: 7,
          DeletionProtection: true,
          EnableIAMDatabaseAuthentication: true,
          ManageMasterUserPassword: true,
          VPCSecurityGroups: ["sg-1"],
          DBSubnetGroupName: "db",
          EnableCloudwatchLogsExports: ["postgresql"],
          Tags: TAGS,
        },
      ],
      Subnets: ["AWS::RDS::DBSubnetGroup", { DBSubnetGroupName: "db", SubnetIds: ["subnet-1"] }],
      Aurora: [
        "AWS::RDS::DBCluster",
        {
          DBClusterIdentifier: "Ledger",
          Engine: "aurora-postgresql",
          StorageEncrypted: true,
          KmsKeyId: KEY,
          VpcSecurityGroupIds: ["sg-1"],
          ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 },
          EnableHttpEndpoint: true,
          Tags: TAGS,
        },
      ],
      Events: [
        "AWS::RDS::EventSubscription",
        {
          SubscriptionName: "alerts",
          SnsTopicArn: arn("sns", "news"),
          SourceType: "db-instance",
          EventCategories: ["failure"],
          Tags: TAGS,
        },
      ],
    },
    answers: {
      DescribeDBInstances: {
        DBInstances: [
          {
            DBInstanceIdentifier: "shop",
            DBInstanceArn: arn("rds", "db:shop"),
            DBInstanceStatus: "available",
            Engine: "postgres",
            StorageEncrypted: true,
            KmsKeyId: KEY,
            PubliclyAccessible: false,
            AutoMinorVersionUpgrade: true,
            MultiAZ: false,
            BackupRetentionPeriod: 7,
            DeletionProtection: true,
            IAMDatabaseAuthenticationEnabled: true,
            MasterUserSecret: { SecretArn: "x" },
            VpcSecurityGroups: [{ VpcSecurityGroupId: "sg-1", Status: "active" }],
            DBSubnetGroup: { Subnets: [{ SubnetIdentifier: "subnet-1" }] },
            EnabledCloudwatchLogsExports: ["postgresql"],
            TagList: TAGS,
          },
        ],
      },
      DescribeDBClusters: {
        DBClusters: [
          {
            DBClusterIdentifier: "ledger",
            DBClusterArn: arn("rds", "cluster:ledger"),
            Status: "available",
            Engine: "aurora-postgresql",
            EngineMode: "provisioned",
            StorageEncrypted: true,
            KmsKeyId: KEY,
            MultiAZ: false,
            BackupRetentionPeriod: 1,
            DeletionProtection: false,
            IAMDatabaseAuthenticationEnabled: false,
            HttpEndpointEnabled: true,
            VpcSecurityGroups: [{ VpcSecurityGroupId: "sg-1" }],
            ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 },
            TagList: TAGS,
          },
        ],
      },
      DescribeEventSubscriptions: {
        EventSubscriptionsList: [
          {
            CustSubscriptionId: "alerts",
            EventSubscriptionArn: arn("rds", "es:alerts"),
            Enabled: true,
            Status: "active",
            SnsTopicArn: arn("sns", "news"),
            SourceType: "db-instance",
            EventCategoriesList: ["failure"],
          },
        ],
      },
      ListTagsForResource: { TagList: TAGS },
    },
    kinds: { DbInstance: {}, DbCluster: {}, DbEventSubscription: {} },
  },
  {
    title: "a replication group",
    service: "elasticache",
    template: {
      Cache: [
        "AWS::ElastiCache::ReplicationGroup",
        {
          ReplicationGroupId: "Sessions",
          Engine: "redis",
          AtRestEncryptionEnabled: true,
          TransitEncryptionEnabled: true,
          AuthToken: "hidden-by-the-test",
          KmsKeyId: KEY,
          SecurityGroupIds: ["sg-1"],
          AutomaticFailoverEnabled: true,
          Tags: TAGS,
        },
      ],
    },
    answers: {
      DescribeReplicationGroups: {
        ReplicationGroups: [
          {
            ReplicationGroupId: "sessions",
            ARN: arn("elasticache", "replicationgroup:sessions"),
            Status: "available",
            Engine: "redis",
            AtRestEncryptionEnabled: true,
            TransitEncryptionEnabled: true,
            AuthTokenEnabled: true,
            KmsKeyId: KEY,
            MemberClusters: ["sessions-001"],
            AutomaticFailover: "enabled",
          },
        ],
      },
      DescribeCacheClusters: {
        CacheClusters: [
          {
            CacheClusterId: "sessions-001",
            ReplicationGroupId: "sessions",
            Engine: "redis",
            SecurityGroups: [{ SecurityGroupId: "sg-1", Status: "active" }],
          },
        ],
      },
      ListTagsForResource: { TagList: TAGS },
    },
    kinds: { Cache: {} },
  },
  {
    title: "a file system",
    service: "efs",
    template: {
      Fs: [
        "AWS::EFS::FileSystem",
        {
          Encrypted: true,
          KmsKeyId: KEY,
          BackupPolicy: { Status: "ENABLED" },
          FileSystemPolicy: policy("elasticfilesystem:ClientMount", "*"),
          FileSystemTags: [...TAGS, { Key: "Name", Value: "files" }],
        },
      ],
    },
    answers: {
      DescribeFileSystems: {
        FileSystems: [
          {
            FileSystemId: "fs-s-Fs",
            FileSystemArn: arn("elasticfilesystem", "file-system/fs-s-Fs"),
            Name: "files",
            LifeCycleState: "available",
            Encrypted: true,
            KmsKeyId: KEY,
            Tags: [...TAGS, { Key: "Name", Value: "files" }],
          },
        ],
      },
      DescribeFileSystemPolicy: { Policy: JSON.stringify(policy("elasticfilesystem:ClientMount", "*")) },
      DescribeBackupPolicy: { BackupPolicy: { Status: "ENABLED" } },
    },
    kinds: { FileSystem: {} },
  },
  {
    title: "a secret that rotates",
    service: "secretsmanager",
    template: {
      Secret: ["AWS::SecretsManager::Secret", { Name: "db", KmsKeyId: KEY, Tags: TAGS }],
      Rotation: [
        "AWS::SecretsManager::RotationSchedule",
        { SecretId: `${arn("secretsmanager", "secret:db")}-000000`, RotationRules: { AutomaticallyAfterDays: 30 } },
      ],
      Policy: [
        "AWS::SecretsManager::ResourcePolicy",
        { SecretId: `${arn("secretsmanager", "secret:db")}-000000`, ResourcePolicy: policy("secretsmanager:GetSecretValue", "*") },
      ],
    },
    answers: {
      ListSecrets: {
        SecretList: [
          {
            ARN: `${arn("secretsmanager", "secret:db")}-000000`,
            Name: "db",
            KmsKeyId: KEY,
            RotationEnabled: true,
            RotationRules: { AutomaticallyAfterDays: 30 },
            CreatedDate: new Date("2026-01-02T03:04:05Z"),
            Tags: TAGS,
          },
        ],
      },
      GetResourcePolicy: { ResourcePolicy: JSON.stringify(policy("secretsmanager:GetSecretValue", "*")) },
    },
    kinds: { Secret: { CreatedDate: KEPT } },
  },
  {
    title: "a parameter whose name is a path",
    service: "ssm",
    template: { Param: ["AWS::SSM::Parameter", { Name: "/app/mode", Type: "String", Value: "on" }] },
    answers: {
      DescribeParameters: { Parameters: [{ Name: "/app/mode", Type: "String" }] },
      GetParameters: { Parameters: [{ Name: "/app/mode", Type: "String", Value: "on" }] },
    },
    kinds: { SsmParameter: { Tags: COSTS } },
  },
  {
    title: "a key with an alias",
    service: "kms",
    template: {
      Key: ["AWS::KMS::Key", { EnableKeyRotation: true, KeyPolicy: policy("kms:*", "*"), Tags: TAGS }],
      Alias: ["AWS::KMS::Alias", { AliasName: "alias/orders", TargetKeyId: "s-Key" }],
    },
    answers: {
      ListKeys: { Keys: [{ KeyId: "s-Key", KeyArn: arn("kms", "key/s-Key") }] },
      ListAliases: { Aliases: [{ AliasName: "alias/orders", TargetKeyId: "s-Key" }, { AliasName: "alias/aws/unused" }] },
      DescribeKey: {
        KeyMetadata: {
          KeyId: "s-Key",
          KeyManager: "CUSTOMER",
          KeyState: "Enabled",
          KeySpec: "SYMMETRIC_DEFAULT",
          KeyUsage: "ENCRYPT_DECRYPT",
          Origin: "AWS_KMS",
          MultiRegion: false,
        },
      },
      GetKeyPolicy: { Policy: JSON.stringify(policy("kms:*", "*")) },
      GetKeyRotationStatus: { KeyRotationEnabled: true },
      ListResourceTags: { Tags: [{ TagKey: "team", TagValue: "orders" }] },
    },
    kinds: { KmsKey: {} },
  },
  {
    title: "a backup vault and a plan",
    service: "backup",
    template: {
      Vault: [
        "AWS::Backup::BackupVault",
        { BackupVaultName: "safe", EncryptionKeyArn: KEY, LockConfiguration: { MinRetentionDays: 7 }, BackupVaultTags: TAG_MAP },
      ],
      Plan: [
        "AWS::Backup::BackupPlan",
        {
          BackupPlan: {
            BackupPlanName: "daily",
            BackupPlanRule: [{ RuleName: "r", TargetBackupVault: "safe", Lifecycle: { DeleteAfterDays: 35 } }],
          },
          BackupPlanTags: TAG_MAP,
        },
      ],
      Selection: [
        "AWS::Backup::BackupSelection",
        { BackupPlanId: "s-Plan", BackupSelection: { SelectionName: "all", IamRoleArn: ROLE, Resources: ["*"], NotResources: [] } },
      ],
    },
    answers: {
      ListBackupVaults: {
        BackupVaultList: [
          { BackupVaultName: "safe", BackupVaultArn: arn("backup", "backup-vault:safe"), EncryptionKeyArn: KEY, Locked: true },
        ],
      },
      GetBackupVaultAccessPolicy: "ResourceNotFoundException",
      ListBackupPlans: {
        BackupPlansList: [{ BackupPlanId: "s-Plan", BackupPlanArn: arn("backup", "backup-plan:s-Plan"), BackupPlanName: "daily" }],
      },
      GetBackupPlan: {
        BackupPlan: {
          BackupPlanName: "daily",
          Rules: [{ RuleName: "r", TargetBackupVaultName: "safe", Lifecycle: { DeleteAfterDays: 35 } }],
        },
      },
      ListBackupSelections: { BackupSelectionsList: [{ SelectionId: "1" }] },
      GetBackupSelection: {
        BackupSelection: {
          SelectionName: "all",
          IamRoleArn: ROLE,
          Resources: ["*"],
          NotResources: [],
          ListOfTags: [],
          Conditions: { StringEquals: [], StringNotEquals: [], StringLike: [], StringNotLike: [] },
        },
      },
      ListTags: { Tags: TAG_MAP },
    },
    kinds: { BackupVault: {}, BackupPlan: {} },
  },
  {
    title: "a search collection",
    service: "opensearchserverless",
    template: {
      Docs: ["AWS::OpenSearchServerless::Collection", { Name: "docs", Type: "SEARCH", Tags: TAGS }],
      Enc: [
        "AWS::OpenSearchServerless::SecurityPolicy",
        {
          Name: "e",
          Type: "encryption",
          Policy: JSON.stringify({ Rules: [{ ResourceType: "collection", Resource: ["collection/docs"] }], KmsARN: KEY }),
        },
      ],
      Net: [
        "AWS::OpenSearchServerless::SecurityPolicy",
        {
          Name: "n",
          Type: "network",
          Policy: JSON.stringify([{ Rules: [{ ResourceType: "collection", Resource: ["collection/do*"] }], AllowFromPublic: true }]),
        },
      ],
      Access: [
        "AWS::OpenSearchServerless::AccessPolicy",
        {
          Name: "a",
          Type: "data",
          Policy: JSON.stringify([{ Rules: [{ ResourceType: "index", Resource: ["index/docs/*"] }], Principal: [ROLE] }]),
        },
      ],
    },
    answers: {
      ListCollections: { collectionSummaries: [{ id: "s-Docs", name: "docs", status: "ACTIVE", arn: arn("aoss", "collection/s-Docs") }] },
      BatchGetCollection: { collectionDetails: [{ id: "s-Docs", name: "docs", type: "SEARCH", kmsKeyArn: KEY }] },
      ListSecurityPolicies: { securityPolicySummaries: [{ name: "n" }] },
      GetSecurityPolicy: {
        securityPolicyDetail: {
          name: "n",
          policy: [{ Rules: [{ ResourceType: "collection", Resource: ["collection/do*"] }], AllowFromPublic: true }],
        },
      },
      ListAccessPolicies: { accessPolicySummaries: [{ name: "a" }] },
      GetAccessPolicy: {
        accessPolicyDetail: { name: "a", policy: [{ Rules: [{ ResourceType: "index", Resource: ["index/docs/*"] }], Principal: [ROLE] }] },
      },
      ListTagsForResource: { tags: LOWER_TAGS },
    },
    kinds: { SearchCollection: {} },
  },
];
