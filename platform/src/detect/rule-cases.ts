import type { LogEvent } from "../model/index.ts";
import { derivedFields } from "./derived.ts";
import { Detector } from "./detector.ts";
import type { Rule } from "./sigma/rule.ts";
import { RuleSet } from "./sigma/ruleset.ts";
import { readLog } from "./sources/read.ts";

type Json = Readonly<Record<string, unknown>>;

/** One case of a rule: what it was given, and whether it spoke as it should. */
export interface CaseResult {
  readonly rule: string;
  readonly name: string;
  readonly expected: "match" | "miss";
  readonly ok: boolean;
  /** What could not be read as an event of the log. */
  readonly broken: number;
}

/** What every CloudTrail record has, unless the case says otherwise. */
const BASE: Json = {
  eventVersion: "1.11",
  eventTime: "2026-11-20T03:00:00Z",
  awsRegion: "ap-northeast-1",
  recipientAccountId: "111122223333",
  sourceIPAddress: "198.51.100.24",
  userAgent: "aws-cli/2.31.0",
  readOnly: false,
  managementEvent: true,
  eventType: "AwsApiCall",
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLEEXAMPLE:kei",
    arn: "arn:aws:sts::111122223333:assumed-role/developer/kei",
    accountId: "111122223333",
    accessKeyId: "ASIAEXAMPLEEXAMPLE",
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: "AROAEXAMPLEEXAMPLE",
        arn: "arn:aws:iam::111122223333:role/developer",
        userName: "developer",
      },
      attributes: { mfaAuthenticated: "false" },
    },
  },
};

/**
 * Runs the cases that stand in a rule under `cases`: `match` and `miss`, each a mapping of name → record, or → list of records for
 * a correlation. Records of CloudTrail need only what differs from an ordinary one; `after` moves the time (seconds).
 */
export function runCases(rule: Rule, all: readonly Rule[]): readonly CaseResult[] {
  const cases = rule.custom["cases"] as Readonly<Record<string, Readonly<Record<string, Json | readonly Json[]>>>> | undefined;
  if (!cases) return [];
  return (["match", "miss"] as const).flatMap((expected) =>
    Object.entries(cases[expected] ?? {}).map(([name, given]) => {
      const { events, broken } = eventsOf(Array.isArray(given) ? given : [given], rule);
      const detector = new Detector({ rules: new RuleSet(neededBy(rule, all), { derived: derivedFields }), own: new Set([rule.id]) });
      const spoke = events.flatMap((event) => detector.take(event)).some((signal) => signal.detector === rule.id);
      return { rule: rule.id, name, expected, ok: broken === 0 && spoke === (expected === "match"), broken };
    }),
  );
}

function neededBy(rule: Rule, all: readonly Rule[]): readonly Rule[] {
  if (rule.kind !== "correlation") return [rule];
  const inner = all.filter((other) => rule.rules.includes(other.id) || (other.name !== undefined && rule.rules.includes(other.name)));
  return [rule, ...inner.flatMap((other) => neededBy(other, all))];
}

function eventsOf(records: readonly Json[], rule: Rule): { readonly events: readonly LogEvent[]; readonly broken: number } {
  const whole = records.map((record, i) => {
    const { after, ...rest } = record;
    const isTrail = "eventName" in rest || (rule.kind === "detection" && rule.logsource.service === "cloudtrail");
    if (!isTrail) return rest;
    const merged = mergeDeep(BASE, rest);
    const time = Date.parse(String(merged["eventTime"])) + Number(after ?? i) * 1_000;
    return { ...merged, eventID: `case-${i}`, eventTime: new Date(time).toISOString() };
  });
  const text = whole.map((record) => (typeof record["line"] === "string" ? record["line"] : JSON.stringify(record))).join("\n");
  const { events, broken } = readLog(text, "case");
  return { events, broken: broken.length };
}

/** `null` takes a field away. */
function mergeDeep(base: Json, over: Json): Json {
  const out: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = out[key];
    if (value === null && before !== undefined) delete out[key];
    else if (isPlain(value) && isPlain(before) && key !== "requestParameters")
      out[key] = value["type"] === undefined ? mergeDeep(before, value) : value;
    else out[key] = value;
  }
  return out;
}

function isPlain(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
