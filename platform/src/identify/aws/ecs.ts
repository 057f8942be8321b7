import {
  type Cluster,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
  type ContainerDefinition as SdkContainer,
  type Service,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import { type ContainerDefinition, isUnknown, type Unknown, unknown } from "../../model/index.ts";
import { lastPart } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { batches } from "./lists.ts";
import { strings, tagRecord } from "./shapes.ts";

const TOKEN = ["nextToken", "nextToken"] as const;

/** Clusters, services, and every active task definition. */
export const ecs = defineCollector({
  service: "ecs",
  scope: "region",
  kinds: ["EcsCluster", "EcsService", "EcsTaskDefinition"],
  calls: {
    ListClusters: "ecs:ListClusters",
    DescribeClusters: "ecs:DescribeClusters",
    ListServices: "ecs:ListServices",
    DescribeServices: "ecs:DescribeServices",
    ListTaskDefinitions: "ecs:ListTaskDefinitions",
    DescribeTaskDefinition: "ecs:DescribeTaskDefinition",
  },
  origins: {
    EcsCluster: { "": "ecs:DescribeClusters" },
    EcsService: { "": "ecs:DescribeServices" },
    EcsTaskDefinition: { "": "ecs:DescribeTaskDefinition" },
  },
  async collect(aws) {
    const client = aws.client(ECSClient);
    await Promise.all([clusters(aws, client), taskDefinitions(aws, client)]);
  },
});

async function clusters(aws: Aws, client: ECSClient): Promise<void> {
  // Services are listed by cluster: without the clusters there are none.
  const arns = await aws.list(
    ["EcsCluster", "EcsService"],
    client,
    ListClustersCommand,
    { maxResults: 100 },
    { items: (page) => page.clusterArns, token: TOKEN },
  );
  await Promise.all([
    aws.each(batches(arns, 100), async (some) => {
      const answer = await aws.read(
        client,
        new DescribeClustersCommand({ clusters: some, include: ["SETTINGS", "CONFIGURATIONS", "TAGS"] }),
      );
      const because = isUnknown(answer) ? answer : unread(answer?.failures, "ecs:DescribeClusters");
      if (because) aws.gap(["EcsCluster"], because);
      for (const cluster of isUnknown(answer) ? [] : (answer?.clusters ?? [])) addCluster(aws, cluster);
    }),
    aws.each(arns, async (cluster) => {
      const services = await aws.list(
        ["EcsService"],
        client,
        ListServicesCommand,
        { cluster, maxResults: 100 },
        {
          items: (page) => page.serviceArns,
          token: TOKEN,
          absent: ["ClusterNotFoundException"],
        },
      );
      await aws.each(batches(services, 10), async (some) => {
        const answer = await aws.read(client, new DescribeServicesCommand({ cluster, services: some, include: ["TAGS"] }), {
          absent: ["ClusterNotFoundException"],
        });
        const because = isUnknown(answer) ? answer : unread(answer?.failures, "ecs:DescribeServices");
        if (because) aws.gap(["EcsService"], because);
        for (const service of isUnknown(answer) ? [] : (answer?.services ?? [])) addService(aws, service);
      });
    }),
  ]);
}

/** What a batch could not tell. Something deleted meanwhile is MISSING: that is no gap. */
function unread(failures: readonly { readonly reason?: string | undefined }[] | undefined, action: string): Unknown | undefined {
  const failure = (failures ?? []).find((f) => f.reason !== "MISSING");
  return failure && unknown("failed", { action, what: failure.reason ?? "failure without a reason" });
}

function addCluster(aws: Aws, cluster: Cluster): void {
  const arn = cluster.clusterArn!;
  if (cluster.status === "INACTIVE") return;
  aws.add(
    "EcsCluster",
    { id: arn, name: cluster.clusterName ?? lastPart(arn) },
    {
      Arn: arn,
      ContainerInsights: cluster.settings?.find((s) => s.name === "containerInsights")?.value,
      ExecuteCommandLogging: cluster.configuration?.executeCommandConfiguration?.logging,
      Tags: tagRecord(cluster.tags),
    },
  );
}

function addService(aws: Aws, service: Service): void {
  const arn = service.serviceArn!;
  if (service.status === "INACTIVE") return;
  const network = service.networkConfiguration?.awsvpcConfiguration;
  aws.add(
    "EcsService",
    { id: arn, name: service.serviceName ?? lastPart(arn) },
    {
      Arn: arn,
      Cluster: service.clusterArn ?? "",
      TaskDefinition: service.taskDefinition ?? "",
      LaunchType: service.launchType,
      PlatformVersion: service.platformVersion,
      AssignPublicIp: network?.assignPublicIp === "ENABLED",
      SubnetIds: network?.subnets ?? [],
      SecurityGroupIds: network?.securityGroups ?? [],
      EnableExecuteCommand: service.enableExecuteCommand ?? false,
      Tags: tagRecord(service.tags),
    },
  );
}

async function taskDefinitions(aws: Aws, client: ECSClient): Promise<void> {
  const arns = await aws.list(
    ["EcsTaskDefinition"],
    client,
    ListTaskDefinitionsCommand,
    { status: "ACTIVE", maxResults: 100 },
    { items: (page) => page.taskDefinitionArns, token: TOKEN },
  );
  await aws.each(arns, async (arn) => {
    const answer = await aws.read(client, new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ["TAGS"] }));
    if (isUnknown(answer)) return aws.gap(["EcsTaskDefinition"], answer);
    if (answer?.taskDefinition) addTaskDefinition(aws, arn, answer.taskDefinition, tagRecord(answer.tags));
  });
}

function addTaskDefinition(aws: Aws, arn: string, task: TaskDefinition, Tags: Readonly<Record<string, string>>): void {
  const family = task.family ?? "";
  const name = task.revision === undefined ? lastPart(arn) : `${family}:${task.revision}`;
  aws.add(
    "EcsTaskDefinition",
    { id: arn, name, aliases: [name] },
    {
      Arn: arn,
      Family: family,
      NetworkMode: task.networkMode,
      PidMode: task.pidMode,
      IpcMode: task.ipcMode,
      TaskRoleArn: task.taskRoleArn,
      ExecutionRoleArn: task.executionRoleArn,
      RequiresCompatibilities: task.requiresCompatibilities ?? [],
      Containers: (task.containerDefinitions ?? []).map(container),
      HostVolumes: strings((task.volumes ?? []).map((v) => v.host?.sourcePath || undefined)),
      Tags,
    },
  );
}

function container(c: SdkContainer): ContainerDefinition {
  return {
    Name: c.name ?? "",
    Image: c.image ?? "",
    Privileged: c.privileged ?? false,
    ReadonlyRootFilesystem: c.readonlyRootFilesystem ?? false,
    User: c.user === "" ? undefined : c.user,
    Environment: Object.fromEntries((c.environment ?? []).map((e) => [e.name ?? "", e.value ?? ""])),
    Secrets: Object.fromEntries((c.secrets ?? []).map((s) => [s.name ?? "", s.valueFrom ?? ""])),
    LogDriver: c.logConfiguration?.logDriver,
    LogGroup: c.logConfiguration?.options?.["awslogs-group"],
    AddedCapabilities: c.linuxParameters?.capabilities?.add ?? [],
  };
}
