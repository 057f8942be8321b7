import type { Fact } from "../fact.ts";
import type { Policy } from "../policy.ts";

export interface RestApi {
  /** `arn:aws:apigateway:<region>::/restapis/<id>` */
  readonly Arn: string;
  readonly RestApiId: string;
  readonly Name: string;
  readonly EndpointTypes: readonly string[];
  readonly Policy: Policy | undefined;
  readonly DisableExecuteApiEndpoint: boolean;
  readonly MinimumCompressionSize: number | undefined;
  readonly ApiKeySource: string | undefined;
}

/** One method of a REST API. */
export interface RestMethod {
  readonly RestApiId: string;
  readonly ResourcePath: string;
  readonly HttpMethod: string;
  readonly AuthorizationType: "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS";
  readonly AuthorizerId: string | undefined;
  readonly ApiKeyRequired: boolean;
  readonly RequestValidatorId: string | undefined;
  /** What the validator checks; both false without one. */
  readonly ValidatesBody: boolean;
  readonly ValidatesParameters: boolean;
  /** Model name by content type. */
  readonly RequestModels: Readonly<Record<string, string>>;
  readonly RequestParameters: Readonly<Record<string, boolean>>;
  readonly IntegrationType: string | undefined;
  readonly IntegrationUri: string | undefined;
  readonly IntegrationCredentials: string | undefined;
  /** Milliseconds. */
  readonly IntegrationTimeoutMs: number | undefined;
  readonly ConnectionType: string | undefined;
}

export interface MethodSetting {
  /** `*` or a path such as `/orders`. */
  readonly ResourcePath: string;
  readonly HttpMethod: string;
  readonly LoggingLevel: Fact<string | undefined>;
  readonly DataTraceEnabled: Fact<boolean>;
  readonly MetricsEnabled: Fact<boolean>;
  readonly CachingEnabled: Fact<boolean>;
  readonly CacheDataEncrypted: Fact<boolean>;
  readonly ThrottlingRateLimit: Fact<number | undefined>;
  readonly ThrottlingBurstLimit: Fact<number | undefined>;
}

export interface RestStage {
  readonly Arn: string;
  readonly RestApiId: string;
  readonly StageName: string;
  readonly AccessLogDestination: string | undefined;
  readonly TracingEnabled: boolean;
  readonly ClientCertificateId: string | undefined;
  readonly CacheClusterEnabled: boolean;
  readonly MethodSettings: readonly MethodSetting[];
  /** ARN of the WAFv2 web ACL in front, through the stage itself or an association. */
  readonly WebAclArn: string | undefined;
  readonly Variables: Readonly<Record<string, Fact<string>>>;
}

export interface RestAuthorizer {
  readonly RestApiId: string;
  readonly AuthorizerId: string;
  readonly Name: string;
  readonly Type: "TOKEN" | "REQUEST" | "COGNITO_USER_POOLS";
  readonly AuthorizerUri: string | undefined;
  readonly ProviderArns: readonly Fact<string>[];
  /** Seconds. */
  readonly AuthorizerResultTtlInSeconds: number | undefined;
  readonly IdentitySource: string | undefined;
}

export interface UsagePlan {
  readonly Name: string;
  readonly ApiStages: readonly { readonly ApiId: Fact<string>; readonly Stage: Fact<string> }[];
  readonly RateLimit: number | undefined;
  readonly BurstLimit: number | undefined;
  readonly QuotaLimit: number | undefined;
}

/** A custom domain of API Gateway, v1 and v2. */
export interface ApiDomainName {
  readonly Arn: string;
  readonly DomainName: string;
  readonly SecurityPolicy: string | undefined;
  readonly EndpointTypes: readonly string[];
  readonly CertificateArn: string | undefined;
  readonly MutualTls: boolean;
  readonly ApiIds: readonly Fact<string>[];
}

/** An HTTP or WebSocket API. */
export interface HttpApi {
  readonly Arn: string;
  readonly ApiId: string;
  readonly Name: string;
  readonly ProtocolType: "HTTP" | "WEBSOCKET";
  readonly DisableExecuteApiEndpoint: boolean;
  readonly Cors:
    | { readonly AllowOrigins: readonly string[]; readonly AllowCredentials: boolean; readonly AllowMethods: readonly string[] }
    | undefined;
}

export interface HttpRoute {
  readonly ApiId: string;
  readonly ProtocolType: "HTTP" | "WEBSOCKET";
  readonly RouteKey: string;
  readonly AuthorizationType: "NONE" | "AWS_IAM" | "JWT" | "CUSTOM";
  readonly AuthorizerId: string | undefined;
  readonly ApiKeyRequired: boolean;
  readonly IntegrationType: string | undefined;
  readonly IntegrationUri: string | undefined;
  readonly IntegrationCredentials: string | undefined;
  readonly IntegrationTimeoutMs: number | undefined;
  readonly ConnectionType: string | undefined;
  readonly TlsServerNameToVerify: string | undefined;
}

export interface HttpStage {
  readonly Arn: string;
  readonly ApiId: string;
  readonly ProtocolType: "HTTP" | "WEBSOCKET";
  readonly StageName: string;
  readonly AccessLogDestination: string | undefined;
  readonly DefaultLoggingLevel: string | undefined;
  readonly DefaultThrottlingRateLimit: number | undefined;
  readonly DefaultThrottlingBurstLimit: number | undefined;
  readonly RouteSettings: readonly {
    readonly RouteKey: string;
    readonly LoggingLevel: Fact<string | undefined>;
    readonly ThrottlingRateLimit: Fact<number | undefined>;
    readonly ThrottlingBurstLimit: Fact<number | undefined>;
  }[];
  readonly Variables: Readonly<Record<string, Fact<string>>>;
}

export interface HttpAuthorizer {
  readonly ApiId: string;
  readonly AuthorizerId: string;
  readonly Name: string;
  readonly AuthorizerType: "JWT" | "REQUEST";
  readonly AuthorizerUri: string | undefined;
  readonly JwtIssuer: string | undefined;
  readonly JwtAudience: readonly Fact<string>[];
}

export interface AppSyncApi {
  readonly Arn: string;
  readonly ApiId: string;
  readonly Name: string;
  readonly AuthenticationType: string;
  readonly AdditionalAuthenticationTypes: readonly Fact<string>[];
  readonly FieldLogLevel: string | undefined;
  readonly ExcludeVerboseContent: boolean | undefined;
  readonly XrayEnabled: boolean;
  readonly WebAclArn: string | undefined;
  readonly Visibility: string | undefined;
  readonly IntrospectionConfig: string | undefined;
  readonly QueryDepthLimit: number | undefined;
  readonly Cache: { readonly AtRestEncryptionEnabled: Fact<boolean>; readonly TransitEncryptionEnabled: Fact<boolean> } | undefined;
  /** ISO 8601 expiry of each API key. */
  readonly ApiKeyExpires: readonly Fact<string | undefined>[];
}

export interface AppSyncDataSource {
  readonly ApiId: string;
  readonly Name: string;
  readonly Type: string;
  readonly ServiceRoleArn: string | undefined;
  /** ARN or name of the function, table, bus behind. */
  readonly Target: string | undefined;
}

export interface CacheBehavior {
  /** `*` for the default behaviour. */
  readonly PathPattern: string;
  readonly TargetOriginId: Fact<string>;
  readonly ViewerProtocolPolicy: Fact<string>;
  readonly TrustedSigners: Fact<boolean>;
  readonly TrustedKeyGroups: Fact<boolean>;
}

export interface CloudFrontOrigin {
  readonly Id: string;
  readonly DomainName: Fact<string>;
  /** True for an S3 origin that is not a website endpoint. */
  readonly IsS3: Fact<boolean>;
  readonly OriginAccessControlId: Fact<string | undefined>;
  readonly OriginAccessIdentity: Fact<string | undefined>;
  readonly OriginProtocolPolicy: Fact<string | undefined>;
  readonly OriginSslProtocols: Fact<readonly string[]>;
}

export interface CloudFrontDistribution {
  readonly Arn: string;
  readonly DistributionId: string;
  readonly DomainName: string | undefined;
  readonly Enabled: boolean;
  readonly AliasDomains: readonly Fact<string>[];
  readonly DefaultRootObject: string | undefined;
  /** The default behaviour first. */
  readonly CacheBehaviors: readonly CacheBehavior[];
  readonly Origins: readonly CloudFrontOrigin[];
  readonly OriginGroups: readonly { readonly MemberCount: Fact<number> }[];
  /** Standard logging, v1 or v2. */
  readonly LoggingEnabled: boolean;
  readonly WebAclId: string | undefined;
  readonly ViewerCertificate: {
    readonly CloudFrontDefaultCertificate: Fact<boolean>;
    readonly CertificateArn: Fact<string | undefined>;
    readonly SslSupportMethod: Fact<string | undefined>;
    readonly MinimumProtocolVersion: Fact<string | undefined>;
  };
  readonly GeoRestrictionType: string;
  readonly GeoRestrictionCount: number;
}

export interface WebAclRule {
  readonly Name: string;
  readonly Priority: Fact<number>;
  /** `managed:<vendor>/<group>`, `rate-based`, `geo`, or the statement's own name. */
  readonly Statement: Fact<string>;
  readonly Action: Fact<string>;
  readonly CloudWatchMetricsEnabled: Fact<boolean>;
}

export interface WebAcl {
  readonly Arn: string;
  readonly Name: string;
  readonly Scope: "REGIONAL" | "CLOUDFRONT";
  readonly DefaultAction: "Allow" | "Block";
  readonly Rules: readonly WebAclRule[];
  readonly ManagedByFirewallManager: boolean;
  readonly LoggingDestinations: readonly Fact<string>[];
}

export interface WafRuleGroup {
  readonly Arn: string;
  readonly Name: string;
  readonly Scope: "REGIONAL" | "CLOUDFRONT";
  readonly Rules: readonly WebAclRule[];
}

export interface WebAclAssociation {
  readonly WebAclArn: string;
  readonly ResourceArn: string;
}

export interface Certificate {
  readonly Arn: string;
  readonly DomainName: string;
  readonly Status: string | undefined;
  readonly NotAfter: string | undefined;
  readonly KeyAlgorithm: string | undefined;
  readonly RenewalEligible: boolean | undefined;
}

export interface LoadBalancer {
  readonly Arn: string;
  readonly Type: "application" | "network" | "gateway" | "classic";
  readonly Scheme: "internet-facing" | "internal";
  readonly VpcId: string | undefined;
  readonly SecurityGroupIds: readonly Fact<string>[];
  readonly AccessLogsEnabled: boolean;
  readonly DeletionProtection: boolean;
  readonly DropInvalidHeaders: boolean | undefined;
  readonly WebAclArn: string | undefined;
  readonly Listeners: readonly {
    readonly Protocol: Fact<string>;
    readonly Port: Fact<number>;
    readonly SslPolicy: Fact<string | undefined>;
    readonly RedirectsToHttps: Fact<boolean>;
    readonly TargetArns: readonly Fact<string>[];
  }[];
}
