import { createHash } from "node:crypto";
import {
  accountOf,
  type Estate,
  type Evidence,
  emptyTally,
  type Finding,
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
  const drafts: Omit<Finding, "rank">[] = [];
  const faults: { check: string; resource: string; message: string }[] = [];

  for (const resource of estate.resources) {
    const applicable = byKind.get(resource.kind);
    if (!applicable) continue;
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
        drafts.push(unknownFinding(check, resource, because));
        continue;
      }
      tally[verdict.status] += 1;
      options.onVerdict?.(check, resource, verdict.status);
      if (verdict.status === "fail" || verdict.status === "manual") {
        drafts.push(...findingsOf(check, resource, verdict.status, verdict.evidence, world));
      }
    }
  }
  for (const gap of estate.gaps) {
    for (const check of byKind.get(gap.kind) ?? []) {
      tallies[check.id]!.unknown += 1;
      drafts.push(unknownFinding(check, gapResource(gap, estate), gap.because));
    }
  }
  const findings = drafts.map((draft) => Object.assign(draft, { rank: options.rank?.(draft, world) ?? 0 }));
  findings.sort(
    (a, b) => b.rank - a.rank || a.check.localeCompare(b.check) || a.resource.id.localeCompare(b.resource.id) || (a.id < b.id ? -1 : 1),
  );
  return { findings, tallies, faults };
}

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

function named(resource: Named): Finding["resource"] {
  const { id, kind, name, account, region, scope } = resource;
  return { id, kind, name, account, region, scope };
}

/** The id a finding keeps between scans. */
export function findingId(check: string, resource: string, subject: string): string {
  return createHash("sha256").update(`${check}\n${resource}\n${subject}`).digest("hex").slice(0, 32);
}

/** AWS's own policies, an organisation's trails and shared networks have one ARN in many accounts, and a finding in each. */
function seenBy({ id, account }: Named): string {
  const owner = accountOf(id);
  return owner === undefined || owner === "" || owner === account ? id : `${account} ${id}`;
}

function unknownFinding(check: Check, resource: Named, because: Unknown): Omit<Finding, "rank"> {
  const place = resource.origin.locate?.([]);
  return {
    id: findingId(check.id, seenBy(resource), ""),
    check: check.id,
    status: "unknown",
    severity: check.severity,
    resource: named(resource),
    subject: "",
    evidence: [],
    ...(place ? { place } : {}),
    because: {
      reason: because.reason,
      ...(because.action === undefined ? {} : { action: because.action }),
      ...(because.what === undefined ? {} : { what: because.what }),
    },
  };
}

function findingsOf(
  check: Check,
  resource: Resource,
  status: "fail" | "manual",
  evidence: readonly Evidence[],
  world: World,
): Omit<Finding, "rank">[] {
  const bySubject = new Map<string, Evidence[]>();
  for (const item of evidence.length === 0 ? [{}] : evidence) {
    const subject = item.subject ?? "";
    const list = bySubject.get(subject);
    if (list) list.push(item);
    else bySubject.set(subject, [item]);
  }
  const severity = check.severityOf?.(resource as never, world) ?? check.severity;
  return [...bySubject].map(([subject, items]) => {
    const shown = items.map((item) => {
      const place = locate(resource.origin, item);
      const path = item.at?.path ?? item.path;
      return {
        ...(path && path.length > 0 ? { path: path.join(".") } : {}),
        ...(item.found === undefined ? {} : { found: item.found }),
        ...(item.expected === undefined ? {} : { expected: item.expected }),
        ...(place ? { place } : {}),
      };
    });
    const place = shown.find((s) => s.place)?.place ?? resource.origin.locate?.([]);
    return {
      id: findingId(check.id, seenBy(resource), subject),
      check: check.id,
      status,
      severity,
      resource: named(resource),
      subject,
      evidence: shown,
      ...(place ? { place } : {}),
    };
  });
}

function locate(origin: Origin, evidence: Evidence): Place | undefined {
  const at: { origin: Origin; path: Path } | undefined = evidence.at ?? (evidence.path ? { origin, path: evidence.path } : undefined);
  return at?.origin.locate?.(at.path);
}
