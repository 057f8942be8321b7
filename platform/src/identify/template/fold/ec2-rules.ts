import { type Fact, isUnknown, mapFact, type NetworkAclEntry, type SecurityGroupRule, unknown } from "../../../model/index.ts";
import { ec2Arn } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached } from "./attach.ts";
import { about } from "./ec2-names.ts";
import { idOf, noun, whereOf } from "./make.ts";
import { choice, flag, get, must, num, or, parts, tags, text } from "./read.ts";

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

export const securityGroup: Fold = (d, stack) => {
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

export const networkAcl: Fold = (d, stack) => {
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
