import {
  type Fact,
  isUnknown,
  mapFact,
  type NetworkAclEntry,
  type Noun,
  type Resource,
  type Route,
  type SecurityGroupRule,
  unknown,
} from "../../../model/index.ts";
import { type Ec2Type, ec2Arn, ec2Name } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { type About, idOf, noun, policyAt, whereOf } from "./make.ts";
import { choice, flag, get, must, num, or, parts, tags, text, texts } from "./read.ts";

/** Id, name and aliases as EC2 has them: by the Name tag, else by the id. */
function about(d: Declared, stack: Stack, type: Ec2Type, rest: About = {}): About {
  const id = idOf(d);
  const named = tags(d.properties["Tags"]);
  return { id: d.arn ?? ec2Arn(whereOf(stack), type, id), name: ec2Name(id, isUnknown(named) ? undefined : named), aliases: [id], ...rest };
}

// VPC

function flowLogsOf(d: Declared, stack: Stack): Noun<"Vpc">["FlowLogs"] {
  const { found, undecided } = attached(stack, "AWS::EC2::FlowLog", "ResourceId", d);
  if (found.length === 0 && undecided) return undecided;
  return found.map((log) => ({ Status: "ACTIVE", TrafficType: or(text(log.properties, "TrafficType"), "ALL") }));
}

const vpc: Fold = (d, stack) => {
  const p = d.properties;
  const block = text(p, "CidrBlock") ?? unknown("known-after-deploy", { what: "CidrBlock" });
  const more = attached(stack, "AWS::EC2::VPCCidrBlock", "VpcId", d);
  return [
    noun(
      "Vpc",
      d,
      stack,
      {
        VpcId: idOf(d),
        CidrBlocks: [
          block,
          ...more.found.map((extra) => text(extra.properties, "CidrBlock") ?? unknown("known-after-deploy", { what: "CidrBlock" })),
          ...(more.undecided ? [more.undecided] : []),
        ],
        IsDefault: false,
        FlowLogs: flowLogsOf(d, stack),
        Tags: tags(p["Tags"]),
      },
      about(d, stack, "vpc"),
    ),
  ];
};

const subnet: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "Subnet",
      d,
      stack,
      {
        SubnetId: idOf(d),
        VpcId: must(p, "VpcId"),
        CidrBlock: text(p, "CidrBlock"),
        AvailabilityZone: text(p, "AvailabilityZone") ?? unknown("known-after-deploy", { what: "AvailabilityZone" }),
        MapPublicIpOnLaunch: or(flag(p, "MapPublicIpOnLaunch"), false),
        Tags: tags(p["Tags"]),
      },
      about(d, stack, "subnet"),
    ),
  ];
};

// Security groups

/** EC2 answers names for these numbers, whatever was written. */
const PROTOCOLS: Readonly<Record<string, string>> = { "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", all: "-1" };

function protocolOf(row: unknown): Fact<string> {
  return mapFact(must(row, "IpProtocol"), (written) => PROTOCOLS[written.toLowerCase()] ?? written.toLowerCase());
}

function groupRule(row: unknown, direction: "ingress" | "egress"): SecurityGroupRule {
  if (isUnknown(row))
    return {
      IpProtocol: row,
      FromPort: row,
      ToPort: row,
      CidrIp: row,
      CidrIpv6: row,
      SourceSecurityGroupId: row,
      PrefixListId: row,
    };
  const group =
    direction === "ingress"
      ? (text(row, "SourceSecurityGroupId") ?? text(row, "SourceSecurityGroupName"))
      : text(row, "DestinationSecurityGroupId");
  const protocol = protocolOf(row);
  // Ports of "all protocols" are all ports, even where others are written.
  const port = (key: string) => (protocol === "-1" ? undefined : num(row, key));
  return {
    IpProtocol: protocol,
    FromPort: port("FromPort"),
    ToPort: port("ToPort"),
    CidrIp: text(row, "CidrIp"),
    CidrIpv6: text(row, "CidrIpv6"),
    SourceSecurityGroupId: group,
    PrefixListId: text(row, direction === "ingress" ? "SourcePrefixListId" : "DestinationPrefixListId"),
  };
}

/** Every outbound connection, as a new group allows it. */
const OPEN_EGRESS: SecurityGroupRule = {
  IpProtocol: "-1",
  FromPort: undefined,
  ToPort: undefined,
  CidrIp: "0.0.0.0/0",
  CidrIpv6: undefined,
  SourceSecurityGroupId: undefined,
  PrefixListId: undefined,
};

function groupRules(d: Declared, stack: Stack, direction: "ingress" | "egress"): Fact<readonly SecurityGroupRule[]> {
  const property = direction === "ingress" ? "SecurityGroupIngress" : "SecurityGroupEgress";
  const inline = get(d.properties, property);
  const { found, undecided } = attached(stack, `AWS::EC2::${property}`, "GroupId", d);
  if (undecided) return undecided;
  // What is undecided is a rule of which nothing is known, so that those beside it are still seen.
  const rows = parts(d.properties, property);
  return [
    ...(direction === "egress" && inline === undefined ? [OPEN_EGRESS] : []),
    ...rows.map((row) => groupRule(row, direction)),
    ...found.map((rule) => groupRule(rule.properties, direction)),
  ];
}

const securityGroup: Fold = (d, stack) => {
  const p = d.properties;
  const id = idOf(d);
  return [
    noun(
      "SecurityGroup",
      d,
      stack,
      {
        Arn: d.arn ?? ec2Arn(whereOf(stack), "security-group", id),
        GroupId: id,
        GroupName: d.name,
        VpcId: text(p, "VpcId"),
        Ingress: groupRules(d, stack, "ingress"),
        Egress: groupRules(d, stack, "egress"),
        Tags: tags(p["Tags"]),
      },
      about(d, stack, "security-group", { name: d.name, places: { Ingress: ["SecurityGroupIngress"], Egress: ["SecurityGroupEgress"] } }),
    ),
  ];
};

// Network ACLs

function aclEntry(entry: Declared): NetworkAclEntry {
  const p = entry.properties;
  return {
    RuleNumber: num(p, "RuleNumber") ?? unknown("malformed", { what: "RuleNumber" }),
    Egress: or(flag(p, "Egress"), false),
    RuleAction: choice(["allow", "deny"], p, "RuleAction") ?? unknown("malformed", { what: "RuleAction" }),
    Protocol: must(p, "Protocol"),
    CidrBlock: text(p, "CidrBlock"),
    Ipv6CidrBlock: text(p, "Ipv6CidrBlock"),
    FromPort: num(p, "PortRange", "From"),
    ToPort: num(p, "PortRange", "To"),
  };
}

/** The rule every list ends with. */
function lastEntry(Egress: boolean): NetworkAclEntry {
  return {
    RuleNumber: 32767,
    Egress,
    RuleAction: "deny",
    Protocol: "-1",
    CidrBlock: "0.0.0.0/0",
    Ipv6CidrBlock: undefined,
    FromPort: undefined,
    ToPort: undefined,
  };
}

const networkAcl: Fold = (d, stack) => {
  const p = d.properties;
  const entries = attached(stack, "AWS::EC2::NetworkAclEntry", "NetworkAclId", d);
  const subnets = attached(stack, "AWS::EC2::SubnetNetworkAclAssociation", "NetworkAclId", d);
  return [
    noun(
      "NetworkAcl",
      d,
      stack,
      {
        NetworkAclId: idOf(d),
        VpcId: must(p, "VpcId"),
        SubnetIds: [
          ...subnets.found.map((association) => must(association.properties, "SubnetId")),
          ...(subnets.undecided ? [subnets.undecided] : []),
        ],
        Entries: entries.undecided ?? [...entries.found.map(aclEntry), lastEntry(false), lastEntry(true)],
        Tags: tags(p["Tags"]),
      },
      about(d, stack, "network-acl"),
    ),
  ];
};

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

const routeTable: Fold = (d, stack) => {
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

const peering: Fold = (d, stack) => {
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

const vpcEndpoint: Fold = (d, stack) => {
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

// Instances

/** A property of an instance: its own, else its launch template's. */
function launched(p: unknown, stack: Stack): (...path: readonly (string | number)[]) => unknown {
  const reference = text(p, "LaunchTemplate", "LaunchTemplateId") ?? text(p, "LaunchTemplate", "LaunchTemplateName");
  const template = declaredBy(stack, "AWS::EC2::LaunchTemplate", reference);
  const data: unknown = template
    ? get(template.properties, "LaunchTemplateData")
    : reference === undefined
      ? undefined
      : isUnknown(reference)
        ? reference
        : unknown("elsewhere", { what: reference });
  return (...path) => {
    const own = get(p, ...path);
    return own === undefined ? get(data, ...path) : own;
  };
}

const instance: Fold = (d, stack) => {
  const p = d.properties;
  const read = launched(p, stack);
  const card: unknown = parts(p, "NetworkInterfaces")[0];
  const profile = text(p, "IamInstanceProfile") ?? text(read("IamInstanceProfile", "Arn")) ?? text(read("IamInstanceProfile", "Name"));
  const subnetId = text(read("SubnetId")) ?? text(card, "SubnetId");
  const home = declaredBy(stack, "AWS::EC2::Subnet", subnetId);
  const publicIp = flag(card, "AssociatePublicIpAddress") ?? (home ? flag(home.properties, "MapPublicIpOnLaunch") : undefined);
  return [
    noun(
      "Ec2Instance",
      d,
      stack,
      {
        InstanceId: idOf(d),
        InstanceType: or(text(read("InstanceType")), "m1.small"),
        State: "running",
        IamInstanceProfile:
          isUnknown(profile) || profile === undefined ? profile : (declaredBy(stack, "AWS::IAM::InstanceProfile", profile)?.arn ?? profile),
        // AMI and account settings decide when nobody says.
        HttpTokens:
          choice(["required", "optional"], read("MetadataOptions", "HttpTokens")) ?? unknown("known-after-deploy", { what: "HttpTokens" }),
        HttpEndpoint: or(choice(["enabled", "disabled"], read("MetadataOptions", "HttpEndpoint")), "enabled"),
        PublicIpAddress: publicIp === false ? undefined : unknown("known-after-deploy", { what: "PublicIpAddress" }),
        SubnetId: subnetId,
        VpcId: home ? text(home.properties, "VpcId") : unknown("elsewhere", { what: "VpcId" }),
        SecurityGroupIds:
          get(p, "SecurityGroupIds") === undefined && card !== undefined ? texts(card, "GroupSet") : texts(read("SecurityGroupIds")),
        Tags: tags(p["Tags"]),
      },
      about(d, stack, "instance", { places: { HttpTokens: ["MetadataOptions"], HttpEndpoint: ["MetadataOptions"] } }),
    ),
  ];
};

const attachment: Fold = (): readonly Resource[] => [];

const ATTACHMENTS = [
  "SecurityGroupIngress",
  "SecurityGroupEgress",
  "NetworkAclEntry",
  "SubnetNetworkAclAssociation",
  "Route",
  "SubnetRouteTableAssociation",
  "FlowLog",
  "VPCCidrBlock",
  "LaunchTemplate",
  "InternetGateway",
  "VPCGatewayAttachment",
  "NatGateway",
  "EIP",
  "EIPAssociation",
  "EgressOnlyInternetGateway",
  "NetworkInterface",
  "Volume",
  "VolumeAttachment",
  "KeyPair",
  "DHCPOptions",
  "VPCDHCPOptionsAssociation",
] as const;

export const ec2Folds: Readonly<Record<string, Fold>> = {
  "AWS::EC2::VPC": vpc,
  "AWS::EC2::Subnet": subnet,
  "AWS::EC2::SecurityGroup": securityGroup,
  "AWS::EC2::NetworkAcl": networkAcl,
  "AWS::EC2::RouteTable": routeTable,
  "AWS::EC2::VPCPeeringConnection": peering,
  "AWS::EC2::VPCEndpoint": vpcEndpoint,
  "AWS::EC2::Instance": instance,
  ...Object.fromEntries(ATTACHMENTS.map((type) => [`AWS::EC2::${type}`, attachment])),
};
