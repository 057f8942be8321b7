import {
  type Estate,
  type Finding,
  type Gap,
  type Kind,
  type Origin,
  type Resource,
  type Status,
  type Tally,
  Unknown,
  type Verdict,
  World,
  type WorldOptions,
} from "../model/index.ts";
import { type Check, need } from "./check.ts";
import { About, addFindings, Desk, type Draft, type Named, unknownFinding } from "./findings.ts";

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
      const batch = judged.slice(from, from + BATCH).map((each) => new About<Judged>(each));
      for (const desk of applicable) judgeAll(desk, batch, world, options, faults);
    }
  }
  const { rank } = options;
  if (rank) for (const { findings } of desks) for (const draft of findings) draft.rank = rank(draft, world);
  const findings = joined(desks.toSorted(byId).map((desk) => desk.findings));
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
  for (const { judged } of kinds.values()) judged.sort(byId);
  return kinds.values();
}

/** By code units: the same on every machine, whatever its language. */
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function judgeAll(desk: Desk, batch: readonly About<Judged>[], world: World, { onVerdict }: EvaluateOptions, faults: Fault[]): void {
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
    if (status !== "fail" && status !== "manual") continue;
    addFindings(desk, about, status, check.severityOf?.(resource as never, world) ?? check.severity, verdict.evidence);
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
