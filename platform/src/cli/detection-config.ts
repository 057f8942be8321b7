import { readFileSync } from "node:fs";
import { isMap, isNode, isSeq, LineCounter, parseDocument } from "yaml";
import type { Mode } from "../detect/detector.ts";
import type { LogEvent, Problem } from "../model/index.ts";
import type { Config } from "./config.ts";

/** What `detection:` of the configuration file says. */
export interface DetectionSettings {
  readonly mode: (rule: string, account: string) => Mode;
  readonly excepted: (rule: string, event: LogEvent) => boolean;
  /** Values for `%name%` in rules. */
  readonly placeholders: Readonly<Record<string, readonly string[]>>;
  readonly problems: readonly Problem[];
}

interface RuleMode {
  readonly rule: string;
  readonly mode: Mode;
  readonly accounts: readonly string[] | undefined;
}

interface Accepted {
  readonly rule: string;
  readonly principal?: string;
  readonly session?: string;
  readonly ip?: string;
  readonly account?: string;
  readonly resource?: string;
  /** The first millisecond after it. */
  readonly end: number;
}

const MODES: readonly string[] = ["live", "dry-run", "off"];
const NARROWING = ["principal", "session", "ip", "account", "resource"] as const;
const FIELDS = new Set<string>(["rule", "reason", "owner", "until", ...NARROWING]);

/**
 * ```yaml
 * detection:
 *   rules:
 *     - { rule: <id or *>, mode: dry-run, accounts: ["111122223333"] }
 *   exceptions:
 *     - { rule: <id>, principal: "arn:…:role/deploy*", reason: …, owner: …, until: 2027-01-31 }
 *   placeholders: { admins: [...] }
 * ```
 * Anything wrong is a problem, and the entry counts for nothing: a half-read exception must not silence a rule. An exception that has
 * run out is told.
 */
export function detectionSettings(config: Config, now: Date): DetectionSettings {
  const problems: Problem[] = [];
  const rules: RuleMode[] = [];
  const accepted: Accepted[] = [];
  let placeholders: Record<string, readonly string[]> = {};
  if (config.file !== undefined) {
    const file = config.file;
    const counter = new LineCounter();
    const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: counter });
    const problem = (code: string, node: unknown, detail: Problem["detail"]) => {
      const { line, col } = counter.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0);
      problems.push({ code, detail, place: { file, line, column: col } });
    };
    for (const row of rowsOf(document.getIn(["detection", "rules"], true))) {
      const { rule, mode, accounts } = (isMap(row) ? row.toJSON() : {}) as Record<string, unknown>;
      if (typeof rule === "string" && MODES.includes(String(mode)) && (accounts === undefined || Array.isArray(accounts)))
        rules.push({ rule, mode: mode as Mode, accounts: accounts as readonly string[] | undefined });
      else problem("E_CONFIG_VALUE", row, { field: "detection.rules" });
    }
    for (const row of rowsOf(document.getIn(["detection", "exceptions"], true))) {
      const values = (isMap(row) ? row.toJSON() : {}) as Record<string, unknown>;
      const strange = Object.keys(values).find((field) => !FIELDS.has(field) || typeof values[field] !== "string");
      const missing = ["rule", "reason", "owner", "until"].find((field) => values[field] === undefined);
      const end = Date.parse(`${String(values["until"])}T00:00:00Z`) + 86_400_000;
      if (strange !== undefined) problem("E_CONFIG_FIELD", row, { field: `detection.exceptions.${strange}` });
      else if (missing !== undefined) problem("E_CONFIG_VALUE", row, { field: `detection.exceptions.${missing}` });
      else if (Number.isNaN(end)) problem("E_CONFIG_VALUE", row, { field: "detection.exceptions.until" });
      else if (end <= now.getTime()) problem("E_EXCEPTION_EXPIRED", row, { rule: String(values["rule"]), until: String(values["until"]) });
      else accepted.push({ ...(values as unknown as Accepted), end });
    }
    const given = document.getIn(["detection", "placeholders"], true);
    if (isMap(given)) placeholders = given.toJSON() as Record<string, readonly string[]>;
  }
  return {
    problems,
    placeholders,
    mode: (rule, account) => {
      const fits = rules.filter((r) => (r.rule === rule || r.rule === "*") && (r.accounts === undefined || r.accounts.includes(account)));
      // The narrowest word counts: of this rule before of all rules, then the last.
      return (fits.findLast((r) => r.rule === rule) ?? fits.at(-1))?.mode ?? "live";
    },
    excepted: (rule, event) => accepted.some((e) => e.rule === rule && NARROWING.every((key) => fits(e[key], event, key))),
  };
}

function rowsOf(node: unknown): readonly unknown[] {
  return isSeq(node) ? node.items : [];
}

function fits(pattern: string | undefined, event: LogEvent, key: (typeof NARROWING)[number]): boolean {
  if (pattern === undefined) return true;
  const test = new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join("[^]*")}$`,
  );
  return key === "resource" ? event.resources.some((resource) => test.test(resource)) : test.test(event[key]);
}
