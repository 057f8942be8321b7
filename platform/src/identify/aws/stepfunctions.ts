import {
  DescribeStateMachineCommand,
  type DescribeStateMachineCommandOutput,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { type Fact, isUnknown, mapFact } from "../../model/index.ts";
import { defineCollector } from "./collector.ts";
import { strings, tagsOf } from "./shapes.ts";

const GONE = { absent: ["StateMachineDoesNotExist", "ResourceNotFound"] };

/** State machines with their definitions. */
export const stepfunctions = defineCollector({
  service: "stepfunctions",
  scope: "region",
  kinds: ["StateMachine"],
  calls: {
    ListStateMachines: "states:ListStateMachines",
    DescribeStateMachine: "states:DescribeStateMachine",
    ListTagsForResource: "states:ListTagsForResource",
  },
  origins: {
    StateMachine: { "": "states:DescribeStateMachine", StateMachineType: "states:ListStateMachines", Tags: "states:ListTagsForResource" },
  },
  async collect(aws) {
    const client = aws.client(SFNClient);
    const machines = await aws.list(
      ["StateMachine"],
      client,
      ListStateMachinesCommand,
      { maxResults: 1000 },
      { items: (page) => page.stateMachines, token: ["nextToken", "nextToken"] },
    );
    await aws.each(machines, async (machine) => {
      const arn = machine.stateMachineArn ?? "";
      const [answer, tags] = await Promise.all([
        aws.read(client, new DescribeStateMachineCommand({ stateMachineArn: arn }), GONE),
        aws.read(client, new ListTagsForResourceCommand({ resourceArn: arn }), GONE),
      ]);
      if (answer === undefined) return; // deleted since it was listed
      if (!isUnknown(answer) && answer.status === "DELETING") return;
      // Without the key only the definition is out of reach: the rest is asked for once more.
      const rest =
        isUnknown(answer) && /kms/i.test(answer.what ?? "")
          ? await aws.read(client, new DescribeStateMachineCommand({ stateMachineArn: arn, includedData: "METADATA_ONLY" }), GONE)
          : answer;
      if (rest === undefined) return;
      const of = <T>(f: (known: DescribeStateMachineCommandOutput) => T): Fact<T> =>
        mapFact(rest, (known) => f(known as DescribeStateMachineCommandOutput));
      aws.add(
        "StateMachine",
        { id: arn, name: machine.name ?? arn },
        {
          Arn: arn,
          StateMachineType: machine.type === "EXPRESS" ? "EXPRESS" : "STANDARD",
          RoleArn: of((m) => m.roleArn ?? ""),
          LoggingLevel: of((m) => m.loggingConfiguration?.level ?? "OFF"),
          IncludeExecutionData: of((m) => m.loggingConfiguration?.includeExecutionData ?? false),
          LogGroups: of((m) => strings(m.loggingConfiguration?.destinations?.map((d) => d.cloudWatchLogsLogGroup?.logGroupArn))),
          TracingEnabled: of((m) => m.tracingConfiguration?.enabled ?? false),
          KmsKeyId: of((m) => m.encryptionConfiguration?.kmsKeyId),
          Definition: mapFact(answer, (m) => m.definition ?? ""),
          Tags: tagsOf(tags, (known) => known.tags),
        },
      );
    });
  },
});
