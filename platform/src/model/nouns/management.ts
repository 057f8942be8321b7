import type { Fact, Facts } from "../fact.ts";
import type { Policy } from "../policy.ts";
import type { PublicAccessBlock } from "./data.ts";

/** A service or resource control policy of an organisation. */
export interface ControlPolicy {
  readonly PolicyId: string;
  readonly Name: string;
  readonly Type: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";
  readonly Content: Policy;
  /** Ids of the root, organisational units and accounts it is attached to. */
  readonly TargetIds: readonly Fact<string>[];
}

/** What an organisation holds over its accounts, as its management account and its delegates can read it. */
export interface OrganizationPolicies {
  /** The kinds of control policy that are switched on. */
  readonly EnabledTypes: readonly string[];
  /** Account or organisational unit → the unit or root right above it. */
  readonly Parents: Readonly<Record<string, string>>;
  readonly Policies: readonly Facts<ControlPolicy>[];
}

/** One AWS account, as far as account-wide settings go. Live scans only. */
export interface Account {
  readonly AccountId: string;
  /** Field names that are filled in; the values are personal data and stay out. */
  readonly ContactInformation: readonly string[];
  readonly SecurityContact: { readonly HasEmail: boolean; readonly HasPhone: boolean } | undefined;
  readonly RootAccessKeysPresent: boolean;
  readonly RootMfaEnabled: boolean;
  readonly RootPasswordPresent: boolean | undefined;
  readonly RootVirtualMfa: boolean;
  readonly RootCredentials: { readonly PasswordLastUsed: string | undefined; readonly KeyLastUsed: readonly (string | undefined)[] };
  readonly PasswordPolicy: { readonly MinimumPasswordLength: number; readonly PasswordReusePrevention: number | undefined } | undefined;
  readonly S3PublicAccessBlock: PublicAccessBlock | undefined;
  readonly Budgets: readonly { readonly Name: string; readonly Notifications: number; readonly Subscribers: number }[];
  /** Undefined outside an organisation. The members are known to the management account and its delegates only. */
  readonly Organization:
    | { readonly Id: string; readonly ManagementAccount: string; readonly MemberAccounts: Fact<readonly string[]> }
    | undefined;
  /** Undefined outside an organisation. */
  readonly OrganizationPolicies: OrganizationPolicies | undefined;
  readonly EnabledRegions: readonly string[];
  /** Roles, users and groups that carry the named AWS-managed policies. */
  readonly SupportAccessHolders: {
    readonly Roles: readonly string[];
    readonly Users: readonly string[];
    readonly Groups: readonly string[];
  };
  readonly CloudShellFullAccessHolders: {
    readonly Roles: readonly string[];
    readonly Users: readonly string[];
    readonly Groups: readonly string[];
  };
}

export interface GuardDutyDetector {
  readonly Status: "ENABLED" | "DISABLED";
  readonly Features: readonly {
    readonly Name: string;
    readonly Status: string;
    readonly AdditionalConfiguration: readonly { readonly Name: string; readonly Status: string }[];
  }[];
  /** Account that administers this detector, if another one does. */
  readonly AdministratorId: Fact<string | undefined>;
}

/** One region of one account, as far as region-wide settings go. Live scans only. */
export interface Region {
  readonly RegionName: string;
  readonly EbsEncryptionByDefault: boolean;
  readonly GuardDuty: GuardDutyDetector | undefined;
  readonly SecurityHub: { readonly Standards: Fact<readonly string[]> } | undefined;
  readonly AccessAnalyzers: readonly { readonly Name: string; readonly Type: string; readonly Status: string }[];
  readonly Macie:
    | { readonly Status: string; readonly AutomatedDiscovery: Fact<string | undefined>; readonly ActiveJobs: Fact<number> }
    | undefined;
  /** Resource types Inspector scans, e.g. `LAMBDA`. */
  readonly Inspector: readonly { readonly ResourceType: string; readonly Status: string }[];
  readonly DetectiveGraphs: readonly string[];
  readonly ConfigRecorder:
    | {
        readonly RoleArn: string | undefined;
        readonly AllSupported: boolean;
        readonly IncludeGlobalResourceTypes: boolean;
        readonly ResourceTypes: readonly string[];
        readonly ExcludedResourceTypes: readonly string[];
        readonly Recording: Fact<boolean>;
        readonly LastStatus: Fact<string | undefined>;
      }
    | undefined;
  readonly ConfigDeliveryChannels: readonly { readonly S3BucketName: string | undefined; readonly SnsTopicArn: string | undefined }[];
  readonly ConformancePacks: readonly { readonly Name: string; readonly Status: string | undefined }[];
  readonly XrayEncryption: { readonly Type: string; readonly KeyId: string | undefined } | undefined;
  /** Unreserved and total concurrent executions of Lambda. */
  readonly LambdaConcurrencyLimit: number | undefined;
  readonly ApiGatewayLogRole: string | undefined;
}

export interface EventSelector {
  readonly ReadWriteType: Fact<"All" | "ReadOnly" | "WriteOnly">;
  readonly IncludeManagementEvents: Fact<boolean>;
  readonly ExcludeManagementEventSources: readonly Fact<string>[];
  readonly DataResources: readonly { readonly Type: string; readonly Values: readonly Fact<string>[] }[];
}

export interface AdvancedFieldSelector {
  readonly Field: string;
  readonly Equals: readonly Fact<string>[];
  readonly NotEquals: readonly Fact<string>[];
  readonly StartsWith: readonly Fact<string>[];
  readonly NotStartsWith: readonly Fact<string>[];
  readonly EndsWith: readonly Fact<string>[];
  readonly NotEndsWith: readonly Fact<string>[];
}

export interface Trail {
  readonly Arn: string;
  readonly Name: string;
  readonly S3BucketName: string;
  readonly IsMultiRegionTrail: boolean;
  readonly IsOrganizationTrail: boolean;
  readonly IncludeGlobalServiceEvents: boolean;
  readonly IsLogging: boolean;
  readonly LogFileValidationEnabled: boolean;
  readonly KmsKeyId: string | undefined;
  readonly CloudWatchLogsLogGroupArn: string | undefined;
  readonly LatestCloudWatchLogsDeliveryTime: string | undefined;
  readonly EventSelectors: readonly EventSelector[];
  readonly AdvancedEventSelectors: readonly { readonly FieldSelectors: readonly AdvancedFieldSelector[] }[];
}

export interface MetricFilter {
  readonly FilterName: string;
  readonly FilterPattern: string;
  readonly Metrics: readonly { readonly Name: string; readonly Namespace: string }[];
}

export interface LogGroup {
  readonly Arn: string;
  readonly LogGroupName: string;
  /** Days; undefined keeps for ever. */
  readonly RetentionInDays: number | undefined;
  readonly KmsKeyId: string | undefined;
  readonly MetricFilters: readonly MetricFilter[];
}

export interface Alarm {
  readonly Arn: string;
  readonly AlarmName: string;
  readonly MetricName: string | undefined;
  readonly Namespace: string | undefined;
  readonly Dimensions: Readonly<Record<string, Fact<string>>>;
  readonly ActionsEnabled: boolean;
  readonly AlarmActions: readonly Fact<string>[];
}

/** A template file itself: the texts in it that anybody with the file can read. Made from files only, never from an account. */
export interface Template {
  readonly Texts: readonly TemplateText[];
}

export interface TemplateText {
  /** What the value is called; undefined where the place gives no name that says anything. */
  readonly Name: string | undefined;
  /** From the root of the file. */
  readonly Path: readonly (string | number)[];
  readonly Value: Fact<string>;
}
