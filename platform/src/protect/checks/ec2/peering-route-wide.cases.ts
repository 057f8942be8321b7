import { DENIED, defineCases, resource } from "../../cases.ts";

const peering = resource("VpcPeering", {
  PeeringId: "pcx-1",
  RequesterVpcId: "vpc-a",
  AccepterVpcId: "vpc-b",
  RequesterCidrs: ["10.0.0.0/16"],
  AccepterCidrs: ["10.1.0.0/16"],
});

function route(Destination: string) {
  return { Destination, Target: "pcx-1" };
}

export default defineCases<"RouteTable">({
  pass: {},
  fail: {
    "the peer's whole network": { given: { VpcId: "vpc-a", Routes: [route("10.1.0.0/16")] }, beside: [peering], subjects: ["10.1.0.0/16"] },
    "more than the peer's network": { given: { VpcId: "vpc-a", Routes: [route("10.0.0.0/8")] }, beside: [peering] },
    everything: { given: { VpcId: "vpc-a", Routes: [route("0.0.0.0/0")] } },
    "seen from the other side": { given: { VpcId: "vpc-b", Routes: [route("10.0.0.0/16")] }, beside: [peering] },
  },
  unknown: {
    "the routes could not be read": { given: { Routes: DENIED } },
    "a target is decided elsewhere": { given: { VpcId: "vpc-a", Routes: [{ Destination: "10.1.0.0/16", Target: DENIED }] } },
  },
  manual: {
    "a subnet of the peer": { given: { VpcId: "vpc-a", Routes: [route("10.1.2.0/24")] }, beside: [peering] },
    "the peering is not known": { given: { VpcId: "vpc-a", Routes: [route("10.1.0.0/16")] } },
  },
  "not-applicable": { "no peering": { given: { VpcId: "vpc-a", Routes: [{ Destination: "0.0.0.0/0", Target: "igw-1" }] } } },
});
