import type { Layer, LensTopic, Severity, Status, UnknownReason } from "../model/index.ts";

export interface Detail {
  readonly action?: string | undefined;
  readonly what?: string | undefined;
}

/** Every word and sentence of the reports. The compiler demands each of them of each language. */
export interface Vocabulary {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly status: Readonly<Record<Status, string>>;
  readonly layer: Readonly<Record<Layer, string>>;
  readonly topic: Readonly<Record<LensTopic, string>>;
  readonly stage: Readonly<Record<"identify" | "protect" | "detect" | "respond" | "recover" | "govern", string>>;
  readonly because: Readonly<Record<UnknownReason, (detail: Detail) => string>>;
  readonly report: {
    readonly title: string;
    readonly summary: string;
    scanned(resources: number, checks: number): string;
    readonly findings: string;
    nothing(resources: number, checks: number, unknowns: number): string;
    readonly layer: string;
    readonly severity: string;
    readonly check: string;
    readonly resource: string;
    readonly where: string;
    readonly count: string;
    readonly status: string;
    readonly evidence: string;
    readonly risk: string;
    readonly fix: string;
    readonly title_: string;
    readonly account: string;
    readonly region: string;
    readonly rank: string;
    readonly why: string;
    readonly expected: string;
    readonly found: string;
    readonly notSeen: string;
    missing(actions: string): string;
    readonly notSeenNothing: string;
    gaps(n: number): string;
    undecided(n: number): string;
    unrecognised(n: number, types: string): string;
    suppressed(n: number): string;
    expired(what: string, until: string, owner: string): string;
    unmatched(what: string): string;
    resolved(n: number): string;
    known(n: number): string;
    readonly problems: string;
    faults(n: number): string;
    readonly interrupted: string;
    more(n: number): string;
    /** Failed resources of those that were judged, in one row. */
    nOfM(n: number, m: number): string;
    readonly listAll: string;
    written(file: string): string;
    readonly generated: string;
    readonly filter: string;
    readonly all: string;
    readonly language: string;
    readonly print: string;
  };
}
