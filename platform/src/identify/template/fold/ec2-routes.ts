import { type Fact, isUnknown, mapFact, type Route, unknown } from "../../../model/index.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { about } from "./ec2-names.ts";
import { idOf, noun, policyAt } from "./make.ts";
import { get, must, or, tags, text, texts } from "./read.ts";

// Routes

const TARGETS = [
  "GatewayId",
  "NatGatewayId",
  "VpcPeeringConnectionId",
  "TransitGatewayId",
  "EgressOnlyInternetGatewayId",
  "LocalGatewayId",
  "CarrierGatewayId",
  "CoreNetworkArn",
  "NetworkInterfaceId",
  "VpcEndpointId",
  "InstanceId",
] as const;

function firstOf(p: unknown, keys: readonly string[]): Fact<string> {
  for (const key of keys) {
    const value = text(p, key);
    if (value !== undefined) return value;
  }
  return unknown("malformed", { what: keys[0]! });
}

function routesOf(d: Declared, stack: Stack): Fact<readonly Route[]> {
  const { found, undecided } = attached(stack, "AWS::EC2::Route", "RouteTableId", d);
  if (undecided) return undecided;
  const home = declaredBy(stack, "AWS::EC2::VPC", get(d.properties, "VpcId"));
  const local = home
    ? (text(home.properties, "CidrBlock") ?? unknown("known-after-deploy", { what: "CidrBlock" }))
    : unknown("elsewhere", { what: "VpcId" });
  return [
    { Destination: local, Target: "local" },
    ...found.map((route) => ({
      Destination: firstOf(route.properties, ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"]),
      Target: firstOf(route.properties, TARGETS),
    })),
  ];
}

export const routeTable: Fold = (d, stack) => {
  const p = d.properties;
  const { found, undecided } = attached(stack, "AWS::EC2::SubnetRouteTableAssociation", "RouteTableId", d);
  return [
    noun(
      "RouteTable",
      d,
      stack,
      {
        RouteTableId: idOf(d),
        VpcId: must(p, "VpcId"),
        SubnetIds: [...found.map((association) => must(association.properties, "SubnetId")), ...(undecided ? [undecided] : [])],
        // The main table is AWS's own; a declared one never is.
        Main: false,
        Routes: routesOf(d, stack),
        Tags: tags(p["Tags"]),
      },
      about(d, stack, "route-table"),
    ),
  ];
};

/** Address ranges of a VPC, when the template has it. */
function rangesOf(stack: Stack, reference: Fact<string>): Fact<readonly string[]> {
  if (isUnknown(reference)) return reference;
  const declared = declaredBy(stack, "AWS::EC2::VPC", reference);
  if (!declared) return unknown("elsewhere", { what: reference });
  return mapFact(text(declared.properties, "CidrBlock") ?? unknown("known-after-deploy", { what: "CidrBlock" }), (block) => [block]);
}

export const peering: Fold = (d, stack) => {
  const p = d.properties;
  const requester = must(p, "VpcId");
  const accepter = must(p, "PeerVpcId");
  return [
    noun(
      "VpcPeering",
      d,
      stack,
      {
        PeeringId: idOf(d),
        RequesterVpcId: requester,
        AccepterVpcId: accepter,
        RequesterCidrs: rangesOf(stack, requester),
        AccepterCidrs: rangesOf(stack, accepter),
        Tags: tags(p["Tags"]),
      },
      about(d, stack, "vpc-peering-connection", { places: { RequesterVpcId: ["VpcId"], AccepterVpcId: ["PeerVpcId"] } }),
    ),
  ];
};

/** What an endpoint allows when nobody says: everything. */
const OPEN_ENDPOINT = { Version: "2008-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] };

export const vpcEndpoint: Fold = (d, stack) => {
  const p = d.properties;
  const written = get(p, "PolicyDocument");
  const type = or(text(p, "VpcEndpointType"), "Gateway");
  return [
    noun(
      "VpcEndpoint",
      d,
      stack,
      {
        VpcEndpointId: idOf(d),
        VpcId: must(p, "VpcId"),
        ServiceName: must(p, "ServiceName"),
        Type: type,
        Policy:
          written === undefined
            ? type === "GatewayLoadBalancer"
              ? undefined
              : policyAt(OPEN_ENDPOINT, d.origin, [])
            : policyAt(written, d.origin, ["PolicyDocument"]),
        RouteTableIds: texts(p, "RouteTableIds"),
        SubnetIds: texts(p, "SubnetIds"),
        Tags: tags(p["Tags"]),
      },
      about(d, stack, "vpc-endpoint", { places: { Type: ["VpcEndpointType"], Policy: ["PolicyDocument"] } }),
    ),
  ];
};
