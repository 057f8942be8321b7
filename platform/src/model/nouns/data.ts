import type { Fact } from "../fact.ts";
import type { Policy } from "../policy.ts";

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface BucketGrant {
  /** `AllUsers`, `AuthenticatedUsers`, `LogDelivery`, or `canonical:<id>`. */
  readonly Grantee: string;
  readonly Permission: string;
}

export interface Bucket {
  readonly Arn: string;
  readonly BucketName: string;
  readonly Policy: Policy | undefined;
  /** The bucket's own block; undefined when none was ever set. */
  readonly PublicAccessBlock: PublicAccessBlock | undefined;
  /** Grants other than the owner's. */
  readonly AclGrants: readonly BucketGrant[];
  readonly ObjectOwnership: string | undefined;
  readonly Encryption: { readonly Algorithm: Fact<string>; readonly KmsKeyId: Fact<string | undefined> } | undefined;
  readonly Versioning: "Enabled" | "Suspended" | undefined;
  readonly MfaDelete: boolean;
  readonly LoggingTarget: string | undefined;
  readonly ActiveLifecycleRules: number;
  readonly ObjectLock: boolean;
  readonly ReplicationRules: number;
  readonly Website: boolean;
  readonly Notifications: readonly { readonly Type: "lambda" | "sqs" | "sns" | "eventbridge"; readonly Target: Fact<string | undefined> }[];
}

/** A bucket of S3 Express One Zone. Block Public Access is always on for it. */
export interface DirectoryBucket {
  readonly Arn: string;
  readonly BucketName: string;
  readonly Policy: Policy | undefined;
  /** Enabled rules that delete objects. */
  readonly ExpirationRules: number;
}

export interface S3AccessPoint {
  readonly Arn: string;
  readonly Name: string;
  readonly Bucket: string;
  /** All buckets of a multi-region access point. Left out where there is one. */
  readonly Buckets?: readonly Fact<string>[];
  readonly PublicAccessBlock: PublicAccessBlock | undefined;
  readonly NetworkOrigin: string | undefined;
  /** The only VPC it can be reached from. Left out where it is reached from the internet. */
  readonly VpcId?: string | undefined;
  readonly Policy: Policy | undefined;
  readonly MultiRegion: boolean;
}

export interface DynamoTable {
  readonly Arn: string;
  readonly TableName: string;
  readonly BillingMode: "PAY_PER_REQUEST" | "PROVISIONED";
  /** Both read and write capacity have a scaling policy. Undefined when billed per request. */
  readonly AutoScaled: boolean | undefined;
  readonly SseType: "AWS_OWNED" | "KMS";
  readonly KmsKeyArn: string | undefined;
  readonly PointInTimeRecovery: boolean;
  readonly DeletionProtectionEnabled: boolean;
  readonly StreamArn: string | undefined;
  readonly TimeToLiveAttribute: string | undefined;
  readonly Policy: Policy | undefined;
  /** Of the stream. Left out where there is none. */
  readonly StreamPolicy?: Policy | undefined;
}

export interface DaxCluster {
  readonly Arn: string;
  readonly SseEnabled: boolean;
  readonly EndpointEncryption: string | undefined;
}

/** An RDS instance. */
export interface DbInstance {
  readonly Arn: string;
  readonly DbInstanceIdentifier: string;
  readonly Engine: string;
  readonly DbClusterIdentifier: string | undefined;
  readonly StorageEncrypted: boolean;
  readonly KmsKeyId: string | undefined;
  readonly PubliclyAccessible: boolean;
  readonly AutoMinorVersionUpgrade: boolean;
  readonly MultiAz: boolean;
  /** Days; 0 is off. */
  readonly BackupRetentionPeriod: number;
  readonly DeletionProtection: boolean;
  readonly IamAuthentication: boolean;
  /** RDS keeps the master password in Secrets Manager. */
  readonly ManagedMasterPassword: boolean;
  /** Templates: the master password as written. Live: undefined (AWS never tells). */
  readonly MasterUserPassword: string | undefined;
  readonly SecurityGroupIds: readonly Fact<string>[];
  readonly SubnetIds: readonly Fact<string>[];
  readonly LogExports: readonly string[];
}

/** An Aurora (or multi-AZ RDS) cluster. */
export interface DbCluster {
  readonly Arn: string;
  readonly DbClusterIdentifier: string;
  readonly Engine: string;
  readonly StorageEncrypted: boolean;
  readonly KmsKeyId: string | undefined;
  readonly MultiAz: boolean;
  readonly BackupRetentionPeriod: number;
  readonly DeletionProtection: boolean;
  readonly IamAuthentication: boolean;
  readonly ManagedMasterPassword: boolean;
  readonly MasterUserPassword: string | undefined;
  readonly HttpEndpointEnabled: boolean;
  readonly SecurityGroupIds: readonly Fact<string>[];
  readonly ServerlessV2: boolean;
}

export interface DbEventSubscription {
  readonly Name: string;
  readonly Enabled: boolean;
  readonly Status: string | undefined;
  readonly SnsTopicArn: string;
  /** Undefined means every type. */
  readonly SourceType: string | undefined;
  readonly SourceIds: readonly Fact<string>[];
  readonly EventCategories: readonly Fact<string>[];
}

/** A Redis/Valkey replication group, a serverless cache, or a Memcached cluster. */
export interface Cache {
  readonly Arn: string;
  readonly Name: string;
  readonly Type: "replication-group" | "serverless" | "cluster";
  readonly Engine: string;
  readonly AtRestEncryptionEnabled: boolean;
  readonly TransitEncryptionEnabled: boolean;
  readonly AuthTokenEnabled: boolean;
  readonly UserGroups: readonly Fact<string>[];
  readonly KmsKeyId: string | undefined;
  readonly SecurityGroupIds: readonly Fact<string>[];
  readonly AutomaticFailover: boolean | undefined;
}

/** An OpenSearch Serverless collection with the policies that apply to it. */
export interface SearchCollection {
  readonly Arn: string;
  readonly Name: string;
  readonly Type: string | undefined;
  readonly KmsKeyArn: string | undefined;
  readonly PublicNetworkAccess: boolean;
  readonly DataAccessPrincipals: readonly Fact<string>[];
}

export interface FileSystem {
  readonly Arn: string;
  readonly FileSystemId: string;
  readonly Encrypted: boolean;
  readonly KmsKeyId: string | undefined;
  readonly Policy: Policy | undefined;
  readonly BackupEnabled: boolean | undefined;
}

export interface Secret {
  readonly Arn: string;
  readonly Name: string;
  readonly KmsKeyId: string | undefined;
  readonly RotationEnabled: boolean;
  readonly RotationDays: number | undefined;
  readonly LastRotatedDate: string | undefined;
  readonly LastAccessedDate: string | undefined;
  readonly CreatedDate: string | undefined;
  readonly NextRotationDate: string | undefined;
  readonly OwningService: string | undefined;
  readonly Policy: Policy | undefined;
  /** Templates: the value as written in the template. Live: undefined (never read). */
  readonly SecretString: string | undefined;
}

export interface SsmParameter {
  readonly Arn: string;
  readonly Name: string;
  readonly Type: "String" | "StringList" | "SecureString";
  readonly KeyId: string | undefined;
  /** Plain values only; SecureString values are never read. */
  readonly Value: string | undefined;
}

/** A grant on a key: the operations somebody may do besides what policies say. */
export interface KmsGrant {
  readonly GrantId: string;
  readonly Name: string | undefined;
  /** ARN of a user, role or account, or the principal name of a service. */
  readonly GranteePrincipal: string;
  /** In KMS's words, such as `Decrypt`; the action is `kms:<operation>`. */
  readonly Operations: readonly string[];
  /** Pairs the encryption context must have, and whether it may have others. */
  readonly EncryptionContext: { readonly Pairs: Readonly<Record<string, string>>; readonly Exactly: boolean } | undefined;
}

export interface KmsKey {
  readonly Arn: string;
  readonly KeyId: string;
  readonly KeyManager: "CUSTOMER" | "AWS";
  readonly KeyState: string;
  readonly KeySpec: string;
  readonly KeyUsage: string;
  readonly Origin: string;
  readonly MultiRegionReplica: boolean;
  readonly RotationEnabled: boolean;
  readonly Policy: Policy;
  readonly Grants: readonly KmsGrant[];
  readonly AliasNames: readonly string[];
}

export interface BackupVault {
  readonly Arn: string;
  readonly Name: string;
  readonly Locked: boolean;
  readonly KmsKeyArn: string | undefined;
  readonly Policy: Policy | undefined;
}

export interface BackupPlan {
  readonly Arn: string;
  readonly Name: string;
  readonly Rules: readonly {
    readonly VaultName: Fact<string>;
    readonly DeleteAfterDays: Fact<number | undefined>;
    readonly CopyActions: Fact<number>;
  }[];
  /** ARNs (or patterns) selected by the plan. */
  readonly Selections: readonly Fact<string>[];
}
