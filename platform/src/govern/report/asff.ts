import type { CheckInfo, Exception, Finding, Kind, Lang, Report, Severity } from "../../model/index.ts";
import { formatWords } from "../../words/report-formats.ts";
import { escapeText } from "./escape.ts";
import { partitionOf } from "./ocsf.ts";
import { becauseText, evidenceText, placeText } from "./text.ts";

/** Security Hub's names of the kinds it knows; every other kind is `Other`. */
const TYPES: Readonly<Partial<Record<Kind, string>>> = {
  LambdaFunction: "AwsLambdaFunction",
  LambdaLayerVersion: "AwsLambdaLayerVersion",
  StateMachine: "AwsStepFunctionStateMachine",
  EcsCluster: "AwsEcsCluster",
  EcsService: "AwsEcsService",
  EcsTaskDefinition: "AwsEcsTaskDefinition",
  EcrRepository: "AwsEcrRepository",
  Ec2Instance: "AwsEc2Instance",
  AutoScalingGroup: "AwsAutoScalingAutoScalingGroup",
  RestApi: "AwsApiGatewayRestApi",
  RestStage: "AwsApiGatewayStage",
  HttpApi: "AwsApiGatewayV2Api",
  HttpStage: "AwsApiGatewayV2Stage",
  AppSyncApi: "AwsAppSyncGraphQlApi",
  CloudFrontDistribution: "AwsCloudFrontDistribution",
  WebAcl: "AwsWafv2WebAcl",
  WafRuleGroup: "AwsWafv2RuleGroup",
  Certificate: "AwsCertificateManagerCertificate",
  LoadBalancer: "AwsElbv2LoadBalancer",
  Queue: "AwsSqsQueue",
  Topic: "AwsSnsTopic",
  EventBus: "AwsEventsEventbus",
  KinesisStream: "AwsKinesisStream",
  Bucket: "AwsS3Bucket",
  DirectoryBucket: "AwsS3Bucket",
  S3AccessPoint: "AwsS3AccessPoint",
  DynamoTable: "AwsDynamoDbTable",
  DbInstance: "AwsRdsDbInstance",
  DbCluster: "AwsRdsDbCluster",
  DbEventSubscription: "AwsRdsEventSubscription",
  Secret: "AwsSecretsManagerSecret",
  KmsKey: "AwsKmsKey",
  BackupVault: "AwsBackupBackupVault",
  BackupPlan: "AwsBackupBackupPlan",
  Role: "AwsIamRole",
  ManagedPolicy: "AwsIamPolicy",
  User: "AwsIamUser",
  Group: "AwsIamGroup",
  Vpc: "AwsEc2Vpc",
  Subnet: "AwsEc2Subnet",
  SecurityGroup: "AwsEc2SecurityGroup",
  NetworkAcl: "AwsEc2NetworkAcl",
  RouteTable: "AwsEc2RouteTable",
  VpcPeering: "AwsEc2VpcPeeringConnection",
  Account: "AwsAccount",
  Trail: "AwsCloudTrailTrail",
  Alarm: "AwsCloudWatchAlarm",
};

const LABEL: Readonly<Record<Severity, string>> = {
  critical: "CRITICAL",
  high: "HIGH",
  medium: "MEDIUM",
  low: "LOW",
  info: "INFORMATIONAL",
};
const STATUS = { fail: "FAILED", unknown: "NOT_AVAILABLE", manual: "WARNING" } as const;
const FINDING_TYPE = "Software and Configuration Checks/AWS Security Best Practices";

/**
 * The AWS Security Finding Format (2018-10-08), as an array. `BatchImportFindings` takes 100 of them a call, into the account
 * and region each of them names.
 */
export function renderAsff(report: Report, lang: Lang): string {
  const rows = [
    ...report.findings.map((finding) => asff(report, finding, undefined, lang)),
    ...report.suppressed.map(({ finding, exception }) => asff(report, finding, exception, lang)),
  ];
  return rows.length === 0 ? "[]\n" : `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`;
}

function asff(report: Report, finding: Finding, exception: Exception | undefined, lang: Lang) {
  const check = report.checks[finding.check];
  const { resource } = finding;
  // What is global is kept in the first region, as Security Hub does itself.
  const region = resource.region === "global" || resource.region === "" ? "us-east-1" : clip(resource.region, 16);
  const account = /^\d{12}$/.test(resource.account) ? resource.account : "000000000000";
  const partition = partitionOf(region);
  const title = `${check?.text[lang].title ?? finding.check}: ${resource.name}`;
  const severity = { Label: LABEL[finding.severity], Original: finding.severity };
  return {
    SchemaVersion: "2018-10-08",
    Id: `yagura/${region}/${account}/${finding.id}`,
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    ProductName: "Default",
    CompanyName: "Yagura",
    Region: region,
    GeneratorId: clip(`yagura/${finding.check}`, 512),
    AwsAccountId: account,
    Types: [FINDING_TYPE],
    CreatedAt: report.generatedAt,
    UpdatedAt: report.generatedAt,
    Severity: severity,
    Title: clip(title, 256),
    Description: clip(describe(check, finding, lang), 1024),
    ...(check ? { Remediation: { Recommendation: { Text: clip(check.text[lang].fix, 512) } } } : {}),
    ProductFields: fields({
      "yagura/check": finding.check,
      "yagura/finding": finding.id,
      "yagura/status": finding.status,
      "yagura/rank": String(finding.rank),
      "yagura/version": report.tool.version,
      ...(finding.subject ? { "yagura/subject": finding.subject } : {}),
      ...(finding.place ? { "yagura/place": placeText(finding.place) } : {}),
      ...(finding.because?.action ? { "yagura/missing-action": finding.because.action } : {}),
    }),
    Resources: [
      {
        Type: TYPES[resource.kind] ?? "Other",
        Id: clip(resource.id, 512),
        Partition: partition,
        Region: region,
        Details: { Other: fields({ kind: resource.kind, name: resource.name, ...evidenceFields(finding, lang) }) },
      },
    ],
    Compliance: complianceOf(check, finding, lang),
    Workflow: { Status: exception ? "SUPPRESSED" : "NEW" },
    RecordState: "ACTIVE",
    ...(exception
      ? {
          Note: {
            Text: clip(formatWords[lang].accepted(exception.reason, exception.owner, exception.until), 512),
            UpdatedBy: clip(exception.owner, 512),
            UpdatedAt: report.generatedAt,
          },
        }
      : {}),
    FindingProviderFields: { Severity: severity, Types: [FINDING_TYPE] },
  };
}

function describe(check: CheckInfo | undefined, finding: Finding, lang: Lang): string {
  const why =
    finding.status === "unknown"
      ? becauseText(finding, lang)
      : finding.evidence
          .map((e) => evidenceText(e, lang))
          .filter(Boolean)
          .join("; ");
  return [finding.subject, why, check?.text[lang].risk].filter(Boolean).join(". ") || finding.check;
}

function complianceOf(check: CheckInfo | undefined, finding: Finding, lang: Lang) {
  const requirements = Object.entries(check?.meets ?? {}).flatMap(([framework, ids]) => (ids ?? []).map((id) => `${framework}/${id}`));
  return {
    Status: STATUS[finding.status],
    ...(requirements.length > 0 ? { RelatedRequirements: requirements.slice(0, 32) } : {}),
    ...(finding.because
      ? {
          StatusReasons: [
            { ReasonCode: finding.because.reason.toUpperCase().replaceAll("-", "_"), Description: clip(becauseText(finding, lang), 512) },
          ],
        }
      : {}),
  };
}

function evidenceFields(finding: Finding, lang: Lang): Record<string, string> {
  const shown = finding.evidence.slice(0, 20).map((e, index) => [`evidence.${index}`, evidenceText(e, lang)] as const);
  return Object.fromEntries(shown);
}

/** Security Hub refuses empty values, and cuts nothing itself. */
function fields(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(map)
      .filter(([, value]) => value.trim() !== "")
      .map(([key, value]) => [key, clip(value, 1024)]),
  );
}

/** At most so many characters, never half of one, never blank. */
export function clip(text: string, most: number): string {
  const safe = escapeText(text);
  if (safe.trim() === "") return "-";
  if (safe.length <= most) return safe;
  let end = most - 1;
  if (/[\ud800-\udbff]/.test(safe.charAt(end - 1))) end -= 1;
  return `${safe.slice(0, end)}…`;
}
