import type { Graph, Kind, Resource } from "../../model/index.ts";

/** What carries events to others, and what puts one in. `object`: the policy speaks of what lies inside. */
export const channels: Partial<Record<Kind, { readonly action: string; readonly object?: string }>> = {
  Queue: { action: "sqs:SendMessage" },
  Topic: { action: "sns:Publish" },
  EventBus: { action: "events:PutEvents" },
  KinesisStream: { action: "kinesis:PutRecord" },
  Bucket: { action: "s3:PutObject", object: "/" },
  DynamoTable: { action: "dynamodb:PutItem" },
  StateMachine: { action: "states:StartExecution" },
};

/** Whether it carries what is put into it to something. */
export function leadsOn(resource: Resource, graph: Graph): boolean {
  return graph.behind(resource.id, "triggers").length + graph.behind(resource.id, "routes").length > 0;
}
