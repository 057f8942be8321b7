import { LambdaClient, type LayerVersionsListItem, ListLayerVersionsCommand, ListVersionsByFunctionCommand } from "@aws-sdk/client-lambda";
import { type Fact, isUnknown, mapFact, type Noun, type VersionFacts } from "../../../model/index.ts";
import type { Aws } from "../collector.ts";

export const lambdaCalls = {
  ListVersionsByFunction: "lambda:ListVersionsByFunction",
  ListLayerVersions: "lambda:ListLayerVersions",
} as const;

const MARKER = ["Marker", "NextMarker"] as const;

/** Size, day and layers of each published version: what decides whether a version, or the layer it holds, is still needed. */
export async function versionsOf(aws: Aws, fn: Noun<"LambdaFunction">): Promise<Fact<readonly VersionFacts[]>> {
  const versions = await aws.listFact(
    aws.client(LambdaClient),
    ListVersionsByFunctionCommand,
    { FunctionName: fn.name },
    { items: (page) => page.Versions, token: MARKER },
  );
  return mapFact(versions, (list) =>
    list
      .filter((version) => version.Version !== undefined && version.Version !== "$LATEST")
      .map((version) => ({
        Version: version.Version ?? "",
        CodeSize: version.CodeSize,
        Published: version.LastModified?.slice(0, 10),
        Layers: (version.Layers ?? []).flatMap((layer) => layer.Arn ?? []),
      })),
  );
}

/** The day on which each version of the layers was published, by ARN. One call a layer. */
export async function layerDays(
  aws: Aws,
  layers: readonly Noun<"LambdaLayerVersion">[],
  tell: (id: string, born: Fact<string | undefined>) => void,
): Promise<void> {
  const byName = new Map<string, Noun<"LambdaLayerVersion">[]>();
  for (const layer of layers) {
    if (isUnknown(layer.LayerName)) continue;
    byName.set(layer.LayerName, [...(byName.get(layer.LayerName) ?? []), layer]);
  }
  await aws.each([...byName], async ([LayerName, members]) => {
    const versions: Fact<readonly LayerVersionsListItem[]> = await aws.listFact(
      aws.client(LambdaClient),
      ListLayerVersionsCommand,
      { LayerName },
      { items: (page) => page.LayerVersions, token: MARKER },
    );
    for (const layer of members) {
      tell(
        layer.id,
        mapFact(versions, (list) => list.find((one) => one.LayerVersionArn === layer.id)?.CreatedDate?.slice(0, 10)),
      );
    }
  });
}
