import { type Fact, isUnknown, mapFact, type NetworkAclEntry, type Unknown, unknown } from "../../model/index.ts";
import { allOf, not } from "../monitoring/three-valued.ts";
import { type Family, inRange, isWholeInternet } from "./ports.ts";

/** The rule that lets the internet in. */
export interface Admittance {
  readonly protocol: "tcp" | "udp";
  readonly ruleNumber: number;
  /** Every rule that would allow it if order did not matter, as some benchmarks read it. */
  readonly allowingRules: readonly number[];
}

/**
 * The ingress rule by which the whole internet reaches the port, or undefined when the first rule that matches denies it or none
 * matches. Each protocol has a first match of its own; UDP matters for remote desktop only.
 */
export function firstMatch(entries: readonly NetworkAclEntry[], family: Family, port: number): Fact<Admittance | undefined> {
  let undecided: Unknown | undefined;
  for (const protocol of port === 3389 ? (["tcp", "udp"] as const) : (["tcp"] as const)) {
    const way = firstOfProtocol(entries, family, port, protocol);
    if (isUnknown(way)) undecided ??= way;
    else if (way) return way;
  }
  return undecided;
}

function firstOfProtocol(
  entries: readonly NetworkAclEntry[],
  family: Family,
  port: number,
  protocol: "tcp" | "udp",
): Fact<Admittance | undefined> {
  const matching: { number: number; action: Fact<"allow" | "deny">; match: Fact<boolean> }[] = [];
  for (const entry of entries) {
    const match = applies(entry, family, port, protocol);
    if (match === false) continue;
    if (isUnknown(entry.RuleNumber)) return entry.RuleNumber;
    matching.push({ number: entry.RuleNumber, action: entry.RuleAction, match });
  }
  matching.sort((a, b) => a.number - b.number);
  let maybe: { readonly allow?: Unknown; readonly deny?: Unknown } = {};
  for (const { number, action, match } of matching) {
    const gap = isUnknown(match) ? match : isUnknown(action) ? action : undefined;
    if (gap) {
      maybe = { ...(action === "deny" ? {} : { allow: gap }), ...(action === "allow" ? {} : { deny: gap }), ...maybe };
    } else if (action === "allow") {
      if (maybe.deny) return maybe.deny;
      const allowingRules = matching.filter((one) => one.match === true && one.action === "allow").map((one) => one.number);
      return { protocol, ruleNumber: number, allowingRules };
    } else return maybe.allow;
  }
  // The rule `*` at the end denies.
  return maybe.allow;
}

function applies(entry: NetworkAclEntry, family: Family, port: number, protocol: "tcp" | "udp"): Fact<boolean> {
  const numbers = protocol === "tcp" ? ["6", "tcp"] : ["17", "udp"];
  const all = mapFact(entry.Protocol, (value) => ["-1", "all"].includes(String(value).toLowerCase()));
  if (isUnknown(all))
    return allOf([
      not(entry.Egress),
      isWholeInternet(family === "ipv4" ? entry.CidrBlock : entry.Ipv6CidrBlock),
      unknown("elsewhere", { what: "Protocol" }),
    ]);
  return allOf([
    not(entry.Egress),
    isWholeInternet(family === "ipv4" ? entry.CidrBlock : entry.Ipv6CidrBlock),
    all || mapFact(entry.Protocol, (value) => numbers.includes(String(value).toLowerCase())),
    // AWS keeps a port range written beside "all protocols" out of the decision; reading it strictly could hide a way in.
    all ? true : inRange(entry.FromPort, entry.ToPort, port),
  ]);
}
