import { isUnknown, type Noun, type Resource, unknown } from "../../../model/index.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { about } from "./ec2-names.ts";
import { peering, routeTable, vpcEndpoint } from "./ec2-routes.ts";
import { networkAcl, securityGroup } from "./ec2-rules.ts";
import { idOf, noun } from "./make.ts";
import { choice, flag, get, must, or, parts, tags, text, texts } from "./read.ts";

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
