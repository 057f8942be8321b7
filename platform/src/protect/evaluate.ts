import { hash } from "node:crypto";
import {
  accountOf,
  type Estate,
  type Evidence,
  emptyTally,
  type Finding,
  type FindingResource,
  type Gap,
  type Kind,
  type Origin,
  type Path,
  type Place,
  type Resource,
  type Tally,
  Unknown,
  type Verdict,
  World,
  type WorldOptions,
} from "../model/index.ts";
import { type Check, need } from "./check.ts";

/** What the checks said of an estate. */
export interface Evaluation {
  /** Failures, unknowns and manual items, highest rank first. */
  readonly findings: readonly Finding[];
  /** Verdicts counted per check; a check without resources has all zeros. */
  readonly tallies: Readonly<Record<string, Tally>>;
  /** Checks that threw: a fault of Yagura, shown as unknown and reported. */
  readonly faults: readonly { readonly check: string; readonly resource: string; readonly message: string }[];
}

export interface EvaluateOptions extends WorldOptions {
  /** Orders findings by what they put at risk, 0–100. Without it every rank is 0. */
  readonly rank?: (finding: Omit<Finding, "rank">, world: World) => number;
  /** Told of every single verdict; for views that need passes by resource. */
  readonly onVerdict?: (check: Check, resource: Resource, status: Verdict["status"] | "unknown") => void;
}

/** Runs every check on every resource of its kind, and turns every gap into unknowns. */
export function evaluate(estate: Estate, checks: readonly Check[], options: EvaluateOptions): Evaluation {
  const world = new World(estate, options);
  const byKind = new Map<Kind, Check[]>();
  const tallies: Record<string, Tally> = {};
  for (const check of checks) {
    tallies[check.id] = emptyTally();
    const list = byKind.get(check.on);
    if (list) list.push(check);
    else byKind.set(check.on, [check]);
  }
  const findings: Draft[] = [];
  const faults: { check: string; resource: string; message: string }[] = [];

  for (const resource of estate.resources) {
    const applicable = byKind.get(resource.kind);
    if (!applicable) continue;
    const about = new About(resource);
    for (const check of applicable) {
      const tally = tallies[check.id]!;
      let verdict: Verdict;
      try {
        verdict = check.judge(resource as never, need, world);
      } catch (thrown) {
        if (!(thrown instanceof Unknown)) faults.push({ check: check.id, resource: resource.id, message: String(thrown) });
        const because = thrown instanceof Unknown ? thrown : new Unknown("failed", { what: `check ${check.id}` });
        tally.unknown += 1;
        options.onVerdict?.(check, resource, "unknown");
        findings.push(unknownFinding(check, about, because));
        continue;
      }
      tally[verdict.status] += 1;
      options.onVerdict?.(check, resource, verdict.status);
      if (verdict.status === "fail" || verdict.status === "manual") {
        addFindings(findings, check, resource, about, verdict.status, verdict.evidence, world);
      }
    }
  }
  for (const gap of estate.gaps) {
    for (const check of byKind.get(gap.kind) ?? []) {
      tallies[check.id]!.unknown += 1;
      findings.push(unknownFinding(check, new About(gapResource(gap, estate)), gap.because));
    }
  }
  const { rank } = options;
  if (rank) for (const finding of findings) finding.rank = rank(finding, world);
  sortFindings(findings);
  return { findings, tallies, faults };
}

/** Highest rank first, then by check and resource. */
function sortFindings(findings: Draft[]): void {
  const checks = [...new Set(findings.map((finding) => finding.check))].toSorted((a, b) => a.localeCompare(b));
  const order = new Map(checks.map((check, index) => [check, index]));
  findings.sort(
    (a, b) =>
      b.rank - a.rank ||
      (a.check === b.check ? 0 : order.get(a.check)! - order.get(b.check)!) ||
      (a.resource.id === b.resource.id ? 0 : a.resource.id.localeCompare(b.resource.id)) ||
      (a.id < b.id ? -1 : 1),
  );
}

/** A finding whose rank is still to come. */
type Draft = Omit<Finding, "rank"> & { rank: number };

type Named = Pick<Resource, "id" | "kind" | "name" | "account" | "region" | "scope" | "origin">;

function gapResource(gap: Gap, estate: Estate): Named {
  const account = estate.scopes.find((s) => s.id === gap.scope)?.account ?? "000000000000";
  return {
    id: `${gap.scope}/${gap.region}/${gap.kind}`,
    kind: gap.kind,
    name: "*",
    account,
    region: gap.region,
    scope: gap.scope,
    origin: { source: "aws" },
  };
}

/** What the findings of one resource have in common. */
class About {
  readonly origin: Origin;
  readonly resource: FindingResource;
  #seenBy: string | undefined;

  constructor({ id, kind, name, account, region, scope, origin }: Named) {
    this.origin = origin;
    this.resource = { id, kind, name, account, region, scope };
  }

  /** AWS's own policies, an organisation's trails and shared networks have one ARN in many accounts, and a finding in each. */
  get seenBy(): string {
    if (this.#seenBy === undefined) {
      const { id, account } = this.resource;
      const owner = accountOf(id);
      this.#seenBy = owner === undefined || owner === "" || owner === account ? id : `${account} ${id}`;
    }
    return this.#seenBy;
  }
}

/** The id a finding keeps between scans. */
export function findingId(check: string, resource: string, subject: string): string {
  return hash("sha256", `${check}\n${resource}\n${subject}`, "buffer").toString("hex", 0, 16);
}

function unknownFinding(check: Check, about: About, because: Unknown): Draft {
  const place = about.origin.locate?.([]);
  return {
    id: findingId(check.id, about.seenBy, ""),
    check: check.id,
    status: "unknown",
    severity: check.severity,
    resource: about.resource,
    subject: "",
    evidence: [],
    ...(place ? { place } : {}),
    because: {
      reason: because.reason,
      ...(because.action === undefined ? {} : { action: because.action }),
      ...(because.what === undefined ? {} : { what: because.what }),
    },
    rank: 0,
  };
}

function addFindings(
  out: Draft[],
  check: Check,
  resource: Resource,
  about: About,
  status: "fail" | "manual",
  evidence: readonly Evidence[],
  world: World,
): void {
  const severity = check.severityOf?.(resource as never, world) ?? check.severity;
  const add = (subject: string, items: readonly Evidence[]) => {
    const shown = items.map((item) => shownEvidence(item, about.origin));
    const place = shown.find((s) => s.place)?.place ?? about.origin.locate?.([]);
    const id = findingId(check.id, about.seenBy, subject);
    out.push({
      id,
      check: check.id,
      status,
      severity,
      resource: about.resource,
      subject,
      evidence: shown,
      ...(place ? { place } : {}),
      rank: 0,
    });
  };
  if (evidence.length === 0) add("", [{}]);
  else if (evidence.length === 1) add(evidence[0]!.subject ?? "", evidence);
  else for (const [subject, items] of bySubject(evidence)) add(subject, items);
}

function bySubject(evidence: readonly Evidence[]): Map<string, Evidence[]> {
  const groups = new Map<string, Evidence[]>();
  for (const item of evidence) {
    const subject = item.subject ?? "";
    const group = groups.get(subject);
    if (group) group.push(item);
    else groups.set(subject, [item]);
  }
  return groups;
}

function shownEvidence(item: Evidence, origin: Origin): Finding["evidence"][number] {
  const shown: { path?: string; found?: unknown; expected?: unknown; place?: Place } = {};
  const path = item.at?.path ?? item.path;
  if (path && path.length > 0) shown.path = path.length === 1 ? String(path[0]) : path.join(".");
  if (item.found !== undefined) shown.found = item.found;
  if (item.expected !== undefined) shown.expected = item.expected;
  const place = locate(origin, item);
  if (place) shown.place = place;
  return shown;
}

function locate(origin: Origin, evidence: Evidence): Place | undefined {
  const at: { origin: Origin; path: Path } | undefined = evidence.at ?? (evidence.path ? { origin, path: evidence.path } : undefined);
  return at?.origin.locate?.(at.path);
}
