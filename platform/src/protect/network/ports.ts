import { type Evidence, type Fact, isUnknown, mapFact, type Noun, type SecurityGroupRule } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { allOf, anyOf, not, sift } from "../monitoring/three-valued.ts";

export type Family = "ipv4" | "ipv6";

/** Whether a rule lets TCP or UDP through to the port. A rule of TCP or UDP without ports means all of them. */
export function coversPort(rule: Pick<SecurityGroupRule, "IpProtocol" | "FromPort" | "ToPort">, port: number): Fact<boolean> {
  if (isUnknown(rule.IpProtocol)) return rule.IpProtocol;
  const protocol = String(rule.IpProtocol).toLowerCase();
  if (protocol === "-1" || protocol === "all") return true;
  if (!["tcp", "udp", "6", "17"].includes(protocol)) return false;
  return inRange(rule.FromPort, rule.ToPort, port);
}

/** Whether a port lies in a range whose ends may be missing; no range, or `-1`, is every port. */
export function inRange(from: Fact<number | undefined>, to: Fact<number | undefined>, port: number): Fact<boolean> {
  return allOf([
    mapFact(from, (low) => low === undefined || low === -1 || low <= port),
    mapFact(to, (high) => (high === undefined || high === -1 ? from === undefined || from === -1 || from === port : port <= high)),
  ]);
}

/** Whether a CIDR is the whole internet, however it is written. */
export function isWholeInternet(cidr: Fact<string | undefined>): Fact<boolean> {
  return mapFact(cidr, (text) => text !== undefined && /^[0-9a-fA-F.:]+\/0+$/.test(text.trim()));
}

/**
 * The ingress rules that open one of the ports to every address of the family.
 * Rules that also open a port of `saidElsewhere` are left to the check of that port: one rule, one finding.
 */
export function openToInternet(
  group: Noun<"SecurityGroup">,
  need: Need,
  families: readonly Family[],
  ports: readonly number[],
  saidElsewhere: readonly number[] = [],
) {
  const evidence: Evidence[] = [];
  const rules = need.outer(group.Ingress);
  let undecided: ReturnType<typeof sift>["undecided"];
  for (const family of families) {
    for (const port of ports) {
      const found = sift(rules, (rule) =>
        allOf([
          isWholeInternet(family === "ipv4" ? rule.CidrIp : rule.CidrIpv6),
          coversPort(rule, port),
          not(anyOf(saidElsewhere.map((other) => coversPort(rule, other)))),
        ]),
      );
      undecided ??= found.undecided;
      for (const [rule, index] of found.hits) {
        evidence.push({
          subject: `${family}/${port}`,
          path: ["SecurityGroupIngress", index],
          found: {
            IpProtocol: rule.IpProtocol,
            FromPort: rule.FromPort,
            ToPort: rule.ToPort,
            Cidr: family === "ipv4" ? rule.CidrIp : rule.CidrIpv6,
          },
        });
      }
    }
  }
  return { evidence, undecided };
}
