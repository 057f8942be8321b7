import { LambdaClient, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { unknown } from "../../model/index.ts";
import { eventSourceMappingId, eventSourceMappingName } from "../ids.ts";
import type { Aws } from "./collector.ts";
import { MARKER } from "./lambda-calls.ts";
import { strings } from "./shapes.ts";

/** Mappings of queues, streams and brokers to functions. */
export async function collectEventSources(aws: Aws, client: LambdaClient): Promise<void> {
  const mappings = await aws.list(
    ["EventSourceMapping"],
    client,
    ListEventSourceMappingsCommand,
    {},
    { items: (page) => page.EventSourceMappings, token: MARKER },
  );
  for (const mapping of mappings) {
    if (mapping.State === "Deleting") continue;
    const target = mapping.FunctionArn ?? "";
    aws.add(
      "EventSourceMapping",
      {
        id: eventSourceMappingId(aws, mapping.UUID ?? ""),
        name: eventSourceMappingName(mapping.EventSourceArn, target),
        ...(mapping.UUID === undefined ? {} : { aliases: [mapping.UUID] }),
      },
      {
        EventSourceArn: mapping.EventSourceArn,
        FunctionName: target,
        Enabled: !/^(Disabled|Disabling)$/.test(mapping.State ?? ""),
        BatchSize: mapping.BatchSize,
        MaximumBatchingWindowInSeconds: mapping.MaximumBatchingWindowInSeconds,
        BisectBatchOnFunctionError: mapping.BisectBatchOnFunctionError ?? false,
        MaximumRetryAttempts: mapping.MaximumRetryAttempts,
        MaximumRecordAgeInSeconds: mapping.MaximumRecordAgeInSeconds,
        OnFailure: mapping.DestinationConfig?.OnFailure?.Destination,
        MaximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency,
        FunctionResponseTypes: mapping.FunctionResponseTypes ?? [],
        FilterPatterns: mapping.FilterCriteriaError
          ? unknown("access-denied", { action: "kms:Decrypt", what: mapping.FilterCriteriaError.ErrorCode ?? "FilterCriteria" })
          : strings(mapping.FilterCriteria?.Filters?.map((filter) => filter.Pattern)),
        KmsKeyArn: mapping.KMSKeyArn,
        Tags: unknown("not-collected", { action: "lambda:ListTags" }),
      },
    );
  }
}
