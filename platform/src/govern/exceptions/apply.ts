import type { Exception, Finding, Report } from "../../model/index.ts";

export interface Applied {
  readonly findings: readonly Finding[];
  readonly suppressed: Report["suppressed"];
  readonly expired: readonly Exception[];
  readonly unmatched: readonly Exception[];
}

/** Sets findings aside that somebody accepted; an exception holds to the end of its last day (UTC) and not a moment longer. */
export function applyExceptions(findings: readonly Finding[], exceptions: readonly Exception[], now: Date): Applied {
  const today = now.toISOString().slice(0, 10);
  const valid = exceptions.filter((e) => e.until >= today);
  const used = new Set<Exception>();
  const kept: Finding[] = [];
  const suppressed: { finding: Finding; exception: Exception }[] = [];
  for (const finding of findings) {
    const exception = valid.find((e) => matches(e, finding));
    if (exception) {
      used.add(exception);
      suppressed.push({ finding, exception });
    } else kept.push(finding);
  }
  return {
    findings: kept,
    suppressed,
    expired: exceptions.filter((e) => e.until < today),
    unmatched: valid.filter((e) => !used.has(e)),
  };
}

/** Exact by default; only a `*` at the end of `resource` widens it. */
function matches(exception: Exception, finding: Finding): boolean {
  if (exception.finding !== undefined) return exception.finding === finding.id;
  if (exception.check !== finding.check) return false;
  if (exception.subject !== undefined && exception.subject !== finding.subject) return false;
  const wanted = exception.resource;
  if (wanted === undefined) return false;
  const names = [finding.resource.id, finding.resource.name];
  return wanted.endsWith("*") ? names.some((n) => n.startsWith(wanted.slice(0, -1))) : names.includes(wanted);
}
