import {
  type FunctionConfiguration,
  GetFunctionCommand,
  type GetFunctionCommandOutput,
  GetPolicyCommand,
  GetRuntimeManagementConfigCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
  ListProvisionedConcurrencyConfigsCommand,
} from "@aws-sdk/client-lambda";
import { type Fact, isUnknown, mapFact, unknown } from "../../model/index.ts";
import type { QualifiedPolicy } from "../../model/nouns/compute.ts";
import { functionArn, functionReference } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { GONE, MARKER } from "./lambda-calls.ts";
import { codeSigningOf, collectCodeSigning } from "./lambda-code-signing.ts";
import { collectEventSources } from "./lambda-event-sources.ts";
import { collectLayers } from "./lambda-layers.ts";
import { isoDate, pick, policyOf, strings } from "./shapes.ts";

interface Listed {
  latest: FunctionConfiguration | undefined;
  /** What does not depend on which versions there are; asked as soon as the function is listed. */
  first: ReturnType<typeof firstReads> | undefined;
  readonly published: FunctionConfiguration[];
}

/** Functions with everything that hangs on them, layers, event sources, code signing configurations. */
export const lambda = defineCollector({
  service: "lambda",
  scope: "region",
  kinds: ["LambdaFunction", "LambdaLayerVersion", "EventSourceMapping", "CodeSigningConfig"],
  calls: {
    ListFunctions: "lambda:ListFunctions",
    GetFunction: "lambda:GetFunction",
    GetPolicy: "lambda:GetPolicy",
    ListFunctionUrlConfigs: "lambda:ListFunctionUrlConfigs",
    ListAliases: "lambda:ListAliases",
    ListFunctionEventInvokeConfigs: "lambda:ListFunctionEventInvokeConfigs",
    GetRuntimeManagementConfig: "lambda:GetRuntimeManagementConfig",
    ListProvisionedConcurrencyConfigs: "lambda:ListProvisionedConcurrencyConfigs",
    ListCodeSigningConfigs: "lambda:ListCodeSigningConfigs",
    ListFunctionsByCodeSigningConfig: "lambda:ListFunctionsByCodeSigningConfig",
    GetFunctionCodeSigningConfig: "lambda:GetFunctionCodeSigningConfig",
    ListEventSourceMappings: "lambda:ListEventSourceMappings",
    ListLayers: "lambda:ListLayers",
    ListLayerVersions: "lambda:ListLayerVersions",
    GetLayerVersionPolicy: "lambda:GetLayerVersionPolicy",
  },
  origins: {
    LambdaFunction: {
      "": "lambda:ListFunctions",
      Tags: "lambda:GetFunction",
      ImageUri: "lambda:GetFunction",
      ReservedConcurrentExecutions: "lambda:GetFunction",
      Policies: "lambda:GetPolicy",
      Urls: "lambda:ListFunctionUrlConfigs",
      Aliases: "lambda:ListAliases",
      EventInvokeConfigs: "lambda:ListFunctionEventInvokeConfigs",
      RuntimeManagement: "lambda:GetRuntimeManagementConfig",
      ProvisionedConcurrency: "lambda:ListProvisionedConcurrencyConfigs",
      CodeSigningConfigArn: "lambda:ListFunctionsByCodeSigningConfig",
    },
    LambdaLayerVersion: { "": "lambda:ListLayerVersions", Policy: "lambda:GetLayerVersionPolicy" },
    EventSourceMapping: { "": "lambda:ListEventSourceMappings" },
    CodeSigningConfig: { "": "lambda:ListCodeSigningConfigs" },
  },
  async collect(aws) {
    const client = aws.client(LambdaClient);
    const signing = collectCodeSigning(aws, client);
    await Promise.all([signing, collectFunctions(aws, client, signing), collectEventSources(aws, client), collectLayers(aws, client)]);
  },
});

async function collectFunctions(aws: Aws, client: LambdaClient, signing: Promise<Fact<ReadonlyMap<string, string>>>): Promise<void> {
  // Every published version comes with the list: one page of 50 instead of one call per function.
  const byName = new Map<string, Listed>();
  const note = (config: FunctionConfiguration) => {
    const name = config.FunctionName ?? "";
    let listed = byName.get(name);
    if (!listed) byName.set(name, (listed = { latest: undefined, first: undefined, published: [] }));
    if (config.Version !== undefined && config.Version !== "$LATEST") listed.published.push(config);
    else {
      listed.latest = config;
      listed.first ??= firstReads(aws, client, config, signing);
      // Whoever awaits it hears of a fault; until then it is not lost.
      listed.first.catch(() => undefined);
    }
  };
  // The next page waits in the same lane: half of the reads before it and half behind it neither pile up nor run dry.
  const { because } = await aws.pages(
    client,
    ListFunctionsCommand,
    { FunctionVersion: "ALL" },
    {
      items: (page) => {
        const configs = page.Functions ?? [];
        const half = Math.ceil(configs.length / 2);
        for (const config of configs.slice(0, half)) note(config);
        queueMicrotask(() => {
          for (const config of configs.slice(half)) note(config);
        });
        return [];
      },
      token: MARKER,
    },
  );
  if (because) aws.gap(["LambdaFunction"], because);
  // A function whose $LATEST was on a page that failed is covered by the gap.
  const functions = [...byName.values()].filter((listed) => listed.latest !== undefined);
  await aws.each(functions, (listed) => collectFunction(aws, client, listed, because));
}

function firstReads(aws: Aws, client: LambdaClient, config: FunctionConfiguration, signing: Promise<Fact<ReadonlyMap<string, string>>>) {
  const name = config.FunctionName ?? "";
  const isImage = config.PackageType === "Image";
  const of = { FunctionName: name };
  return Promise.all([
    aws.read(client, new GetFunctionCommand(of), GONE),
    aws.listFact(client, ListAliasesCommand, of, { items: (page) => page.Aliases, token: MARKER, absent: GONE.absent }),
    aws.listFact(client, ListFunctionUrlConfigsCommand, of, {
      items: (page) => page.FunctionUrlConfigs,
      token: MARKER,
      absent: GONE.absent,
    }),
    aws.listFact(client, ListFunctionEventInvokeConfigsCommand, of, {
      items: (page) => page.FunctionEventInvokeConfigs,
      token: MARKER,
      absent: GONE.absent,
    }),
    aws.read(client, new GetPolicyCommand(of), GONE),
    isImage ? undefined : aws.read(client, new GetRuntimeManagementConfigCommand(of), GONE),
    codeSigningOf(aws, client, name, isImage, signing),
  ]);
}

async function collectFunction(
  aws: Aws,
  client: LambdaClient,
  { latest, first, published }: Listed,
  versionsUnknown: ReturnType<typeof unknown> | undefined,
): Promise<void> {
  const config = latest as FunctionConfiguration;
  const name = config.FunctionName ?? "";
  const arn = functionArn(aws, name);
  const isImage = config.PackageType === "Image";
  const of = { FunctionName: name };
  const [details, aliases, urls, invokeConfigs, unqualified, runtime, signed] = await (first as NonNullable<typeof first>);
  if (details === undefined) return; // deleted since it was listed

  const qualifiers = [
    ...(isUnknown(aliases) ? [] : aliases.map((alias) => alias.Name ?? "")),
    ...published.map((version) => version.Version ?? ""),
  ];
  const [qualified, provisioned] = await Promise.all([
    Promise.all(
      qualifiers.map(async (Qualifier): Promise<QualifiedPolicy | undefined> => {
        const Document = policyOf(await aws.read(client, new GetPolicyCommand({ ...of, Qualifier }), GONE), (answer) => answer.Policy);
        return Document === undefined ? undefined : { Qualifier, Document };
      }),
    ),
    qualifiers.length === 0 && !isUnknown(aliases)
      ? []
      : aws.listFact(client, ListProvisionedConcurrencyConfigsCommand, of, {
          items: (page) => page.ProvisionedConcurrencyConfigs,
          token: MARKER,
          absent: GONE.absent,
        }),
  ]);
  const own = policyOf(unqualified, (answer) => answer.Policy);
  const Policies: QualifiedPolicy[] = [
    ...(own === undefined ? [] : [{ Qualifier: undefined, Document: own }]),
    ...qualified.filter((policy) => policy !== undefined),
    // Which aliases or versions there are is unknown, so their policies are.
    ...(isUnknown(aliases) ? [{ Qualifier: "*", Document: aliases }] : []),
    ...(versionsUnknown ? [{ Qualifier: "*", Document: versionsUnknown }] : []),
  ];
  const environment = config.Environment;
  aws.add(
    "LambdaFunction",
    { id: arn, name },
    {
      Arn: arn,
      FunctionName: name,
      PackageType: isImage ? "Image" : "Zip",
      Runtime: config.Runtime,
      Handler: config.Handler,
      ImageUri: isImage
        ? pick<GetFunctionCommandOutput, string | undefined>(details, undefined, (known) => known.Code?.ImageUri)
        : undefined,
      Architectures: config.Architectures ?? ["x86_64"],
      Role: config.Role ?? "",
      MemorySize: config.MemorySize ?? 128,
      Timeout: config.Timeout ?? 3,
      EphemeralStorage: config.EphemeralStorage?.Size ?? 512,
      // AWS answers an error in place of the values when the caller may not use their key.
      Environment: environment?.Error
        ? unknown("access-denied", { action: "kms:Decrypt", what: environment.Error.ErrorCode ?? "Environment" })
        : (environment?.Variables ?? {}),
      KmsKeyArn: config.KMSKeyArn,
      TracingMode: config.TracingConfig?.Mode === "Active" ? "Active" : "PassThrough",
      Layers: strings(config.Layers?.map((layer) => layer.Arn)),
      VpcConfig: config.VpcConfig?.SubnetIds?.length
        ? {
            VpcId: config.VpcConfig.VpcId || undefined,
            SubnetIds: config.VpcConfig.SubnetIds,
            SecurityGroupIds: config.VpcConfig.SecurityGroupIds ?? [],
          }
        : undefined,
      DeadLetterTarget: config.DeadLetterConfig?.TargetArn || undefined,
      LoggingConfig: {
        LogGroup: config.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
        LogFormat: config.LoggingConfig?.LogFormat ?? "Text",
      },
      FileSystemArns: strings(config.FileSystemConfigs?.map((fs) => fs.Arn)),
      CodeSigningConfigArn: signed,
      ReservedConcurrentExecutions: pick<GetFunctionCommandOutput, number | undefined>(
        details,
        undefined,
        (known) => known.Concurrency?.ReservedConcurrentExecutions,
      ),
      ProvisionedConcurrency: mapFact(provisioned, (list) =>
        list.map((item) => ({
          Qualifier: functionReference(item.FunctionArn ?? "").qualifier ?? "",
          Executions: item.RequestedProvisionedConcurrentExecutions ?? 0,
        })),
      ),
      RuntimeManagement: mapFact(runtime, (known) => known?.UpdateRuntimeOn),
      SnapStart: config.SnapStart?.ApplyOn ?? "None",
      RecursiveLoop: unknown("not-collected", { action: "lambda:GetFunctionRecursionConfig" }),
      Policies,
      Urls: mapFact(urls, (list) =>
        list.map((url) => ({
          Qualifier: functionReference(url.FunctionArn ?? "").qualifier,
          AuthType: url.AuthType === "AWS_IAM" || url.AuthType === "NONE" ? url.AuthType : unknown("malformed", { what: "AuthType" }),
          InvokeMode: url.InvokeMode ?? "BUFFERED",
          Cors: url.Cors
            ? {
                AllowOrigins: url.Cors.AllowOrigins ?? [],
                AllowMethods: url.Cors.AllowMethods ?? [],
                AllowCredentials: url.Cors.AllowCredentials ?? false,
              }
            : undefined,
        })),
      ),
      Aliases: mapFact(aliases, (list) =>
        list.map((alias) => {
          const shares = Object.keys(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
          return {
            Name: alias.Name ?? "",
            FunctionVersion: alias.FunctionVersion ?? "",
            ...(shares.length > 0 ? { AdditionalVersions: shares } : {}),
          };
        }),
      ),
      Versions: versionsUnknown ?? published.map((version) => ({ Version: version.Version ?? "", Runtime: version.Runtime })),
      EventInvokeConfigs: mapFact(invokeConfigs, (list) =>
        list.map((item) => {
          const qualifier = functionReference(item.FunctionArn ?? "").qualifier;
          return {
            Qualifier: qualifier === "$LATEST" ? undefined : qualifier,
            MaximumRetryAttempts: item.MaximumRetryAttempts,
            OnFailure: item.DestinationConfig?.OnFailure?.Destination,
            OnSuccess: item.DestinationConfig?.OnSuccess?.Destination,
          };
        }),
      ),
      CodeSize: config.CodeSize,
      CodeSha256: config.CodeSha256,
      // AWS writes the offset without its colon.
      LastModified: isoDate(config.LastModified?.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")),
      InlineCode: undefined,
      Tags: mapFact(details, (known) => {
        const failed = (known as { TagsError?: { ErrorCode?: string } } | undefined)?.TagsError;
        return failed
          ? unknown("access-denied", { action: "lambda:ListTags", what: failed.ErrorCode ?? "TagsError" })
          : (known?.Tags ?? {});
      }),
    },
  );
}
