import { type Cut, isUnknown, type PathTarget, type Policy, type Statement } from "../../model/index.ts";
import { isAwsManaged } from "../iam/aws-managed.ts";
import type { Deciding, Source } from "../iam/question.ts";
import { type Ask, type Asker, answerOf, wayOfAll } from "./ask.ts";
import type { PathGraph } from "./build.ts";
import type { Explainer } from "./explain.ts";
import type { Edge } from "./graph.ts";
import { beginnings, edgesOf, type Pair, pairsOf } from "./pairs.ts";
import { Profile } from "./profile.ts";
import { type EdgesAt, type Reach, reachFrom, type Step } from "./search.ts";

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

/** How much leads over it: ranks together. */
interface Used {
  readonly unit: Unit;
  times: number;
}

/** What a list of edges hangs on: statements that allow most of them, and those that hang on more. */
interface Supports {
  readonly allowing: ReadonlySet<Statement>;
  readonly others: readonly Edge[];
}

class Cutter {
  readonly #graph: PathGraph;
  readonly #explainer: Explainer;
  readonly #target: PathTarget | undefined;
  readonly #edgesAt: EdgesAt;
  /** By member too: principals with equal policies carry them each for itself. */
  readonly #units = new Map<Edge, Map<number, readonly Unit[]>>();
  /** By list, then by the node it starts at. */
  readonly #supports = new Map<readonly Edge[], Map<number, Supports>>();

  constructor(graph: PathGraph, explainer: Explainer, target: PathTarget | undefined) {
    this.#graph = graph;
    this.#target = target;
    this.#explainer = explainer;
    this.#edgesAt = edgesOf(graph);
  }

  count(starts: ReturnType<typeof beginnings>, removed: readonly Unit[]): Left {
    const edgesAt = this.#without(removed);
    const used = new Map<string, Used>();
    let pairs = 0;
    let risk = 0;
    for (const beginning of starts) {
      const reach = reachFrom(beginning.node, edgesAt);
      const ends = pairsOf(this.#graph, beginning, reach).filter(({ target }) => this.#target === undefined || target === this.#target);
      const breakable = this.#use(ends, reach, used);
      for (const { to, rank } of ends) {
        if (!breakable.has(to)) continue;
        pairs += 1;
        risk += rank;
      }
    }
    const units = [...used.values()].toSorted((a, b) => b.times - a.times || (a.unit.key < b.unit.key ? -1 : 1)).map(({ unit }) => unit);
    return { pairs, risk, units };
  }

  /** Notes what the ways lead over, all of them together; gives the nodes with anything to cut on the way to them. */
  #use(ends: readonly Pair[], { by, order }: Reach, used: Map<string, Used>): ReadonlySet<number> {
    // Ranks of all ends behind a node: ways part, and never come together again.
    const ranks = new Map<number, number>();
    for (const { to, rank } of ends) ranks.set(to, rank);
    for (const node of order.toReversed()) {
      const rank = ranks.get(node);
      const from = by.get(node)?.from;
      if (rank !== undefined && from !== undefined) ranks.set(from, (ranks.get(from) ?? 0) + rank);
    }
    const breakable = new Set<number>();
    for (const node of order) {
      const rank = ranks.get(node);
      const step = by.get(node);
      if (rank === undefined || !step) continue;
      const units = this.#unitsOf(step);
      if (units.length > 0 || breakable.has(step.from)) breakable.add(node);
      for (const unit of units) {
        const known = used.get(unit.key);
        if (known) known.times += rank;
        else used.set(unit.key, { unit, times: rank });
      }
    }
    return breakable;
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
    if (removed.length === 0) return this.#edgesAt;
    const keys = new Set(removed.map(({ key }) => key));
    const statements = removed.flatMap((unit) => unit.statements);
    const known = new Map<number, readonly (readonly Edge[])[]>();
    return (node) => {
      let lists = known.get(node);
      if (!lists) known.set(node, (lists = this.#left(node, keys, statements)));
      return lists;
    };
  }

  #left(node: number, keys: ReadonlySet<string>, statements: readonly Gone[]): readonly (readonly Edge[])[] {
    const lists: (readonly Edge[])[] = [];
    let demoted = false;
    for (const list of this.#edgesAt(node)) {
      const broken = this.#broken(list, node, keys, statements);
      demoted ||= broken.some(({ technique }) => technique === "administers");
      lists.push(broken.length === 0 ? list : list.filter((edge) => !broken.includes(edge)));
    }
    const { builder, ifItHeld } = this.#graph;
    const principal = demoted ? builder.estate.byNode(node) : undefined;
    if (!principal) return lists;
    const grants = without(principal, statements).grants;
    const profile = new Profile(`${principal.profile.key} cut ${[...keys].join(" ")}`, principal.profile.account, grants);
    profile.members.push({ ...principal, grants, profile });
    return [...lists, ifItHeld(profile)];
  }

  /** Edges of a list that are no more. Most hang on none of the statements that are gone, and need not be asked again. */
  #broken(list: readonly Edge[], from: number, keys: ReadonlySet<string>, statements: readonly Gone[]): readonly Edge[] {
    const { allowing, others } = this.#supportsOf(list, from);
    const isTouched = statements.some(({ statement }) => allowing.has(statement));
    return (isTouched ? list : others).filter((edge) => this.#isBroken({ edge, from }, keys, statements));
  }

  #supportsOf(list: readonly Edge[], from: number): Supports {
    let byMember = this.#supports.get(list);
    if (!byMember) this.#supports.set(list, (byMember = new Map()));
    let supports = byMember.get(from);
    if (!supports) {
      const allowing = new Set<Statement>();
      const others: Edge[] = [];
      for (const edge of list) {
        const statements = this.#allowing({ edge, from });
        if (statements) for (const statement of statements) allowing.add(statement);
        else others.push(edge);
      }
      byMember.set(from, (supports = { allowing, others }));
    }
    return supports;
  }

  /** The statements that allow a step; undefined where it hangs on more than statements. */
  #allowing(step: Step): readonly Statement[] | undefined {
    const { asks, way } = step.edge;
    const asker = asks.length === 0 || way !== "allowed" ? undefined : this.#explainer.askerOf(step);
    if (!asker) return undefined;
    const decisions = asks.map((ask) => answerOf(asker, ask));
    // A member whose answer is another than its profile's.
    if (decisions.some(({ answer }) => answer !== "allowed")) return undefined;
    return decisions.flatMap(({ by }) => by.map(({ statement }) => statement));
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
