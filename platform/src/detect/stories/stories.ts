import { createHash } from "node:crypto";
import { isIP } from "node:net";
import type { Severity, Signal, Story } from "../../model/index.ts";
import { gravity } from "./gravity.ts";

/** Signals that are further apart are not one incident by what they share, but for the credential itself. Milliseconds. */
const SPAN = 24 * 3_600_000;
/** An address that more principals than this come from is an office or a gateway: sharing it says nothing. */
const SHARED_ADDRESS = 5;
/** So is one that more than two have come from for over a week: attackers do not stay at one place that long. */
const [OFFICE, SETTLED] = [2, 7 * 24 * 3_600_000];

const STRONG: ReadonlySet<Severity> = new Set(["medium", "high", "critical"]);

interface Group {
  readonly signals: Set<Signal>;
  until: number;
  strong: boolean;
  /** Where the group went when it was joined to another. */
  into: Group | undefined;
}

/**
 * Puts signals together that are one incident: they share a credential or one made from it, a principal, a resource, or an address
 * few others use. A weak signal joins a story, but it does not tie two stories together: habits of a busy role would.
 */
export class Stories {
  readonly #byKey = new Map<string, Group>();
  readonly #groups = new Set<Group>();
  readonly #users = new Map<string, { readonly since: number; readonly names: Set<string> }>();

  add(signal: Signal): void {
    const strong = STRONG.has(signal.severity);
    const own: Group = { signals: new Set([signal]), until: signal.until, strong, into: undefined };
    this.#groups.add(own);
    let group = own;
    for (const key of this.#keysOf(signal)) {
      const known = this.#byKey.get(key);
      const other = known ? rootOf(known) : undefined;
      if (other && other !== group && this.#belong(other, group, signal, key)) group = this.#join(other, group);
      this.#byKey.set(key, group);
    }
  }

  #belong(other: Group, group: Group, signal: Signal, key: string): boolean {
    if (key.startsWith("credential ")) return true;
    if (signal.time > other.until + SPAN) return false;
    // One of them has nothing strong, or the strong signal itself is the tie.
    return !(other.strong && group.strong) || STRONG.has(signal.severity);
  }

  #join(into: Group, from: Group): Group {
    for (const signal of from.signals) into.signals.add(signal);
    into.until = Math.max(into.until, from.until);
    into.strong ||= from.strong;
    from.into = into;
    this.#groups.delete(from);
    return into;
  }

  #keysOf(signal: Signal): readonly string[] {
    const keys: string[] = [];
    // Lineage ends in a principal where the first key is not known; names of services are nobody's.
    for (const made of [signal.credential, ...signal.lineage]) if (/^A(KIA|SIA)/.test(made)) keys.push(`credential ${made}`);
    if (
      signal.principalType === "user" ||
      signal.principalType === "role" ||
      signal.principalType === "root" ||
      signal.principalType === "federated"
    )
      keys.push(`principal ${signal.principal}`);
    for (const made of signal.lineage) if (made.startsWith("arn:")) keys.push(`principal ${made}`);
    for (const resource of signal.resources) if (resource.startsWith("arn:")) keys.push(`resource ${resource}`);
    for (const ip of signal.ips) {
      if (isIP(ip) === 0) continue;
      const users = this.#users.get(ip) ?? { since: signal.time, names: new Set() };
      if (users.names.size <= SHARED_ADDRESS) users.names.add(signal.principal);
      this.#users.set(ip, users);
      const most = signal.time - users.since > SETTLED ? OFFICE : SHARED_ADDRESS;
      if (users.names.size <= most) keys.push(`address ${ip}`);
    }
    return keys;
  }

  /** The stories as they are now, the gravest first. */
  list(): readonly Story[] {
    return [...this.#groups]
      .map((group) => storyOf([...group.signals]))
      .toSorted((a, b) => gravity(b.severity) - gravity(a.severity) || a.time - b.time || (a.id < b.id ? -1 : 1));
  }
}

function rootOf(group: Group): Group {
  let at = group;
  while (at.into) at = at.into;
  return at;
}

/** The story of some signals. */
export function storyOf(list: readonly Signal[]): Story {
  const signals = list.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  const all = (values: (signal: Signal) => readonly string[]) => [...new Set(signals.flatMap(values))].filter((value) => value !== "");
  const first = signals[0] as Signal;
  return {
    id: createHash("sha256").update(`story\n${first.id}`).digest("hex").slice(0, 32),
    severity: severityOf(signals),
    signals,
    tactics: all((s) => s.tactics),
    accounts: all((s) => [s.account]),
    principals: all((s) => [s.principal]),
    credentials: all((s) => [s.credential]),
    ips: all((s) => s.ips),
    resources: all((s) => s.resources),
    time: first.time,
    until: Math.max(...signals.map((s) => s.until)),
  };
}

const SCALE: readonly Severity[] = ["info", "low", "medium", "high", "critical"];

/** Steps that are further apart than this are not weighed together: a key in use for years has its small things every week. */
const TOGETHER = 3 * 24 * 3_600_000;

/** Several steps of an attack weigh more than each: who looks around, stays and hides is not three small things. In order of time. */
function severityOf(signals: readonly Signal[]): Severity {
  const near = new Near();
  let worst = 0;
  let from = 0;
  for (const signal of signals) {
    near.count(signal, 1);
    for (; (signals[from] as Signal).time < signal.time - TOGETHER; from += 1) near.count(signals[from] as Signal, -1);
    worst = Math.max(worst, gravity(signal.severity), near.weight());
  }
  return SCALE[worst] ?? "info";
}

/** What is in the window: how many signals of each tactic, detector and severity. */
class Near {
  readonly #tactics = new Map<string, number>();
  readonly #detectors = new Map<string, number>();
  readonly #strong = new Map<string, number>();
  readonly #severities = new Map<string, number>();

  count(signal: Signal, by: 1 | -1): void {
    if (signal.severity === "info") return;
    for (const tactic of signal.tactics) add(this.#tactics, tactic, by);
    add(this.#detectors, signal.detector, by);
    add(this.#severities, signal.severity, by);
    // What nobody can judge yet makes nothing graver.
    if (STRONG.has(signal.severity) && signal.weighed?.why !== "young") add(this.#strong, signal.detector, by);
  }

  /** The gravity of all of it together; 0 when it is no more than its parts. */
  weight(): number {
    const [tactics, detectors, strong] = [this.#tactics.size, this.#detectors.size, this.#strong.size];
    const grave = this.#severities.has("high") || this.#severities.has("critical");
    if (grave && strong >= 3 && tactics >= 4) return gravity("critical");
    if (!grave && strong >= 3 && tactics >= 3) return gravity("high");
    return strong === 0 && detectors >= 4 && tactics >= 3 ? gravity("medium") : 0;
  }
}

function add(counts: Map<string, number>, key: string, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
