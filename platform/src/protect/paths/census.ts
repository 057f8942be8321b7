import type { PathStart, PathTarget } from "../../model/index.ts";
import { type Beyond, beyond, CostsBeyond } from "./beyond.ts";
import type { PathGraph } from "./build.ts";
import type { Nodes } from "./nodes.ts";
import { beginnings, edgesOf, inOrder, type Pair, rankOf, targetOf } from "./pairs.ts";
import { Costs, type EdgesAt } from "./search.ts";

/** All pairs counted, and the first of them by rank. */
export interface Census {
  readonly total: number;
  readonly counts: Readonly<Record<PathTarget, Readonly<Record<PathStart, number>>>>;
  readonly best: readonly Pair[];
}

/**
 * What every beginning reaches. Functions that lead to nothing but their role share its search, and what an administrator goes on to is
 * searched once. An estate has more pairs than are worth keeping: those that cannot be among the first are counted only.
 */
export function census(graph: PathGraph, most: number, from?: PathStart, target?: PathTarget): Census {
  const edgesAt = edgesOf(graph);
  const { nodes } = graph.builder.estate;
  const counter = new Counter(nodes, edgesAt, most, target);
  const byRole = [...beginningsByRole(graph, edgesAt, from)].map(([via, groups]) => ({
    via,
    groups,
    account: nodes.at(via).account ?? "",
  }));
  // Those of one account come to the same administrator: what lies beyond is at hand.
  for (const { via, groups } of byRole.toSorted((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0)))
    counter.take(via, groups);
  return counter.census();
}

/** Beginnings that are told of alike: what it costs them to come to where the search starts is the same. */
interface Alike {
  readonly start: PathStart;
  readonly first: number;
  readonly nodes: number[];
}

/** Beginnings by the node their search starts at: the only one they lead to, or themselves. */
function beginningsByRole(graph: PathGraph, edgesAt: EdgesAt, from: PathStart | undefined): ReadonlyMap<number, readonly Alike[]> {
  const found = new Map<number, Alike[]>();
  for (const { start, node } of beginnings(graph)) {
    if (from !== undefined && start !== from) continue;
    const [list, otherList] = edgesAt(node);
    const only = list?.length === 1 && !otherList ? list[0] : undefined;
    const [via, first] = only ? [only.to, only.cost] : [node, 0];
    const groups = found.get(via);
    const group = groups?.find((other) => other.start === start && other.first === first);
    if (group) group.nodes.push(node);
    else if (groups) groups.push({ start, first, nodes: [node] });
    else found.set(via, [{ start, first, nodes: [node] }]);
  }
  return found;
}

/** The administrator that a search came to, and what it cost. */
interface Through {
  readonly beyond: Beyond;
  readonly cost: number;
}

class Counter {
  readonly #nodes: Nodes;
  readonly #admins: Uint8Array;
  readonly #target: PathTarget | undefined;
  readonly #best: Foremost;
  readonly #counts = { admin: zero(), data: zero() };
  readonly #costs: Costs;
  readonly #beyond = new Map<number, Beyond>();
  readonly #costsBeyond: CostsBeyond;

  constructor(nodes: Nodes, edgesAt: EdgesAt, most: number, target: PathTarget | undefined) {
    this.#nodes = nodes;
    this.#admins = Uint8Array.from(nodes.all, ({ kind }) => (kind === "admin" ? 1 : 0));
    this.#target = target;
    this.#best = new Foremost(most);
    this.#costs = new Costs(nodes.all.length, edgesAt);
    this.#costsBeyond = new CostsBeyond(nodes.all.length);
  }

  /** Counts what is reached by beginnings whose search starts at the same node. */
  take(via: number, groups: readonly Alike[]): void {
    const isAdmin = (node: number): boolean => this.#admins[node] === 1;
    let upToAdmins = this.#costs.from(via, isAdmin);
    const searched = this.#beyond.size;
    const [through, another] = this.#nearest(upToAdmins.filter(isAdmin).map((node) => [node, this.#costs.of(node)] as const));
    // A search from an administrator took the place of this one.
    if (this.#beyond.size > searched) upToAdmins = this.#costs.from(via, isAdmin);
    if (through && !another) this.#both(upToAdmins, through, groups);
    // Two of whom neither goes on to the other: rare enough to be searched as a whole.
    else for (const to of another ? this.#costs.from(via) : upToAdmins) this.#one(to, this.#costs.of(to), groups);
  }

  /** Administrators that do not lie behind a nearer one anyway. */
  #nearest(admins: readonly (readonly [node: number, cost: number])[]): readonly Through[] {
    const found: Through[] = [];
    for (const [node, cost] of admins.toSorted(([, a], [, b]) => a - b)) {
      if (found.some((nearer) => nearer.cost + (nearer.beyond.admins.get(node) ?? Number.POSITIVE_INFINITY) <= cost)) continue;
      let there = this.#beyond.get(node);
      if (!there) this.#beyond.set(node, (there = beyond(node, this.#costs, this.#nodes)));
      found.push({ beyond: there, cost });
    }
    return found;
  }

  /** What is reached on the way to an administrator, and what lies behind it. */
  #both(before: readonly number[], { beyond: there, cost: toAdmin }: Through, groups: readonly Alike[]): void {
    for (const to of before) {
      const behind = toAdmin + this.#costsBeyond.to(to, there);
      const direct = this.#costs.of(to);
      // One that lies behind too is counted there, but is as near as its nearer way.
      if (behind === Number.POSITIVE_INFINITY) this.#one(to, direct, groups);
      else this.#rank(to, Math.min(direct, behind), groups);
    }
    for (const { target, value, cost, nodes } of there.targets) {
      if (this.#target !== undefined && target !== this.#target) continue;
      for (const { start, first, nodes: starts } of groups) {
        this.#counts[target][start] += starts.length * nodes.length;
        const whole = toAdmin + cost + first;
        const rank = rankOf(start, value, whole);
        if (!this.#best.admits(rank, whole)) continue;
        for (const to of nodes) if (!this.#costs.has(to)) for (const node of starts) this.#best.add(start, target, node, to, whole, rank);
      }
    }
  }

  #one(to: number, cost: number, groups: readonly Alike[]): void {
    const target = targetOf(this.#nodes.at(to));
    if (target === undefined || (this.#target !== undefined && target !== this.#target)) return;
    for (const { start, nodes } of groups) this.#counts[target][start] += nodes.length;
    this.#rank(to, cost, groups);
  }

  #rank(to: number, cost: number, groups: readonly Alike[]): void {
    const info = this.#nodes.at(to);
    const target = targetOf(info);
    if (target === undefined || (this.#target !== undefined && target !== this.#target)) return;
    for (const { start, first, nodes } of groups) {
      const rank = rankOf(start, info.value, cost + first);
      if (this.#best.admits(rank, cost + first)) for (const node of nodes) this.#best.add(start, target, node, to, cost + first, rank);
    }
  }

  census(): Census {
    const counts = this.#counts;
    const total = Object.values(counts).reduce((sum, by) => sum + Object.values(by).reduce((a, b) => a + b, 0), 0);
    return { total, counts, best: this.#best.all() };
  }
}

/** The first of many pairs by rank. */
class Foremost {
  readonly #most: number;
  #pairs: Pair[] = [];
  #last: Pair | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether a pair of this rank and cost may be among them. */
  admits(rank: number, cost: number): boolean {
    const last = this.#last;
    return !last || (last.rank - rank || cost - last.cost) <= 0;
  }

  add(start: PathStart, target: PathTarget, from: number, to: number, cost: number, rank: number): void {
    const last = this.#last;
    // Most are not among them: no object is made for those.
    if (last && (last.rank - rank || cost - last.cost || from - last.from || to - last.to) > 0) return;
    this.#pairs.push({ start, target, from, to, cost, rank });
    if (this.#pairs.length < 4 * this.#most) return;
    this.#pairs = [...this.all()];
    this.#last = this.#pairs.at(-1);
  }

  all(): readonly Pair[] {
    return this.#pairs.toSorted(inOrder).slice(0, this.#most);
  }
}

function zero(): Record<PathStart, number> {
  return { internet: 0, function: 0, "third-party": 0, user: 0 };
}
