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
  type Severity,
  type Status,
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

/** Resources that one check after another is put to: few enough to stay in the processor's cache, as the code of a check does meanwhile. */
const BATCH = 64;

/** Runs every check on every resource of its kind, and turns every gap into unknowns. */
export function evaluate(estate: Estate, checks: readonly Check[], options: EvaluateOptions): Evaluation {
  const world = new World(estate, options);
  const desks = checks.map((check) => new Desk(check));
  const faults: Fault[] = [];
  for (const { judged, applicable } of subjectsOf(estate, desks)) {
    for (let from = 0; from < judged.length; from += BATCH) {
      const batch = judged.slice(from, from + BATCH).map((each) => new About(each));
      for (const desk of applicable) judgeAll(desk, batch, world, options, faults);
    }
  }
  const { rank } = options;
  if (rank) for (const { findings } of desks) for (const draft of findings) draft.rank = rank(draft, world);
  const findings = joined(desks.toSorted((a, b) => a.id.localeCompare(b.id)).map((desk) => desk.findings));
  const tallies = Object.fromEntries(desks.map(({ id, tally }) => [id, tally]));
  return { findings: rank ? byRank(findings) : findings, tallies, faults };
}

type Fault = Evaluation["faults"][number];

/** A kind at which somebody looks: its resources and gaps by id, so that findings come in order and need not be compared. */
interface Subjects {
  readonly judged: Judged[];
  readonly applicable: Desk[];
}

/** A resource, or what stands for those that could not be read. */
type Judged = Resource | Unread;

function subjectsOf(estate: Estate, desks: readonly Desk[]): Iterable<Subjects> {
  const kinds = new Map<Kind, Subjects>();
  for (const desk of desks) {
    const subjects = kinds.get(desk.check.on);
    if (subjects) subjects.applicable.push(desk);
    else kinds.set(desk.check.on, { judged: [], applicable: [desk] });
  }
  for (const resource of estate.resources) kinds.get(resource.kind)?.judged.push(resource);
  for (const gap of estate.gaps) kinds.get(gap.kind)?.judged.push(new Unread(gap, estate));
  for (const { judged } of kinds.values()) judged.sort((a, b) => (a.id === b.id ? 0 : a.id.localeCompare(b.id)));
  return kinds.values();
}

function judgeAll(desk: Desk, batch: readonly About[], world: World, { onVerdict }: EvaluateOptions, faults: Fault[]): void {
  const { check, tally } = desk;
  for (const about of batch) {
    const resource = about.of;
    if (resource instanceof Unread) {
      tally.unknown += 1;
      desk.add(unknownFinding(desk, about, resource.because));
      continue;
    }
    let verdict: Verdict;
    try {
      verdict = check.judge(resource as never, need, world);
    } catch (thrown) {
      if (!(thrown instanceof Unknown)) faults.push({ check: desk.id, resource: resource.id, message: String(thrown) });
      const because = thrown instanceof Unknown ? thrown : new Unknown("failed", { what: `check ${desk.id}` });
      tally.unknown += 1;
      onVerdict?.(check, resource, "unknown");
      desk.add(unknownFinding(desk, about, because));
      continue;
    }
    const { status } = verdict;
    count(tally, status);
    onVerdict?.(check, resource, status);
    if (status === "fail" || status === "manual") addFindings(desk, resource, about, status, verdict.evidence, world);
  }
}

/** A name written out is found faster than one that is looked up, and this is asked of every verdict. */
function count(tally: Tally, status: Status): void {
  switch (status) {
    case "pass":
      tally.pass += 1;
      break;
    case "fail":
      tally.fail += 1;
      break;
    case "not-applicable":
      tally["not-applicable"] += 1;
      break;
    default:
      tally[status] += 1;
  }
}

/** Highest rank first; findings of one rank stay as they were. */
function byRank(drafts: readonly Draft[]): Draft[] {
  const lists = new Map<number, Draft[]>();
  for (const draft of drafts) {
    const list = lists.get(draft.rank);
    if (list) list.push(draft);
    else lists.set(draft.rank, [draft]);
  }
  return joined([...lists.keys()].toSorted((a, b) => b - a).map((rank) => lists.get(rank)!));
}

/** As `flat()`, ten times as fast: `concat` copies whole lists. */
function joined(lists: readonly Draft[][]): Draft[] {
  const none: Draft[] = [];
  return none.concat(...lists);
}

/** A finding whose rank is still to come. */
type Draft = Omit<Finding, "rank"> & { rank: number };

type Named = Pick<Resource, "id" | "kind" | "name" | "account" | "region" | "scope" | "origin">;

/** The resources of a kind and a region that could not be read. */
class Unread implements Named {
  readonly id: string;
  readonly kind: Kind;
  readonly name = "*";
  readonly account: string;
  readonly region: string;
  readonly scope: string;
  readonly origin: Origin = { source: "aws" };
  readonly because: Unknown;

  constructor({ scope, region, kind, because }: Gap, estate: Estate) {
    this.id = `${scope}/${region}/${kind}`;
    this.kind = kind;
    this.account = estate.scopes.find((s) => s.id === scope)?.account ?? "000000000000";
    this.region = region;
    this.scope = scope;
    this.because = because;
  }
}

/** A check at work, with its counts and its findings, by resource. */
class Desk {
  readonly check: Check;
  readonly id: string;
  readonly tally = emptyTally();
  readonly findings: Draft[] = [];
  #digest: string | undefined;

  constructor(check: Check) {
    this.check = check;
    this.id = check.id;
  }

  get digest(): string {
    this.#digest ??= digest(this.id);
    return this.#digest;
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

/** What the findings of one resource have in common. */
class About {
  readonly of: Judged;
  readonly origin: Origin;
  #resource: FindingResource | undefined;
  #digest: string | undefined;

  constructor(of: Judged) {
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
    if (subject !== "") return digest(`${this.#seenBy()}\n${subject}`);
    this.#digest ??= digest(`${this.#seenBy()}\n`);
    return this.#digest;
  }

  /** AWS's own policies, an organisation's trails and shared networks have one ARN in many accounts, and a finding in each. */
  #seenBy(): string {
    const { id, account } = this.of;
    const owner = accountOf(id);
    return owner === undefined || owner === "" || owner === account ? id : `${account} ${id}`;
  }
}

const ID_BYTES = 16;
const idBytes = Buffer.alloc(ID_BYTES);

/** As a text of bytes, which is had for a third of what a buffer costs. */
function digest(text: string): string {
  return hash("sha256", text, "binary");
}

/**
 * The id a finding keeps between scans: SHA-256 of the check, and of the resource and the subject, one upon the other. Two
 * digests, so that each is made once and not for every finding; both are needed whole to meet the id of another finding.
 */
function findingId(desk: Desk, about: About, subject: string): string {
  const check = desk.digest;
  const what = about.digest(subject);
  for (let i = 0; i < ID_BYTES; i += 1) idBytes[i] = check.charCodeAt(i) ^ what.charCodeAt(i);
  return idBytes.toString("hex");
}

const NOTHING: readonly never[] = [];

function unknownFinding(desk: Desk, about: About, because: Unknown): Draft {
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

function addFindings(
  desk: Desk,
  resource: Resource,
  about: About,
  status: "fail" | "manual",
  evidence: readonly Evidence[],
  world: World,
): void {
  const { check } = desk;
  const severity = check.severityOf?.(resource as never, world) ?? check.severity;
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
  const evidence = items.length === 1 ? [shownEvidence(items[0]!, origin)] : items.map((item) => shownEvidence(item, origin));
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
