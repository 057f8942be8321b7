import type { Fact } from "../fact.ts";
import type { Policy } from "../policy.ts";

export interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: Fact<Policy>;
}

export interface Role {
  readonly Arn: string;
  readonly RoleName: string;
  readonly Path: string;
  readonly AssumeRolePolicyDocument: Policy;
  readonly Policies: readonly InlinePolicy[];
  /** ARNs of attached managed policies. */
  readonly ManagedPolicyArns: readonly Fact<string>[];
  readonly PermissionsBoundary: string | undefined;
  /** Seconds. */
  readonly MaxSessionDuration: number | undefined;
  readonly CreateDate: string | undefined;
  readonly LastUsedDate: string | undefined;
  /** `AROA…`: what a policy that named the role says once the role is gone. */
  readonly RoleId: string | undefined;
}

/** A managed policy, customer's or AWS's, that is attached to something or declared in a template. */
export interface ManagedPolicy {
  readonly Arn: string;
  readonly PolicyName: string;
  readonly AwsManaged: boolean;
  readonly PolicyDocument: Policy;
  /** Names of what it is attached to. */
  readonly AttachedRoles: readonly Fact<string>[];
  readonly AttachedUsers: readonly Fact<string>[];
  readonly AttachedGroups: readonly Fact<string>[];
}

export interface User {
  readonly Arn: string;
  readonly UserName: string;
  readonly Policies: readonly InlinePolicy[];
  readonly ManagedPolicyArns: readonly Fact<string>[];
  readonly Groups: readonly Fact<string>[];
  readonly PermissionsBoundary: string | undefined;
  /** `AIDA…`. */
  readonly UserId: string | undefined;
  readonly CreateDate: string | undefined;
  /** The user's row of the credential report. Undefined in templates. */
  readonly Credentials: CredentialReportRow | undefined;
  readonly AccessKeys: readonly AccessKey[];
}

export interface AccessKey {
  /** Never the whole id: its last four characters. */
  readonly KeyIdSuffix: string;
  readonly Status: string;
  readonly CreateDate: string | undefined;
}

/** Dates are ISO 8601 or undefined (`N/A`, `no_information`, `not_supported`). */
export interface CredentialReportRow {
  readonly UserCreationTime: string | undefined;
  readonly PasswordEnabled: boolean;
  readonly PasswordLastUsed: string | undefined;
  readonly PasswordLastChanged: string | undefined;
  readonly MfaActive: boolean;
  readonly Keys: readonly { readonly Active: boolean; readonly LastRotated: string | undefined; readonly LastUsed: string | undefined }[];
}

export interface Group {
  readonly Arn: string;
  readonly GroupName: string;
  readonly Policies: readonly InlinePolicy[];
  readonly ManagedPolicyArns: readonly Fact<string>[];
}

export interface InstanceProfile {
  readonly Arn: string;
  readonly InstanceProfileName: string;
  readonly Roles: readonly Fact<string>[];
}

export interface ServerCertificate {
  readonly Arn: string;
  readonly Name: string;
  readonly Expiration: string | undefined;
}

export interface IdentityProvider {
  readonly Arn: string;
  readonly Type: "SAML" | "OIDC";
  readonly Url: string | undefined;
}

export interface UserPool {
  readonly Arn: string;
  readonly UserPoolId: string;
  readonly Name: string;
  readonly MfaConfiguration: "OFF" | "ON" | "OPTIONAL";
  /** A TOTP, SMS or email factor is configured. */
  readonly MfaFactors: readonly string[];
  readonly PasswordPolicy: {
    readonly MinimumLength: Fact<number>;
    readonly RequireLowercase: Fact<boolean>;
    readonly RequireUppercase: Fact<boolean>;
    readonly RequireNumbers: Fact<boolean>;
    readonly RequireSymbols: Fact<boolean>;
    readonly TemporaryPasswordValidityDays: Fact<number>;
  };
  readonly AllowedFirstAuthFactors: readonly string[];
  readonly AdvancedSecurityMode: "OFF" | "AUDIT" | "ENFORCED";
  readonly CustomAuthSecurityMode: "AUDIT" | "ENFORCED" | undefined;
  readonly DeletionProtection: boolean;
  readonly AdminCreateUserOnly: boolean;
  readonly UserPoolTier: string | undefined;
  /** Event name → function ARN. */
  readonly LambdaTriggers: Readonly<Record<string, Fact<string>>>;
  readonly WebAclArn: string | undefined;
}

/** Validity in seconds. */
export interface UserPoolClient {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientName: string;
  readonly HasSecret: boolean;
  readonly AccessTokenValidity: number;
  readonly IdTokenValidity: number;
  readonly RefreshTokenValidity: number;
  readonly EnableTokenRevocation: boolean;
  readonly PreventUserExistenceErrors: boolean;
  readonly ExplicitAuthFlows: readonly string[];
  readonly AllowedOAuthFlows: readonly string[];
  readonly CallbackUrls: readonly Fact<string>[];
}

export interface IdentityPool {
  readonly Arn: string;
  readonly IdentityPoolId: string;
  readonly Name: string;
  readonly AllowUnauthenticatedIdentities: boolean;
  readonly AllowClassicFlow: boolean;
  readonly AuthenticatedRole: string | undefined;
  readonly UnauthenticatedRole: string | undefined;
}
