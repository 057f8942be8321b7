import { type CloudFrontClient, type DistributionSummary, ListDistributionsCommand } from "@aws-sdk/client-cloudfront";
import { isUnknown, type Kind, unknown } from "../../model/index.ts";
import type { Aws } from "./collector.ts";

/** Every distribution. CloudFront keeps the page marker inside the list, where the common pager does not look. */
export async function distributions(aws: Aws, client: CloudFrontClient, kinds: readonly Kind[]): Promise<readonly DistributionSummary[]> {
  const found: DistributionSummary[] = [];
  const seen = new Set<string>();
  let Marker: string | undefined;
  do {
    const page = await aws.read(client, new ListDistributionsCommand(Marker === undefined ? {} : { Marker }));
    if (isUnknown(page)) {
      aws.gap(kinds, page);
      return found;
    }
    found.push(...(page?.DistributionList?.Items ?? []));
    const next: string | undefined = page?.DistributionList?.IsTruncated ? page.DistributionList.NextMarker : undefined;
    if (next !== undefined && seen.has(next)) {
      aws.gap(kinds, unknown("failed", { action: "cloudfront:ListDistributions", what: "page marker repeats" }));
      return found;
    }
    Marker = next === "" ? undefined : next;
    if (Marker !== undefined) seen.add(Marker);
  } while (Marker !== undefined);
  return found;
}
