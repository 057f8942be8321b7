import type { Fact } from "../fact.ts";
import type { Policy } from "../policy.ts";

/** A resource policy and the alias or version it belongs to; `Qualifier` undefined is the unqualified function. */
export interface QualifiedPolicy {
  readonly Qualifier: string | undefined;
  readonly Document: Fact<Policy>;
}

export interface FunctionUrl {
  readonly Qualifier: string | undefined;
  readonly AuthType: Fact<"NONE" | "AWS_IAM">;
  readonly InvokeMode: Fact<string | undefined>;
  readonly Cors: Fact<
    | { readonly AllowOrigins?: readonly string[]; readonly AllowMethods?: readonly string[]; readonly AllowCredentials?: boolean }
    | undefined
  >;
}

export interface FunctionAlias {
  readonly Name: string;
  readonly FunctionVersion: Fact<string>;
  /** Versions that get a share of the calls besides; undefined when there are none. Live only. */
  readonly AdditionalVersions?: Fact<readonly string[]>;
}

export interface EventInvokeConfig {
  readonly Qualifier: string | undefined;
  readonly MaximumRetryAttempts: Fact<number | undefined>;
  readonly OnFailure: Fact<string | undefined>;
  readonly OnSuccess: Fact<string | undefined>;
}

export interface LambdaFunction {
  readonly Arn: string;
  readonly FunctionName: string;
  readonly PackageType: "Zip" | "Image";
  /** Undefined for container images. */
  readonly Runtime: string | undefined;
  readonly Handler: string | undefined;
  readonly ImageUri: string | undefined;
  readonly Architectures: readonly string[];
  /** ARN of the execution role. */
  readonly Role: string;
  /** MB. */
  readonly MemorySize: number;
  /** Seconds. */
  readonly Timeout: number;
  /** MB. */
  readonly EphemeralStorage: number;
  /** Names known, each value a fact of its own. `{}` when none. */
  readonly Environment: Readonly<Record<string, Fact<string>>>;
  readonly KmsKeyArn: string | undefined;
  readonly TracingMode: "Active" | "PassThrough";
  /** ARNs with version. */
  readonly Layers: readonly Fact<string>[];
  readonly VpcConfig:
    | {
        readonly VpcId: Fact<string | undefined>;
        readonly SubnetIds: readonly Fact<string>[];
        readonly SecurityGroupIds: readonly Fact<string>[];
      }
    | undefined;
  /** ARN of the queue or topic for failed asynchronous events. */
  readonly DeadLetterTarget: string | undefined;
  readonly LoggingConfig: { readonly LogGroup: Fact<string | undefined>; readonly LogFormat: Fact<string | undefined> };
  readonly FileSystemArns: readonly Fact<string>[];
  readonly CodeSigningConfigArn: string | undefined;
  readonly ReservedConcurrentExecutions: number | undefined;
  readonly ProvisionedConcurrency: readonly { readonly Qualifier: string; readonly Executions: Fact<number> }[];
  readonly RuntimeManagement: "Auto" | "FunctionUpdate" | "Manual" | undefined;
  readonly SnapStart: string | undefined;
  readonly RecursiveLoop: string | undefined;
  readonly Policies: readonly QualifiedPolicy[];
  readonly Urls: readonly FunctionUrl[];
  readonly Aliases: readonly FunctionAlias[];
  /** Published versions, without `$LATEST`. */
  readonly Versions: readonly { readonly Version: string; readonly Runtime: Fact<string | undefined> }[];
  readonly EventInvokeConfigs: readonly EventInvokeConfig[];
  readonly CodeSize: number | undefined;
  readonly CodeSha256: string | undefined;
  /** ISO 8601. Undefined in templates. */
  readonly LastModified: string | undefined;
  /** Handler source the template carries in itself (`Code.ZipFile`, `InlineCode`). */
  readonly InlineCode: string | undefined;
}

export interface LambdaLayerVersion {
  readonly Arn: string;
  readonly LayerName: string;
  readonly Version: number;
  readonly CompatibleRuntimes: readonly string[];
  readonly LicenseInfo: string | undefined;
  /** Undefined when nobody was granted use. */
  readonly Policy: Policy | undefined;
}

export interface EventSourceMapping {
  /** ARN of the stream, queue, cluster; undefined for self-managed sources. */
  readonly EventSourceArn: string | undefined;
  /** ARN (with qualifier, if any) or name of the function. */
  readonly FunctionName: string;
  readonly Enabled: boolean;
  readonly BatchSize: number | undefined;
  readonly MaximumBatchingWindowInSeconds: number | undefined;
  readonly BisectBatchOnFunctionError: boolean;
  readonly MaximumRetryAttempts: number | undefined;
  readonly MaximumRecordAgeInSeconds: number | undefined;
  readonly OnFailure: string | undefined;
  readonly MaximumConcurrency: number | undefined;
  readonly FunctionResponseTypes: readonly string[];
  readonly FilterPatterns: readonly Fact<string>[];
  readonly KmsKeyArn: string | undefined;
}

export interface CodeSigningConfig {
  readonly Arn: string;
  readonly AllowedPublishers: readonly Fact<string>[];
  readonly UntrustedArtifactOnDeployment: "Enforce" | "Warn";
}

export interface StateMachine {
  readonly Arn: string;
  readonly StateMachineType: "STANDARD" | "EXPRESS";
  readonly RoleArn: string;
  readonly LoggingLevel: "ALL" | "ERROR" | "FATAL" | "OFF";
  readonly IncludeExecutionData: boolean;
  readonly LogGroups: readonly Fact<string>[];
  readonly TracingEnabled: boolean;
  readonly KmsKeyId: string | undefined;
  /** Amazon States Language text. */
  readonly Definition: string;
}

export interface EcsCluster {
  readonly Arn: string;
  readonly ContainerInsights: string | undefined;
  readonly ExecuteCommandLogging: string | undefined;
}

export interface EcsService {
  readonly Arn: string;
  readonly Cluster: string;
  readonly TaskDefinition: string;
  readonly LaunchType: string | undefined;
  readonly PlatformVersion: string | undefined;
  readonly AssignPublicIp: boolean;
  readonly SubnetIds: readonly Fact<string>[];
  readonly SecurityGroupIds: readonly Fact<string>[];
  readonly EnableExecuteCommand: boolean;
}

export interface ContainerDefinition {
  readonly Name: string;
  readonly Image: Fact<string>;
  readonly Privileged: Fact<boolean>;
  readonly ReadonlyRootFilesystem: Fact<boolean>;
  readonly User: Fact<string | undefined>;
  readonly Environment: Readonly<Record<string, Fact<string>>>;
  readonly Secrets: Readonly<Record<string, Fact<string>>>;
  readonly LogDriver: Fact<string | undefined>;
  readonly LogGroup: Fact<string | undefined>;
  readonly AddedCapabilities: readonly Fact<string>[];
}

export interface EcsTaskDefinition {
  readonly Arn: string;
  readonly Family: string;
  readonly NetworkMode: string | undefined;
  readonly PidMode: string | undefined;
  readonly IpcMode: string | undefined;
  readonly TaskRoleArn: string | undefined;
  readonly ExecutionRoleArn: string | undefined;
  readonly RequiresCompatibilities: readonly string[];
  readonly Containers: readonly ContainerDefinition[];
  readonly HostVolumes: readonly string[];
}

export interface EcrRepository {
  readonly Arn: string;
  readonly RepositoryName: string;
  readonly Uri: string | undefined;
  readonly ScanOnPush: boolean;
  readonly ImageTagMutability: string;
  readonly EncryptionType: string;
  readonly KmsKey: string | undefined;
  readonly Policy: Policy | undefined;
  readonly HasLifecyclePolicy: boolean;
}

export interface Ec2Instance {
  readonly InstanceId: string;
  readonly InstanceType: string;
  readonly State: string;
  /** ARN of the instance profile. */
  readonly IamInstanceProfile: string | undefined;
  readonly HttpTokens: "required" | "optional";
  readonly HttpEndpoint: "enabled" | "disabled";
  readonly PublicIpAddress: string | undefined;
  readonly SubnetId: string | undefined;
  readonly VpcId: string | undefined;
  readonly SecurityGroupIds: readonly Fact<string>[];
}

export interface AutoScalingGroup {
  readonly Arn: string;
  /** Topics told of scaling events. */
  readonly NotificationTopics: readonly Fact<string>[];
}

export interface SigningProfile {
  readonly Arn: string;
  readonly ProfileVersionArn: string;
  readonly PlatformId: string;
  readonly Status: string;
}
