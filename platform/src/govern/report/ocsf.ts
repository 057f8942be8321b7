import type { CheckInfo, Exception, Finding, Lang, Report, Severity } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import { formatWords } from "../../words/report-formats.ts";
import { escapeText } from "./escape.ts";
import { becauseText, evidenceText, helpText, placeText, requirementsOf } from "./text.ts";

const SEVERITY_ID: Readonly<Record<Severity, number>> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 };
const SEVERITY: Readonly<Record<Severity, string>> = {
  info: "Informational",
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical",
};
/** OCSF keeps 0 for what is not known, and has no word for a decision that a person has to make. */
const COMPLIANCE = { fail: [3, "Fail"], unknown: [0, "Unknown"], manual: [99, "Manual"] } as const;

/** OCSF 1.5.0 Compliance Findings (class 2003), one object a line. Enumerated values stay English, as OCSF names them. */
export function* renderOcsf(report: Report, lang: Lang): Generator<string> {
  for (const finding of report.findings) yield `${JSON.stringify(event(report, finding, undefined, lang))}\n`;
  for (const { finding, exception } of report.suppressed) yield `${JSON.stringify(event(report, finding, exception, lang))}\n`;
}

function event(report: Report, finding: Finding, exception: Exception | undefined, lang: Lang) {
  const check = report.checks[finding.check];
  const text = check?.text[lang];
  const time = Date.parse(report.generatedAt);
  const [statusId, status] = COMPLIANCE[finding.status];
  const { resource } = finding;
  const title = text?.title ?? finding.check;
  const details =
    finding.status === "unknown" ? [becauseText(finding, lang)] : finding.evidence.map((e) => evidenceText(e, lang)).filter(Boolean);
  return {
    activity_id: 1,
    activity_name: "Create",
    category_uid: 2,
    category_name: "Findings",
    class_uid: 2003,
    class_name: "Compliance Finding",
    type_uid: 200301,
    type_name: "Compliance Finding: Create",
    time,
    severity_id: SEVERITY_ID[finding.severity],
    severity: SEVERITY[finding.severity],
    status_id: exception ? 3 : 1,
    status: exception ? "Suppressed" : "New",
    ...(exception ? { comment: escapeText(formatWords[lang].accepted(exception.reason, exception.owner, exception.until)) } : {}),
    message: escapeText(`${title}: ${resource.name}${finding.subject ? ` (${finding.subject})` : ""}`),
    metadata: {
      version: "1.5.0",
      profiles: ["cloud"],
      uid: finding.id,
      event_code: finding.check,
      product: { name: "Yagura", uid: "yagura", vendor_name: "Yagura", version: report.tool.version, lang },
    },
    ...cloudOf(finding),
    finding_info: {
      uid: finding.id,
      title,
      ...(text ? { desc: text.risk } : {}),
      created_time: time,
      types: ["Software and Configuration Checks"],
      analytic: { uid: finding.check, name: title, type_id: 1, type: "Rule" },
    },
    compliance: {
      control: finding.check,
      status_id: statusId,
      status,
      ...(details.length > 0 ? { status_details: details.map(escapeText) } : {}),
      ...(finding.because ? { status_code: finding.because.reason } : {}),
      ...(check ? complianceOf(check, finding, lang, statusId, status) : {}),
    },
    ...(check ? { remediation: { desc: helpText(check, lang) } } : {}),
    resources: [
      {
        uid: resource.id,
        name: resource.name,
        type: resource.kind,
        region: resource.region,
        cloud_partition: partitionOf(resource.region),
        ...(finding.place ? { labels: [`place:${placeText(finding.place)}`] } : {}),
      },
    ],
    ...(finding.evidence.length > 0 ? { evidences: finding.evidence.map((data) => ({ data })) } : {}),
    observables: [{ name: "resources[].uid", type_id: 10, type: "Resource UID", value: resource.id }],
    unmapped: {
      kind: finding.status,
      subject: finding.subject,
      rank: finding.rank,
      scope: resource.scope,
      ...(finding.place ? { place: finding.place } : {}),
      ...(finding.because ? { because: finding.because } : {}),
      ...(exception ? { exception } : {}),
    },
  };
}

function complianceOf(check: CheckInfo, finding: Finding, lang: Lang, statusId: number, status: string) {
  const standards = Object.keys(check.meets);
  return {
    category: words[lang].layer[check.layer],
    desc: check.text[lang].title,
    ...(standards.length > 0 ? { standards, requirements: requirementsOf(check) } : {}),
    checks: [
      {
        uid: check.id,
        name: check.text[lang].title,
        ...(standards.length > 0 ? { standards } : {}),
        status,
        status_id: statusId,
        severity: SEVERITY[finding.severity],
        severity_id: SEVERITY_ID[finding.severity],
      },
    ],
  };
}

/** The account of a template is often not known; then none is named. */
function cloudOf({ resource }: Finding) {
  const known = resource.account !== "000000000000" && resource.account !== "";
  return {
    cloud: {
      provider: "AWS",
      region: resource.region,
      cloud_partition: partitionOf(resource.region),
      ...(known ? { account: { uid: resource.account, type: "AWS Account", type_id: 10 } } : {}),
    },
  };
}

export function partitionOf(region: string): string {
  return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
