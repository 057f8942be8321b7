import { isUnknown, type Place } from "../../../model/index.ts";
import type { Adder } from "./event-parts.ts";
import { arn, compact, type Expansion, type Fn, items, type Shape, shape } from "./expansion.ts";
import { alphanumeric, normalized } from "./names.ts";

function rule(
  out: Expansion,
  fn: Fn,
  id: string,
  permission: string,
  properties: Shape,
  place: Place | undefined,
  target: Shape = {},
): void {
  out.add(id, "AWS::Events::Rule", compact({ ...properties, Targets: [{ Arn: arn(fn.id), Id: `${fn.key}Target`, ...target }] }), place);
  out.permit(fn, permission, "events.amazonaws.com", place, { SourceArn: arn(id) });
}

export const schedule: Adder = (out, fn, event, place, index) => {
  const config = shape(event);
  const rates = items(typeof event === "string" || isUnknown(event) ? event : config["rate"]);
  const enabled = config["enabled"];
  const state = enabled === false ? "DISABLED" : isUnknown(enabled) ? enabled : "ENABLED";
  for (const [i, rate] of rates.entries()) {
    const n = index + i;
    if (config["method"] === "scheduler") {
      const role = config["roleArn"] ?? arn("IamRoleLambdaExecution");
      out.add(
        `${normalized(fn.key)}EventsRuleSchedule${n}`,
        "AWS::Scheduler::Schedule",
        compact({
          Name: config["name"],
          ScheduleExpression: rate,
          State: state,
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: { Arn: arn(fn.id), RoleArn: role },
        }),
        place,
      );
      continue;
    }
    rule(
      out,
      fn,
      `${normalized(fn.key)}EventsRuleSchedule${n}`,
      `${normalized(fn.key)}LambdaPermissionEventsRuleSchedule${n}`,
      compact({ Name: config["name"], ScheduleExpression: rate, State: state }),
      place,
    );
  }
};

export const eventBridge: Adder = (out, fn, event, place, index) => {
  const config = shape(event);
  const bus = config["eventBus"];
  const name =
    typeof bus === "string" && !bus.startsWith("arn:") && bus !== "default" && Object.hasOwn(shape(out.root["functions"]), bus) ? bus : bus;
  if (typeof name === "string" && name !== "default" && !name.startsWith("arn:") && !declares(out, name)) {
    out.add(`${alphanumeric(name)}EventBridgeEventBus`, "AWS::Events::EventBus", { Name: name }, place);
  }
  const enabled = config["enabled"];
  rule(
    out,
    fn,
    `${normalized(fn.key)}${index}EventBridgeRule`,
    `${normalized(fn.key)}EventBridgeLambdaPermission${index}`,
    compact({
      Name: config["name"],
      EventBusName: name === "default" ? undefined : name,
      EventPattern: config["pattern"],
      ScheduleExpression: config["schedule"],
      State: enabled === false ? "DISABLED" : isUnknown(enabled) ? enabled : "ENABLED",
    }),
    place,
    config["deadLetterQueueArn"] === undefined ? {} : { DeadLetterConfig: { Arn: config["deadLetterQueueArn"] } },
  );
};

/** True when the service's own resources have a bus of that name. */
function declares(out: Expansion, name: string): boolean {
  return items(out.root["resources"]).some((block) =>
    Object.values(shape(shape(block)["Resources"])).some(
      (resource) => shape(resource)["Type"] === "AWS::Events::EventBus" && shape(shape(resource)["Properties"])["Name"] === name,
    ),
  );
}

export const cloudwatchEvent: Adder = (out, fn, event, place, index) => {
  const config = shape(event);
  rule(
    out,
    fn,
    `${normalized(fn.key)}EventsRuleCloudWatchEvent${index}`,
    `${normalized(fn.key)}LambdaPermissionEventsRuleCloudWatchEvent${index}`,
    compact({ Name: config["name"], EventPattern: config["event"], State: config["enabled"] === false ? "DISABLED" : "ENABLED" }),
    place,
  );
};
