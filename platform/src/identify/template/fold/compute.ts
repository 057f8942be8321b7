import { type ContainerDefinition, type Fact, isUnknown, mapFact, unknown } from "../../../model/index.ts";
import type { Fold, Stack } from "../declared.ts";
import { declaredBy } from "./attach.ts";
import { noun, ownPolicy } from "./make.ts";
import { flag, get, list, must, or, parts, strings, tags, text, textParts, texts, wholeList, written } from "./read.ts";

// ECS

const cluster: Fold = (d, stack) => {
  const p = d.properties;
  const settings = wholeList(p, "ClusterSettings");
  const insights: Fact<string | undefined> = isUnknown(settings)
    ? settings
    : text(
        settings.find((row) => get(row, "Name") === "containerInsights"),
        "Value",
      );
  return [
    noun(
      "EcsCluster",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        ContainerInsights: insights,
        ExecuteCommandLogging: text(p, "Configuration", "ExecuteCommandConfiguration", "Logging"),
        Tags: tags(p["Tags"]),
      },
      { places: { ContainerInsights: ["ClusterSettings"], ExecuteCommandLogging: ["Configuration", "ExecuteCommandConfiguration"] } },
    ),
  ];
};

/** What a service names becomes an ARN where the template knows it, as an account would say it. */
function arnBehind(stack: Stack, type: string, reference: Fact<string>): Fact<string> {
  return mapFact(reference, (known) => declaredBy(stack, type, known)?.arn ?? known);
}

function launchTypeOf(p: unknown, stack: Stack): Fact<string | undefined> {
  if (get(p, "CapacityProviderStrategy") !== undefined) return undefined;
  const cluster = declaredBy(stack, "AWS::ECS::Cluster", or(text(p, "Cluster"), "default"));
  if (!cluster || stack.of("AWS::ECS::ClusterCapacityProviderAssociations").length > 0)
    return unknown("known-after-deploy", { what: "LaunchType" });
  return get(cluster.properties, "DefaultCapacityProviderStrategy") === undefined ? "EC2" : undefined;
}

const service: Fold = (d, stack) => {
  const p = d.properties;
  const network = get(p, "NetworkConfiguration", "AwsvpcConfiguration");
  const publicIp = or(text(network, "AssignPublicIp"), "DISABLED");
  return [
    noun(
      "EcsService",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Cluster: arnBehind(stack, "AWS::ECS::Cluster", or(text(p, "Cluster"), "default")),
        TaskDefinition: arnBehind(stack, "AWS::ECS::TaskDefinition", must(p, "TaskDefinition")),
        // A strategy, its own or the cluster's, takes the place of the type.
        LaunchType: text(p, "LaunchType") ?? launchTypeOf(p, stack),
        PlatformVersion: or(text(p, "PlatformVersion"), "LATEST"),
        AssignPublicIp: isUnknown(publicIp) ? publicIp : publicIp === "ENABLED",
        SubnetIds: texts(network, "Subnets"),
        SecurityGroupIds: texts(network, "SecurityGroups"),
        EnableExecuteCommand: or(flag(p, "EnableExecuteCommand"), false),
        Tags: tags(p["Tags"]),
      },
      { places: { AssignPublicIp: ["NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp"] } },
    ),
  ];
};

/** Pairs of name and value, each value a fact of its own. */
function pairs(row: unknown, property: string, key: string, value: string): Record<string, Fact<string>> {
  const out: Record<string, Fact<string>> = {};
  for (const [i, pair] of parts(row, property).entries()) {
    const name = text(pair, key);
    // A pair that is unknown itself still is there, under a name nobody can give a variable.
    if (isUnknown(name) || name === undefined) out[`?${i}`] = isUnknown(name) ? name : unknown("malformed", { what: property });
    else Object.defineProperty(out, name, { value: must(pair, value), enumerable: true, configurable: true, writable: true });
  }
  return out;
}

function containersOf(p: unknown): Fact<readonly ContainerDefinition[]> {
  const rows = wholeList(p, "ContainerDefinitions");
  if (isUnknown(rows)) return rows;
  const out: ContainerDefinition[] = [];
  for (const row of rows) {
    const name = must(row, "Name");
    if (isUnknown(name)) return name;
    out.push({
      Name: name,
      Image: must(row, "Image"),
      Privileged: or(flag(row, "Privileged"), false),
      ReadonlyRootFilesystem: or(flag(row, "ReadonlyRootFilesystem"), false),
      User: mapFact(text(row, "User"), (user) => user || undefined),
      Environment: pairs(row, "Environment", "Name", "Value"),
      Secrets: pairs(row, "Secrets", "Name", "ValueFrom"),
      LogDriver: text(row, "LogConfiguration", "LogDriver"),
      LogGroup: text(row, "LogConfiguration", "Options", "awslogs-group"),
      AddedCapabilities: textParts(row, "LinuxParameters", "Capabilities", "Add"),
    });
  }
  return out;
}

function hostVolumesOf(p: unknown): Fact<readonly string[]> {
  const rows = list(p, "Volumes");
  if (isUnknown(rows)) return rows;
  const out: string[] = [];
  for (const row of rows) {
    const path = text(row, "Host", "SourcePath");
    if (isUnknown(path)) return path;
    if (path !== undefined && path !== "") out.push(path);
  }
  return out;
}

const taskDefinition: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "EcsTaskDefinition",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Family: d.name,
        NetworkMode: text(p, "NetworkMode"),
        PidMode: text(p, "PidMode"),
        IpcMode: text(p, "IpcMode"),
        TaskRoleArn: text(p, "TaskRoleArn"),
        ExecutionRoleArn: text(p, "ExecutionRoleArn"),
        RequiresCompatibilities: strings(p, "RequiresCompatibilities"),
        Containers: containersOf(p),
        HostVolumes: hostVolumesOf(p),
        Tags: tags(p["Tags"]),
      },
      {
        name: `${d.name}:1`,
        aliases: [`${d.name}:1`, d.ref, d.arn],
        places: { Containers: ["ContainerDefinitions"], HostVolumes: ["Volumes"] },
      },
    ),
  ];
};

// ECR

const repository: Fold = (d, stack) => {
  const p = d.properties;
  const uri = `${stack.account}.dkr.ecr.${stack.region}.amazonaws.com${stack.partition === "aws-cn" ? ".cn" : ""}/${d.name}`;
  return [
    noun(
      "EcrRepository",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        RepositoryName: d.name,
        Uri: uri,
        ScanOnPush: or(flag(p, "ImageScanningConfiguration", "ScanOnPush"), false),
        ImageTagMutability: or(text(p, "ImageTagMutability"), "MUTABLE"),
        EncryptionType: or(text(p, "EncryptionConfiguration", "EncryptionType"), "AES256"),
        KmsKey: text(p, "EncryptionConfiguration", "KmsKey"),
        Policy: ownPolicy(d, "RepositoryPolicyText"),
        HasLifecyclePolicy: written(p, "LifecyclePolicy"),
        Tags: tags(p["Tags"]),
      },
      {
        aliases: [d.arn, uri, d.ref],
        places: {
          ScanOnPush: ["ImageScanningConfiguration"],
          EncryptionType: ["EncryptionConfiguration"],
          KmsKey: ["EncryptionConfiguration"],
          Policy: ["RepositoryPolicyText"],
          HasLifecyclePolicy: ["LifecyclePolicy"],
        },
      },
    ),
  ];
};

// Auto scaling

const autoScalingGroup: Fold = (d, stack) => {
  const p = d.properties;
  // `NotificationConfiguration` is the older way to write a single one.
  const rows = [
    ...parts(p, "NotificationConfigurations"),
    ...(p["NotificationConfiguration"] === undefined ? [] : [p["NotificationConfiguration"]]),
  ];
  return [
    noun(
      "AutoScalingGroup",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        NotificationTopics: rows.flatMap((row) => {
          const topic = get(row, "TopicARN");
          return Array.isArray(topic) ? textParts(topic) : [must(topic)];
        }),
        Tags: tags(p["Tags"]),
      },
      { places: { NotificationTopics: ["NotificationConfigurations"] } },
    ),
  ];
};

// Signer

const signingProfile: Fold = (d, stack) => {
  const p = d.properties;
  const arn = d.arn ?? d.name;
  const version = `${arn}/0000000000`;
  return [
    noun(
      "SigningProfile",
      d,
      stack,
      {
        Arn: arn,
        ProfileVersionArn: version,
        PlatformId: must(p, "PlatformId"),
        Status: "Active",
        Tags: tags(p["Tags"]),
      },
      { aliases: [arn, version, d.name] },
    ),
  ];
};

const attachment: Fold = () => [];

export const computeFolds: Readonly<Record<string, Fold>> = {
  "AWS::ECS::Cluster": cluster,
  "AWS::ECS::Service": service,
  "AWS::ECS::TaskDefinition": taskDefinition,
  "AWS::ECS::CapacityProvider": attachment,
  "AWS::ECS::ClusterCapacityProviderAssociations": attachment,
  "AWS::ECR::Repository": repository,
  "AWS::AutoScaling::AutoScalingGroup": autoScalingGroup,
  "AWS::AutoScaling::LaunchConfiguration": attachment,
  "AWS::AutoScaling::ScalingPolicy": attachment,
  "AWS::Signer::SigningProfile": signingProfile,
  "AWS::Signer::ProfilePermission": attachment,
};
