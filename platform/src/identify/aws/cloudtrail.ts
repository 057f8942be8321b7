import {
  type AdvancedEventSelector,
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  type EventSelector as SdkEventSelector,
} from "@aws-sdk/client-cloudtrail";
import { type AdvancedFieldSelector, accountOf, type EventSelector, isUnknown, mapFact, unknown } from "../../model/index.ts";
import { defineCollector } from "./collector.ts";
import { filled } from "./lists.ts";
import { isoDate, tagRecord } from "./shapes.ts";

const NOT_ANSWERED = unknown("failed", { action: "cloudtrail:GetTrailStatus", what: "the trail is not in the answer" });

/** What a trail records whose owner never chose; a trail that was seen from another account may hide its choice. */
const BY_DEFAULT: EventSelector = {
  ReadWriteType: "All",
  IncludeManagementEvents: true,
  ExcludeManagementEventSources: [],
  DataResources: [],
};

/**
 * Trails, each once: a multi-region trail is listed in every region and is taken in its home region, or in the first scanned
 * region when its home is not scanned. Trails of the organisation that another account owns are taken too.
 */
export const cloudtrail = defineCollector({
  service: "cloudtrail",
  scope: "region",
  kinds: ["Trail"],
  calls: {
    DescribeTrails: "cloudtrail:DescribeTrails",
    GetTrailStatus: "cloudtrail:GetTrailStatus",
    GetEventSelectors: "cloudtrail:GetEventSelectors",
    ListTags: "cloudtrail:ListTags",
  },
  origins: {
    Trail: {
      "": "cloudtrail:DescribeTrails",
      IsLogging: "cloudtrail:GetTrailStatus",
      LatestCloudWatchLogsDeliveryTime: "cloudtrail:GetTrailStatus",
      EventSelectors: "cloudtrail:GetEventSelectors",
      AdvancedEventSelectors: "cloudtrail:GetEventSelectors",
      Tags: "cloudtrail:ListTags",
    },
  },
  async collect(aws) {
    const answer = await aws.read(aws.client(CloudTrailClient), new DescribeTrailsCommand({ includeShadowTrails: true }));
    if (isUnknown(answer)) return aws.gap(["Trail"], answer);
    const mine = (answer?.trailList ?? []).filter((trail) => {
      const home = trail.HomeRegion ?? aws.region;
      return (aws.regions.includes(home) ? home : aws.regions[0]) === aws.region || home === aws.region;
    });
    await aws.each(mine, async (trail) => {
      const arn = trail.TrailARN!;
      const home = trail.HomeRegion ?? aws.region;
      const client = aws.client(CloudTrailClient, home);
      const owned = accountOf(arn) === aws.account;
      const [status, selectors, tags] = await Promise.all([
        aws.read(client, new GetTrailStatusCommand({ Name: arn })),
        aws.read(client, new GetEventSelectorsCommand({ TrailName: arn })),
        // Only the owner may read the tags of a trail.
        owned ? aws.read(client, new ListTagsCommand({ ResourceIdList: [arn] })) : unknown("elsewhere", { what: arn }),
      ]);
      aws.add(
        "Trail",
        { id: arn, name: trail.Name ?? arn, region: home },
        {
          Arn: arn,
          Name: trail.Name ?? arn,
          S3BucketName: trail.S3BucketName ?? "",
          IsMultiRegionTrail: trail.IsMultiRegionTrail ?? false,
          IsOrganizationTrail: trail.IsOrganizationTrail ?? false,
          IncludeGlobalServiceEvents: trail.IncludeGlobalServiceEvents ?? false,
          IsLogging: mapFact(status, (known) => known?.IsLogging ?? NOT_ANSWERED),
          LogFileValidationEnabled: trail.LogFileValidationEnabled ?? false,
          KmsKeyId: filled(trail.KmsKeyId),
          CloudWatchLogsLogGroupArn: filled(trail.CloudWatchLogsLogGroupArn),
          LatestCloudWatchLogsDeliveryTime: mapFact(status, (known) => isoDate(known?.LatestCloudWatchLogsDeliveryTime)),
          EventSelectors: mapFact(selectors, (known) => {
            const none = !known?.EventSelectors?.length && !known?.AdvancedEventSelectors?.length;
            return none && owned ? [BY_DEFAULT] : (known?.EventSelectors ?? []).map(eventSelector);
          }),
          AdvancedEventSelectors: mapFact(selectors, (known) => (known?.AdvancedEventSelectors ?? []).map(advanced)),
          Tags: mapFact(tags, (known) => tagRecord(known?.ResourceTagList?.[0]?.TagsList)),
        },
      );
    });
  },
});

function eventSelector(selector: SdkEventSelector): EventSelector {
  return {
    ReadWriteType: selector.ReadWriteType ?? "All",
    IncludeManagementEvents: selector.IncludeManagementEvents ?? true,
    ExcludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
    DataResources: (selector.DataResources ?? []).map((d) => ({ Type: d.Type ?? "", Values: d.Values ?? [] })),
  };
}

function advanced(selector: AdvancedEventSelector): { readonly FieldSelectors: readonly AdvancedFieldSelector[] } {
  return {
    FieldSelectors: (selector.FieldSelectors ?? []).map((f) => ({
      Field: f.Field ?? "",
      Equals: f.Equals ?? [],
      NotEquals: f.NotEquals ?? [],
      StartsWith: f.StartsWith ?? [],
      NotStartsWith: f.NotStartsWith ?? [],
      EndsWith: f.EndsWith ?? [],
      NotEndsWith: f.NotEndsWith ?? [],
    })),
  };
}
