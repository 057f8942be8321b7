import { type Cut, isUnknown, type PathTarget, type Policy, type Statement } from "../../model/index.ts";
import { isAwsManaged } from "../iam/aws-managed.ts";
import type { Deciding, Source } from "../iam/question.ts";
import { type Ask, type Asker, answerOf, wayOfAll } from "./ask.ts";
import type { PathGraph } from "./build.ts";
import type { Explainer } from "./explain.ts";
import type { Edge } from "./graph.ts";
import { beginnings, edgesOf, type Pair, pairsOf } from "./pairs.ts";
import { Profile } from "./profile.ts";
import { type EdgesAt, type Reach, reachFrom, type Step, wayTo } from "./search.ts";

const MOST_CUTS = 5;
/** Ways searched again after each cut; a bigger estate is judged by the paths that rank highest. */
const MOST_STARTS = 150;
/** How many of the most used ones are tried out before one is chosen. */
const TRIED = 6;

/** A statement taken away; of a policy AWS keeps, from one holder only, for it can be detached but not changed. */
interface Gone extends Deciding {
  readonly holder?: string;
}

/** Something a person can take away: statements of policies, or a fact of the configuration. */
interface Unit {
  readonly key: string;
  readonly statements: readonly Gone[];
  /** Where it was met. */
  readonly step: Step;
}

/**
 * What to take away, in which order, so that the most pairs of start and target have no way left. Each candidate is tried out: what
 * counts is how many ways are gone, not how many lead over it.
 */
export function cutsOf(graph: PathGraph, pairs: readonly Pair[], explainer: Explainer, target?: PathTarget): readonly Cut[] {
  const cutter = new Cutter(graph, explainer, target);
  const starts = new Set(pairs.slice(0, 4000).map(({ from }) => from));
  const chosen = beginnings(graph)
    .filter(({ node }) => starts.has(node))
    .slice(0, MOST_STARTS);
  const cuts: Cut[] = [];
  let removed: readonly Unit[] = [];
  let left = cutter.count(chosen, removed);
  const of = left.pairs;
  while (cuts.length < MOST_CUTS && left.pairs > 0) {
    const best = bestOf(cutter, chosen, removed, left);
    if (!best) break;
    cuts.push({ edges: best.units.map(({ step }) => explainer.edge(step)), breaks: left.pairs - best.left.pairs, of });
    removed = [...removed, ...best.units];
    left = best.left;
  }
  return cuts;
}

interface Choice {
  readonly units: readonly Unit[];
  readonly left: Left;
}

/** The one that takes away the most; where no single one takes away anything, those that do together. */
function bestOf(cutter: Cutter, starts: ReturnType<typeof beginnings>, removed: readonly Unit[], left: Left): Choice | undefined {
  let best: Choice | undefined;
  for (const unit of left.units.slice(0, TRIED)) {
    const after = cutter.count(starts, [...removed, unit]);
    if (after.pairs < left.pairs && (!best || after.risk < best.left.risk)) best = { units: [unit], left: after };
  }
  return best ?? together(cutter, starts, removed, left);
}

/** Where a way is cut another opens: they are cut one after the other until a pair has none left, and what was not needed is put back. */
function together(cutter: Cutter, starts: ReturnType<typeof beginnings>, removed: readonly Unit[], left: Left): Choice | undefined {
  const units: Unit[] = [];
  let after = left;
  while (units.length < TRIED && after.pairs === left.pairs) {
    const next = after.units.find(({ key }) => !units.some((unit) => unit.key === key));
    if (!next) return undefined;
    units.push(next);
    after = cutter.count(starts, [...removed, ...units]);
  }
  if (after.pairs === left.pairs) return undefined;
  for (const unit of units.slice(0, -1)) {
    const fewer = units.filter((other) => other !== unit);
    const still = cutter.count(starts, [...removed, ...fewer]);
    if (still.pairs > after.pairs) continue;
    units.splice(units.indexOf(unit), 1);
    after = still;
  }
  return { units, left: after };
}

interface Left {
  readonly pairs: number;
  /** Their ranks together. */
  readonly risk: number;
  /** What the ways that are left lead over, most used first. */
  readonly units: readonly Unit[];
}

class Cutter {
  readonly #graph: PathGraph;
  readonly #explainer: Explainer;
  readonly #target: PathTarget | undefined;
  /** By member too: principals with equal policies carry them each for itself. */
  readonly #units = new Map<Edge, Map<number, readonly Unit[]>>();

  /** Statements by which a step is allowed. */
  readonly #allowing = new Map<Edge, Map<number, ReadonlySet<Statement>>>();

  constructor(graph: PathGraph, explainer: Explainer, target: PathTarget | undefined) {
    this.#graph = graph;
    this.#target = target;
    this.#explainer = explainer;
  }

  count(starts: ReturnType<typeof beginnings>, removed: readonly Unit[]): Left {
    const edgesAt = this.#without(removed);
    const used = new Map<string, { readonly unit: Unit; times: number }>();
    let pairs = 0;
    let risk = 0;
    for (const beginning of starts) {
      const reach = reachFrom(beginning.node, edgesAt);
      for (const pair of pairsOf(this.#graph, beginning, reach)) {
        if (this.#target !== undefined && pair.target !== this.#target) continue;
        if (!this.#use(pair, reach, used)) continue;
        pairs += 1;
        risk += pair.rank;
      }
    }
    const units = [...used.values()].toSorted((a, b) => b.times - a.times || (a.unit.key < b.unit.key ? -1 : 1)).map(({ unit }) => unit);
    return { pairs, risk, units };
  }

  /** Notes what the way leads over; tells whether there is anything to cut at all. */
  #use(pair: Pair, reach: Reach, used: Map<string, { readonly unit: Unit; times: number }>): boolean {
    let found = false;
    for (const step of wayTo(pair.to, reach))
      for (const unit of this.#unitsOf(step)) {
        found = true;
        const known = used.get(unit.key);
        if (known) known.times += pair.rank;
        else used.set(unit.key, { unit, times: pair.rank });
      }
    return found;
  }

  /** What would break a step. */
  #unitsOf(step: Step): readonly Unit[] {
    let byMember = this.#units.get(step.edge);
    if (!byMember) this.#units.set(step.edge, (byMember = new Map()));
    let units = byMember.get(step.from);
    if (!units) byMember.set(step.from, (units = this.#find(step)));
    return units;
  }

  #find(step: Step): readonly Unit[] {
    const { edge } = step;
    if (isPurpose(step, this.#explainer)) return [];
    const asker = this.#explainer.askerOf(step);
    if (edge.asks.length === 0 || !asker) {
      const [fact] = edge.facts ?? [];
      return fact && fact.fact !== "runs-as" && fact.fact !== "triggers"
        ? [{ key: `${fact.fact} ${fact.resource} ${edge.to}`, statements: [], step }]
        : [];
    }
    const found = new Map<string, Unit>();
    for (const ask of edge.asks) {
      const decision = answerOf(asker, ask);
      const all = [...decision.by, ...decision.residual].filter(canGo).map((statement) => goneFrom(asker, statement));
      for (const statement of all)
        if (wayOfAll(without(asker, [statement]), [withoutOn(ask, [statement])]) === undefined) add(found, [statement], step);
      // No single one breaks it: all of them together do.
      if (found.size === 0 && all.length > 0) add(found, all, step);
    }
    return [...found.values()];
  }

  /** The graph when these are gone. An administrator who no longer is one has only what its other policies say. */
  #without(removed: readonly Unit[]): EdgesAt {
    const base = edgesOf(this.#graph);
    if (removed.length === 0) return base;
    const keys = new Set(removed.map(({ key }) => key));
    const statements = removed.flatMap((unit) => unit.statements);
    const gone = new Set(statements.map(({ statement }) => statement));
    const overlays = new Map<number, readonly Edge[]>();
    const { builder, ifItHeld } = this.#graph;
    return (node) => {
      const lists: (readonly Edge[])[] = [];
      let demoted = false;
      for (const list of base(node)) {
        const broken = list.filter((edge) => this.#isGone({ edge, from: node }, keys, statements, gone));
        demoted ||= broken.some(({ technique }) => technique === "administers");
        lists.push(broken.length === 0 ? list : list.filter((edge) => !broken.includes(edge)));
      }
      const principal = demoted ? builder.estate.byNode(node) : undefined;
      if (!principal) return lists;
      let more = overlays.get(node);
      if (!more) {
        const grants = without(principal, statements).grants;
        const profile = new Profile(`${principal.profile.key} cut ${[...keys].join(" ")}`, principal.profile.account, grants);
        profile.members.push({ ...principal, grants, profile });
        overlays.set(node, (more = ifItHeld(profile)));
      }
      return [...lists, more];
    };
  }

  #isGone(step: Step, keys: ReadonlySet<string>, statements: readonly Gone[], gone: ReadonlySet<Statement>): boolean {
    return !this.#isUntouched(step, gone) && this.#isBroken(step, keys, statements);
  }

  /** Whether the step is allowed by none of the statements that are gone: most are, and need not be asked again. */
  #isUntouched(step: Step, gone: ReadonlySet<Statement>): boolean {
    const { edge, from } = step;
    if (edge.asks.length === 0 || edge.way !== "allowed") return false;
    let byMember = this.#allowing.get(edge);
    if (!byMember) this.#allowing.set(edge, (byMember = new Map()));
    let allowing = byMember.get(from);
    if (!allowing) {
      const asker = this.#explainer.askerOf(step);
      if (!asker) return false;
      const decisions = edge.asks.map((ask) => answerOf(asker, ask));
      // A member whose answer is another than its profile's.
      if (decisions.some(({ answer }) => answer !== "allowed")) return false;
      byMember.set(from, (allowing = new Set(decisions.flatMap(({ by }) => by.map(({ statement }) => statement)))));
    }
    for (const statement of gone) if (allowing.has(statement)) return false;
    return true;
  }

  #isBroken(step: Step, keys: ReadonlySet<string>, statements: readonly Gone[]): boolean {
    if (this.#unitsOf(step).some(({ key }) => keys.has(key))) return true;
    const asker = this.#explainer.askerOf(step);
    if (!asker || step.edge.asks.length === 0 || statements.length === 0) return false;
    return (
      wayOfAll(
        without(asker, statements),
        step.edge.asks.map((ask) => withoutOn(ask, statements)),
      ) === undefined
    );
  }
}

/** A permission that names the store it is for is what the role is there to do; the way to it is the fault, or a pattern that is too wide. */
function isPurpose(step: Step, explainer: Explainer): boolean {
  if (step.edge.technique !== "read") return false;
  const proofs = explainer.edge(step).from.kind;
  if (proofs !== "role" && proofs !== "user") return false;
  const asker = explainer.askerOf(step);
  const statements = asker && step.edge.asks[0] ? answerOf(asker, step.edge.asks[0]).by : [];
  return statements.every(
    ({ statement, layer }) =>
      layer !== "identity" || (statement.Resource ?? ["*"]).every((r) => !isUnknown(r) && !r.replace(/\/\*$/, "").includes("*")),
  );
}

/** What somebody can take away: an Allow of the estate itself. */
function canGo({ layer, statement, source }: Deciding): boolean {
  const isTheirs = source.carrier !== undefined || isAwsManaged(source.name);
  return (layer === "identity" || layer === "resource") && statement.Effect !== "Deny" && isTheirs;
}

function goneFrom({ caller }: Asker, deciding: Deciding): Gone {
  return isAwsManaged(deciding.source.name) && "arn" in caller ? { ...deciding, holder: caller.arn } : deciding;
}

function add(found: Map<string, Unit>, statements: readonly Gone[], step: Step): void {
  const key = statements
    .map(({ source, statement, holder }) => `${holder ?? source.carrier} ${source.name} ${statement.index}`)
    .toSorted()
    .join("\n");
  found.set(key, { key, statements, step });
}

function without(asker: Asker, gone: readonly Gone[]): Asker {
  const statements = gone.filter(({ holder }) => holder === undefined || ("arn" in asker.caller && asker.caller.arn === holder));
  return { caller: asker.caller, grants: { ...asker.grants, identity: less(asker.grants.identity, statements) } };
}

function withoutOn(ask: Ask, statements: readonly Gone[]): Ask {
  return ask.policies === undefined ? ask : { ...ask, policies: less(ask.policies, statements) };
}

function less(sources: readonly Source[], gone: readonly Gone[]): readonly Source[] {
  return sources.map((source) => {
    const here = gone.filter((g) => g.source === source || (g.source.carrier === source.carrier && g.source.name === source.name));
    if (here.length === 0 || isUnknown(source.policy)) return source;
    const policy: Policy = {
      ...source.policy,
      Statement: source.policy.Statement.filter((s) => !here.some(({ statement }) => statement === s)),
    };
    return { ...source, policy };
  });
}
