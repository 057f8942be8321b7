import { describe, expect, test } from "vitest";
import { isUnknown, unknownInside } from "../../model/index.ts";
import { account } from "./account.ts";
import { acm } from "./acm.ts";
import * as answers from "./answers.fixture.ts";
import { autoscaling } from "./autoscaling.ts";
import { backup } from "./backup.ts";
import { cloudfront } from "./cloudfront.ts";
import { cloudtrail } from "./cloudtrail.ts";
import { cloudwatch } from "./cloudwatch.ts";
import type { Collector } from "./collector.ts";
import { ec2Instances } from "./ec2-instances.ts";
import { ec2Network } from "./ec2-network.ts";
import { ecr } from "./ecr.ts";
import { ecs } from "./ecs.ts";
import { elb } from "./elb.ts";
import { elbClassic } from "./elb-classic.ts";
import { iam } from "./iam.ts";
import { logs } from "./logs.ts";
import { region } from "./region.ts";
import { signer } from "./signer.ts";
import { wafv2 } from "./wafv2.ts";
import { wafv2CloudFront } from "./wafv2-cloudfront.ts";
import { ACCOUNT, type Answers, collect, denied, lies, only, REGION, Refusal } from "./wire.fixture.ts";

const all: readonly (readonly [Collector, Answers])[] = [
  [iam, answers.iamAnswers],
  [account, answers.accountAnswers],
  [region, answers.regionAnswers],
  [cloudfront, answers.cloudfrontAnswers],
  [wafv2, answers.wafv2Answers],
  [wafv2CloudFront, answers.wafv2CloudFrontAnswers],
  [acm, answers.acmAnswers],
  [ec2Network, answers.networkAnswers],
  [ec2Instances, answers.instanceAnswers],
  [elb, answers.elbAnswers],
  [elbClassic, answers.classicAnswers],
  [autoscaling, answers.autoscalingAnswers],
  [ecr, answers.ecrAnswers],
  [ecs, answers.ecsAnswers],
  [cloudtrail, answers.cloudtrailAnswers],
  [logs, answers.logsAnswers],
  [cloudwatch, answers.cloudwatchAnswers],
  [signer, answers.signerAnswers],
  [backup, answers.backupAnswers],
];

/** Unknowns that are there on purpose, although every call was answered. */
const ON_PURPOSE = new Set(["not-collected", "elsewhere"]);

for (const [collector, table] of all) {
  describe(collector.service, () => {
    test("every declared call is made, and with every answer nothing is unknown", async () => {
      const found = await collect(collector, table);
      expect(new Set(found.asked)).toEqual(new Set(Object.keys(collector.calls)));
      expect(found.gaps).toEqual([]);
      expect(new Set(found.resources.map((r) => r.kind))).toEqual(new Set(collector.kinds));
      for (const resource of found.resources) {
        for (const [field, value] of Object.entries(resource)) {
          const inside = unknownInside(value);
          expect(
            inside === undefined || ON_PURPOSE.has(inside.reason),
            `${resource.kind}.${field}: ${inside?.reason} ${inside?.what}`,
          ).toBe(true);
        }
      }
    });

    for (const [operation, action] of Object.entries(collector.calls)) {
      test(`refusing ${operation} loses exactly what it answers, and says so`, async () => {
        const before = await collect(collector, table);
        const after = await collect(collector, { ...table, [operation]: denied });
        expect(lies(before, after, action)).toEqual([]);
        const told = [...after.gaps.map((g) => g.because), ...after.resources.flatMap((r) => Object.values(r).map(unknownInside))];
        expect(told.some((u) => u?.reason === "access-denied" && u.action === action)).toBe(true);
      });
    }
  });
}

describe("what the answers become", () => {
  test("IAM: pages, default versions, boundaries, policies only when somebody has them", async () => {
    const found = await collect(iam, answers.iamAnswers);
    const [role] = only(found, "Role");
    expect(role).toMatchObject({
      MaxSessionDuration: 7200,
      LastUsedDate: "2026-11-01T00:00:00.000Z",
      Tags: { team: "a" },
      region: "global",
    });
    expect(role!.Policies).toMatchObject([{ PolicyName: "inline", PolicyDocument: { Statement: [{ Action: ["s3:GetObject"] }] } }]);
    const policies = only(found, "ManagedPolicy");
    expect(policies.map((p) => p.name).toSorted()).toEqual(["ReadOnlyAccess", "bound", "mine"]);
    expect(policies.find((p) => p.name === "mine")).toMatchObject({
      PolicyDocument: { Statement: [{ Action: ["s3:GetObject"] }] },
      AttachedGroups: ["devs"],
      AttachedRoles: [],
      AwsManaged: false,
    });
    expect(policies.find((p) => p.name === "ReadOnlyAccess")).toMatchObject({
      AttachedRoles: ["worker"],
      AwsManaged: true,
      Tags: undefined,
    });
    expect(only(found, "User")[0]).toMatchObject({
      PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/bound`,
      Credentials: { PasswordEnabled: true, MfaActive: false },
      AccessKeys: [{ KeyIdSuffix: "MPLE", Status: "Active" }],
    });
    expect(only(found, "IdentityProvider").map((p) => p.Url)).toEqual([undefined, "https://token.actions.githubusercontent.com"]);
    expect(JSON.stringify(found)).not.toContain("AKIAIOSFODNN7EXAMPLE");
  });

  test("IAM: a list that breaks off says that nobody knows who holds a policy", async () => {
    const [first] = answers.iamAnswers["GetAccountAuthorizationDetails"] as object[];
    const found = await collect(iam, { ...answers.iamAnswers, GetAccountAuthorizationDetails: [first!, denied] });
    expect(found.gaps.map((g) => g.kind).toSorted()).toEqual(["Group", "ManagedPolicy", "Role", "User"]);
    expect(only(found, "Role")).toHaveLength(1);
    expect(only(found, "ManagedPolicy").every((p) => isUnknown(p.AttachedRoles))).toBe(true);
  });

  test("IAM: a user younger than the credential report has unknown credentials, not none", async () => {
    const report = Buffer.from(answers.REPORT.split("\n").slice(0, 2).join("\n")).toString("base64");
    const found = await collect(iam, { ...answers.iamAnswers, GetCredentialReport: { Content: report } });
    expect(only(found, "User")[0]!.Credentials).toMatchObject({ reason: "failed" });
  });

  test("account: what is set, and nobody's name, address or number", async () => {
    const found = await collect(account, answers.accountAnswers);
    expect(found.resources[0]).toMatchObject({
      ContactInformation: ["City", "FullName", "PhoneNumber"],
      SecurityContact: { HasEmail: true, HasPhone: true },
      RootAccessKeysPresent: false,
      RootMfaEnabled: true,
      RootPasswordPresent: true,
      RootVirtualMfa: true,
      RootCredentials: { PasswordLastUsed: "2026-10-01T00:00:00+00:00", KeyLastUsed: [undefined, undefined] },
      PasswordPolicy: { MinimumPasswordLength: 14, PasswordReusePrevention: 24 },
      S3PublicAccessBlock: { BlockPublicAcls: true, RestrictPublicBuckets: false },
      Budgets: [{ Name: "month", Notifications: 1, Subscribers: 1 }],
      Organization: { Id: "o-abc", ManagementAccount: "999988887777", MemberAccounts: [ACCOUNT, "999988887777"] },
      OrganizationPolicies: {
        EnabledTypes: ["SERVICE_CONTROL_POLICY"],
        Parents: { [ACCOUNT]: "ou-1-apps", "ou-1-apps": "r-1" },
        Policies: [{ PolicyId: "p-1", Name: "no-leaving", TargetIds: ["ou-1-apps"], Content: { Version: "2012-10-17" } }],
      },
      EnabledRegions: ["ap-northeast-1", "us-east-1"],
      SupportAccessHolders: { Roles: ["support"], Users: [], Groups: [] },
    });
    expect(JSON.stringify(found)).not.toMatch(/Hana|example\.com|\+81/);
  });

  test("account: a member account cannot read the organisation's policies, and says which right is missing", async () => {
    const found = await collect(account, { ...answers.accountAnswers, ListRoots: denied });
    const self = only(found, "Account")[0]!;
    expect(self.Organization).toMatchObject({ Id: "o-abc" });
    expect(self.OrganizationPolicies).toMatchObject({ reason: "access-denied", action: "organizations:ListRoots" });
    expect(found.asked).not.toContain("ListPolicies");
    expect(found.gaps).toEqual([]);
  });

  test("account: what AWS says is absent is not set, and not unknown", async () => {
    const found = await collect(account, {
      ...answers.accountAnswers,
      GetAlternateContact: new Refusal("ResourceNotFoundException", "none", 404),
      GetAccountPasswordPolicy: new Refusal("NoSuchEntity", "none", 404),
      GetPublicAccessBlock: new Refusal("NoSuchPublicAccessBlockConfiguration", "none", 404),
      DescribeOrganization: new Refusal("AWSOrganizationsNotInUseException"),
      ListEntitiesForPolicy: new Refusal("NoSuchEntity", "none", 404),
    });
    const self = only(found, "Account")[0]!;
    expect([self.SecurityContact, self.PasswordPolicy, self.S3PublicAccessBlock, self.Organization, self.OrganizationPolicies]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(self.SupportAccessHolders).toEqual({ Roles: [], Users: [], Groups: [] });
  });

  test("region: services that are off are off, although they answer with errors", async () => {
    const found = await collect(region, {
      ...answers.regionAnswers,
      ListDetectors: { detectorIds: [] },
      DescribeHub: new Refusal("InvalidAccessException", `Account ${ACCOUNT} is not subscribed to AWS Security Hub`, 401),
      GetMacieSession: new Refusal("AccessDeniedException", "Macie is not enabled.", 403),
      DescribeConfigurationRecorders: { ConfigurationRecorders: [] },
    });
    const here = only(found, "Region")[0]!;
    expect([here.GuardDuty, here.SecurityHub, here.Macie, here.ConfigRecorder]).toEqual([undefined, undefined, undefined, undefined]);
    expect(found.asked).not.toContain("DescribeConfigurationRecorderStatus");
  });

  test("region: the same error with another message is a refusal", async () => {
    const found = await collect(region, {
      ...answers.regionAnswers,
      DescribeHub: new Refusal("InvalidAccessException", "something else", 401),
      GetMacieSession: new Refusal("AccessDeniedException", "User is not authorized to perform macie2:GetMacieSession", 403),
    });
    const here = only(found, "Region")[0]!;
    expect(isUnknown(here.SecurityHub)).toBe(true);
    expect(here.Macie).toMatchObject({ reason: "access-denied", action: "macie2:GetMacieSession" });
  });

  test("region: detector features, standards, the account's own recorder, joined graphs", async () => {
    const here = only(await collect(region, answers.regionAnswers), "Region")[0]!;
    expect(here).toMatchObject({
      name: REGION,
      EbsEncryptionByDefault: true,
      GuardDuty: {
        Status: "ENABLED",
        AdministratorId: "999988887777",
        Features: [{ Name: "RUNTIME_MONITORING", AdditionalConfiguration: [{ Status: "DISABLED" }] }],
      },
      SecurityHub: { Standards: ["arn:aws:securityhub:::standards/aws-foundational-security-best-practices/v/1.0.0"] },
      Macie: { Status: "ENABLED", AutomatedDiscovery: "ENABLED", ActiveJobs: 1 },
      Inspector: [
        { ResourceType: "EC2", Status: "DISABLED" },
        { ResourceType: "ECR", Status: "DISABLED" },
        { ResourceType: "LAMBDA", Status: "ENABLED" },
      ],
      DetectiveGraphs: ["arn:aws:detective:ap-northeast-1:999988887777:graph:g"],
      ConfigRecorder: { AllSupported: true, IncludeGlobalResourceTypes: true, Recording: true, LastStatus: "SUCCESS" },
      ConformancePacks: [{ Name: "pack", Status: "CREATE_COMPLETE" }],
      XrayEncryption: { Type: "NONE", KeyId: undefined },
      LambdaConcurrencyLimit: 1000,
    });
  });

  test("CloudFront: origins, behaviours, and logging the newer way", async () => {
    const [distribution] = only(await collect(cloudfront, answers.cloudfrontAnswers), "CloudFrontDistribution");
    expect(distribution).toMatchObject({
      DefaultRootObject: undefined,
      LoggingEnabled: true,
      AliasDomains: ["www.example.com"],
      CacheBehaviors: [
        { PathPattern: "*", ViewerProtocolPolicy: "redirect-to-https" },
        { PathPattern: "/api/*", ViewerProtocolPolicy: "allow-all" },
      ],
      Origins: [
        { Id: "bucket", IsS3: true, OriginAccessControlId: "EOAC", OriginAccessIdentity: undefined },
        { Id: "web", IsS3: false, OriginProtocolPolicy: "http-only", OriginSslProtocols: ["TLSv1.2"] },
      ],
      ViewerCertificate: { CloudFrontDefaultCertificate: false, MinimumProtocolVersion: "TLSv1.2_2021" },
      GeoRestrictionType: "whitelist",
      GeoRestrictionCount: 1,
      Tags: { team: "a" },
    });
    const sourceOnly = await collect(cloudfront, { ...answers.cloudfrontAnswers, DescribeDeliveries: { deliveries: [] } });
    expect(only(sourceOnly, "CloudFrontDistribution")[0]!.LoggingEnabled).toBe(false);
  });

  test("WAF: rules by what they are, associations by resource", async () => {
    const found = await collect(wafv2, answers.wafv2Answers);
    expect(only(found, "WebAcl")[0]!.Rules).toEqual([
      {
        Name: "common",
        Priority: 1,
        Statement: "managed:AWS/AWSManagedRulesCommonRuleSet",
        Action: "None",
        CloudWatchMetricsEnabled: true,
      },
      { Name: "rate", Priority: 2, Statement: "rate-based", Action: "Block", CloudWatchMetricsEnabled: false },
      { Name: "geo", Priority: 3, Statement: "geo", Action: "Allow", CloudWatchMetricsEnabled: true },
    ]);
    expect(only(found, "WebAclAssociation").map((a) => a.ResourceArn)).toEqual([`arn:aws:apigateway:${REGION}::/restapis/a/stages/prod`]);
    const front = await collect(wafv2CloudFront, answers.wafv2CloudFrontAnswers);
    expect(only(front, "WebAcl")[0]).toMatchObject({ Scope: "CLOUDFRONT", region: "global" });
    expect(only(front, "WebAclAssociation").map((a) => a.ResourceArn)).toEqual([`arn:aws:cloudfront::${ACCOUNT}:distribution/E1`]);
    const quiet = await collect(wafv2, { ...answers.wafv2Answers, GetLoggingConfiguration: new Refusal("WAFNonexistentItemException") });
    expect(only(quiet, "WebAcl")[0]!.LoggingDestinations).toEqual([]);
  });

  test("EC2: one rule per source, second page, deleted peerings left out", async () => {
    const found = await collect(ec2Network, answers.networkAnswers);
    const groups = only(found, "SecurityGroup");
    expect(groups.map((g) => g.GroupId)).toEqual(["sg-1", "sg-2"]);
    const sources = (
      groups[0]!.Ingress as readonly { CidrIp: unknown; CidrIpv6: unknown; SourceSecurityGroupId: unknown; PrefixListId: unknown }[]
    ).map((r) => r.CidrIp ?? r.CidrIpv6 ?? r.SourceSecurityGroupId ?? r.PrefixListId);
    expect(sources).toEqual(["0.0.0.0/0", "10.0.0.0/8", "::/0", "sg-2", "pl-1"]);
    expect(only(found, "Vpc")[0]).toMatchObject({
      name: "main",
      CidrBlocks: ["10.0.0.0/16", "10.9.0.0/16"],
      FlowLogs: [{ Status: "ACTIVE", TrafficType: "REJECT" }],
    });
    expect(only(found, "VpcPeering").map((p) => p.PeeringId)).toEqual(["pcx-1"]);
    expect(only(found, "RouteTable")[0]).toMatchObject({
      Main: true,
      SubnetIds: ["subnet-1"],
      Routes: [{ Target: "local" }, { Target: "nat-1" }, { Destination: "::/0", Target: "eigw-1" }],
    });
    expect(only(found, "NetworkAcl")[0]!.Entries).toMatchObject([{ RuleNumber: 100, FromPort: 0, ToPort: 65535 }]);
  });

  test("EC2: terminated instances are gone, missing metadata options are unknown", async () => {
    const bare = { instanceId: "i-3", instanceType: "t3.micro", instanceState: { name: "stopped" } };
    const table = {
      DescribeInstances: {
        reservationSet: [
          ...(answers.instanceAnswers["DescribeInstances"] as { reservationSet: object[] }).reservationSet,
          { instancesSet: [bare] },
        ],
      },
    };
    const instances = only(await collect(ec2Instances, table), "Ec2Instance");
    expect(instances.map((i) => i.InstanceId)).toEqual(["i-1", "i-3"]);
    expect(instances[0]).toMatchObject({ HttpTokens: "required", PublicIpAddress: "203.0.113.5", SecurityGroupIds: ["sg-1"] });
    expect(isUnknown(instances[1]!.HttpTokens)).toBe(true);
  });

  test("load balancers: redirects count only when every rule redirects", async () => {
    const [balancer] = only(await collect(elb, answers.elbAnswers), "LoadBalancer");
    expect(balancer).toMatchObject({
      AccessLogsEnabled: true,
      DropInvalidHeaders: true,
      WebAclArn: `arn:aws:wafv2:${REGION}:${ACCOUNT}:regional/webacl/front/1`,
      Listeners: [
        { Port: 80, RedirectsToHttps: true, TargetArns: [] },
        { Port: 443, RedirectsToHttps: false, TargetArns: [`arn:aws:lambda:${REGION}:${ACCOUNT}:function:web`, "i-1"] },
      ],
    });
    const forwards = await collect(elb, {
      ...answers.elbAnswers,
      DescribeRules: { Rules: [{ Actions: [{ Type: "forward", TargetGroupArn: "tg1" }] }] },
    });
    expect(only(forwards, "LoadBalancer")[0]!.Listeners).toMatchObject([{ Port: 80, RedirectsToHttps: false }, { Port: 443 }]);
    const [classic] = only(await collect(elbClassic, answers.classicAnswers), "LoadBalancer");
    expect(classic).toMatchObject({
      Type: "classic",
      Scheme: "internal",
      Listeners: [{ SslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01", TargetArns: ["i-1"] }],
    });
  });

  test("containers: the registry's scanning counts, environments and capabilities are read", async () => {
    expect(only(await collect(ecr, answers.ecrAnswers), "EcrRepository")[0]).toMatchObject({
      ScanOnPush: true,
      HasLifecyclePolicy: true,
      EncryptionType: "KMS",
    });
    const bare = await collect(ecr, {
      ...answers.ecrAnswers,
      GetRegistryScanningConfiguration: { scanningConfiguration: { scanType: "BASIC", rules: [] } },
      GetRepositoryPolicy: new Refusal("RepositoryPolicyNotFoundException"),
      GetLifecyclePolicy: new Refusal("LifecyclePolicyNotFoundException"),
    });
    expect(only(bare, "EcrRepository")[0]).toMatchObject({ ScanOnPush: false, Policy: undefined, HasLifecyclePolicy: false });
    const [task] = only(await collect(ecs, answers.ecsAnswers), "EcsTaskDefinition");
    expect(task).toMatchObject({
      name: "web:3",
      HostVolumes: ["/var/run"],
      Containers: [
        { Privileged: true, User: undefined, Environment: { MODE: "x" }, LogGroup: "/ecs/web", AddedCapabilities: ["SYS_ADMIN"] },
      ],
    });
  });

  test("trails: once, in their home region or in the first scanned one; the organisation's too", async () => {
    const regions = ["us-east-1", REGION];
    const first = await collect(cloudtrail, answers.cloudtrailAnswers, { region: "us-east-1", regions });
    const home = await collect(cloudtrail, answers.cloudtrailAnswers, { region: REGION, regions });
    expect(only(first, "Trail").map((t) => [t.name, t.region])).toEqual([["org", "eu-west-1"]]);
    expect(only(home, "Trail").map((t) => [t.name, t.region])).toEqual([["main", REGION]]);
    expect(only(home, "Trail")[0]).toMatchObject({
      IsLogging: true,
      EventSelectors: [{ ReadWriteType: "WriteOnly", ExcludeManagementEventSources: ["kms.amazonaws.com"] }],
      Tags: { team: "a" },
    });
    expect(isUnknown(only(first, "Trail")[0]!.Tags)).toBe(true);
    const unchosen = { ...answers.cloudtrailAnswers, GetEventSelectors: {} };
    expect(only(await collect(cloudtrail, unchosen), "Trail").map((t) => [t.name, t.EventSelectors])).toEqual([
      ["main", [{ ReadWriteType: "All", IncludeManagementEvents: true, ExcludeManagementEventSources: [], DataResources: [] }]],
      ["org", []], // another account's: not known to be the default
    ]);
  });

  test("logs and alarms: filters by group, the metric inside an expression, composite alarms", async () => {
    const groups = only(await collect(logs, answers.logsAnswers), "LogGroup");
    expect(groups.map((g) => [g.name, g.RetentionInDays, (g.MetricFilters as readonly unknown[]).length])).toEqual([
      ["/aws/lambda/a", 30, 1],
      ["/aws/lambda/b", undefined, 0],
    ]);
    expect(groups.every((g) => !g.id.endsWith(":*") && g.aliases?.[0] === `${g.id}:*`)).toBe(true);
    const alarms = only(await collect(cloudwatch, answers.cloudwatchAnswers), "Alarm");
    expect(alarms.map((a) => [a.name, a.MetricName, a.ActionsEnabled])).toEqual([
      ["plain", "m", true],
      ["maths", "deep", false],
      ["both", undefined, true],
    ]);
  });

  test("backup: a selection that tags narrow is unknown, never everything", async () => {
    const found = await collect(backup, answers.backupAnswers);
    const selections = only(found, "BackupPlan")[0]!.Selections as readonly unknown[];
    expect(selections[0]).toBe("arn:aws:dynamodb:*:*:table/*");
    expect(isUnknown(selections[1])).toBe(true);
    const open = await collect(backup, { ...answers.backupAnswers, GetBackupVaultAccessPolicy: new Refusal("ResourceNotFoundException") });
    expect(only(open, "BackupVault")[0]).toMatchObject({ Locked: true, Policy: undefined });
  });
});

describe("what is no answer", () => {
  test("a page of HTML is unsupported: no verdict, no crash", async () => {
    const html = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>";
    const found = await collect(region, { ...answers.regionAnswers, ListAnalyzers: html });
    expect(isUnknown(only(found, "Region")[0]!.AccessAnalyzers)).toBe(true);
  });

  test("a page token that repeats is a gap, not an endless loop", async () => {
    const found = await collect(logs, {
      ...answers.logsAnswers,
      DescribeLogGroups: () => ({ logGroups: [{ logGroupName: "x" }], nextToken: "same" }),
    });
    expect(found.gaps.map((g) => g.kind)).toEqual(["LogGroup"]);
  });
});
