import { type Fact, isUnknown, type Policy, unknown } from "../../../model/index.ts";
import { arnOf, eventRuleArn, lastPart, scheduleArn } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, attachedTo, declaredBy } from "./attach.ts";
import { joinPolicies, noun, ownPolicy, policyAt, whereOf } from "./make.ts";
import { choice, eachOf, get, json, list, must, or, tags, text } from "./read.ts";

/** The policy that EventBusPolicy resources put together, statement by statement. */
function busPolicyOf(found: readonly Declared[], own: Fact<Policy | undefined>, arn: string, stack: Stack): Fact<Policy | undefined> {
  const policies = found.map((d) => {
    const p = d.properties;
    const statement = get(p, "Statement");
    if (statement !== undefined) {
      const parsed = policyAt({ Version: "2012-10-17", Statement: statement }, d.origin, []);
      return parsed;
    }
    const principal = must(p, "Principal");
    const key = get(p, "Condition", "Key");
    const type = or(text(p, "Condition", "Type"), "StringEquals");
    const condition = get(p, "Condition");
    return policyAt(
      {
        Version: "2012-10-17",
        Statement: {
          Sid: get(p, "StatementId"),
          Effect: "Allow",
          Principal: isUnknown(principal) || principal === "*" ? principal : { AWS: `arn:${stack.partition}:iam::${principal}:root` },
          Action: get(p, "Action"),
          Resource: arn,
          ...(condition === undefined
            ? {}
            : {
                Condition:
                  typeof key === "string" && typeof type === "string"
                    ? { [type]: { [key]: get(p, "Condition", "Value") } }
                    : isUnknown(condition)
                      ? condition
                      : unknown("malformed", { what: "Condition" }),
              }),
        },
      },
      d.origin,
      [],
    );
  });
  return own === undefined ? joinPolicies(policies) : joinPolicies([own, ...policies]);
}

function busNameOf(reference: string): string {
  return lastPart(reference);
}

export const eventBus: Fold = (d, stack) => {
  const p = d.properties;
  const arn = d.arn ?? d.name;
  const { found, undecided } = attached(stack, "AWS::Events::EventBusPolicy", "EventBusName", d, busNameOf);
  return [
    noun("EventBus", d, stack, {
      Arn: arn,
      Name: d.name,
      Policy: undecided ?? busPolicyOf(found, ownPolicy(d, "Policy"), arn, stack),
      KmsKeyIdentifier: text(p, "KmsKeyIdentifier"),
      Tags: tags(p["Tags"]),
    }),
  ];
};

/** The default bus is nobody's declaration; a policy on it makes it part of the template. */
export const eventBusPolicy: Fold = (d, stack) => {
  const ofDefault = stack.of("AWS::Events::EventBusPolicy").filter((other) => {
    const bus = text(other.properties, "EventBusName");
    return bus === undefined || (!isUnknown(bus) && busNameOf(bus) === "default");
  });
  if (ofDefault[0] !== d) return [];
  const arn = arnOf(whereOf(stack), "events", "event-bus/default");
  return [
    noun(
      "EventBus",
      d,
      stack,
      {
        Arn: arn,
        Name: "default",
        Policy:
          attachedTo(stack, "AWS::Events::EventBusPolicy", "EventBusName", []).undecided ?? busPolicyOf(ofDefault, undefined, arn, stack),
        KmsKeyIdentifier: unknown("elsewhere", { what: "KmsKeyIdentifier" }),
        Tags: unknown("elsewhere", { what: "Tags" }),
      },
      { id: arn, name: "default", aliases: ["default", arn] },
    ),
  ];
};

export const eventRule: Fold = (d, stack) => {
  const p = d.properties;
  const written = or(text(p, "EventBusName"), "default");
  const bus = isUnknown(written) ? written : (declaredBy(stack, "AWS::Events::EventBus", written)?.name ?? busNameOf(written));
  const arn = d.arn ?? eventRuleArn(whereOf(stack), isUnknown(bus) ? "default" : bus, d.name);
  return [
    noun(
      "EventRule",
      d,
      stack,
      {
        Arn: arn,
        Name: d.name,
        EventBusName: bus,
        State: or(choice(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], p, "State"), "ENABLED"),
        ScheduleExpression: text(p, "ScheduleExpression"),
        EventPattern: json(p, "EventPattern"),
        Targets: eachOf(list(p, "Targets"), (target) => ({
          Arn: must(target, "Arn"),
          RoleArn: text(target, "RoleArn"),
          DeadLetterArn: text(target, "DeadLetterConfig", "Arn"),
        })),
        Tags: tags(p["Tags"]),
      },
      { id: arn },
    ),
  ];
};

export const pipe: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "Pipe",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        RoleArn: must(p, "RoleArn"),
        Source: must(p, "Source"),
        Target: must(p, "Target"),
        Enrichment: text(p, "Enrichment"),
        DesiredState: or(text(p, "DesiredState"), "RUNNING"),
        LogLevel: p["LogConfiguration"] === undefined ? undefined : or(text(p, "LogConfiguration", "Level"), "ERROR"),
        KmsKeyIdentifier: text(p, "KmsKeyIdentifier"),
        Tags: tags(p["Tags"]),
      },
      { places: { LogLevel: ["LogConfiguration", "Level"] } },
    ),
  ];
};

export const schedule: Fold = (d, stack) => {
  const p = d.properties;
  const group = or(text(p, "GroupName"), "default");
  const arn = d.arn ?? scheduleArn(whereOf(stack), isUnknown(group) ? "default" : group, d.name);
  return [
    noun(
      "Schedule",
      d,
      stack,
      {
        Arn: arn,
        Name: d.name,
        GroupName: group,
        State: or(text(p, "State"), "ENABLED"),
        ScheduleExpression: must(p, "ScheduleExpression"),
        TargetArn: must(p, "Target", "Arn"),
        RoleArn: must(p, "Target", "RoleArn"),
        DeadLetterArn: text(p, "Target", "DeadLetterConfig", "Arn"),
        KmsKeyArn: text(p, "KmsKeyArn"),
        Tags: undefined,
      },
      { id: arn, places: { TargetArn: ["Target", "Arn"], RoleArn: ["Target", "RoleArn"], DeadLetterArn: ["Target", "DeadLetterConfig"] } },
    ),
  ];
};
