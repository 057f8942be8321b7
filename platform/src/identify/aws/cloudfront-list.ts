import { type CloudFrontClient, type DistributionSummary, ListDistributionsCommand } from "@aws-sdk/client-cloudfront";
import type { Kind } from "../../model/index.ts";
import type { Aws } from "./collector.ts";

/** Every distribution. CloudFront keeps the page marker inside the list, not beside it. */
export function distributions(aws: Aws, client: CloudFrontClient, kinds: readonly Kind[]): Promise<readonly DistributionSummary[]> {
  return aws.list(
    kinds,
    client,
    ListDistributionsCommand,
    {},
    {
      items: (page) => page.DistributionList?.Items,
      next: ({ DistributionList: list }) => (list?.IsTruncated && list.NextMarker !== undefined ? { Marker: list.NextMarker } : undefined),
    },
  );
}
