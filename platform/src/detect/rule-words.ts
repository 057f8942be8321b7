import type { Severity, Signal, Words } from "../model/index.ts";
import type { Header, Level } from "./sigma/rule.ts";

const SEVERITY: Readonly<Record<Level, Severity>> = {
  informational: "info",
  low: "low",
  medium: "medium",
  high: "high",
  critical: "critical",
};

/** What a signal takes from its rule. Rules of others speak one language; ours have their Japanese under `ja`. */
export type RuleWords = Pick<Signal, "detector" | "severity" | "title" | "description" | "first" | "tactics" | "techniques"> &
  Pick<Partial<Signal>, "by">;

/** Reads title, description, first step and ATT&CK ids of a rule. */
export function wordsOf(rule: Header, own: boolean): RuleWords {
  const ja = record(rule.custom["ja"]);
  const english = (key: string, value: string | undefined) => value ?? String(rule.custom[key] ?? "");
  const both = (key: string, value?: string): Words => ({ en: english(key, value), ja: String(ja[key] ?? english(key, value)) });
  const tags = rule.tags.map((tag) => tag.toLowerCase());
  return {
    detector: rule.id,
    severity: SEVERITY[rule.level],
    title: both("title", rule.title),
    description: both("description", rule.description ?? ""),
    first: both("first"),
    tactics: tags
      .filter((tag) => tag.startsWith("attack.") && !TECHNIQUE.test(tag))
      .map((tag) => tag.slice("attack.".length).replaceAll("_", "-")),
    techniques: tags.filter((tag) => TECHNIQUE.test(tag)).map((tag) => tag.slice("attack.".length).toUpperCase()),
    ...(own ? {} : { by: attribution(rule) }),
  };
}

const TECHNIQUE = /^attack\.t\d{4}(\.\d{3})?$/;

function attribution(rule: Header): NonNullable<Signal["by"]> {
  const url = rule.references[0];
  return {
    ...(rule.author === undefined ? {} : { author: rule.author }),
    ...(rule.license === undefined ? {} : { license: rule.license }),
    ...(url === undefined ? {} : { url }),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
