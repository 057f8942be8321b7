import { isUnknown } from "../../../model/index.ts";
import { isObject, type Json, type JsonObject } from "../intrinsics/index.ts";
import { blocksOf, value } from "./rules.ts";

/** One or many, as IAM writes them. */
function oneOrMany(found: Json): Json {
  return Array.isArray(found) && found.length === 1 ? (found[0] as Json) : found;
}

function isWritten(found: Json): boolean {
  return found !== undefined && !(Array.isArray(found) && found.length === 0);
}

function principals(row: Json, name: string): Json {
  const blocks = blocksOf(row, name);
  if (blocks.length === 0) return undefined;
  const out: Record<string, Json> = {};
  for (const block of blocks) {
    if (isUnknown(block)) return block;
    const type = value(block, "type");
    const identifiers = value(block, "identifiers");
    if (isUnknown(type)) return type;
    if (type === "*") return "*";
    const before = out[String(type)];
    out[String(type)] =
      before === undefined || isUnknown(before) || isUnknown(identifiers)
        ? isUnknown(before)
          ? before
          : identifiers
        : [before, identifiers].flat();
  }
  return Object.fromEntries(Object.entries(out).map(([key, item]) => [key, oneOrMany(item)]));
}

function conditions(row: Json): Json {
  const blocks = blocksOf(row, "condition");
  if (blocks.length === 0) return undefined;
  const out: Record<string, Record<string, Json>> = {};
  for (const block of blocks) {
    if (isUnknown(block)) return block;
    const test = value(block, "test");
    const variable = value(block, "variable");
    if (isUnknown(test)) return test;
    if (isUnknown(variable)) return variable;
    const values = value(block, "values");
    const of = (out[String(test)] ??= {});
    const before = of[String(variable)];
    of[String(variable)] =
      before === undefined || isUnknown(before) || isUnknown(values) ? oneOrMany(before ?? values) : [before, values].flat();
  }
  return out;
}

function statementOf(row: Json): Json {
  if (isUnknown(row)) return row;
  const out: Record<string, Json> = {};
  const put = (key: string, found: Json) => {
    if (isWritten(found)) out[key] = oneOrMany(found);
  };
  put("Sid", value(row, "sid"));
  out["Effect"] = value(row, "effect") ?? "Allow";
  put("Action", value(row, "actions"));
  put("NotAction", value(row, "not_actions"));
  put("Resource", value(row, "resources"));
  put("NotResource", value(row, "not_resources"));
  put("Principal", principals(row, "principals"));
  put("NotPrincipal", principals(row, "not_principals"));
  put("Condition", conditions(row));
  return out;
}

function statementsOf(document: Json): Json {
  if (isUnknown(document)) return document;
  let parsed = document;
  if (typeof document === "string") {
    try {
      parsed = JSON.parse(document) as Json;
    } catch {
      return undefined;
    }
  }
  return isObject(parsed) ? parsed["Statement"] : undefined;
}

/** The document that a `aws_iam_policy_document` data source makes; undefined when nothing is known of it. */
export function policyDocument(attributes: JsonObject): Json {
  const own = value(attributes, "statement");
  if (isUnknown(own)) return own;
  const statements: Json[] = blocksOf(attributes, "statement").map(statementOf);
  for (const name of ["source_policy_documents", "override_policy_documents", "source_json", "override_json"]) {
    for (const other of blocksOf(attributes, name)) {
      const more = statementsOf(other);
      if (isUnknown(more)) return more;
      if (more === undefined) continue;
      for (const statement of Array.isArray(more) ? (more as Json[]) : [more]) {
        // An override takes the place of the statement with the same Sid.
        const sid = isObject(statement) ? statement["Sid"] : undefined;
        const at =
          typeof sid === "string" && name.startsWith("override") ? statements.findIndex((s) => isObject(s) && s["Sid"] === sid) : -1;
        if (at < 0) statements.push(statement);
        else statements[at] = statement;
      }
    }
  }
  return statements.length === 0 ? undefined : { Version: value(attributes, "version") ?? "2012-10-17", Statement: statements };
}
