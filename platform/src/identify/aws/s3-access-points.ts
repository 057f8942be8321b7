import {
  GetAccessPointCommand,
  GetAccessPointPolicyCommand,
  GetMultiRegionAccessPointPolicyCommand,
  ListAccessPointsCommand,
  ListMultiRegionAccessPointsCommand,
  type MultiRegionAccessPointReport,
  type PublicAccessBlockConfiguration,
  S3ControlClient,
} from "@aws-sdk/client-s3-control";
import { type Fact, mapFact, unknown } from "../../model/index.ts";
import type { PublicAccessBlock } from "../../model/nouns/data.ts";
import { arnOf } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { policyOf } from "./shapes.ts";

const GONE = ["NoSuchAccessPoint", "NoSuchAccessPointPolicy", "NoSuchMultiRegionAccessPoint"];
/** Multi-region access points are managed from here, whatever regions they serve. */
const MULTI_REGION_HOME = "us-west-2";

/** S3 access points of one region, and with the home region those of many. */
export const s3AccessPoints = defineCollector({
  service: "s3-access-points",
  scope: "region",
  kinds: ["S3AccessPoint"],
  calls: {
    ListAccessPoints: "s3:ListAccessPoints",
    GetAccessPoint: "s3:GetAccessPoint",
    GetAccessPointPolicy: "s3:GetAccessPointPolicy",
  },
  origins: { S3AccessPoint: { "": "s3:ListAccessPoints", PublicAccessBlock: "s3:GetAccessPoint", Policy: "s3:GetAccessPointPolicy" } },
  async collect(aws) {
    const client = aws.client(S3ControlClient);
    const of = { AccountId: aws.account };
    const points = await aws.list(
      ["S3AccessPoint"],
      client,
      ListAccessPointsCommand,
      { ...of, MaxResults: 1000 },
      { items: (page) => page.AccessPointList },
    );
    await aws.each(points, async (point) => {
      const name = point.Name ?? "";
      const [details, policy] = await Promise.all([
        aws.read(client, new GetAccessPointCommand({ ...of, Name: name }), { absent: GONE }),
        aws.read(client, new GetAccessPointPolicyCommand({ ...of, Name: name }), { absent: GONE }),
      ]);
      if (details === undefined) return; // deleted since it was listed
      const arn = point.AccessPointArn ?? arnOf(aws, "s3", `accesspoint/${name}`);
      aws.add(
        "S3AccessPoint",
        { id: arn, name },
        {
          Arn: arn,
          Name: name,
          Bucket: point.Bucket ?? "",
          PublicAccessBlock: mapFact(details, (known) => blockOf(known?.PublicAccessBlockConfiguration)),
          NetworkOrigin: point.NetworkOrigin,
          ...(point.VpcConfiguration?.VpcId === undefined ? {} : { VpcId: point.VpcConfiguration.VpcId }),
          Policy: policyOf(policy, (known) => known.Policy),
          MultiRegion: false,
          // One more call for each, and nothing is judged by them.
          Tags: unknown("not-collected", { action: "s3:ListTagsForResource" }),
        },
      );
    });
  },
});

/** Multi-region access points: one list for the whole account. */
export const s3MultiRegionAccessPoints = defineCollector({
  service: "s3-multi-region-access-points",
  scope: "global",
  kinds: ["S3AccessPoint"],
  calls: {
    ListMultiRegionAccessPoints: "s3:ListMultiRegionAccessPoints",
    GetMultiRegionAccessPointPolicy: "s3:GetMultiRegionAccessPointPolicy",
  },
  origins: { S3AccessPoint: { "": "s3:ListMultiRegionAccessPoints", Policy: "s3:GetMultiRegionAccessPointPolicy" } },
  async collect(aws) {
    if (aws.partition !== "aws") return; // there are none in the other partitions
    const client = aws.client(S3ControlClient, MULTI_REGION_HOME);
    const of = { AccountId: aws.account };
    const points = await aws.list(
      ["S3AccessPoint"],
      client,
      ListMultiRegionAccessPointsCommand,
      { ...of, MaxResults: 100 },
      { items: (page) => page.AccessPoints },
    );
    await aws.each(points, async (point) => {
      if (point.Status === "DELETING") return;
      const name = point.Name ?? "";
      const policy = await aws.read(client, new GetMultiRegionAccessPointPolicyCommand({ ...of, Name: name }), { absent: GONE });
      const arn = multiRegionArn(aws, point.Alias ?? name);
      aws.add(
        "S3AccessPoint",
        { id: arn, name },
        {
          Arn: arn,
          Name: name,
          Bucket: point.Regions?.[0]?.Bucket ?? "",
          Buckets: bucketsOf(point),
          PublicAccessBlock: blockOf(point.PublicAccessBlock),
          NetworkOrigin: "Internet",
          Policy: policyOf(policy, (known) => known.Policy?.Established?.Policy),
          MultiRegion: true,
          Tags: undefined,
        },
      );
    });
  },
});

/** A point always has one: where none is named, which it is is not known. */
function bucketsOf({ Regions: regions = [] }: MultiRegionAccessPointReport): readonly Fact<string>[] {
  const nobodySaid = unknown("not-collected", { what: "Regions" });
  return regions.length === 0 ? [nobodySaid] : regions.map(({ Bucket: bucket }) => bucket ?? nobodySaid);
}

function multiRegionArn(aws: Aws, alias: string): string {
  return `arn:${aws.partition}:s3::${aws.account}:accesspoint/${alias}`;
}

function blockOf(block: PublicAccessBlockConfiguration | undefined): PublicAccessBlock | undefined {
  if (!block) return undefined;
  return {
    BlockPublicAcls: block.BlockPublicAcls ?? false,
    IgnorePublicAcls: block.IgnorePublicAcls ?? false,
    BlockPublicPolicy: block.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: block.RestrictPublicBuckets ?? false,
  };
}
