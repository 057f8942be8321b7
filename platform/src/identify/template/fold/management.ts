import {
  type AdvancedFieldSelector,
  type EventSelector,
  type Fact,
  isUnknown,
  type MetricFilter,
  type Noun,
  unknown,
} from "../../../model/index.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { noun, policyAt } from "./make.ts";
import { choice, flag, get, list, must, num, or, parts, tags, text, textParts, texts, wholeList } from "./read.ts";

// Logs

/** Groups are named by name or by ARN with `:*`. */
function logGroupName(reference: string): string {
  const match = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:(.+?)(?::\*)?$/.exec(reference);
  return match ? match[1]! : reference;
}

function filtersOf(d: Declared, stack: Stack): Fact<readonly MetricFilter[]> {
  const { found, undecided } = attached(stack, "AWS::Logs::MetricFilter", "LogGroupName", d, logGroupName);
  if (undecided) return undecided;
  const out: MetricFilter[] = [];
  for (const filter of found) {
    const pattern = or(text(filter.properties, "FilterPattern"), "");
    if (isUnknown(pattern)) return pattern;
    const metrics: { Name: string; Namespace: string }[] = [];
    for (const row of parts(filter.properties, "MetricTransformations")) {
      const Name = must(row, "MetricName");
      const Namespace = must(row, "MetricNamespace");
      if (isUnknown(Name)) return Name;
      if (isUnknown(Namespace)) return Namespace;
      metrics.push({ Name, Namespace });
    }
    out.push({ FilterName: filter.name, FilterPattern: pattern, Metrics: metrics });
  }
  return out;
}

const logGroup: Fold = (d, stack) => {
  const p = d.properties;
  const arn = d.arn ?? d.name;
  return [
    noun(
      "LogGroup",
      d,
      stack,
      {
        Arn: arn,
        LogGroupName: d.name,
        RetentionInDays: num(p, "RetentionInDays"),
        KmsKeyId: text(p, "KmsKeyId"),
        MetricFilters: filtersOf(d, stack),
        Tags: tags(p["Tags"]),
      },
      { aliases: [d.name, arn, `${arn}:*`] },
    ),
  ];
};

// Alarms

function dimensionsOf(p: unknown): Noun<"Alarm">["Dimensions"] {
  const rows = wholeList(p, "Dimensions");
  if (isUnknown(rows)) return rows;
  const out: Record<string, Fact<string>> = {};
  for (const row of rows) {
    const name = must(row, "Name");
    if (isUnknown(name)) return name;
    Object.defineProperty(out, name, { value: must(row, "Value"), enumerable: true, configurable: true, writable: true });
  }
  return out;
}

/** The metric itself, or the only one inside a metric expression. */
function metricOf(p: unknown): unknown {
  if (get(p, "MetricName") !== undefined) return p;
  const rows = wholeList(p, "Metrics");
  if (isUnknown(rows)) return rows;
  const metrics = rows.map((row) => get(row, "MetricStat", "Metric")).filter((metric) => metric !== undefined);
  return metrics.length === 1 ? metrics[0] : undefined;
}

/** Composite alarms watch other alarms: they have no metric of their own. */
const alarm: Fold = (d, stack) => {
  const p = d.properties;
  const metric = metricOf(p);
  return [
    noun("Alarm", d, stack, {
      Arn: d.arn ?? d.name,
      AlarmName: d.name,
      MetricName: text(metric, "MetricName"),
      Namespace: text(metric, "Namespace"),
      Dimensions: dimensionsOf(metric),
      ActionsEnabled: or(flag(p, "ActionsEnabled"), true),
      AlarmActions: texts(p, "AlarmActions"),
      Tags: tags(p["Tags"]),
    }),
  ];
};

// CloudTrail

/** What a trail records when nobody says: management events, no data. */
const DEFAULT_SELECTOR: EventSelector = {
  ReadWriteType: "All",
  IncludeManagementEvents: true,
  ExcludeManagementEventSources: [],
  DataResources: [],
};

function selectorsOf(p: unknown): Fact<readonly EventSelector[]> {
  const advanced = get(p, "AdvancedEventSelectors");
  if (advanced !== undefined) return isUnknown(advanced) ? advanced : [];
  const rows = list(p, "EventSelectors");
  if (isUnknown(rows)) return rows;
  if (rows.length === 0) return [DEFAULT_SELECTOR];
  const out: EventSelector[] = [];
  for (const row of rows) {
    const data: EventSelector["DataResources"][number][] = [];
    for (const resource of parts(row, "DataResources")) {
      const type = must(resource, "Type");
      if (isUnknown(type)) return type;
      data.push({ Type: type, Values: textParts(resource, "Values") });
    }
    out.push({
      ReadWriteType: or(choice(["All", "ReadOnly", "WriteOnly"], row, "ReadWriteType"), "All"),
      IncludeManagementEvents: or(flag(row, "IncludeManagementEvents"), true),
      ExcludeManagementEventSources: textParts(row, "ExcludeManagementEventSources"),
      DataResources: data,
    });
  }
  return out;
}

function advancedOf(p: unknown): Noun<"Trail">["AdvancedEventSelectors"] {
  const rows = wholeList(p, "AdvancedEventSelectors");
  if (isUnknown(rows)) return rows;
  const out: { FieldSelectors: readonly AdvancedFieldSelector[] }[] = [];
  for (const row of rows) {
    const fields: AdvancedFieldSelector[] = [];
    for (const selector of parts(row, "FieldSelectors")) {
      const field = must(selector, "Field");
      if (isUnknown(field)) return field;
      fields.push({
        Field: field,
        Equals: textParts(selector, "Equals"),
        NotEquals: textParts(selector, "NotEquals"),
        StartsWith: textParts(selector, "StartsWith"),
        NotStartsWith: textParts(selector, "NotStartsWith"),
        EndsWith: textParts(selector, "EndsWith"),
        NotEndsWith: textParts(selector, "NotEndsWith"),
      });
    }
    out.push({ FieldSelectors: fields });
  }
  return out;
}

const trail: Fold = (d, stack) => {
  const p = d.properties;
  const bucket = must(p, "S3BucketName");
  return [
    noun(
      "Trail",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        S3BucketName: declaredBy(stack, "AWS::S3::Bucket", bucket)?.name ?? bucket,
        IsMultiRegionTrail: or(flag(p, "IsMultiRegionTrail"), false),
        IsOrganizationTrail: or(flag(p, "IsOrganizationTrail"), false),
        IncludeGlobalServiceEvents: or(flag(p, "IncludeGlobalServiceEvents"), true),
        IsLogging: flag(p, "IsLogging") ?? unknown("malformed", { what: "IsLogging" }),
        LogFileValidationEnabled: or(flag(p, "EnableLogFileValidation"), false),
        KmsKeyId: text(p, "KMSKeyId"),
        CloudWatchLogsLogGroupArn: text(p, "CloudWatchLogsLogGroupArn"),
        LatestCloudWatchLogsDeliveryTime: unknown("known-after-deploy", { what: "LatestCloudWatchLogsDeliveryTime" }),
        EventSelectors: selectorsOf(p),
        AdvancedEventSelectors: advancedOf(p),
        Tags: tags(p["Tags"]),
      },
      { places: { LogFileValidationEnabled: ["EnableLogFileValidation"], KmsKeyId: ["KMSKeyId"] } },
    ),
  ];
};

// Certificates

const certificate: Fold = (d, stack) => {
  const p = d.properties;
  const domain = must(p, "DomainName");
  const later = (what: string) => unknown("known-after-deploy", { what });
  return [
    noun(
      "Certificate",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        DomainName: domain,
        Status: later("Status"),
        NotAfter: later("NotAfter"),
        KeyAlgorithm: or(text(p, "KeyAlgorithm"), "RSA_2048"),
        RenewalEligible: later("RenewalEligible"),
        Tags: tags(p["Tags"]),
      },
      { name: isUnknown(domain) ? d.name : domain },
    ),
  ];
};

const attachment: Fold = () => [];

// Organizations

const controlPolicy: Fold = (d, stack) => {
  const p = d.properties;
  const type = text(p, "Type");
  // Policies on tags, backups and the like have no say in what is allowed.
  if (!isUnknown(type) && type !== "SERVICE_CONTROL_POLICY" && type !== "RESOURCE_CONTROL_POLICY") return [];
  return [
    noun(
      "ControlPolicy",
      d,
      stack,
      {
        PolicyId: d.name,
        Name: or(text(p, "Name"), d.name),
        Type: type,
        Content: policyAt(get(p, "Content"), d.origin, ["Content"]),
        TargetIds: texts(p, "TargetIds"),
        Tags: tags(p["Tags"]),
      },
      { region: "global" },
    ),
  ];
};

export const managementFolds: Readonly<Record<string, Fold>> = {
  "AWS::Logs::LogGroup": logGroup,
  "AWS::Logs::LogStream": attachment,
  "AWS::Logs::MetricFilter": attachment,
  "AWS::Logs::SubscriptionFilter": attachment,
  "AWS::Logs::ResourcePolicy": attachment,
  "AWS::Logs::DeliverySource": attachment,
  "AWS::Logs::DeliveryDestination": attachment,
  "AWS::Logs::Delivery": attachment,
  "AWS::CloudWatch::Alarm": alarm,
  "AWS::CloudWatch::CompositeAlarm": alarm,
  "AWS::CloudWatch::Dashboard": attachment,
  "AWS::CloudTrail::Trail": trail,
  "AWS::CertificateManager::Certificate": certificate,
  "AWS::Organizations::Policy": controlPolicy,
};
