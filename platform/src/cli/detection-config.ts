import { readFileSync } from "node:fs";
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Mode } from "../detect/detector.ts";
import { type TextTest, textTest } from "../detect/sigma/pattern.ts";
import { targetsOf } from "../detect/targets.ts";
import type { LogEvent, Problem } from "../model/index.ts";
import type { Config } from "./config.ts";

/** What `detection:` of the configuration file says. */
export interface DetectionSettings {
  readonly mode: (rule: string, account: string) => Mode;
  readonly excepted: (rule: string, event: LogEvent) => boolean;
  /** Values for `%name%` in rules. */
  readonly placeholders: Readonly<Record<string, readonly string[]>>;
  readonly problems: readonly Problem[];
  /** What names a rule that is not among these: a word that is misspelt silences nothing, and nobody would know. */
  readonly strangers: (known: ReadonlySet<string>) => readonly Problem[];
}

interface RuleMode {
  readonly rule: string;
  readonly mode: Mode;
  readonly accounts: readonly string[] | undefined;
}

type Narrowing = "principal" | "session" | "ip" | "account" | "resource";

interface Accepted {
  readonly rule: string;
  readonly tests: readonly (readonly [Narrowing, TextTest])[];
}

const MODES: readonly string[] = ["live", "dry-run", "off"];
/** One text, or a list of texts. */
const LISTS = new Set(["geo", "gateways", "threats", "trusted"]);
const SECTIONS = new Set(["rules", "exceptions", "placeholders", ...LISTS]);
const NARROWING: readonly Narrowing[] = ["principal", "session", "ip", "account", "resource"];
const REQUIRED = ["rule", "reason", "owner", "until"];
const FIELDS = new Set([...REQUIRED, ...NARROWING]);
const DAY = 86_400_000;

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
  const reader = new Reader(config.file);
  const rules: RuleMode[] = [];
  const accepted: Accepted[] = [];
  reader.sections();
  for (const [row, values] of reader.rows("rules")) {
    const { rule, mode, accounts } = values;
    // An account id without quotes is a number to YAML, and one that begins with 0 is another number.
    if (typeof rule !== "string" || !MODES.includes(String(mode)) || !(accounts === undefined || isTexts(accounts))) {
      reader.problem("E_CONFIG_VALUE", row, { field: "detection.rules" });
      continue;
    }
    rules.push({ rule, mode: mode as Mode, accounts });
    reader.named(rule, row);
  }
  for (const [row, values] of reader.rows("exceptions")) {
    const exception = exceptionOf(values, now);
    if ("code" in exception) reader.problem(exception.code, row, exception.detail);
    else {
      accepted.push(exception);
      reader.named(exception.rule, row);
    }
  }
  return {
    problems: reader.problems,
    placeholders: reader.placeholders(),
    strangers: (known) => reader.strangers(known),
    mode: (rule, account) => {
      const fits = rules.filter((r) => (r.rule === rule || r.rule === "*") && (r.accounts === undefined || r.accounts.includes(account)));
      // The narrowest word counts: of this rule before of all rules, then the last.
      return (fits.findLast((r) => r.rule === rule) ?? fits.at(-1))?.mode ?? "live";
    },
    excepted: (rule, event) => accepted.some((one) => one.rule === rule && one.tests.every(([key, test]) => holds(test, event, key))),
  };
}

function exceptionOf(values: Readonly<Record<string, unknown>>, now: Date): Accepted | Pick<Problem, "code" | "detail"> {
  const wrong = (code: string, field: string) => ({ code, detail: { field: `detection.exceptions.${field}` } });
  const strange = Object.keys(values).find((field) => !FIELDS.has(field));
  if (strange !== undefined) return wrong("E_CONFIG_FIELD", strange);
  const bad = [...FIELDS].find((field) => (values[field] === undefined ? REQUIRED.includes(field) : typeof values[field] !== "string"));
  if (bad !== undefined) return wrong("E_CONFIG_VALUE", bad);
  const { rule, until } = values as Readonly<Record<string, string>>;
  const end = Date.parse(`${until}T00:00:00Z`) + DAY;
  if (rule === undefined || until === undefined || Number.isNaN(end)) return wrong("E_CONFIG_VALUE", "until");
  if (end <= now.getTime()) return { code: "E_EXCEPTION_EXPIRED", detail: { rule, until } };
  return {
    rule,
    tests: NARROWING.flatMap((key) => (values[key] === undefined ? [] : [[key, textTest(values[key] as string, "whole", false)] as const])),
  };
}

function holds(test: TextTest, event: LogEvent, key: Narrowing): boolean {
  return key === "resource" ? targetsOf(event).some(test) : test(event[key]);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** The part of the file under `detection:`, with the lines of its entries. */
class Reader {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #counter = new LineCounter();
  readonly #root: unknown;
  readonly #names: { readonly rule: string; readonly node: unknown }[] = [];

  constructor(file: string | undefined) {
    this.#file = file ?? "";
    this.#root =
      file === undefined ? undefined : parseDocument(readFileSync(file, "utf8"), { lineCounter: this.#counter }).get("detection", true);
  }

  problem(code: string, node: unknown, detail: Problem["detail"]): void {
    this.problems.push(this.#problemAt(code, node, detail));
  }

  #problemAt(code: string, node: unknown, detail: Problem["detail"]): Problem {
    const { line, col } = this.#counter.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0);
    return { code, detail, place: { file: this.#file, line: Math.max(line, 1), column: Math.max(col, 1) } };
  }

  sections(): void {
    if (this.#root === undefined || (isScalar(this.#root) && this.#root.value === null)) return;
    if (!isMap(this.#root)) return this.problem("E_CONFIG_VALUE", this.#root, { field: "detection" });
    for (const { key, value } of this.#root.items) {
      const name = isScalar(key) ? String(key.value) : "";
      if (!SECTIONS.has(name)) this.problem("E_CONFIG_FIELD", key, { field: `detection.${name}` });
      // What is no list of texts would be read as an empty one.
      const given: unknown = isNode(value) ? value.toJSON() : undefined;
      if (LISTS.has(name) && typeof given !== "string" && !isTexts(given))
        this.problem("E_CONFIG_VALUE", key, { field: `detection.${name}` });
    }
  }

  #section(name: string): unknown {
    return isMap(this.#root) ? this.#root.get(name, true) : undefined;
  }

  *rows(name: string): Generator<readonly [unknown, Readonly<Record<string, unknown>>]> {
    const list = this.#section(name);
    if (list === undefined) return;
    if (!isSeq(list)) return this.problem("E_CONFIG_VALUE", list, { field: `detection.${name}` });
    for (const row of list.items) {
      if (isMap(row)) yield [row, row.toJSON() as Readonly<Record<string, unknown>>];
      else this.problem("E_CONFIG_VALUE", row, { field: `detection.${name}` });
    }
  }

  placeholders(): Readonly<Record<string, readonly string[]>> {
    const given = this.#section("placeholders");
    if (given === undefined) return {};
    const values: unknown = isMap(given) ? given.toJSON() : undefined;
    if (values !== undefined && Object.values(values as object).every(isTexts))
      return values as Readonly<Record<string, readonly string[]>>;
    this.problem("E_CONFIG_VALUE", given, { field: "detection.placeholders" });
    return {};
  }

  named(rule: string, node: unknown): void {
    if (rule !== "*") this.#names.push({ rule, node });
  }

  strangers(known: ReadonlySet<string>): readonly Problem[] {
    return this.#names.filter(({ rule }) => !known.has(rule)).map(({ rule, node }) => this.#problemAt("E_CONFIG_RULE", node, { rule }));
  }
}
