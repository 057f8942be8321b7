import type { Fact } from "../fact.ts";
import type { Policy } from "../policy.ts";

export interface Vpc {
  readonly VpcId: string;
  readonly CidrBlocks: readonly Fact<string>[];
  readonly IsDefault: boolean;
  /** Flow logs on the VPC itself. */
  readonly FlowLogs: readonly { readonly Status: Fact<string>; readonly TrafficType: Fact<string> }[];
}

export interface Subnet {
  readonly SubnetId: string;
  readonly VpcId: string;
  readonly CidrBlock: string | undefined;
  readonly AvailabilityZone: string;
  readonly MapPublicIpOnLaunch: boolean;
}

export interface SecurityGroupRule {
  /** `tcp`, `udp`, `icmp`, a number, or `-1` for all. */
  readonly IpProtocol: Fact<string>;
  readonly FromPort: Fact<number | undefined>;
  readonly ToPort: Fact<number | undefined>;
  readonly CidrIp: Fact<string | undefined>;
  readonly CidrIpv6: Fact<string | undefined>;
  readonly SourceSecurityGroupId: Fact<string | undefined>;
  readonly PrefixListId: Fact<string | undefined>;
}

export interface SecurityGroup {
  readonly Arn: string;
  readonly GroupId: string;
  readonly GroupName: string;
  readonly VpcId: string | undefined;
  readonly Ingress: readonly SecurityGroupRule[];
  readonly Egress: readonly SecurityGroupRule[];
}

export interface NetworkAclEntry {
  readonly RuleNumber: Fact<number>;
  readonly Egress: Fact<boolean>;
  readonly RuleAction: Fact<"allow" | "deny">;
  /** `-1` all, `6` TCP, `17` UDP … */
  readonly Protocol: Fact<string>;
  readonly CidrBlock: Fact<string | undefined>;
  readonly Ipv6CidrBlock: Fact<string | undefined>;
  readonly FromPort: Fact<number | undefined>;
  readonly ToPort: Fact<number | undefined>;
}

export interface NetworkAcl {
  readonly NetworkAclId: string;
  readonly VpcId: string;
  readonly SubnetIds: readonly Fact<string>[];
  readonly Entries: readonly NetworkAclEntry[];
}

export interface Route {
  readonly Destination: Fact<string>;
  /** `igw-…`, `nat-…`, `pcx-…`, `vpce-…`, `local` … */
  readonly Target: Fact<string>;
}

export interface RouteTable {
  readonly RouteTableId: string;
  readonly VpcId: string;
  readonly SubnetIds: readonly Fact<string>[];
  readonly Main: boolean;
  readonly Routes: readonly Route[];
}

export interface VpcPeering {
  readonly PeeringId: string;
  readonly RequesterVpcId: string;
  readonly AccepterVpcId: string;
  readonly RequesterCidrs: readonly string[];
  readonly AccepterCidrs: readonly string[];
}

export interface VpcEndpoint {
  readonly VpcEndpointId: string;
  readonly VpcId: string;
  readonly ServiceName: string;
  readonly Type: string;
  readonly Policy: Policy | undefined;
  readonly RouteTableIds: readonly Fact<string>[];
  readonly SubnetIds: readonly Fact<string>[];
}
