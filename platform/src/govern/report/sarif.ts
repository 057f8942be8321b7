import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type CheckInfo, type Finding, type Lang, type Place, type Report, type Severity, severities } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import { formatWords } from "../../words/report-formats.ts";
import { escapeText } from "./escape.ts";
import { becauseText, evidenceText, exceptionText, gapText, helpMarkdown, helpText, isRefusal, problemText } from "./text.ts";

export interface SarifOptions {
  readonly lang: Lang;
  /** Files are named relative to this folder. */
  readonly root: string;
}

const LEVEL: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};
/** GitHub reads this number and shows critical ≥ 9, high ≥ 7, medium ≥ 4. */
const NUMBER: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.5", info: "0.5" };

/** SARIF 2.1.0: failures with a level, what could not be decided as `open`, what a person has to decide as `review`. */
export function renderSarif(report: Report, options: SarifOptions): string {
  const { lang } = options;
  const ids = Object.keys(report.checks);
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const row = (finding: Finding) => result(report, finding, indexOf.get(finding.check), options);
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Yagura",
            version: report.tool.version,
            semanticVersion: report.tool.version,
            language: lang,
            rules: ids.map((id) => rule(report.checks[id] as CheckInfo, lang)),
            notifications: notificationIds(report).map((id) => ({ id })),
          },
        },
        language: lang,
        columnKind: "utf16CodeUnits",
        invocations: [invocation(report, options)],
        results: [
          ...report.findings.map(row),
          ...report.suppressed.map(({ finding, exception: e }) => ({
            ...row(finding),
            suppressions: [
              {
                kind: "external",
                status: "accepted",
                justification: escapeText(formatWords[lang].accepted(e.reason, e.owner, e.until)),
                properties: { owner: e.owner, until: e.until },
              },
            ],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule(check: CheckInfo, lang: Lang) {
  const text = check.text[lang];
  const requirements = Object.entries(check.meets).flatMap(([framework, list]) => (list ?? []).map((id) => `${framework}:${id}`));
  return {
    id: check.id,
    name: pascal(check.id),
    shortDescription: { text: text.title },
    fullDescription: { text: text.risk },
    help: { text: helpText(check, lang), markdown: helpMarkdown(check, lang) },
    defaultConfiguration: { level: LEVEL[check.severity] },
    properties: {
      "security-severity": NUMBER[check.severity],
      precision: "high",
      "problem.severity": LEVEL[check.severity] === "note" ? "recommendation" : LEVEL[check.severity],
      severity: check.severity,
      layer: check.layer,
      tags: ["security", "serverless", check.layer, check.topic, ...check.csf, ...requirements],
    },
  };
}

function pascal(id: string): string {
  return id.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, c: string) => c.toUpperCase());
}

function result(report: Report, finding: Finding, ruleIndex: number | undefined, options: SarifOptions) {
  const { resource } = finding;
  return {
    ruleId: finding.check,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    // SARIF wants no level where nothing failed.
    ...(finding.status === "fail"
      ? { kind: "fail", level: LEVEL[finding.severity] }
      : { kind: finding.status === "unknown" ? "open" : "review", level: "none" }),
    message: { text: escapeText(message(report, finding, options.lang)) },
    locations: [
      {
        ...(finding.place ? { physicalLocation: physical(finding.place, options.root) } : {}),
        logicalLocations: [
          {
            name: escapeText(resource.name),
            fullyQualifiedName: escapeText(resource.id),
            kind: "resource",
            properties: { kind: resource.kind },
          },
        ],
      },
    ],
    ...related(finding, options.root),
    partialFingerprints: { "yagura/v1": finding.id },
    rank: finding.rank,
    properties: {
      severity: finding.severity,
      status: finding.status,
      account: resource.account,
      region: resource.region,
      resourceKind: resource.kind,
      subject: finding.subject,
      evidence: finding.evidence,
      ...(finding.because ? { because: finding.because } : {}),
    },
  };
}

function message(report: Report, finding: Finding, lang: Lang): string {
  const title = report.checks[finding.check]?.text[lang].title ?? finding.check;
  const subject = finding.subject ? ` (${finding.subject})` : "";
  const why =
    finding.status === "unknown"
      ? becauseText(finding, lang)
      : finding.evidence
          .map((e) => evidenceText(e, lang))
          .filter(Boolean)
          .join("; ");
  const state = finding.status === "fail" ? "" : `[${words[lang].status[finding.status]}] `;
  return `${state}${title}: ${finding.resource.name}${subject}${why ? ` — ${why}` : ""}`;
}

/** Every further line the evidence names. */
function related(finding: Finding, root: string) {
  const places = finding.evidence.flatMap((e) => (e.place && !same(e.place, finding.place) ? [e.place] : []));
  return places.length === 0 ? {} : { relatedLocations: places.map((place, id) => ({ id, physicalLocation: physical(place, root) })) };
}

function same(a: Place, b: Place | undefined): boolean {
  return a.file === b?.file && a.line === b.line && a.column === b.column;
}

function physical(place: Place, root: string) {
  return {
    artifactLocation: artifact(place.file, root),
    region: { startLine: Math.max(1, place.line), ...(place.column && place.column > 0 ? { startColumn: place.column } : {}) },
  };
}

/** A file as SARIF wants it: relative to the checkout when it is inside, else absolute. */
export function artifact(file: string, root: string): { uri: string; uriBaseId?: string } {
  const absolute = resolve(root, file);
  const inside = relative(root, absolute);
  if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) return { uri: pathToFileURL(absolute).href };
  return { uri: inside.split(sep).map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

function notificationIds(report: Report): string[] {
  const ids = new Set(report.problems.map(({ code }) => code));
  if (report.gaps.length > 0) ids.add("gap");
  if (Object.keys(report.unrecognised).length > 0) ids.add("unrecognised-type");
  if (report.faults.length > 0) ids.add("fault");
  if (report.interrupted) ids.add("interrupted");
  if (report.expired.length > 0) ids.add("exception-expired");
  if (report.unmatched.length > 0) ids.add("exception-unmatched");
  return [...ids];
}

/** What the reader must know of the run itself: problems, gaps, faults; and of its exceptions. */
function invocation(report: Report, { lang, root }: SarifOptions) {
  const w = words[lang].report;
  const f = formatWords[lang];
  const note = (id: string, level: "error" | "warning" | "note", text: string) => ({
    descriptor: { id },
    level,
    message: { text: escapeText(text) },
  });
  const execution = [
    ...report.problems.map((problem) => ({
      ...note(problem.code, isRefusal(problem) ? "error" : "warning", problemText(problem, lang)),
      ...(problem.place ? { locations: [{ physicalLocation: physical(problem.place, root) }] } : {}),
    })),
    ...report.gaps.map((gap) => note("gap", "warning", gapText(gap, lang))),
    ...Object.entries(report.unrecognised).map(([type, count]) => note("unrecognised-type", "note", f.unrecognised(type, count))),
    ...report.faults.map((fault) => ({
      ...note("fault", "error", f.fault(fault.check, fault.resource, fault.message)),
      associatedRule: { id: fault.check },
    })),
    ...(report.interrupted ? [note("interrupted", "error", w.interrupted)] : []),
  ];
  const configuration = [
    ...report.expired.map((e) => note("exception-expired", "error", w.expired(exceptionText(e), e.until, e.owner))),
    ...report.unmatched.map((e) => note("exception-unmatched", "warning", w.unmatched(exceptionText(e)))),
  ];
  return {
    executionSuccessful: report.faults.length === 0 && !report.interrupted,
    endTimeUtc: report.generatedAt,
    toolExecutionNotifications: execution,
    toolConfigurationNotifications: configuration,
    properties: {
      resources: report.resources,
      tally: report.tally,
      failed: Object.fromEntries(severities.map((s) => [s, report.findings.filter((x) => x.status === "fail" && x.severity === s).length])),
      missingActions: report.missingActions,
    },
  };
}
