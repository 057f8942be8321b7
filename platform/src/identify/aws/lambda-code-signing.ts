import {
  GetFunctionCodeSigningConfigCommand,
  LambdaClient,
  ListCodeSigningConfigsCommand,
  ListFunctionsByCodeSigningConfigCommand,
} from "@aws-sdk/client-lambda";
import { type Fact, isUnknown, mapFact, unknown } from "../../model/index.ts";
import { functionReference } from "../ids.ts";
import type { Aws } from "./collector.ts";
import { GONE, MARKER } from "./lambda-calls.ts";

/** Code signing configuration by function name; Unknown when it must be asked function by function. */
export async function collectCodeSigning(aws: Aws, client: LambdaClient): Promise<Fact<ReadonlyMap<string, string>>> {
  const { items, because } = await aws.pages(
    client,
    ListCodeSigningConfigsCommand,
    {},
    { items: (page) => page.CodeSigningConfigs, token: MARKER },
  );
  const byFunction = new Map<string, string>();
  let missing = because;
  await aws.each(items, async (config) => {
    addCodeSigningConfig(
      aws,
      config.CodeSigningConfigArn,
      config.AllowedPublishers?.SigningProfileVersionArns,
      config.CodeSigningPolicies?.UntrustedArtifactOnDeployment,
    );
    const functions = await aws.listFact(
      client,
      ListFunctionsByCodeSigningConfigCommand,
      { CodeSigningConfigArn: config.CodeSigningConfigArn },
      { items: (page) => page.FunctionArns, token: MARKER, absent: ["ResourceNotFoundException"] },
    );
    if (isUnknown(functions)) missing ??= functions;
    else for (const arn of functions) byFunction.set(functionReference(arn).name, config.CodeSigningConfigArn ?? "");
  });
  if (because) aws.gap(["CodeSigningConfig"], because);
  return missing ?? byFunction;
}

function addCodeSigningConfig(
  aws: Aws,
  arn: string | undefined,
  publishers: readonly string[] | undefined,
  untrusted: string | undefined,
): void {
  if (arn === undefined) return;
  aws.add(
    "CodeSigningConfig",
    { id: arn, name: arn.slice(arn.lastIndexOf(":") + 1) },
    {
      Arn: arn,
      AllowedPublishers: publishers ?? [],
      UntrustedArtifactOnDeployment: untrusted === "Enforce" ? "Enforce" : "Warn",
      Tags: unknown("not-collected"),
    },
  );
}

/** The ARN of the code signing configuration of a function; images have none. */
export async function codeSigningOf(
  aws: Aws,
  client: LambdaClient,
  name: string,
  isImage: boolean,
  signing: Promise<Fact<ReadonlyMap<string, string>>>,
): Promise<Fact<string | undefined>> {
  if (isImage) return undefined; // images are signed elsewhere
  const known = await signing;
  if (!isUnknown(known)) return known.get(name);
  const answer = await aws.read(client, new GetFunctionCodeSigningConfigCommand({ FunctionName: name }), GONE);
  return mapFact(answer, (config) => config?.CodeSigningConfigArn || undefined);
}
