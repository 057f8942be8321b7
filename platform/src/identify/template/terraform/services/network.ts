import { isUnknown } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";
import type { Extra, Mappings } from "../mapping.ts";
import { type Attributes, apply, block, blockOf, blocksOf, either, from, listOf, nest, type Rules, tags, value } from "../rules.ts";

type Direction = "ingress" | "egress";

/** One rule for each range, group and list that a row names. */
function rulesOf(row: Json, direction: Direction, self: Json): readonly Json[] {
  if (isUnknown(row)) return [row];
  const base: Record<string, Json> = { IpProtocol: value(row, "protocol") ?? value(row, "ip_protocol") };
  for (const [property, attribute] of [
    ["FromPort", "from_port"],
    ["ToPort", "to_port"],
  ] as const) {
    const port = value(row, attribute);
    if (port !== undefined) base[property] = port;
  }
  const group = direction === "ingress" ? "SourceSecurityGroupId" : "DestinationSecurityGroupId";
  const list = direction === "ingress" ? "SourcePrefixListId" : "DestinationPrefixListId";
  const out: Json[] = [];
  const add = (property: string, ...attributes: readonly string[]) => {
    for (const attribute of attributes) for (const item of blocksOf(row, attribute)) out.push({ ...base, [property]: item });
  };
  add("CidrIp", "cidr_blocks", "cidr_ipv4");
  add("CidrIpv6", "ipv6_cidr_blocks", "cidr_ipv6");
  add(group, "security_groups", "source_security_group_id", "referenced_security_group_id");
  add(list, "prefix_list_ids", "prefix_list_id");
  if (value(row, "self") === true) out.push({ ...base, [group]: self });
  return out;
}

function inlineRules(direction: Direction) {
  return from(direction, (row, { self }) => {
    const rows = value(row, direction);
    if (rows === undefined) return rows;
    // Rules that stand beside an undecided list are as open as ever.
    return blocksOf(row, direction).flatMap((item) => rulesOf(item, direction, self.ref));
  });
}

/** Terraform takes AWS's rule that lets everything out away when it makes a group. */
const egress = from("egress", (row, context) => inlineRules("egress").read(row, context) ?? []);

function ruleExtras(row: Attributes, direction: Direction): readonly Extra[] {
  const group = value(row, "security_group_id");
  const type = direction === "ingress" ? "AWS::EC2::SecurityGroupIngress" : "AWS::EC2::SecurityGroupEgress";
  return rulesOf(row, direction, group).map((rule, i) => ({
    type,
    key: i === 0 ? "" : `rule${i}`,
    from: "security_group_id",
    properties: isObject(rule) && !isUnknown(rule) ? { GroupId: group, ...rule } : { GroupId: group, IpProtocol: rule },
  }));
}

const entryRules: Rules = {
  RuleNumber: either("rule_number", "rule_no"),
  RuleAction: either("rule_action", "action"),
  Protocol: "protocol",
  CidrBlock: "cidr_block",
  Ipv6CidrBlock: "ipv6_cidr_block",
  PortRange: nest({ From: "from_port", To: "to_port" }),
};

function aclExtras(row: Attributes, context: Parameters<typeof apply>[2]): readonly Extra[] {
  const acl = context.self.ref;
  const entries = (["ingress", "egress"] as const).flatMap((direction) =>
    blocksOf(row, direction).map(
      (item, i): Extra => ({
        type: "AWS::EC2::NetworkAclEntry",
        key: `${direction}${i}`,
        from: direction,
        properties: {
          NetworkAclId: acl,
          Egress: direction === "egress",
          ...(isUnknown(item)
            ? { RuleAction: item, RuleNumber: item, Protocol: item }
            : (apply(entryRules, item, context) as Record<string, Json>)),
        },
      }),
    ),
  );
  const subnets = blocksOf(row, "subnet_ids").map(
    (id, i): Extra => ({
      type: "AWS::EC2::SubnetNetworkAclAssociation",
      key: `subnet${i}`,
      from: "subnet_ids",
      properties: { NetworkAclId: acl, SubnetId: id },
    }),
  );
  return [...entries, ...subnets];
}

const routeRules: Rules = {
  DestinationCidrBlock: either("destination_cidr_block", "cidr_block"),
  DestinationIpv6CidrBlock: either("destination_ipv6_cidr_block", "ipv6_cidr_block"),
  DestinationPrefixListId: "destination_prefix_list_id",
  GatewayId: "gateway_id",
  NatGatewayId: "nat_gateway_id",
  VpcPeeringConnectionId: "vpc_peering_connection_id",
  TransitGatewayId: "transit_gateway_id",
  EgressOnlyInternetGatewayId: "egress_only_gateway_id",
  LocalGatewayId: "local_gateway_id",
  CarrierGatewayId: "carrier_gateway_id",
  CoreNetworkArn: "core_network_arn",
  NetworkInterfaceId: "network_interface_id",
  VpcEndpointId: "vpc_endpoint_id",
};

const group: Mappings[string] = {
  type: "AWS::EC2::SecurityGroup",
  properties: {
    GroupName: "name",
    GroupDescription: "description",
    VpcId: "vpc_id",
    SecurityGroupIngress: inlineRules("ingress"),
    SecurityGroupEgress: egress,
    ...tags,
  },
};
const acl: Mappings[string] = { type: "AWS::EC2::NetworkAcl", properties: { VpcId: "vpc_id", ...tags }, extra: aclExtras };
const table: Mappings[string] = {
  type: "AWS::EC2::RouteTable",
  properties: { VpcId: "vpc_id", ...tags },
  extra: (row, context) =>
    blocksOf(row, "route").map((item, i) => ({
      type: "AWS::EC2::Route",
      key: `route${i}`,
      from: "route",
      properties: {
        RouteTableId: context.self.ref,
        ...(isUnknown(item) ? { DestinationCidrBlock: item, GatewayId: item } : (apply(routeRules, item, context) as Record<string, Json>)),
      },
    })),
};

const instance: Rules = {
  InstanceType: "instance_type",
  ImageId: "ami",
  IamInstanceProfile: "iam_instance_profile",
  MetadataOptions: block("metadata_options", { HttpTokens: "http_tokens", HttpEndpoint: "http_endpoint" }),
  SubnetId: "subnet_id",
  SecurityGroupIds: either("vpc_security_group_ids", "security_groups"),
  UserData: "user_data",
  NetworkInterfaces: from("associate_public_ip_address", (row) => {
    const open = value(row, "associate_public_ip_address");
    return open === undefined ? undefined : [{ AssociatePublicIpAddress: open }];
  }),
  LaunchTemplate: block("launch_template", { LaunchTemplateId: "id", LaunchTemplateName: "name" }),
  ...tags,
};

export const network: Mappings = {
  aws_vpc: {
    type: "AWS::EC2::VPC",
    attributes: { default_security_group_id: "DefaultSecurityGroup", default_network_acl_id: "DefaultNetworkAcl" },
    properties: { CidrBlock: "cidr_block", ...tags },
  },
  aws_vpc_ipv4_cidr_block_association: { type: "AWS::EC2::VPCCidrBlock", properties: { VpcId: "vpc_id", CidrBlock: "cidr_block" } },
  aws_subnet: {
    type: "AWS::EC2::Subnet",
    properties: {
      VpcId: "vpc_id",
      CidrBlock: "cidr_block",
      AvailabilityZone: "availability_zone",
      MapPublicIpOnLaunch: "map_public_ip_on_launch",
      ...tags,
    },
  },
  aws_security_group: group,
  aws_default_security_group: { ...group, properties: { ...group.properties, GroupName: from([], () => "default") } },
  aws_security_group_rule: {
    extra: (row) => (value(row, "type") === "egress" ? ruleExtras(row, "egress") : ruleExtras(row, "ingress")),
  },
  aws_vpc_security_group_ingress_rule: { extra: (row) => ruleExtras(row, "ingress") },
  aws_vpc_security_group_egress_rule: { extra: (row) => ruleExtras(row, "egress") },
  aws_network_acl: acl,
  aws_default_network_acl: acl,
  aws_network_acl_rule: {
    type: "AWS::EC2::NetworkAclEntry",
    properties: { NetworkAclId: "network_acl_id", Egress: "egress", ...entryRules },
  },
  aws_network_acl_association: {
    type: "AWS::EC2::SubnetNetworkAclAssociation",
    properties: { NetworkAclId: "network_acl_id", SubnetId: "subnet_id" },
  },
  aws_route_table: table,
  aws_default_route_table: table,
  aws_route: { type: "AWS::EC2::Route", properties: { RouteTableId: "route_table_id", ...routeRules } },
  aws_route_table_association: {
    type: "AWS::EC2::SubnetRouteTableAssociation",
    properties: { RouteTableId: "route_table_id", SubnetId: "subnet_id" },
  },
  aws_main_route_table_association: { merges: [] },
  aws_internet_gateway: {
    type: "AWS::EC2::InternetGateway",
    properties: { ...tags },
    extra: (row, { self }) => {
      const vpc = value(row, "vpc_id");
      return vpc === undefined
        ? []
        : [
            {
              type: "AWS::EC2::VPCGatewayAttachment",
              key: "attachment",
              from: "vpc_id",
              properties: { VpcId: vpc, InternetGatewayId: self.ref },
            },
          ];
    },
  },
  aws_internet_gateway_attachment: {
    type: "AWS::EC2::VPCGatewayAttachment",
    properties: { VpcId: "vpc_id", InternetGatewayId: "internet_gateway_id" },
  },
  aws_egress_only_internet_gateway: { type: "AWS::EC2::EgressOnlyInternetGateway", properties: { VpcId: "vpc_id" } },
  aws_nat_gateway: { type: "AWS::EC2::NatGateway", properties: { SubnetId: "subnet_id" } },
  aws_eip: { type: "AWS::EC2::EIP", attributes: { id: "AllocationId", allocation_id: "AllocationId" }, properties: {} },
  aws_eip_association: { type: "AWS::EC2::EIPAssociation", properties: {} },
  aws_flow_log: {
    type: "AWS::EC2::FlowLog",
    properties: {
      ResourceId: either("vpc_id", "subnet_id", "eni_id", "transit_gateway_id"),
      TrafficType: "traffic_type",
      LogDestination: either("log_destination", "log_group_name"),
    },
  },
  aws_vpc_peering_connection: {
    type: "AWS::EC2::VPCPeeringConnection",
    properties: { VpcId: "vpc_id", PeerVpcId: "peer_vpc_id", ...tags },
  },
  aws_vpc_peering_connection_accepter: { merges: [] },
  aws_vpc_endpoint: {
    type: "AWS::EC2::VPCEndpoint",
    properties: {
      VpcId: "vpc_id",
      ServiceName: "service_name",
      VpcEndpointType: "vpc_endpoint_type",
      PolicyDocument: "policy",
      RouteTableIds: "route_table_ids",
      SubnetIds: "subnet_ids",
      ...tags,
    },
  },
  aws_vpc_endpoint_policy: {
    merges: [{ into: "AWS::EC2::VPCEndpoint", target: (row) => value(row, "vpc_endpoint_id"), properties: { PolicyDocument: "policy" } }],
  },
  aws_vpc_endpoint_route_table_association: {
    merges: [
      {
        into: "AWS::EC2::VPCEndpoint",
        target: (row) => value(row, "vpc_endpoint_id"),
        append: true,
        properties: { RouteTableIds: listOf("route_table_id") },
      },
    ],
  },
  aws_vpc_endpoint_subnet_association: {
    merges: [
      {
        into: "AWS::EC2::VPCEndpoint",
        target: (row) => value(row, "vpc_endpoint_id"),
        append: true,
        properties: { SubnetIds: listOf("subnet_id") },
      },
    ],
  },
  aws_instance: { type: "AWS::EC2::Instance", properties: instance },
  aws_launch_template: {
    type: "AWS::EC2::LaunchTemplate",
    properties: {
      LaunchTemplateName: "name",
      LaunchTemplateData: nest({
        InstanceType: "instance_type",
        MetadataOptions: block("metadata_options", { HttpTokens: "http_tokens", HttpEndpoint: "http_endpoint" }),
        IamInstanceProfile: from("iam_instance_profile", (row) => {
          const profile = blockOf(row, "iam_instance_profile");
          if (profile === undefined || isUnknown(profile)) return profile;
          return {
            ...(value(profile, "arn") === undefined ? {} : { Arn: value(profile, "arn") }),
            ...(value(profile, "name") === undefined ? {} : { Name: value(profile, "name") }),
          };
        }),
        SecurityGroupIds: "vpc_security_group_ids",
      }),
    },
  },
  aws_network_interface: { type: "AWS::EC2::NetworkInterface", properties: {} },
  aws_ebs_volume: { type: "AWS::EC2::Volume", properties: {} },
  aws_volume_attachment: { type: "AWS::EC2::VolumeAttachment", properties: {} },
  aws_key_pair: { type: "AWS::EC2::KeyPair", properties: {} },
};
