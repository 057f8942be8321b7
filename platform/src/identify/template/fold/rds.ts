import { type Fact, isUnknown, mapFact, unknown } from "../../../model/index.ts";
import { dbEventSubscriptionArn } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { noun, whereOf } from "./make.ts";
import { flag, get, must, num, or, strings, tags, text, texts, written } from "./read.ts";

/** RDS keeps identifiers in lower case, however they are written. */
function lower(reference: string): string {
  return reference.toLowerCase();
}

function subnetsOf(p: unknown, stack: Stack): Fact<readonly Fact<string>[]> {
  const group = text(p, "DBSubnetGroupName");
  if (group === undefined) return unknown("elsewhere", { what: "default VPC" });
  if (isUnknown(group)) return group;
  const declared = declaredBy(stack, "AWS::RDS::DBSubnetGroup", group, lower);
  return declared ? texts(declared.properties, "SubnetIds") : unknown("elsewhere", { what: group });
}

/**
 * What RDS decides when nobody says: public if the subnets' VPC has an internet gateway. That is only known here when the VPC
 * is declared too.
 */
function publicByDefault(p: unknown, stack: Stack): Fact<boolean> {
  const subnets = subnetsOf(p, stack);
  if (isUnknown(subnets)) return subnets;
  const subnet = declaredBy(stack, "AWS::EC2::Subnet", subnets[0]);
  const vpcId = subnet ? text(subnet.properties, "VpcId") : undefined;
  const vpc = declaredBy(stack, "AWS::EC2::VPC", vpcId);
  if (!vpc) return unknown("known-after-deploy", { what: "PubliclyAccessible" });
  const { found, undecided } = attached(stack, "AWS::EC2::VPCGatewayAttachment", "VpcId", vpc);
  if (found.some((a) => get(a.properties, "InternetGatewayId") !== undefined)) return true;
  return undecided ?? false;
}

function cluster(p: unknown, stack: Stack): Declared | Fact<undefined> {
  const reference = text(p, "DBClusterIdentifier");
  if (reference === undefined || isUnknown(reference)) return reference;
  return declaredBy(stack, "AWS::RDS::DBCluster", reference, lower) ?? unknown("elsewhere", { what: reference });
}

/** A property that a member of a cluster takes over from it. */
function inherited<T>(p: unknown, stack: Stack, read: (p: unknown) => Fact<T>): Fact<T> {
  const of = cluster(p, stack);
  if (of === undefined) return read(p);
  return isUnknown(of) ? of : read((of as Declared).properties);
}

/** Restored databases keep what their source had. */
function encrypted(p: unknown): Fact<boolean> {
  const said = flag(p, "StorageEncrypted");
  if (said !== undefined) return said;
  if (get(p, "KmsKeyId") !== undefined) return true;
  const restored = [
    "DBSnapshotIdentifier",
    "SnapshotIdentifier",
    "SourceDBInstanceIdentifier",
    "SourceDBClusterIdentifier",
    "DBClusterSnapshotIdentifier",
  ].find((key) => get(p, key) !== undefined);
  return restored === undefined ? false : unknown("known-after-deploy", { what: "StorageEncrypted" });
}

const dbInstance: Fold = (d, stack) => {
  const p = d.properties;
  const inCluster = get(p, "DBClusterIdentifier") !== undefined;
  return [
    noun(
      "DbInstance",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        DbInstanceIdentifier: d.name,
        Engine: text(p, "Engine") ?? inherited(p, stack, (q) => must(q, "Engine")),
        DbClusterIdentifier: mapFact(
          text(p, "DBClusterIdentifier"),
          (reference) => reference && (declaredBy(stack, "AWS::RDS::DBCluster", reference, lower)?.name ?? lower(reference)),
        ),
        StorageEncrypted: inherited(p, stack, encrypted),
        KmsKeyId: inherited(p, stack, (q) => text(q, "KmsKeyId")),
        PubliclyAccessible:
          flag(p, "PubliclyAccessible") ??
          publicByDefault(inCluster && get(p, "DBSubnetGroupName") === undefined ? (clusterProperties(p, stack) ?? p) : p, stack),
        AutoMinorVersionUpgrade: or(flag(p, "AutoMinorVersionUpgrade"), true),
        MultiAz: or(flag(p, "MultiAZ"), false),
        BackupRetentionPeriod: inherited(p, stack, (q) => or(num(q, "BackupRetentionPeriod"), 1)),
        DeletionProtection: or(flag(p, "DeletionProtection"), false),
        IamAuthentication: inherited(p, stack, (q) => or(flag(q, "EnableIAMDatabaseAuthentication"), false)),
        ManagedMasterPassword: inherited(p, stack, (q) => or(flag(q, "ManageMasterUserPassword"), false)),
        MasterUserPassword: text(p, "MasterUserPassword"),
        SecurityGroupIds: inherited(p, stack, (q) => groupsOf(q)),
        SubnetIds: inherited(p, stack, (q) => subnetsOf(q, stack)),
        LogExports: strings(p, "EnableCloudwatchLogsExports"),
        Tags: tags(p["Tags"]),
      },
      {
        places: {
          MultiAz: ["MultiAZ"],
          IamAuthentication: ["EnableIAMDatabaseAuthentication"],
          ManagedMasterPassword: ["ManageMasterUserPassword"],
          SecurityGroupIds: ["VPCSecurityGroups"],
          LogExports: ["EnableCloudwatchLogsExports"],
        },
      },
    ),
  ];
};

function groupsOf(p: unknown): Fact<readonly Fact<string>[]> {
  return get(p, "VPCSecurityGroups") === undefined ? texts(p, "VpcSecurityGroupIds") : texts(p, "VPCSecurityGroups");
}

function clusterProperties(p: unknown, stack: Stack): unknown {
  const of = cluster(p, stack);
  return of === undefined || isUnknown(of) ? of : (of as Declared).properties;
}

const dbCluster: Fold = (d, stack) => {
  const p = d.properties;
  const { found, undecided } = attached(stack, "AWS::RDS::DBInstance", "DBClusterIdentifier", d, lower);
  const aurora = mapFact(must(p, "Engine"), (engine) => engine.startsWith("aurora"));
  return [
    noun(
      "DbCluster",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        DbClusterIdentifier: d.name,
        Engine: must(p, "Engine"),
        StorageEncrypted: encrypted(p),
        KmsKeyId: text(p, "KmsKeyId"),
        // Aurora spreads its instances over zones; the other engines always have three.
        MultiAz: mapFact(aurora, (is) => (!is || found.length > 1 ? true : (undecided ?? false))),
        BackupRetentionPeriod: or(num(p, "BackupRetentionPeriod"), 1),
        DeletionProtection: or(flag(p, "DeletionProtection"), false),
        IamAuthentication: or(flag(p, "EnableIAMDatabaseAuthentication"), false),
        ManagedMasterPassword: or(flag(p, "ManageMasterUserPassword"), false),
        MasterUserPassword: text(p, "MasterUserPassword"),
        HttpEndpointEnabled: or(flag(p, "EnableHttpEndpoint"), false),
        SecurityGroupIds: groupsOf(p),
        ServerlessV2: written(p, "ServerlessV2ScalingConfiguration"),
        Tags: tags(p["Tags"]),
      },
      {
        places: {
          IamAuthentication: ["EnableIAMDatabaseAuthentication"],
          ManagedMasterPassword: ["ManageMasterUserPassword"],
          HttpEndpointEnabled: ["EnableHttpEndpoint"],
          SecurityGroupIds: ["VpcSecurityGroupIds"],
        },
      },
    ),
  ];
};

const eventSubscription: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "DbEventSubscription",
      d,
      stack,
      {
        Name: d.name,
        Enabled: or(flag(p, "Enabled"), true),
        Status: "active",
        SnsTopicArn: must(p, "SnsTopicArn"),
        SourceType: text(p, "SourceType"),
        SourceIds: texts(p, "SourceIds"),
        EventCategories: texts(p, "EventCategories"),
        Tags: tags(p["Tags"]),
      },
      { id: d.arn ?? dbEventSubscriptionArn(whereOf(stack), d.name) },
    ),
  ];
};

const attachment: Fold = () => [];

export const rdsFolds: Readonly<Record<string, Fold>> = {
  "AWS::RDS::DBInstance": dbInstance,
  "AWS::RDS::DBCluster": dbCluster,
  "AWS::RDS::EventSubscription": eventSubscription,
  "AWS::RDS::DBSubnetGroup": attachment,
  "AWS::RDS::DBParameterGroup": attachment,
  "AWS::RDS::DBClusterParameterGroup": attachment,
  "AWS::RDS::OptionGroup": attachment,
  "AWS::RDS::DBProxy": attachment,
  "AWS::RDS::DBProxyTargetGroup": attachment,
};
