import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConformancePackStatusCommand,
  DescribeConformancePacksCommand,
  DescribeDeliveryChannelsCommand,
} from "@aws-sdk/client-config-service";
import type { Facts } from "../../model/index.ts";
import { type Fact, isUnknown, mapFact, type Region } from "../../model/index.ts";
import type { Aws } from "./collector.ts";
import { filled, listOf } from "./lists.ts";

export const configCalls = {
  DescribeConfigurationRecorders: "config:DescribeConfigurationRecorders",
  DescribeConfigurationRecorderStatus: "config:DescribeConfigurationRecorderStatus",
  DescribeDeliveryChannels: "config:DescribeDeliveryChannels",
  DescribeConformancePacks: "config:DescribeConformancePacks",
  DescribeConformancePackStatus: "config:DescribeConformancePackStatus",
} as const;

/** AWS Config in one region: recorder, delivery channels, conformance packs. */
export async function readConfig(aws: Aws): Promise<Facts<Pick<Region, "ConfigRecorder" | "ConfigDeliveryChannels" | "ConformancePacks">>> {
  const client = aws.client(ConfigServiceClient);
  const [recorders, channels, packs] = await Promise.all([
    aws.read(client, new DescribeConfigurationRecordersCommand({})),
    aws.read(client, new DescribeDeliveryChannelsCommand({})),
    aws.listFact(client, DescribeConformancePacksCommand, {}, { items: (page) => page.ConformancePackDetails }),
  ]);
  const [status, packStatus] = await Promise.all([
    isUnknown(recorders) || !recorders?.ConfigurationRecorders?.length
      ? undefined
      : aws.read(client, new DescribeConfigurationRecorderStatusCommand({})),
    isUnknown(packs) || packs.length === 0
      ? []
      : aws.listFact(client, DescribeConformancePackStatusCommand, {}, { items: (page) => page.ConformancePackStatusDetails }),
  ]);
  return {
    ConfigRecorder: mapFact(recorders, (known) => {
      // Recorders that a service keeps for itself do not count as the account's.
      const recorder = (known?.ConfigurationRecorders ?? []).find((r) => r.servicePrincipal === undefined);
      if (!recorder) return undefined;
      const group = recorder.recordingGroup;
      const mine = mapFact(status, (answer) => answer?.ConfigurationRecordersStatus?.find((s) => s.name === recorder.name));
      return {
        RoleArn: filled(recorder.roleARN),
        AllSupported: group?.allSupported ?? false,
        IncludeGlobalResourceTypes: group?.includeGlobalResourceTypes ?? false,
        ResourceTypes: group?.resourceTypes ?? [],
        ExcludedResourceTypes: group?.exclusionByResourceTypes?.resourceTypes ?? [],
        Recording: mapFact(mine, (s) => s?.recording ?? false),
        LastStatus: mapFact(mine, (s) => s?.lastStatus),
      };
    }),
    ConfigDeliveryChannels: mapFact(
      listOf(channels, (known) => known.DeliveryChannels),
      (list) => list.map((c) => ({ S3BucketName: filled(c.s3BucketName), SnsTopicArn: filled(c.snsTopicARN) })),
    ),
    ConformancePacks: mapFact(
      packs,
      (list): Fact<Region["ConformancePacks"]> =>
        mapFact(packStatus, (states) =>
          list.map((pack) => ({
            Name: pack.ConformancePackName ?? "",
            Status: states.find((s) => s.ConformancePackName === pack.ConformancePackName)?.ConformancePackState,
          })),
        ),
    ),
  };
}
