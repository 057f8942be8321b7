import { hash } from "node:crypto";
import {
  accountOf,
  type Evidence,
  emptyTally,
  type Finding,
  type FindingResource,
  type Origin,
  type Path,
  type Place,
  type Resource,
  type Severity,
  type Unknown,
} from "../model/index.ts";
import type { Check } from "./check.ts";

type Shown = Finding["evidence"][number];

/** A finding whose rank is still to come. */
export type Draft = Omit<Finding, "rank"> & { rank: number };

/** What a finding says of what it is about. */
export type Named = Pick<Resource, "id" | "kind" | "name" | "account" | "region" | "scope" | "origin">;

/** A check at work, with its counts and its findings, by resource. */
export class Desk {
  readonly check: Check;
  readonly id: string;
  readonly tally = emptyTally();
  readonly findings: Draft[] = [];
  #digest: string | undefined;
  #path: Path = [];
  #pathText = "";

  constructor(check: Check) {
    this.check = check;
    this.id = check.id;
  }

  get digest(): string {
    this.#digest ??= hash("sha256", this.id).slice(0, CHECK_DIGITS);
    return this.#digest;
  }

  /** A path as text. Nearly all evidence of a check has the same path: it is written once. */
  textOf(path: Path): string {
    if (path.length === 1) return String(path[0]);
    if (!isSamePath(path, this.#path)) {
      this.#path = path;
      this.#pathText = path.join(".");
    }
    return this.#pathText;
  }

  /** Findings of one resource, or of resources that share an id, stand by their own id. */
  add(draft: Draft): void {
    const list = this.findings;
    let at = list.length;
    while (at > 0 && list[at - 1]!.resource.id === draft.resource.id && list[at - 1]!.id > draft.id) at -= 1;
    if (at === list.length) list.push(draft);
    else list.splice(at, 0, draft);
  }
}

function isSamePath(a: Path, b: Path): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** What the findings of one resource have in common. */
export class About<Of extends Named = Named> {
  readonly of: Of;
  readonly origin: Origin;
  #resource: FindingResource | undefined;
  #digest: string | undefined;

  constructor(of: Of) {
    this.of = of;
    this.origin = of.origin;
  }

  get resource(): FindingResource {
    if (this.#resource === undefined) {
      const { id, kind, name, account, region, scope } = this.of;
      this.#resource = { id, kind, name, account, region, scope };
    }
    return this.#resource;
  }

  /** Of the resource and the subject: the half of an id that all its findings without a subject share. */
  digest(subject: string): string {
    if (subject !== "") return hash("sha256", `${this.#seenBy()}\n${subject}`).slice(0, RESOURCE_DIGITS);
    this.#digest ??= hash("sha256", `${this.#seenBy()}\n`).slice(0, RESOURCE_DIGITS);
    return this.#digest;
  }

  /** AWS's own policies, an organisation's trails and shared networks have one ARN in many accounts, and a finding in each. */
  #seenBy(): string {
    const { id, account } = this.of;
    const owner = accountOf(id);
    return owner === undefined || owner === "" || owner === account ? id : `${account} ${id}`;
  }
}

/** Hex digits of an id that come from the check: no two checks share them. */
const CHECK_DIGITS = 8;
const RESOURCE_DIGITS = 24;

/**
 * The id a finding keeps between scans: of SHA-256 of the check, and of SHA-256 of the resource and the subject. Two digests, so that
 * each is made once and not for every finding.
 */
function findingId(desk: Desk, about: About, subject: string): string {
  return desk.digest + about.digest(subject);
}

const NOTHING: readonly never[] = [];

export function unknownFinding(desk: Desk, about: About, because: Unknown): Draft {
  const { origin, resource } = about;
  const check = desk.id;
  const { severity } = desk.check;
  const id = findingId(desk, about, "");
  const place = origin.locate?.([]);
  const why = becauseOf(because);
  return place
    ? { id, check, status: "unknown", severity, resource, subject: "", evidence: NOTHING, place, because: why, rank: 0 }
    : { id, check, status: "unknown", severity, resource, subject: "", evidence: NOTHING, because: why, rank: 0 };
}

function becauseOf({ reason, action, what }: Unknown): NonNullable<Finding["because"]> {
  if (action === undefined) return what === undefined ? { reason } : { reason, what };
  return what === undefined ? { reason, action } : { reason, action, what };
}

/** One finding for each subject of the evidence. */
export function addFindings(desk: Desk, about: About, status: "fail" | "manual", severity: Severity, evidence: readonly Evidence[]): void {
  if (evidence.length === 0) desk.add(provenFinding(desk, about, status, severity, "", [{}]));
  else if (evidence.length === 1) desk.add(provenFinding(desk, about, status, severity, evidence[0]!.subject ?? "", evidence));
  else for (const [subject, items] of bySubject(evidence)) desk.add(provenFinding(desk, about, status, severity, subject, items));
}

function provenFinding(
  desk: Desk,
  about: About,
  status: "fail" | "manual",
  severity: Severity,
  subject: string,
  items: readonly Evidence[],
): Draft {
  const { origin, resource } = about;
  const check = desk.id;
  const id = findingId(desk, about, subject);
  const evidence = items.length === 1 ? [shownEvidence(items[0]!, origin, desk)] : items.map((item) => shownEvidence(item, origin, desk));
  const place = evidence.find(isPlaced)?.place ?? origin.locate?.([]);
  // Written out twice: a conditional spread costs more than all the rest of a finding.
  return place
    ? { id, check, status, severity, resource, subject, evidence, place, rank: 0 }
    : { id, check, status, severity, resource, subject, evidence, rank: 0 };
}

function isPlaced(shown: { readonly place?: Place }): boolean {
  return shown.place !== undefined;
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

function shownEvidence(item: Evidence, origin: Origin, desk: Desk): Shown {
  const { found, expected } = item;
  const at = item.at?.path ?? item.path;
  const path = at && at.length > 0 ? desk.textOf(at) : undefined;
  const place = locate(origin, item);
  if (path !== undefined && place === undefined) {
    // The usual three, written out: what grows field by field takes twice the room, and there are as many as there are findings.
    if (expected === undefined) return found === undefined ? { path } : { path, found };
    if (found !== undefined) return { path, found, expected };
  }
  const shown: { path?: string; found?: unknown; expected?: unknown; place?: Place } = {};
  if (path !== undefined) shown.path = path;
  if (found !== undefined) shown.found = found;
  if (expected !== undefined) shown.expected = expected;
  if (place) shown.place = place;
  return shown;
}

function locate(origin: Origin, evidence: Evidence): Place | undefined {
  const at: { origin: Origin; path: Path } | undefined = evidence.at ?? (evidence.path ? { origin, path: evidence.path } : undefined);
  return at?.origin.locate?.(at.path);
}
