import type { Problem } from "../../model/index.ts";
import { compileRule, FieldTests, type Node, Predicates } from "./compile.ts";
import { ConditionError } from "./condition.ts";
import { Engine } from "./engine.ts";
import { FieldError, type Placeholders } from "./modifiers.ts";
import type { CorrelationRule, DetectionRule, FilterRule, LogSource, Rule } from "./rule.ts";
import type { LogRecord } from "./values.ts";

export interface RuleSetOptions {
  readonly placeholders?: Placeholders;
  /** Fields that are computed of a record when a rule asks for them. */
  readonly derived?: Readonly<Record<string, (record: LogRecord) => unknown>>;
}

/** All rules, ready to be asked. What could not be compiled is in `problems` and left out. */
export class RuleSet {
  readonly rules: readonly DetectionRule[];
  readonly correlations: readonly CorrelationRule[];
  readonly problems: readonly Problem[];
  readonly #filters: readonly FilterRule[];
  readonly #fields: FieldTests;
  readonly #derived: NonNullable<RuleSetOptions["derived"]>;
  /** By log source asked for (the same object each time); every log has its engine with its own predicates. */
  readonly #engines = new Map<LogSource, Engine<DetectionRule>>();

  constructor(rules: readonly Rule[], options: RuleSetOptions = {}) {
    this.#fields = new FieldTests(options.placeholders ?? {});
    this.#derived = options.derived ?? {};
    const problems: Problem[] = [];
    const scratch = new Predicates();
    const good = <R extends DetectionRule | FilterRule>(rule: R, conditions: readonly string[]): boolean => {
      const fault = faultOf(() => compileRule(rule.searches, conditions, scratch, this.#fields));
      if (fault) problems.push({ code: "E_RULE_INVALID", detail: { ...fault, file: rule.place.file }, place: rule.place });
      return fault === undefined;
    };
    const detections = rules.filter((r) => r.kind === "detection").filter((rule) => good(rule, rule.conditions));
    this.rules = unique(detections, problems);
    this.#filters = rules.filter((r) => r.kind === "filter").filter((rule) => good(rule, [rule.condition]));
    const correlations = unique(
      rules.filter((r) => r.kind === "correlation"),
      problems,
    );
    const names = new Set([...this.rules, ...correlations].flatMap((r) => (r.name === undefined ? [r.id] : [r.id, r.name])));
    this.correlations = correlations.filter((rule) => {
      const missing = rule.rules.find((name) => !names.has(name));
      if (missing !== undefined) {
        const detail = { reason: "unknown-rule", field: "correlation.rules", what: missing, file: rule.place.file };
        problems.push({ code: "E_RULE_INVALID", detail, place: rule.place });
      }
      return missing === undefined;
    });
    this.problems = problems;
  }

  /** The rules that match a record of a log, such as `{product: "aws", service: "cloudtrail"}`. */
  match(source: LogSource, record: LogRecord): readonly DetectionRule[] {
    let engine = this.#engines.get(source);
    if (!engine) this.#engines.set(source, (engine = this.#engineFor(source)));
    return engine.match(record);
  }

  #engineFor(source: LogSource): Engine<DetectionRule> {
    const predicates = new Predicates();
    const compile = (rule: DetectionRule): Node => {
      const node = compileRule(rule.searches, rule.conditions, predicates, this.#fields);
      const filters = this.#filters.filter((filter) => concerns(filter, rule));
      if (filters.length === 0) return node;
      const out = filters.map((f): Node => ({ op: "not", of: compileRule(f.searches, [f.condition], predicates, this.#fields) }));
      return { op: "and", of: [node, ...out] };
    };
    const entries = this.rules.filter((rule) => covers(rule.logsource, source)).map((owner) => ({ owner, node: compile(owner) }));
    return new Engine(entries, predicates, this.#derived);
  }
}

/** Whether a rule for `wanted` is for the log `source`. */
export function covers(wanted: LogSource, source: LogSource): boolean {
  return (["product", "category", "service"] as const).every((key) => wanted[key] === undefined || wanted[key] === source[key]);
}

function concerns(filter: FilterRule, rule: DetectionRule): boolean {
  if (!covers(filter.logsource, rule.logsource)) return false;
  return filter.rules.length === 0 || filter.rules.includes(rule.id) || (rule.name !== undefined && filter.rules.includes(rule.name));
}

/** The first of those with the same id; the others are told. */
function unique<R extends DetectionRule | CorrelationRule>(rules: readonly R[], problems: Problem[]): readonly R[] {
  const seen = new Set<string>();
  return rules.filter((rule) => {
    const double = seen.has(rule.id);
    seen.add(rule.id);
    if (double)
      problems.push({
        code: "E_RULE_INVALID",
        detail: { reason: "duplicate", field: "id", what: rule.id, file: rule.place.file },
        place: rule.place,
      });
    return !double;
  });
}

function faultOf(compile: () => unknown): { readonly reason: string; readonly field: string; readonly what: string } | undefined {
  try {
    compile();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof ConditionError) return { reason: thrown.reason, field: "detection.condition", what: thrown.what };
    if (thrown instanceof FieldError) return { reason: thrown.reason, field: "detection", what: thrown.what };
    throw thrown;
  }
}
