import {
  DescribeFlowLogsCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { mapFact, unknown } from "../../model/index.ts";
import { type Ec2Type, ec2Arn, ec2Name } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { aclEntry, cidrs, groupRules, route } from "./ec2-rules.ts";
import { policyText, strings, tagRecord } from "./shapes.ts";

const PAGE = { MaxResults: 1000 };
/** A peering in one of these states carries no traffic and never will. */
const DEAD_PEERING = new Set(["deleted", "deleting", "rejected", "failed", "expired"]);

const DEAD_ENDPOINT = new Set(["deleted", "deleting", "rejected", "failed", "expired"]);

/** In a shared VPC a participant is shown what others own: such a thing's ARN carries its owner. */
function arnOfOwner(aws: Aws, type: Ec2Type, id: string, owner: string | undefined): string {
  return ec2Arn({ partition: aws.partition, region: aws.region, account: owner ?? aws.account }, type, id);
}

/** VPCs and what is in them: eight lists, no call per resource. */
export const ec2Network = defineCollector({
  service: "ec2-network",
  scope: "region",
  kinds: ["Vpc", "Subnet", "SecurityGroup", "NetworkAcl", "RouteTable", "VpcPeering", "VpcEndpoint"],
  calls: {
    DescribeVpcs: "ec2:DescribeVpcs",
    DescribeFlowLogs: "ec2:DescribeFlowLogs",
    DescribeSubnets: "ec2:DescribeSubnets",
    DescribeSecurityGroups: "ec2:DescribeSecurityGroups",
    DescribeNetworkAcls: "ec2:DescribeNetworkAcls",
    DescribeRouteTables: "ec2:DescribeRouteTables",
    DescribeVpcPeeringConnections: "ec2:DescribeVpcPeeringConnections",
    DescribeVpcEndpoints: "ec2:DescribeVpcEndpoints",
  },
  origins: {
    Vpc: { "": "ec2:DescribeVpcs", FlowLogs: "ec2:DescribeFlowLogs" },
    Subnet: { "": "ec2:DescribeSubnets" },
    SecurityGroup: { "": "ec2:DescribeSecurityGroups" },
    NetworkAcl: { "": "ec2:DescribeNetworkAcls" },
    RouteTable: { "": "ec2:DescribeRouteTables" },
    VpcPeering: { "": "ec2:DescribeVpcPeeringConnections" },
    VpcEndpoint: { "": "ec2:DescribeVpcEndpoints" },
  },
  async collect(aws) {
    const client = aws.client(EC2Client);
    await Promise.all([
      vpcs(aws, client),
      subnets(aws, client),
      securityGroups(aws, client),
      networkAcls(aws, client),
      routeTables(aws, client),
      peerings(aws, client),
      endpoints(aws, client),
    ]);
  },
});

async function vpcs(aws: Aws, client: EC2Client): Promise<void> {
  const [list, logs] = await Promise.all([
    aws.list(["Vpc"], client, DescribeVpcsCommand, PAGE, { items: (page) => page.Vpcs }),
    aws.listFact(client, DescribeFlowLogsCommand, PAGE, { items: (page) => page.FlowLogs }),
  ]);
  for (const vpc of list) {
    const id = vpc.VpcId!;
    const Tags = tagRecord(vpc.Tags);
    const associated = strings(
      vpc.CidrBlockAssociationSet?.filter((a) => a.CidrBlockState?.State !== "disassociated").map((a) => a.CidrBlock),
    );
    const v6 = strings(
      vpc.Ipv6CidrBlockAssociationSet?.filter((a) => a.Ipv6CidrBlockState?.State !== "disassociated").map((a) => a.Ipv6CidrBlock),
    );
    aws.add(
      "Vpc",
      { id: arnOfOwner(aws, "vpc", id, vpc.OwnerId), name: ec2Name(id, Tags), aliases: [id] },
      {
        VpcId: id,
        CidrBlocks: [...new Set([...strings([vpc.CidrBlock]), ...associated, ...v6])],
        IsDefault: vpc.IsDefault ?? false,
        FlowLogs: mapFact(logs, (all) => {
          const own = all.filter((l) => l.ResourceId === id);
          // Only the owner of a shared VPC sees its flow logs.
          if (own.length === 0 && vpc.OwnerId !== undefined && vpc.OwnerId !== aws.account)
            return unknown("elsewhere", { what: `owner ${vpc.OwnerId}` });
          // A log that cannot be delivered stays ACTIVE.
          return own.map((l) => ({
            Status: l.DeliverLogsStatus === "FAILED" ? "FAILED" : (l.FlowLogStatus ?? ""),
            TrafficType: l.TrafficType ?? "",
          }));
        }),
        Tags,
      },
    );
  }
}

async function subnets(aws: Aws, client: EC2Client): Promise<void> {
  for (const subnet of await aws.list(["Subnet"], client, DescribeSubnetsCommand, PAGE, { items: (page) => page.Subnets })) {
    const id = subnet.SubnetId!;
    const Tags = tagRecord(subnet.Tags);
    aws.add(
      "Subnet",
      { id: arnOfOwner(aws, "subnet", id, subnet.OwnerId), name: ec2Name(id, Tags), aliases: [id] },
      {
        SubnetId: id,
        VpcId: subnet.VpcId ?? "",
        CidrBlock: subnet.CidrBlock,
        AvailabilityZone: subnet.AvailabilityZone ?? "",
        MapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch ?? false,
        Tags,
      },
    );
  }
}

async function securityGroups(aws: Aws, client: EC2Client): Promise<void> {
  for (const group of await aws.list(["SecurityGroup"], client, DescribeSecurityGroupsCommand, PAGE, {
    items: (page) => page.SecurityGroups,
  })) {
    const id = group.GroupId!;
    const arn = arnOfOwner(aws, "security-group", id, group.OwnerId);
    // A group has a name of its own, which people know better than its tag.
    aws.add(
      "SecurityGroup",
      { id: arn, name: group.GroupName ?? id, aliases: [id] },
      {
        Arn: arn,
        GroupId: id,
        GroupName: group.GroupName ?? id,
        VpcId: group.VpcId,
        Ingress: groupRules(group.IpPermissions),
        Egress: groupRules(group.IpPermissionsEgress),
        Tags: tagRecord(group.Tags),
      },
    );
  }
}

async function networkAcls(aws: Aws, client: EC2Client): Promise<void> {
  for (const acl of await aws.list(["NetworkAcl"], client, DescribeNetworkAclsCommand, PAGE, { items: (page) => page.NetworkAcls })) {
    const id = acl.NetworkAclId!;
    const Tags = tagRecord(acl.Tags);
    aws.add(
      "NetworkAcl",
      { id: arnOfOwner(aws, "network-acl", id, acl.OwnerId), name: ec2Name(id, Tags), aliases: [id] },
      {
        NetworkAclId: id,
        VpcId: acl.VpcId ?? "",
        SubnetIds: strings(acl.Associations?.map((a) => a.SubnetId)),
        Entries: (acl.Entries ?? []).map(aclEntry),
        Tags,
      },
    );
  }
}

async function routeTables(aws: Aws, client: EC2Client): Promise<void> {
  const input = { MaxResults: 100 };
  for (const table of await aws.list(["RouteTable"], client, DescribeRouteTablesCommand, input, { items: (page) => page.RouteTables })) {
    const id = table.RouteTableId!;
    const Tags = tagRecord(table.Tags);
    const associations = (table.Associations ?? []).filter((a) => a.AssociationState?.State !== "disassociated");
    aws.add(
      "RouteTable",
      { id: arnOfOwner(aws, "route-table", id, table.OwnerId), name: ec2Name(id, Tags), aliases: [id] },
      {
        RouteTableId: id,
        VpcId: table.VpcId ?? "",
        SubnetIds: strings(associations.map((a) => a.SubnetId)),
        Main: associations.some((a) => a.Main === true),
        Routes: (table.Routes ?? []).map(route),
        Tags,
      },
    );
  }
}

async function peerings(aws: Aws, client: EC2Client): Promise<void> {
  const list = await aws.list(["VpcPeering"], client, DescribeVpcPeeringConnectionsCommand, PAGE, {
    items: (page) => page.VpcPeeringConnections,
  });
  for (const peering of list) {
    if (DEAD_PEERING.has(peering.Status?.Code ?? "")) continue;
    const id = peering.VpcPeeringConnectionId!;
    const Tags = tagRecord(peering.Tags);
    aws.add(
      "VpcPeering",
      { id: ec2Arn(aws, "vpc-peering-connection", id), name: ec2Name(id, Tags), aliases: [id] },
      {
        PeeringId: id,
        RequesterVpcId: peering.RequesterVpcInfo?.VpcId ?? "",
        AccepterVpcId: peering.AccepterVpcInfo?.VpcId ?? "",
        RequesterCidrs: cidrs(peering.RequesterVpcInfo),
        AccepterCidrs: cidrs(peering.AccepterVpcInfo),
        Tags,
      },
    );
  }
}

async function endpoints(aws: Aws, client: EC2Client): Promise<void> {
  const list = await aws.list(["VpcEndpoint"], client, DescribeVpcEndpointsCommand, PAGE, { items: (page) => page.VpcEndpoints });
  for (const endpoint of list) {
    if (DEAD_ENDPOINT.has((endpoint.State ?? "").toLowerCase())) continue;
    const id = endpoint.VpcEndpointId!;
    const Tags = tagRecord(endpoint.Tags);
    aws.add(
      "VpcEndpoint",
      { id: arnOfOwner(aws, "vpc-endpoint", id, endpoint.OwnerId), name: ec2Name(id, Tags), aliases: [id] },
      {
        VpcEndpointId: id,
        VpcId: endpoint.VpcId ?? "",
        ServiceName: endpoint.ServiceName ?? "",
        Type: endpoint.VpcEndpointType ?? "Gateway",
        Policy: policyText(endpoint.PolicyDocument),
        RouteTableIds: endpoint.RouteTableIds ?? [],
        SubnetIds: endpoint.SubnetIds ?? [],
        Tags,
      },
    );
  }
}
