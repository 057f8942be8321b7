import { APIGatewayClient, GetRestApiCommand } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client, GetApiCommand } from "@aws-sdk/client-apigatewayv2";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DescribeStreamSummaryCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { DescribeStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type Fact, isUnknown, mapFact, type Resource, unknown } from "../../../model/index.ts";
import type { Aws } from "../collector.ts";
import { dayOf } from "./metric-data.ts";

export const bornCalls = {
  GetQueueAttributes: "sqs:GetQueueAttributes",
  GetRestApi: "apigateway:GET",
  GetApi: "apigateway:GET",
  DescribeStateMachine: "states:DescribeStateMachine",
  DescribeTable: "dynamodb:DescribeTable",
  DescribeStreamSummary: "kinesis:DescribeStreamSummary",
} as const;

/**
 * The day a resource was created. Asked only of what shows no use: nothing that is younger than the days it may lie idle is
 * called unused. Undefined where the service keeps no such day.
 */
export async function bornOn(aws: Aws, resource: Resource): Promise<Fact<string | undefined>> {
  switch (resource.kind) {
    case "Queue": {
      if (isUnknown(resource.QueueUrl)) return resource.QueueUrl;
      if (resource.QueueUrl === undefined) return undefined;
      const command = new GetQueueAttributesCommand({ QueueUrl: resource.QueueUrl, AttributeNames: ["CreatedTimestamp"] });
      return mapFact(await aws.read(aws.client(SQSClient), command), (answer) => seconds(answer?.Attributes?.["CreatedTimestamp"]));
    }
    case "RestApi": {
      if (isUnknown(resource.RestApiId)) return resource.RestApiId;
      const command = new GetRestApiCommand({ restApiId: resource.RestApiId });
      return mapFact(await aws.read(aws.client(APIGatewayClient), command), (answer) => day(answer?.createdDate));
    }
    case "HttpApi": {
      if (isUnknown(resource.ApiId)) return resource.ApiId;
      const command = new GetApiCommand({ ApiId: resource.ApiId });
      return mapFact(await aws.read(aws.client(ApiGatewayV2Client), command), (answer) => day(answer?.CreatedDate));
    }
    case "StateMachine": {
      const command = new DescribeStateMachineCommand({ stateMachineArn: resource.id });
      return mapFact(await aws.read(aws.client(SFNClient), command), (answer) => day(answer?.creationDate));
    }
    case "DynamoTable": {
      const command = new DescribeTableCommand({ TableName: resource.name });
      return mapFact(await aws.read(aws.client(DynamoDBClient), command), (answer) => {
        // A replica that lies idle in its region is kept for the day another region fails.
        if (answer?.Table?.Replicas?.length) return unknown("elsewhere", { what: "replicas in other regions" });
        return day(answer?.Table?.CreationDateTime);
      });
    }
    case "KinesisStream": {
      const command = new DescribeStreamSummaryCommand({ StreamName: resource.name });
      const answer = await aws.read(aws.client(KinesisClient), command);
      return mapFact(answer, (known) => day(known?.StreamDescriptionSummary?.StreamCreationTimestamp));
    }
    default:
      return undefined;
  }
}

function day(date: Date | undefined): Fact<string | undefined> {
  if (date === undefined) return undefined;
  return Number.isNaN(date.getTime()) ? unknown("malformed", { what: "date" }) : dayOf(date);
}

function seconds(text: string | undefined): Fact<string | undefined> {
  return text === undefined ? undefined : day(new Date(Number(text) * 1000));
}
