import {
  type Evidence,
  type Fact,
  fail,
  isUnknown,
  knownOr,
  manual,
  type Noun,
  notApplicable,
  unknown,
  type World,
} from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { contains } from "../../network/cidr.ts";

/** The networks at the other end of the peering, seen from the table's VPC. */
function peerCidrs(table: Noun<"RouteTable">, id: string, world: World): Fact<readonly string[]> {
  const peering = world.known("VpcPeering", table).find((one) => one.PeeringId === id);
  if (!peering) return unknown("elsewhere", { what: id });
  if (isUnknown(peering.RequesterVpcId)) return peering.RequesterVpcId;
  return peering.RequesterVpcId === table.VpcId ? peering.AccepterCidrs : peering.RequesterCidrs;
}

/** Routes to a whole peer VPC fail; whether narrower ones are needed is for a person to say. */
export const peeringRouteWide = defineCheck({
  id: "ec2/peering-route-wide",
  on: "RouteTable",
  also: ["VpcPeering"],
  severity: "low",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: { "cis-aws-foundations-2.0.0": ["5.5"], "cis-aws-foundations-7.0.0": ["6.6"] },
  text: {
    en: {
      title: "Routes to a peered VPC need a look, or are wider than needed",
      risk: "Through a route to the whole peer network, one broken-into machine reaches everything on the other side.",
      fix: "Route to the subnets or hosts that are needed, not to the whole VPC.",
      manual:
        "The evidence lists the routes to peered VPCs with the peer's networks. For each, ask which hosts on the other side are needed, and narrow the destination to them.",
    },
    ja: {
      title: "VPC ピアリング経路が広すぎる、または確認が必要",
      risk: "ピア VPC 全体への経路があると、侵害された 1 台から相手側のすべてに到達できます。",
      fix: "VPC 全体ではなく、必要なサブネットやホストに宛先を絞ってください。",
      manual:
        "根拠に、ピア VPC への経路と相手側のネットワークを示します。経路ごとに相手側のどのホストが必要かを確認し、宛先をその範囲に絞ってください。",
    },
  },
  remedy: {
    cli: "aws ec2 create-route --route-table-id <table-id> --destination-cidr-block <subnet> --vpc-peering-connection-id <pcx-id>\naws ec2 delete-route --route-table-id <table-id> --destination-cidr-block <whole-vpc>",
  },
  judge(table, need, world) {
    const routes = need.outer(table.Routes);
    const rows = routes.map((route, index) => ({ destination: route.Destination, target: route.Target, index }));
    const peered = rows.flatMap(({ target, ...row }) => (!isUnknown(target) && target.startsWith("pcx-") ? [{ ...row, target }] : []));
    const wide: Evidence[] = [];
    const others: Evidence[] = [];
    for (const { destination, target, index } of peered) {
      const peers = peerCidrs(table, target, world);
      const evidence = {
        subject: isUnknown(destination) ? `${target}/${index}` : destination,
        path: ["Routes", index],
        found: { destination: knownOr(destination, null), target, peerCidrs: knownOr(peers, null) },
      };
      const whole =
        !isUnknown(destination) && (/\/0+$/.test(destination) || knownOr(peers, []).some((cidr) => contains(destination, cidr)));
      (whole ? wide : others).push(evidence);
    }
    if (wide.length > 0) return fail(...wide);
    for (const row of rows) need(row.target);
    return others.length > 0 ? manual(...others) : notApplicable;
  },
});
