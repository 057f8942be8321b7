import { createHash } from "node:crypto";
import { isIP } from "node:net";
import type { Severity, Signal, Story } from "../../model/index.ts";
import { gravity } from "./gravity.ts";

/** Signals that are further apart are not one incident by what they share, but for the credential itself. Milliseconds. */
const SPAN = 24 * 3_600_000;
/** An address that more principals than this come from is an office or a gateway: sharing it says nothing. */
const SHARED_ADDRESS = 5;

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
  readonly #users = new Map<string, Set<string>>();

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
      const users = this.#users.get(ip) ?? new Set();
      if (users.size <= SHARED_ADDRESS) users.add(signal.principal);
      this.#users.set(ip, users);
      if (users.size <= SHARED_ADDRESS) keys.push(`address ${ip}`);
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

/** Several steps of an attack weigh more than each: who looks around, stays and hides is not three small things. */
function severityOf(signals: readonly Signal[]): Severity {
  const worst = Math.max(...signals.map((s) => gravity(s.severity)));
  const telling = signals.filter((s) => s.severity !== "info");
  const tactics = new Set(telling.flatMap((s) => s.tactics)).size;
  const detectors = new Set(telling.map((s) => s.detector)).size;
  const strong = new Set(signals.filter((s) => STRONG.has(s.severity)).map((s) => s.detector)).size;
  if (worst >= gravity("high") && strong >= 3 && tactics >= 4) return "critical";
  if (worst === gravity("medium") && strong >= 3 && tactics >= 3) return "high";
  if (worst === gravity("low") && detectors >= 4 && tactics >= 3) return "medium";
  return SCALE[worst] ?? "info";
}
