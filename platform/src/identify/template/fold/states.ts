import { type Fact, isUnknown, unknown } from "../../../model/index.ts";
import type { Fold } from "../declared.ts";
import { noun } from "./make.ts";
import { choice, eachOf, entries, flag, get, json, list, must, or, tags, text } from "./read.ts";

/** Amazon States Language text with its substitutions filled in. */
function definitionOf(p: unknown): Fact<string> {
  const written = get(p, "DefinitionString") ?? get(p, "Definition");
  if (written === undefined) {
    const inS3 = get(p, "DefinitionS3Location") !== undefined || get(p, "DefinitionUri") !== undefined;
    return unknown(inS3 ? "elsewhere" : "malformed", { what: "Definition" });
  }
  const definition = json({ Definition: written }, "Definition") ?? "";
  if (isUnknown(definition)) return definition;
  const substitutions = get(p, "DefinitionSubstitutions");
  if (isUnknown(substitutions)) return definition.includes("${") ? substitutions : definition;
  let filled = definition;
  for (const [name, value] of entries(substitutions)) {
    const token = `\${${name}}`;
    if (!filled.includes(token)) continue;
    const content = text(value);
    if (isUnknown(content)) return content;
    filled = filled.replaceAll(token, () => content ?? "");
  }
  return filled;
}

const stateMachine: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "StateMachine",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        StateMachineType: or(choice(["STANDARD", "EXPRESS"], p, "StateMachineType"), "STANDARD"),
        RoleArn: must(p, "RoleArn"),
        LoggingLevel: or(choice(["ALL", "ERROR", "FATAL", "OFF"], p, "LoggingConfiguration", "Level"), "OFF"),
        IncludeExecutionData: or(flag(p, "LoggingConfiguration", "IncludeExecutionData"), false),
        LogGroups: eachOf(list(p, "LoggingConfiguration", "Destinations"), (item) => must(item, "CloudWatchLogsLogGroup", "LogGroupArn")),
        TracingEnabled: or(flag(p, "TracingConfiguration", "Enabled"), false),
        KmsKeyId: text(p, "EncryptionConfiguration", "KmsKeyId"),
        Definition: definitionOf(p),
        Tags: tags(p["Tags"]),
      },
      {
        places: {
          LoggingLevel: ["LoggingConfiguration", "Level"],
          IncludeExecutionData: ["LoggingConfiguration", "IncludeExecutionData"],
          LogGroups: ["LoggingConfiguration", "Destinations"],
          TracingEnabled: ["TracingConfiguration", "Enabled"],
          KmsKeyId: ["EncryptionConfiguration", "KmsKeyId"],
          Definition: [p["DefinitionString"] === undefined ? "Definition" : "DefinitionString"],
        },
      },
    ),
  ];
};

export const statesFolds: Readonly<Record<string, Fold>> = {
  "AWS::StepFunctions::StateMachine": stateMachine,
  "AWS::StepFunctions::StateMachineVersion": () => [],
  "AWS::StepFunctions::StateMachineAlias": () => [],
};
