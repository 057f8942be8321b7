import { LineCounter, parseAllDocuments } from "yaml";
import type { Place, Problem } from "../../model/index.ts";
import {
  type Comparison,
  type CorrelationRule,
  type CorrelationType,
  comparisons,
  correlationTypes,
  type DetectionRule,
  type FilterRule,
  type Header,
  type Level,
  type LogSource,
  levels,
  type Rule,
  type Threshold,
} from "./rule.ts";

type Json = Readonly<Record<string, unknown>>;

/** What is wrong with a document, in the terms of its own keys. */
class Fault extends Error {
  readonly field: string;
  readonly reason: string;

  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.field = field;
    this.reason = reason;
  }
}

export interface Parsed {
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
}

/** The keys the Sigma specification gives a document; anything else is carried along unread. */
const STANDARD = new Set(
  "title id related name taxonomy status description license author references date modified logsource detection correlation filter fields falsepositives level tags scope".split(
    " ",
  ),
);
/** A rule of a megabyte is no rule. */
const MAX_TEXT = 1_000_000;

/** Reads the rules of a Sigma file. A document that is wrong is told and left out; the others of the file stay. */
export function parseRules(text: string, file: string): Parsed {
  const rules: Rule[] = [];
  const problems: Problem[] = [];
  const problem = (reason: string, field: string, place: Place) =>
    problems.push({ code: "E_RULE_INVALID", detail: { reason, field, file }, place });
  if (text.length > MAX_TEXT) {
    problem("too-long", "", { file, line: 1 });
    return { rules, problems };
  }
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  for (const document of parseAllDocuments(text, { lineCounter: lines, merge: false })) {
    if (!("contents" in document)) continue;
    const [error] = document.errors;
    if (error) {
      problems.push({ code: "E_RULE_SYNTAX", detail: { reason: error.code, file }, place: at(error.pos[0]) });
      continue;
    }
    if (document.contents === null) continue;
    const start = (document.contents as { range?: readonly number[] }).range?.[0] ?? 0;
    try {
      // Aliases that multiply are refused by the library.
      rules.push(ruleOf(document.toJS({ maxAliasCount: 100 }), at(start)));
    } catch (thrown) {
      if (thrown instanceof Fault) {
        const node = document.getIn(thrown.field.split("."), true) as { range?: readonly number[] } | undefined;
        problem(thrown.reason, thrown.field, at(node?.range?.[0] ?? start));
      } else if (thrown instanceof ReferenceError) problem("alias", "", at(start));
      else throw thrown;
    }
  }
  return { rules, problems };
}

function ruleOf(raw: unknown, place: Place): Rule {
  const json = mapping(raw, "");
  const header = headerOf(json, place);
  if (json["correlation"] !== undefined)
    return { ...header, kind: "correlation", ...correlationOf(mapping(json["correlation"], "correlation")) };
  if (json["filter"] !== undefined) return filterOf(json, header);
  const detection = mapping(json["detection"], "detection");
  const conditions = texts(detection["condition"], "detection.condition");
  if (conditions.length === 0) throw new Fault("detection.condition", "missing");
  return {
    ...header,
    kind: "detection",
    logsource: logSourceOf(json["logsource"]),
    searches: searchesOf(detection),
    conditions,
  } satisfies DetectionRule;
}

function headerOf(json: Json, place: Place): Header {
  const title = text(json["title"], "title");
  if (title === undefined) throw new Fault("title", "missing");
  const level = (text(json["level"], "level") ?? "medium").toLowerCase();
  if (!(levels as readonly string[]).includes(level)) throw new Fault("level", "value");
  const optional = (key: "name" | "description" | "author" | "license") => {
    const value = text(json[key], key);
    return value === undefined ? {} : { [key]: value };
  };
  return {
    id: text(json["id"], "id") ?? text(json["name"], "name") ?? title,
    title,
    status: text(json["status"], "status") ?? "experimental",
    level: level as Level,
    tags: texts(json["tags"], "tags"),
    references: texts(json["references"], "references"),
    falsePositives: texts(json["falsepositives"], "falsepositives"),
    place,
    custom: Object.fromEntries(Object.entries(json).filter(([key]) => !STANDARD.has(key))),
    ...optional("name"),
    ...optional("description"),
    ...optional("author"),
    ...optional("license"),
  };
}

function filterOf(json: Json, header: Header): FilterRule {
  const filter = mapping(json["filter"], "filter");
  const condition = text(filter["condition"], "filter.condition");
  if (condition === undefined) throw new Fault("filter.condition", "missing");
  const { rules: _, ...searches } = searchesOf(filter);
  const rules = filter["rules"] === "any" ? [] : texts(filter["rules"], "filter.rules");
  return { ...header, kind: "filter", logsource: logSourceOf(json["logsource"]), rules, searches, condition };
}

function searchesOf(detection: Json): Readonly<Record<string, unknown>> {
  const { condition: _, timeframe: __, ...searches } = detection;
  if (Object.keys(searches).length === 0) throw new Fault("detection", "no-search");
  return searches;
}

function logSourceOf(value: unknown): LogSource {
  const json = mapping(value, "logsource");
  const out: Record<string, string> = {};
  for (const key of ["product", "category", "service"] as const) {
    const found = text(json[key], `logsource.${key}`);
    if (found !== undefined) out[key] = found.toLowerCase();
  }
  return out;
}

function correlationOf(json: Json): Omit<CorrelationRule, keyof Header | "kind"> {
  const type = text(json["type"], "correlation.type") as CorrelationType;
  if (!correlationTypes.includes(type)) throw new Fault("correlation.type", "value");
  const rules = texts(json["rules"], "correlation.rules");
  if (rules.length === 0) throw new Fault("correlation.rules", "missing");
  const aliases: Record<string, Record<string, string>> = {};
  for (const [alias, fields] of Object.entries(json["aliases"] === undefined ? {} : mapping(json["aliases"], "correlation.aliases"))) {
    aliases[alias] = Object.fromEntries(
      Object.entries(mapping(fields, `correlation.aliases.${alias}`)).map(([rule, field]) => [rule, String(field)]),
    );
  }
  const condition = json["condition"] === undefined ? {} : mapping(json["condition"], "correlation.condition");
  const thresholds = thresholdsOf(condition);
  const field = text(condition["field"], "correlation.condition.field");
  const temporal = type === "temporal" || type === "temporal_ordered";
  if (!temporal && thresholds.length === 0) throw new Fault("correlation.condition", "missing");
  if (!temporal && type !== "event_count" && field === undefined) throw new Fault("correlation.condition.field", "missing");
  const percentile = condition["percentile"];
  if (type === "value_percentile" && !(typeof percentile === "number" && percentile >= 0 && percentile <= 100))
    throw new Fault("correlation.condition.percentile", "value");
  return {
    type,
    rules,
    groupBy: texts(json["group-by"], "correlation.group-by"),
    aliases,
    timespan: timespanOf(json["timespan"]),
    thresholds,
    generate: json["generate"] === true,
    ...(field === undefined ? {} : { field }),
    ...(typeof percentile === "number" ? { percentile } : {}),
  };
}

function thresholdsOf(condition: Json): readonly Threshold[] {
  return Object.entries(condition).flatMap(([comparison, value]) => {
    if (!(comparisons as readonly string[]).includes(comparison)) {
      if (comparison === "field" || comparison === "percentile") return [];
      throw new Fault(`correlation.condition.${comparison}`, "unknown-key");
    }
    if (typeof value !== "number") throw new Fault(`correlation.condition.${comparison}`, "value");
    return [{ comparison: comparison as Comparison, value }];
  });
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  M: 30 * 86_400_000,
  y: 365 * 86_400_000,
};

function timespanOf(value: unknown): number {
  const [, count, unit] = /^(\d{1,6})([smhdwMy])$/.exec(String(value)) ?? [];
  if (count === undefined || unit === undefined) throw new Fault("correlation.timespan", value === undefined ? "missing" : "value");
  return Number(count) * (UNITS[unit] as number);
}

function mapping(value: unknown, field: string): Json {
  if (value === undefined || value === null) throw new Fault(field, "missing");
  if (typeof value !== "object" || Array.isArray(value)) throw new Fault(field, "not-a-mapping");
  return value as Json;
}

function text(value: unknown, field: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object") throw new Fault(field, "not-a-text");
  return String(value);
}

function texts(value: unknown, field: string): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item, i) => text(item, `${field}.${i}`) ?? "");
}
