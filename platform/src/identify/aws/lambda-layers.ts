import { GetLayerVersionPolicyCommand, LambdaClient, ListLayersCommand, ListLayerVersionsCommand } from "@aws-sdk/client-lambda";
import { layerVersionName } from "../ids.ts";
import type { Aws } from "./collector.ts";
import { GONE, MARKER } from "./lambda-calls.ts";
import { policyOf } from "./shapes.ts";

/** Layers, with the policy of each version. */
export async function collectLayers(aws: Aws, client: LambdaClient): Promise<void> {
  const layers = await aws.list(["LambdaLayerVersion"], client, ListLayersCommand, {}, { items: (page) => page.Layers, token: MARKER });
  await aws.each(layers, async (layer) => {
    const name = layer.LayerName ?? "";
    const versions = await aws.list(
      ["LambdaLayerVersion"],
      client,
      ListLayerVersionsCommand,
      { LayerName: name },
      { items: (page) => page.LayerVersions, token: MARKER, absent: GONE.absent },
    );
    await aws.each(versions, async (version) => {
      const number = version.Version ?? 0;
      const arn = version.LayerVersionArn ?? `${layer.LayerArn}:${number}`;
      const policy = await aws.read(client, new GetLayerVersionPolicyCommand({ LayerName: name, VersionNumber: number }), GONE);
      aws.add(
        "LambdaLayerVersion",
        { id: arn, name: layerVersionName(name, number) },
        {
          Arn: arn,
          LayerName: name,
          Version: number,
          CompatibleRuntimes: version.CompatibleRuntimes ?? [],
          LicenseInfo: version.LicenseInfo,
          Policy: policyOf(policy, (answer) => answer.Policy),
          Tags: undefined,
        },
      );
    });
  });
}
