import type { IpPermission, NetworkAclEntry as SdkEntry, Route as SdkRoute, VpcPeeringConnectionVpcInfo } from "@aws-sdk/client-ec2";
import type { NetworkAclEntry, Route, SecurityGroupRule } from "../../model/index.ts";
import { strings } from "./shapes.ts";

/** One row per source or destination, as CloudFormation writes them. */
export function groupRules(permissions: readonly IpPermission[] | undefined): readonly SecurityGroupRule[] {
  return (permissions ?? []).flatMap((p) => {
    const base: SecurityGroupRule = {
      IpProtocol: p.IpProtocol ?? "-1",
      FromPort: p.FromPort,
      ToPort: p.ToPort,
      CidrIp: undefined,
      CidrIpv6: undefined,
      SourceSecurityGroupId: undefined,
      PrefixListId: undefined,
    };
    return [
      ...(p.IpRanges ?? []).map((r) => ({ ...base, CidrIp: r.CidrIp })),
      ...(p.Ipv6Ranges ?? []).map((r) => ({ ...base, CidrIpv6: r.CidrIpv6 })),
      ...(p.UserIdGroupPairs ?? []).map((r) => ({ ...base, SourceSecurityGroupId: r.GroupId })),
      ...(p.PrefixListIds ?? []).map((r) => ({ ...base, PrefixListId: r.PrefixListId })),
    ];
  });
}

/** An entry of a network ACL. */
export function aclEntry(entry: SdkEntry): NetworkAclEntry {
  return {
    RuleNumber: entry.RuleNumber ?? 0,
    Egress: entry.Egress ?? false,
    RuleAction: entry.RuleAction ?? "allow",
    Protocol: entry.Protocol ?? "-1",
    CidrBlock: entry.CidrBlock,
    Ipv6CidrBlock: entry.Ipv6CidrBlock,
    FromPort: entry.PortRange?.From,
    ToPort: entry.PortRange?.To,
  };
}

/** A route by where it leads, whatever kind of thing that is. */
export function route(r: SdkRoute): Route {
  return {
    Destination: r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock ?? r.DestinationPrefixListId ?? "",
    Target:
      r.GatewayId ??
      r.NatGatewayId ??
      r.VpcPeeringConnectionId ??
      r.TransitGatewayId ??
      r.EgressOnlyInternetGatewayId ??
      r.LocalGatewayId ??
      r.CarrierGatewayId ??
      r.CoreNetworkArn ??
      r.NetworkInterfaceId ??
      r.InstanceId ??
      "",
  };
}

/** All address ranges of one side of a peering. */
export function cidrs(side: VpcPeeringConnectionVpcInfo | undefined): readonly string[] {
  const all = [
    side?.CidrBlock,
    ...(side?.CidrBlockSet ?? []).map((c) => c.CidrBlock),
    ...(side?.Ipv6CidrBlockSet ?? []).map((c) => c.Ipv6CidrBlock),
  ];
  return [...new Set(strings(all))];
}
