import { A, arn, COSTS, encoded, KEPT, policy, R, ROLE, type Row, TAG_MAP, TAGS, TRUST } from "./row.ts";

export const identity: readonly Row[] = [
  {
    title: "a role with inline and managed policies, a group, a user and an instance profile",
    service: "iam",
    template: {
      Role: [
        "AWS::IAM::Role",
        {
          RoleName: "app",
          AssumeRolePolicyDocument: TRUST,
          Policies: [{ PolicyName: "own", PolicyDocument: policy("s3:GetObject", "*") }],
          ManagedPolicyArns: [`arn:aws:iam::${A}:policy/shared`],
          PermissionsBoundary: `arn:aws:iam::${A}:policy/limit`,
          Tags: TAGS,
        },
      ],
      Shared: ["AWS::IAM::ManagedPolicy", { ManagedPolicyName: "shared", PolicyDocument: policy("sqs:SendMessage", "*") }],
      Group: ["AWS::IAM::Group", { GroupName: "devs", ManagedPolicyArns: [`arn:aws:iam::${A}:policy/shared`] }],
      User: ["AWS::IAM::User", { UserName: "ann", Groups: ["devs"], Tags: TAGS }],
      Profile: ["AWS::IAM::InstanceProfile", { InstanceProfileName: "box", Roles: ["app"] }],
      Oidc: ["AWS::IAM::OIDCProvider", { Url: "https://token.example.com", ClientIdList: ["x"] }],
    },
    answers: {
      GetAccountAuthorizationDetails: {
        RoleDetailList: [
          {
            Arn: ROLE,
            RoleName: "app",
            RoleId: "AROAEXAMPLEEXAMPLE01",
            Path: "/",
            AssumeRolePolicyDocument: encoded(TRUST),
            RolePolicyList: [{ PolicyName: "own", PolicyDocument: encoded(policy("s3:GetObject", "*")) }],
            AttachedManagedPolicies: [{ PolicyName: "shared", PolicyArn: `arn:aws:iam::${A}:policy/shared` }],
            PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: `arn:aws:iam::${A}:policy/limit` },
            CreateDate: new Date("2026-01-02T03:04:05Z"),
            Tags: TAGS,
          },
        ],
        GroupDetailList: [
          {
            Arn: `arn:aws:iam::${A}:group/devs`,
            GroupName: "devs",
            GroupPolicyList: [],
            AttachedManagedPolicies: [{ PolicyName: "shared", PolicyArn: `arn:aws:iam::${A}:policy/shared` }],
          },
        ],
        UserDetailList: [
          {
            Arn: `arn:aws:iam::${A}:user/ann`,
            UserName: "ann",
            UserId: "AIDAEXAMPLEEXAMPLE01",
            GroupList: ["devs"],
            AttachedManagedPolicies: [],
            CreateDate: new Date("2026-01-02T03:04:05Z"),
            Tags: TAGS,
          },
        ],
        Policies: [
          {
            Arn: `arn:aws:iam::${A}:policy/shared`,
            PolicyName: "shared",
            DefaultVersionId: "v1",
            PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: encoded(policy("sqs:SendMessage", "*")) }],
          },
        ],
      },
      ListRoles: { Roles: [{ Arn: ROLE, RoleName: "app", MaxSessionDuration: 3600 }] },
      GenerateCredentialReport: { State: "COMPLETE" },
      GetCredentialReport: {
        Content: new TextEncoder().encode(
          "user,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active\nann,2026-01-02T03:04:05+00:00,false,N/A,N/A,false",
        ),
      },
      ListAccessKeys: { AccessKeyMetadata: [] },
      // The boundary is a policy too, though nothing of it is compared.
      GetPolicy: "NoSuchEntity",
      ListInstanceProfiles: {
        InstanceProfiles: [{ Arn: `arn:aws:iam::${A}:instance-profile/box`, InstanceProfileName: "box", Roles: [{ Arn: ROLE }] }],
      },
      ListOpenIDConnectProviders: { OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::${A}:oidc-provider/token.example.com` }] },
    },
    kinds: {
      Role: { CreateDate: KEPT, RoleId: KEPT },
      Group: {},
      User: { CreateDate: KEPT, Credentials: KEPT, UserId: KEPT },
      InstanceProfile: {},
      IdentityProvider: { Tags: COSTS },
    },
  },
  {
    title: "a user pool with a client, and an identity pool",
    service: "cognito",
    template: {
      Pool: [
        "AWS::Cognito::UserPool",
        {
          UserPoolName: "members",
          MfaConfiguration: "OPTIONAL",
          EnabledMfas: ["SOFTWARE_TOKEN_MFA", "SMS_MFA"],
          UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
          LambdaConfig: { PreSignUp: arn("lambda", "function:check") },
          DeletionProtection: "ACTIVE",
          UserPoolTags: TAG_MAP,
        },
      ],
      Client: [
        "AWS::Cognito::UserPoolClient",
        {
          UserPoolId: "ap-northeast-1_s-Pool",
          ClientName: "web",
          AccessTokenValidity: 30,
          TokenValidityUnits: { AccessToken: "minutes" },
          RefreshTokenValidity: 7,
          PreventUserExistenceErrors: "ENABLED",
          CallbackURLs: ["https://example.com"],
        },
      ],
      Ids: ["AWS::Cognito::IdentityPool", { IdentityPoolName: "guests", AllowUnauthenticatedIdentities: true, IdentityPoolTags: TAGS }],
      Roles: ["AWS::Cognito::IdentityPoolRoleAttachment", { IdentityPoolId: `${R}:s-Ids`, Roles: { unauthenticated: ROLE } }],
    },
    answers: {
      ListUserPools: { UserPools: [{ Id: "ap-northeast-1_s-Pool", Name: "members" }] },
      DescribeUserPool: {
        UserPool: {
          Id: "ap-northeast-1_s-Pool",
          Name: "members",
          MfaConfiguration: "OPTIONAL",
          UserPoolTier: "ESSENTIALS",
          UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
          LambdaConfig: { PreSignUp: arn("lambda", "function:check") },
          DeletionProtection: "ACTIVE",
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
          UserPoolTags: TAG_MAP,
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
        },
      },
      GetUserPoolMfaConfig: {
        MfaConfiguration: "OPTIONAL",
        SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: ROLE } },
        SoftwareTokenMfaConfiguration: { Enabled: true },
      },
      GetWebACLForResource: {},
      ListUserPoolClients: { UserPoolClients: [{ ClientId: "s-Client", ClientName: "web" }] },
      DescribeUserPoolClient: {
        UserPoolClient: {
          ClientId: "s-Client",
          ClientName: "web",
          AccessTokenValidity: 30,
          RefreshTokenValidity: 7,
          TokenValidityUnits: { AccessToken: "minutes" },
          EnableTokenRevocation: true,
          PreventUserExistenceErrors: "ENABLED",
          CallbackURLs: ["https://example.com"],
        },
      },
      ListIdentityPools: { IdentityPools: [{ IdentityPoolId: `${R}:s-Ids`, IdentityPoolName: "guests" }] },
      DescribeIdentityPool: {
        IdentityPoolId: `${R}:s-Ids`,
        IdentityPoolName: "guests",
        AllowUnauthenticatedIdentities: true,
        AllowClassicFlow: false,
        IdentityPoolTags: TAG_MAP,
      },
      GetIdentityPoolRoles: { Roles: { unauthenticated: ROLE } },
    },
    kinds: { UserPool: {}, UserPoolClient: {}, IdentityPool: {} },
  },
];
