import type { Answers } from "./wire.fixture.ts";
import { ACCOUNT, REGION } from "./wire.fixture.ts";

/* For tests: one account whose every operation of these services answers something. */

const DAY = "2026-11-01T00:00:00+00:00";
const SECONDS = 1_793_491_200;
const TRUST = encodeURIComponent(
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
);
const READ = encodeURIComponent(
  JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } }),
);
const POLICY = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] });
const aws = (service: string, rest: string, region: string = REGION) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const iam = (rest: string) => aws("iam", rest, "");

export const REPORT = `user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated
<root_account>,arn:aws:iam::${ACCOUNT}:root,2020-01-01T00:00:00+00:00,not_supported,2026-10-01T00:00:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
ann,arn:aws:iam::${ACCOUNT}:user/ann,2024-01-01T00:00:00+00:00,true,no_information,2024-01-01T00:00:00+00:00,N/A,false,true,2024-01-01T00:00:00+00:00,2026-01-01T00:00:00+00:00,us-east-1,s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
`;
const credentialReport: Answers = {
  GenerateCredentialReport: { State: "COMPLETE" },
  GetCredentialReport: { Content: Buffer.from(REPORT).toString("base64"), ReportFormat: "text/csv", GeneratedTime: DAY },
};

export const iamAnswers: Answers = {
  ...credentialReport,
  GetAccountAuthorizationDetails: [
    {
      RoleDetailList: [
        {
          Arn: iam("role/app/worker"),
          RoleName: "worker",
          RoleId: "AROAX",
          Path: "/app/",
          CreateDate: DAY,
          AssumeRolePolicyDocument: TRUST,
          RolePolicyList: [{ PolicyName: "inline", PolicyDocument: READ }],
          AttachedManagedPolicies: [{ PolicyName: "ReadOnlyAccess", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
          RoleLastUsed: { LastUsedDate: DAY, Region: REGION },
          Tags: [{ Key: "team", Value: "a" }],
        },
      ],
      IsTruncated: true,
      Marker: "next",
    },
    {
      UserDetailList: [
        {
          Arn: iam("user/ann"),
          UserName: "ann",
          UserId: "AIDAANN",
          Path: "/",
          CreateDate: DAY,
          GroupList: ["devs"],
          AttachedManagedPolicies: [],
          PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: iam("policy/bound") },
        },
      ],
      GroupDetailList: [
        {
          Arn: iam("group/devs"),
          GroupName: "devs",
          GroupPolicyList: [],
          AttachedManagedPolicies: [{ PolicyName: "mine", PolicyArn: iam("policy/mine") }],
        },
      ],
      Policies: [
        {
          Arn: iam("policy/mine"),
          PolicyName: "mine",
          DefaultVersionId: "v2",
          PolicyVersionList: [
            { VersionId: "v1", Document: TRUST, IsDefaultVersion: false },
            { VersionId: "v2", Document: READ, IsDefaultVersion: true },
          ],
        },
        {
          Arn: iam("policy/bound"),
          PolicyName: "bound",
          DefaultVersionId: "v1",
          PolicyVersionList: [{ VersionId: "v1", Document: READ, IsDefaultVersion: true }],
        },
        {
          Arn: "arn:aws:iam::aws:policy/NobodyHasIt",
          PolicyName: "NobodyHasIt",
          DefaultVersionId: "v1",
          PolicyVersionList: [{ VersionId: "v1", Document: READ, IsDefaultVersion: true }],
        },
      ],
      IsTruncated: false,
    },
  ],
  ListRoles: {
    Roles: [{ Arn: iam("role/app/worker"), RoleName: "worker", Path: "/app/", RoleId: "AROAX", CreateDate: DAY, MaxSessionDuration: 7200 }],
    IsTruncated: false,
  },
  GetPolicy: { Policy: { Arn: "arn:aws:iam::aws:policy/ReadOnlyAccess", PolicyName: "ReadOnlyAccess", DefaultVersionId: "v9" } },
  GetPolicyVersion: { PolicyVersion: { VersionId: "v9", Document: READ, IsDefaultVersion: true } },
  ListAccessKeys: {
    AccessKeyMetadata: [{ UserName: "ann", AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Active", CreateDate: DAY }],
    IsTruncated: false,
  },
  ListInstanceProfiles: {
    InstanceProfiles: [
      {
        Arn: iam("instance-profile/ip"),
        InstanceProfileName: "ip",
        InstanceProfileId: "AIPA",
        Path: "/",
        CreateDate: DAY,
        Roles: [{ Arn: iam("role/app/worker"), RoleName: "worker", Path: "/app/", RoleId: "AROAX", CreateDate: DAY }],
      },
    ],
    IsTruncated: false,
  },
  ListServerCertificates: {
    ServerCertificateMetadataList: [
      {
        Arn: iam("server-certificate/old"),
        ServerCertificateName: "old",
        ServerCertificateId: "ASCA",
        Path: "/",
        Expiration: "2025-01-01T00:00:00Z",
      },
    ],
    IsTruncated: false,
  },
  ListSAMLProviders: { SAMLProviderList: [{ Arn: iam("saml-provider/corp") }] },
  ListOpenIDConnectProviders: { OpenIDConnectProviderList: [{ Arn: iam("oidc-provider/token.actions.githubusercontent.com") }] },
};

export const accountAnswers: Answers = {
  ...credentialReport,
  GetContactInformation: {
    ContactInformation: { FullName: "Hana Personal", PhoneNumber: "+81-3-0000-0000", City: "Tokyo", CompanyName: "" },
  },
  GetAlternateContact: {
    AlternateContact: {
      AlternateContactType: "SECURITY",
      EmailAddress: "sec@example.com",
      Name: "Hana Personal",
      PhoneNumber: "+81-3-0000-0000",
    },
  },
  GetAccountSummary: `<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>AccountMFAEnabled</key><value>1</value></entry><entry><key>AccountAccessKeysPresent</key><value>0</value></entry><entry><key>AccountPasswordPresent</key><value>1</value></entry></SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>`,
  GetAccountPasswordPolicy: { PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true, PasswordReusePrevention: 24 } },
  ListVirtualMFADevices: {
    VirtualMFADevices: [
      { SerialNumber: iam("mfa/my-phone"), User: { Arn: iam("root"), UserId: ACCOUNT, UserName: "", Path: "/", CreateDate: DAY } },
    ],
    IsTruncated: false,
  },
  ListEntitiesForPolicy: { PolicyRoles: [{ RoleName: "support" }], PolicyUsers: [], PolicyGroups: [], IsTruncated: false },
  GetPublicAccessBlock:
    "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>",
  DescribeBudgets: { Budgets: [{ BudgetName: "month", BudgetType: "COST", TimeUnit: "MONTHLY" }] },
  DescribeNotificationsForBudget: { Notifications: [{ NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: 80 }] },
  DescribeSubscribersForNotification: { Subscribers: [{ SubscriptionType: "EMAIL", Address: "pay@example.com" }] },
  DescribeOrganization: { Organization: { Id: "o-abc", MasterAccountId: "999988887777" } },
  ListAccounts: { Accounts: [{ Id: "999988887777" }, { Id: ACCOUNT }] },
  ListRoots: { Roots: [{ Id: "r-1", PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] }] },
  // The second question is about the unit below the root.
  ListOrganizationalUnitsForParent: { OrganizationalUnits: [{ Id: "ou-1-apps" }] },
  ListAccountsForParent: { Accounts: [{ Id: ACCOUNT }] },
  ListPolicies: { Policies: [{ Id: "p-1", Name: "no-leaving", Type: "SERVICE_CONTROL_POLICY", AwsManaged: false }] },
  DescribePolicy: { Policy: { PolicySummary: { Id: "p-1" }, Content: decodeURIComponent(READ) } },
  ListTargetsForPolicy: { Targets: [{ TargetId: "ou-1-apps", Type: "ORGANIZATIONAL_UNIT" }] },
  DescribeRegions: { regionInfo: [{ regionName: "us-east-1" }, { regionName: "ap-northeast-1" }] },
};

export const regionAnswers: Answers = {
  GetEbsEncryptionByDefault: { ebsEncryptionByDefault: true },
  GetEncryptionConfig: { EncryptionConfig: { KeyId: "", Status: "ACTIVE", Type: "NONE" } },
  GetAccountSettings: { AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 900 } },
  GetAccount: { cloudwatchRoleArn: iam("role/gateway-logs") },
  ListDetectors: { detectorIds: ["d1"] },
  GetDetector: {
    status: "ENABLED",
    features: [
      {
        name: "RUNTIME_MONITORING",
        status: "ENABLED",
        additionalConfiguration: [{ name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "DISABLED" }],
      },
    ],
  },
  GetAdministratorAccount: { administrator: { accountId: "999988887777" } },
  DescribeHub: { HubArn: aws("securityhub", "hub/default") },
  GetEnabledStandards: {
    StandardsSubscriptions: [
      { StandardsArn: "arn:aws:securityhub:::standards/aws-foundational-security-best-practices/v/1.0.0", StandardsStatus: "READY" },
      { StandardsArn: "arn:aws:securityhub:::standards/pci-dss/v/3.2.1", StandardsStatus: "DELETING" },
    ],
  },
  ListAnalyzers: {
    analyzers: [
      {
        name: "outside",
        type: "ACCOUNT",
        status: "ACTIVE",
        arn: aws("access-analyzer", "analyzer/outside"),
        createdAt: "2026-01-01T00:00:00Z",
      },
    ],
  },
  GetMacieSession: { status: "ENABLED" },
  GetAutomatedDiscoveryConfiguration: { status: "ENABLED" },
  ListClassificationJobs: {
    items: [
      { jobId: "1", jobStatus: "IDLE" },
      { jobId: "2", jobStatus: "COMPLETE" },
    ],
  },
  BatchGetAccountStatus: {
    accounts: [
      { accountId: ACCOUNT, resourceState: { ec2: { status: "DISABLED" }, ecr: { status: "DISABLED" }, lambda: { status: "ENABLED" } } },
    ],
  },
  ListGraphs: { GraphList: [] },
  ListInvitations: { Invitations: [{ GraphArn: "arn:aws:detective:ap-northeast-1:999988887777:graph:g", Status: "ENABLED" }] },
  DescribeConfigurationRecorders: {
    ConfigurationRecorders: [
      { name: "AWSConfigurationRecorderForX", servicePrincipal: "x.amazonaws.com", recordingGroup: { allSupported: false } },
      {
        name: "default",
        roleARN: iam("role/config"),
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true, resourceTypes: [] },
      },
    ],
  },
  DescribeConfigurationRecorderStatus: { ConfigurationRecordersStatus: [{ name: "default", recording: true, lastStatus: "SUCCESS" }] },
  DescribeDeliveryChannels: { DeliveryChannels: [{ name: "default", s3BucketName: "config-logs" }] },
  DescribeConformancePacks: { ConformancePackDetails: [{ ConformancePackName: "pack", ConformancePackArn: "a", ConformancePackId: "i" }] },
  DescribeConformancePackStatus: {
    ConformancePackStatusDetails: [{ ConformancePackName: "pack", ConformancePackState: "CREATE_COMPLETE" }],
  },
};

const DISTRIBUTION = `<DistributionSummary><Id>E1</Id><ARN>arn:aws:cloudfront::${ACCOUNT}:distribution/E1</ARN><DomainName>d1.cloudfront.net</DomainName><WebACLId>arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/front/1</WebACLId></DistributionSummary>`;
const LIST = `<DistributionList><IsTruncated>false</IsTruncated><Quantity>1</Quantity><Items>${DISTRIBUTION}</Items></DistributionList>`;

export const cloudfrontAnswers: Answers = {
  ListDistributions: LIST,
  GetDistributionConfig: `<DistributionConfig><Enabled>true</Enabled><DefaultRootObject></DefaultRootObject>
    <Aliases><Quantity>1</Quantity><Items><CNAME>www.example.com</CNAME></Items></Aliases>
    <Origins><Quantity>2</Quantity><Items>
      <Origin><Id>bucket</Id><DomainName>site.s3.ap-northeast-1.amazonaws.com</DomainName><OriginAccessControlId>EOAC</OriginAccessControlId><S3OriginConfig><OriginAccessIdentity></OriginAccessIdentity></S3OriginConfig></Origin>
      <Origin><Id>web</Id><DomainName>site.s3-website-ap-northeast-1.amazonaws.com</DomainName><CustomOriginConfig><HTTPPort>80</HTTPPort><HTTPSPort>443</HTTPSPort><OriginProtocolPolicy>http-only</OriginProtocolPolicy><OriginSslProtocols><Quantity>1</Quantity><Items><SslProtocol>TLSv1.2</SslProtocol></Items></OriginSslProtocols></CustomOriginConfig></Origin>
    </Items></Origins>
    <DefaultCacheBehavior><TargetOriginId>bucket</TargetOriginId><ViewerProtocolPolicy>redirect-to-https</ViewerProtocolPolicy><TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></TrustedSigners></DefaultCacheBehavior>
    <CacheBehaviors><Quantity>1</Quantity><Items><CacheBehavior><PathPattern>/api/*</PathPattern><TargetOriginId>web</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy></CacheBehavior></Items></CacheBehaviors>
    <Logging><Enabled>false</Enabled><IncludeCookies>false</IncludeCookies><Bucket></Bucket><Prefix></Prefix></Logging>
    <ViewerCertificate><ACMCertificateArn>arn:aws:acm:us-east-1:${ACCOUNT}:certificate/c</ACMCertificateArn><SSLSupportMethod>sni-only</SSLSupportMethod><MinimumProtocolVersion>TLSv1.2_2021</MinimumProtocolVersion><CloudFrontDefaultCertificate>false</CloudFrontDefaultCertificate></ViewerCertificate>
    <Restrictions><GeoRestriction><RestrictionType>whitelist</RestrictionType><Quantity>1</Quantity><Items><Location>JP</Location></Items></GeoRestriction></Restrictions>
    <WebACLId>arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/front/1</WebACLId></DistributionConfig>`,
  ListTagsForResource: "<Tags><Items><Tag><Key>team</Key><Value>a</Value></Tag></Items></Tags>",
  DescribeDeliverySources: {
    deliverySources: [{ name: "src", service: "cloudfront", resourceArns: [`arn:aws:cloudfront::${ACCOUNT}:distribution/E1`] }],
  },
  DescribeDeliveries: { deliveries: [{ id: "1", deliverySourceName: "src" }] },
};

const VISIBLE = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: "m" };
const RULES = [
  {
    Name: "common",
    Priority: 1,
    Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesCommonRuleSet" } },
    OverrideAction: { None: {} },
    VisibilityConfig: VISIBLE,
  },
  {
    Name: "rate",
    Priority: 2,
    Statement: { RateBasedStatement: { Limit: 100, AggregateKeyType: "IP" } },
    Action: { Block: {} },
    VisibilityConfig: { ...VISIBLE, CloudWatchMetricsEnabled: false },
  },
  {
    Name: "geo",
    Priority: 3,
    Statement: { GeoMatchStatement: { CountryCodes: ["JP"] } },
    Action: { Allow: {} },
    VisibilityConfig: VISIBLE,
  },
];

function wafAnswers(scope: "regional" | "global", region: string): Answers {
  const acl = `arn:aws:wafv2:${region}:${ACCOUNT}:${scope}/webacl/front/1`;
  const group = `arn:aws:wafv2:${region}:${ACCOUNT}:${scope}/rulegroup/mine/2`;
  return {
    ListWebACLs: { WebACLs: [{ ARN: acl, Name: "front", Id: "1" }] },
    GetWebACL: { WebACL: { ARN: acl, Name: "front", Id: "1", DefaultAction: { Allow: {} }, VisibilityConfig: VISIBLE, Rules: RULES } },
    GetLoggingConfiguration: {
      LoggingConfiguration: { ResourceArn: acl, LogDestinationConfigs: [aws("logs", "log-group:aws-waf-logs-x")] },
    },
    ListRuleGroups: { RuleGroups: [{ ARN: group, Name: "mine", Id: "2" }] },
    GetRuleGroup: { RuleGroup: { ARN: group, Name: "mine", Id: "2", Capacity: 1, VisibilityConfig: VISIBLE, Rules: RULES.slice(1) } },
    ListTagsForResource: { TagInfoForResource: { TagList: [{ Key: "team", Value: "a" }] } },
  };
}

export const wafv2Answers: Answers = {
  ...wafAnswers("regional", REGION),
  ListResourcesForWebACL: ({ body }) => ({
    ResourceArns: body.includes('"API_GATEWAY"') ? [`arn:aws:apigateway:${REGION}::/restapis/a/stages/prod`] : [],
  }),
};
export const wafv2CloudFrontAnswers: Answers = { ...wafAnswers("global", "us-east-1"), ListDistributions: LIST };

const certificate = aws("acm", "certificate/c1");
export const acmAnswers: Answers = {
  ListCertificates: { CertificateSummaryList: [{ CertificateArn: certificate, DomainName: "example.com" }] },
  DescribeCertificate: {
    Certificate: {
      CertificateArn: certificate,
      DomainName: "example.com",
      Status: "ISSUED",
      NotAfter: SECONDS,
      KeyAlgorithm: "RSA-2048",
      RenewalEligibility: "ELIGIBLE",
    },
  },
  ListTagsForCertificate: { Tags: [{ Key: "team", Value: "a" }] },
};

export const networkAnswers: Answers = {
  DescribeVpcs: {
    vpcSet: [
      {
        vpcId: "vpc-1",
        cidrBlock: "10.0.0.0/16",
        isDefault: false,
        cidrBlockAssociationSet: [{ cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.9.0.0/16" }],
        tagSet: [{ key: "Name", value: "main" }],
      },
    ],
  },
  DescribeFlowLogs: {
    flowLogSet: [
      { resourceId: "vpc-1", flowLogStatus: "ACTIVE", trafficType: "REJECT" },
      { resourceId: "vpc-2", flowLogStatus: "ACTIVE", trafficType: "ALL" },
    ],
  },
  DescribeSubnets: {
    subnetSet: [
      { subnetId: "subnet-1", vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", availabilityZone: "ap-northeast-1a", mapPublicIpOnLaunch: true },
    ],
  },
  DescribeSecurityGroups: [
    {
      securityGroupInfo: [
        {
          groupId: "sg-1",
          groupName: "web",
          vpcId: "vpc-1",
          ipPermissions: [
            {
              ipProtocol: "tcp",
              fromPort: 22,
              toPort: 22,
              ipRanges: [{ cidrIp: "0.0.0.0/0" }, { cidrIp: "10.0.0.0/8" }],
              ipv6Ranges: [{ cidrIpv6: "::/0" }],
              groups: [{ groupId: "sg-2", userId: ACCOUNT }],
              prefixListIds: [{ prefixListId: "pl-1" }],
            },
          ],
          ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: [{ cidrIp: "0.0.0.0/0" }] }],
        },
      ],
      nextToken: "more",
    },
    { securityGroupInfo: [{ groupId: "sg-2", groupName: "default", vpcId: "vpc-1" }] },
  ],
  DescribeNetworkAcls: {
    networkAclSet: [
      {
        networkAclId: "acl-1",
        vpcId: "vpc-1",
        associationSet: [{ subnetId: "subnet-1" }],
        entrySet: [
          { ruleNumber: 100, egress: false, ruleAction: "allow", protocol: "6", cidrBlock: "0.0.0.0/0", portRange: { from: 0, to: 65535 } },
        ],
      },
    ],
  },
  DescribeRouteTables: {
    routeTableSet: [
      {
        routeTableId: "rtb-1",
        vpcId: "vpc-1",
        associationSet: [{ main: true }, { main: false, subnetId: "subnet-1" }],
        routeSet: [
          { destinationCidrBlock: "10.0.0.0/16", gatewayId: "local" },
          { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" },
          { destinationIpv6CidrBlock: "::/0", egressOnlyInternetGatewayId: "eigw-1" },
        ],
      },
    ],
  },
  DescribeVpcPeeringConnections: {
    vpcPeeringConnectionSet: [
      {
        vpcPeeringConnectionId: "pcx-1",
        status: { code: "active" },
        requesterVpcInfo: { vpcId: "vpc-1", cidrBlock: "10.0.0.0/16" },
        accepterVpcInfo: { vpcId: "vpc-2", cidrBlock: "10.1.0.0/16" },
      },
      { vpcPeeringConnectionId: "pcx-2", status: { code: "deleted" } },
    ],
  },
  DescribeVpcEndpoints: {
    vpcEndpointSet: [
      {
        vpcEndpointId: "vpce-1",
        vpcId: "vpc-1",
        serviceName: "com.amazonaws.ap-northeast-1.s3",
        vpcEndpointType: "Gateway",
        policyDocument: POLICY,
        routeTableIdSet: ["rtb-1"],
      },
    ],
  },
};

export const instanceAnswers: Answers = {
  DescribeInstances: {
    reservationSet: [
      {
        instancesSet: [
          {
            instanceId: "i-1",
            instanceType: "t3.micro",
            instanceState: { name: "running" },
            metadataOptions: { httpTokens: "required", httpEndpoint: "enabled" },
            iamInstanceProfile: { arn: iam("instance-profile/ip") },
            vpcId: "vpc-1",
            subnetId: "subnet-1",
            ipAddress: "203.0.113.5",
            groupSet: [{ groupId: "sg-1" }],
          },
          { instanceId: "i-2", instanceType: "t3.micro", instanceState: { name: "terminated" } },
        ],
      },
    ],
  },
};

const alb = aws("elasticloadbalancing", "loadbalancer/app/front/1");
export const elbAnswers: Answers = {
  DescribeLoadBalancers: {
    LoadBalancers: [
      {
        LoadBalancerArn: alb,
        LoadBalancerName: "front",
        Type: "application",
        Scheme: "internet-facing",
        VpcId: "vpc-1",
        DNSName: "front.elb.amazonaws.com",
        SecurityGroups: ["sg-1"],
      },
    ],
  },
  DescribeLoadBalancerAttributes: {
    Attributes: [
      { Key: "access_logs.s3.enabled", Value: "true" },
      { Key: "deletion_protection.enabled", Value: "false" },
      { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" },
    ],
  },
  DescribeListeners: {
    Listeners: [
      {
        ListenerArn: "l1",
        Protocol: "HTTP",
        Port: 80,
        DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", StatusCode: "HTTP_301" } }],
      },
      {
        ListenerArn: "l2",
        Protocol: "HTTPS",
        Port: 443,
        SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        DefaultActions: [{ Type: "forward", TargetGroupArn: "tg1" }],
      },
    ],
  },
  DescribeRules: ({ parameters }) => ({
    Rules:
      parameters.get("ListenerArn") === "l1"
        ? [
            {
              RuleArn: "r0",
              IsDefault: true,
              Actions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", StatusCode: "HTTP_301" } }],
            },
          ]
        : [{ RuleArn: "r1", Actions: [{ Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: "tg2" }] } }] }],
  }),
  DescribeTargetHealth: ({ parameters }) => ({
    TargetHealthDescriptions: [{ Target: { Id: parameters.get("TargetGroupArn") === "tg1" ? aws("lambda", "function:web") : "i-1" } }],
  }),
  DescribeTags: { TagDescriptions: [{ ResourceArn: alb, Tags: [{ Key: "team", Value: "a" }] }] },
  GetWebACLForResource: {
    WebACL: {
      ARN: aws("wafv2", "regional/webacl/front/1"),
      Name: "front",
      Id: "1",
      DefaultAction: { Allow: {} },
      VisibilityConfig: VISIBLE,
    },
  },
};

export const classicAnswers: Answers = {
  DescribeLoadBalancers: {
    LoadBalancerDescriptions: [
      {
        LoadBalancerName: "old",
        Scheme: "internal",
        VPCId: "vpc-1",
        SecurityGroups: ["sg-1"],
        Instances: [{ InstanceId: "i-1" }],
        ListenerDescriptions: [{ Listener: { Protocol: "HTTPS", LoadBalancerPort: 443, InstancePort: 80 }, PolicyNames: ["p"] }],
      },
    ],
  },
  DescribeLoadBalancerAttributes: { LoadBalancerAttributes: { AccessLog: { Enabled: true } } },
  DescribeLoadBalancerPolicies: {
    PolicyDescriptions: [
      {
        PolicyName: "p",
        PolicyTypeName: "SSLNegotiationPolicyType",
        PolicyAttributeDescriptions: [{ AttributeName: "Reference-Security-Policy", AttributeValue: "ELBSecurityPolicy-TLS-1-2-2017-01" }],
      },
    ],
  },
  DescribeTags: { TagDescriptions: [{ LoadBalancerName: "old", Tags: [{ Key: "team", Value: "a" }] }] },
};

export const autoscalingAnswers: Answers = {
  DescribeAutoScalingGroups: {
    AutoScalingGroups: [
      {
        AutoScalingGroupName: "asg",
        AutoScalingGroupARN: aws("autoscaling", "autoScalingGroup:1:autoScalingGroupName/asg"),
        MinSize: 0,
        MaxSize: 1,
        DesiredCapacity: 0,
        Tags: [{ Key: "team", Value: "a" }],
      },
    ],
  },
  DescribeNotificationConfigurations: {
    NotificationConfigurations: [
      { AutoScalingGroupName: "asg", TopicARN: aws("sns", "ops"), NotificationType: "autoscaling:EC2_INSTANCE_LAUNCH" },
      { AutoScalingGroupName: "asg", TopicARN: aws("sns", "ops"), NotificationType: "autoscaling:EC2_INSTANCE_TERMINATE" },
    ],
  },
};

export const ecrAnswers: Answers = {
  DescribeRepositories: {
    repositories: [
      {
        repositoryArn: aws("ecr", "repository/team/app"),
        repositoryName: "team/app",
        repositoryUri: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/team/app`,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: false },
        encryptionConfiguration: { encryptionType: "KMS", kmsKey: "k" },
      },
    ],
  },
  GetRegistryScanningConfiguration: {
    scanningConfiguration: {
      scanType: "ENHANCED",
      rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "team/*", filterType: "WILDCARD" }] }],
    },
  },
  GetRepositoryPolicy: { policyText: POLICY },
  GetLifecyclePolicy: { lifecyclePolicyText: "{}" },
  ListTagsForResource: { tags: [{ Key: "team", Value: "a" }] },
};

const cluster = aws("ecs", "cluster/main");
export const ecsAnswers: Answers = {
  ListClusters: { clusterArns: [cluster] },
  DescribeClusters: {
    clusters: [
      {
        clusterArn: cluster,
        clusterName: "main",
        status: "ACTIVE",
        settings: [{ name: "containerInsights", value: "enhanced" }],
        configuration: { executeCommandConfiguration: { logging: "OVERRIDE" } },
        tags: [{ key: "team", value: "a" }],
      },
    ],
  },
  ListServices: { serviceArns: [aws("ecs", "service/main/web")] },
  DescribeServices: {
    services: [
      {
        serviceArn: aws("ecs", "service/main/web"),
        serviceName: "web",
        clusterArn: cluster,
        status: "ACTIVE",
        taskDefinition: aws("ecs", "task-definition/web:3"),
        launchType: "FARGATE",
        platformVersion: "LATEST",
        enableExecuteCommand: true,
        networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: "ENABLED" } },
      },
    ],
  },
  ListTaskDefinitions: { taskDefinitionArns: [aws("ecs", "task-definition/web:3")] },
  DescribeTaskDefinition: {
    taskDefinition: {
      taskDefinitionArn: aws("ecs", "task-definition/web:3"),
      family: "web",
      revision: 3,
      networkMode: "awsvpc",
      taskRoleArn: iam("role/app/worker"),
      volumes: [
        { name: "h", host: { sourcePath: "/var/run" } },
        { name: "e", host: {} },
      ],
      containerDefinitions: [
        {
          name: "app",
          image: "app:1",
          privileged: true,
          user: "",
          environment: [{ name: "MODE", value: "x" }],
          secrets: [{ name: "PW", valueFrom: "arn:s" }],
          logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/web" } },
          linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } },
        },
      ],
    },
    tags: [],
  },
};

const trail = aws("cloudtrail", "trail/main");
export const cloudtrailAnswers: Answers = {
  DescribeTrails: {
    trailList: [
      {
        TrailARN: trail,
        Name: "main",
        HomeRegion: REGION,
        S3BucketName: "trail-logs",
        IsMultiRegionTrail: true,
        IsOrganizationTrail: false,
        IncludeGlobalServiceEvents: true,
        LogFileValidationEnabled: true,
      },
      {
        TrailARN: "arn:aws:cloudtrail:eu-west-1:999988887777:trail/org",
        Name: "org",
        HomeRegion: "eu-west-1",
        S3BucketName: "org-logs",
        IsMultiRegionTrail: true,
        IsOrganizationTrail: true,
      },
    ],
  },
  GetTrailStatus: { IsLogging: true, LatestCloudWatchLogsDeliveryTime: SECONDS },
  GetEventSelectors: {
    EventSelectors: [
      {
        ReadWriteType: "WriteOnly",
        IncludeManagementEvents: true,
        DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
        ExcludeManagementEventSources: ["kms.amazonaws.com"],
      },
    ],
    AdvancedEventSelectors: [{ Name: "n", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
  },
  ListTags: { ResourceTagList: [{ ResourceId: trail, TagsList: [{ Key: "team", Value: "a" }] }] },
};

export const logsAnswers: Answers = {
  DescribeLogGroups: [
    {
      logGroups: [
        { logGroupName: "/aws/lambda/a", arn: `${aws("logs", "log-group:/aws/lambda/a")}:*`, retentionInDays: 30, kmsKeyId: "k" },
      ],
      nextToken: "2",
    },
    {
      logGroups: [
        {
          logGroupName: "/aws/lambda/b",
          arn: `${aws("logs", "log-group:/aws/lambda/b")}:*`,
          logGroupArn: aws("logs", "log-group:/aws/lambda/b"),
        },
      ],
    },
  ],
  DescribeMetricFilters: {
    metricFilters: [
      {
        filterName: "root",
        filterPattern: "{ $.x = 1 }",
        logGroupName: "/aws/lambda/a",
        metricTransformations: [{ metricName: "m", metricNamespace: "n", metricValue: "1" }],
      },
    ],
  },
};

export const cloudwatchAnswers: Answers = {
  DescribeAlarms: {
    MetricAlarms: [
      {
        AlarmArn: aws("cloudwatch", "alarm:plain"),
        AlarmName: "plain",
        MetricName: "m",
        Namespace: "n",
        Dimensions: [{ Name: "FunctionName", Value: "f" }],
        ActionsEnabled: true,
        AlarmActions: [aws("sns", "ops")],
      },
      {
        AlarmArn: aws("cloudwatch", "alarm:maths"),
        AlarmName: "maths",
        ActionsEnabled: false,
        AlarmActions: [],
        Metrics: [
          { Id: "a", MetricStat: { Metric: { MetricName: "deep", Namespace: "n" }, Period: 60, Stat: "Sum" } },
          { Id: "e", Expression: "a*2" },
        ],
      },
    ],
    CompositeAlarms: [
      {
        AlarmArn: aws("cloudwatch", "alarm:both"),
        AlarmName: "both",
        ActionsEnabled: true,
        AlarmActions: [aws("sns", "ops")],
        AlarmRule: "ALARM(plain)",
      },
    ],
  },
};

export const signerAnswers: Answers = {
  ListSigningProfiles: {
    profiles: [
      {
        profileName: "sp",
        arn: aws("signer", "/signing-profiles/sp"),
        profileVersionArn: aws("signer", "/signing-profiles/sp/1"),
        platformId: "AWSLambda-SHA384-ECDSA",
        status: "Active",
        tags: { team: "a" },
      },
    ],
  },
};

export const backupAnswers: Answers = {
  ListBackupVaults: {
    BackupVaultList: [{ BackupVaultName: "main", BackupVaultArn: aws("backup", "backup-vault:main"), Locked: true, EncryptionKeyArn: "k" }],
  },
  GetBackupVaultAccessPolicy: { Policy: POLICY },
  ListBackupPlans: { BackupPlansList: [{ BackupPlanId: "p1", BackupPlanName: "daily", BackupPlanArn: aws("backup", "backup-plan:p1") }] },
  GetBackupPlan: {
    BackupPlan: {
      BackupPlanName: "daily",
      Rules: [
        {
          RuleName: "r",
          TargetBackupVaultName: "main",
          Lifecycle: { DeleteAfterDays: 35 },
          CopyActions: [{ DestinationBackupVaultArn: "x" }],
        },
      ],
    },
  },
  ListBackupSelections: { BackupSelectionsList: [{ SelectionId: "s1" }, { SelectionId: "s2" }] },
  GetBackupSelection: ({ path }) => ({
    BackupSelection: path.endsWith("s1")
      ? { SelectionName: "all tables", Resources: ["arn:aws:dynamodb:*:*:table/*"] }
      : {
          SelectionName: "by tag",
          Resources: ["*"],
          ListOfTags: [{ ConditionType: "STRINGEQUALS", ConditionKey: "backup", ConditionValue: "yes" }],
        },
  }),
  ListTags: { Tags: { team: "a" } },
};
