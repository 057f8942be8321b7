import {
  DescribeEventBusCommand,
  type DescribeEventBusCommandOutput,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  type Rule,
} from "@aws-sdk/client-eventbridge";
import { mapFact, unknown } from "../../model/index.ts";
import { arnOf, eventRuleArn } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { pick, policyText, tagsOf } from "./shapes.ts";

const GONE = ["ResourceNotFoundException"];

/** Event buses, and the rules on each with their targets. */
export const events = defineCollector({
  service: "events",
  scope: "region",
  kinds: ["EventBus", "EventRule"],
  calls: {
    ListEventBuses: "events:ListEventBuses",
    DescribeEventBus: "events:DescribeEventBus",
    ListRules: "events:ListRules",
    ListTargetsByRule: "events:ListTargetsByRule",
    ListTagsForResource: "events:ListTagsForResource",
  },
  origins: {
    EventBus: { "": "events:ListEventBuses", KmsKeyIdentifier: "events:DescribeEventBus", Tags: "events:ListTagsForResource" },
    EventRule: { "": "events:ListRules", Targets: "events:ListTargetsByRule" },
  },
  async collect(aws) {
    const client = aws.client(EventBridgeClient);
    const { items: buses, because } = await aws.pages(client, ListEventBusesCommand, { Limit: 100 }, { items: (page) => page.EventBuses });
    // Rules are listed bus by bus: a bus that was not listed hides its rules too.
    if (because) aws.gap(["EventBus", "EventRule"], because);
    await aws.each(buses, async (bus) => {
      const name = bus.Name ?? "";
      const arn = bus.Arn ?? arnOf(aws, "events", `event-bus/${name}`);
      const [details, tags] = await Promise.all([
        aws.read(client, new DescribeEventBusCommand({ Name: name }), { absent: GONE }),
        aws.read(client, new ListTagsForResourceCommand({ ResourceARN: arn }), { absent: GONE }),
        collectRules(aws, client, name),
      ]);
      aws.add(
        "EventBus",
        { id: arn, name },
        {
          Arn: arn,
          Name: name,
          Policy: policyText(bus.Policy),
          KmsKeyIdentifier: pick<DescribeEventBusCommandOutput, string | undefined>(details, undefined, (known) => known.KmsKeyIdentifier),
          Tags: tagsOf(tags, (known) => known.Tags),
        },
      );
    });
  },
});

async function collectRules(aws: Aws, client: EventBridgeClient, bus: string): Promise<void> {
  const rules = await aws.list(
    ["EventRule"],
    client,
    ListRulesCommand,
    { EventBusName: bus, Limit: 100 },
    { items: (page) => page.Rules, absent: GONE },
  );
  // Rules that a service keeps for itself can neither be changed nor removed by the account.
  await aws.each(
    rules.filter((rule) => rule.ManagedBy === undefined),
    (rule) => collectRule(aws, client, bus, rule),
  );
}

async function collectRule(aws: Aws, client: EventBridgeClient, bus: string, rule: Rule): Promise<void> {
  const name = rule.Name ?? "";
  const targets = await aws.listFact(
    client,
    ListTargetsByRuleCommand,
    { Rule: name, EventBusName: bus, Limit: 100 },
    { items: (page) => page.Targets, absent: GONE },
  );
  const arn = rule.Arn ?? eventRuleArn(aws, bus, name);
  const state = rule.State;
  aws.add(
    "EventRule",
    { id: arn, name },
    {
      Arn: arn,
      Name: name,
      EventBusName: rule.EventBusName ?? bus,
      State:
        state === "ENABLED" || state === "DISABLED" || state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
          ? state
          : unknown("unsupported", { action: "events:ListRules", what: "State" }),
      ScheduleExpression: rule.ScheduleExpression || undefined,
      EventPattern: rule.EventPattern || undefined,
      Targets: mapFact(targets, (list) =>
        list.map((target) => ({ Arn: target.Arn ?? "", RoleArn: target.RoleArn, DeadLetterArn: target.DeadLetterConfig?.Arn })),
      ),
      // One more call for each of often thousands of rules, and nothing is judged by it.
      Tags: unknown("not-collected", { action: "events:ListTagsForResource" }),
    },
  );
}
