import { isUnknown, type Policy, type Statement } from "../../../model/index.ts";
import type { References } from "./references.ts";

/** Statements as lines of a template in YAML. */
export function yamlStatements(policy: Policy, references: References, indent: string): readonly string[] {
  return policy.Statement.flatMap((statement) => yamlStatement(statement, references, indent));
}

export function yamlStatement(statement: Statement, references: References, indent: string, sid = statement.Sid): readonly string[] {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const lines: string[] = [];
  const put = (name: string, values: readonly string[]) => {
    if (values.length === 1) lines.push(`${name}: ${values[0]}`);
    else lines.push(`${name}:`, ...values.map((value) => `  - ${value}`));
  };
  const known = (list: Statement["Action"]) => (list ?? []).filter((one): one is string => !isUnknown(one));
  if (sid !== undefined) lines.push(`Sid: ${scalar(sid)}`);
  lines.push(`Effect: ${isUnknown(Effect) ? "Deny" : Effect}`);
  if (Action) put("Action", known(Action).map(scalar));
  if (NotAction) put("NotAction", known(NotAction).map(scalar));
  const arn = (text: string) => {
    const { kind, text: spelled } = references.spell(text);
    return kind === "plain"
      ? scalar(spelled)
      : kind === "att"
        ? `!GetAtt ${spelled}`
        : kind === "ref"
          ? `!Ref ${spelled}`
          : `!Sub ${scalar(spelled)}`;
  };
  if (Resource) put("Resource", known(Resource).map(arn));
  if (NotResource) put("NotResource", known(NotResource).map(arn));
  if (Condition !== undefined && !isUnknown(Condition)) {
    lines.push("Condition:");
    for (const [operator, keys] of Object.entries(Condition)) {
      lines.push(`  ${scalar(operator)}:`);
      // JSON is YAML: lists of values need no rules of their own.
      for (const [key, values] of Object.entries(keys))
        lines.push(`    ${scalar(key)}: ${JSON.stringify(values.length === 1 ? values[0] : values)}`);
    }
  }
  return lines.map((line, i) => `${indent}${i === 0 ? "- " : "  "}${line}`);
}

/** Quoted unless it cannot be anything but text. */
export function scalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
