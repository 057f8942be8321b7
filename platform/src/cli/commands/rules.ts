import { ownRulesFolder, readRules } from "../../detect/own-rules.ts";
import { runCases } from "../../detect/rule-cases.ts";
import { type RuleWords, wordsOf } from "../../detect/rule-words.ts";
import type { Rule } from "../../detect/sigma/rule.ts";
import { RuleSet } from "../../detect/sigma/ruleset.ts";
import { escapeText } from "../../govern/report/escape.ts";
import { problemText } from "../../govern/report/text.ts";
import { gridCsv, gridMarkdown, gridText } from "../../govern/views/grid.ts";
import type { Problem } from "../../model/index.ts";
import { behaviourWords } from "../../words/behaviours.ts";
import { detectWords } from "../../words/detect.ts";
import { openContext } from "../context.ts";
import { exit, YaguraError } from "../errors.ts";
import type { GlobalOptions } from "../options.ts";
import { writeOut } from "../output/write.ts";

type RulesOptions = GlobalOptions & { readonly format: string };

const VERBS = ["test", "lint", "coverage"] as const;

/** `yagura rules test|lint|coverage`: our rules, or those of the given files and folders. */
export async function rules(verb: string, paths: readonly string[], options: RulesOptions): Promise<void> {
  if (!(VERBS as readonly string[]).includes(verb))
    throw new YaguraError("E_OPTION_VALUE", { option: "rules", value: verb, allowed: VERBS.join(", ") });
  const context = await openContext(options);
  const { lang } = context;
  const read = paths.length === 0 ? [readRules(ownRulesFolder())] : paths.map(readRules);
  const all = read.flatMap((r) => r.rules);
  const set = new RuleSet(all);
  const problems: readonly Problem[] = [...read.flatMap((r) => r.problems), ...set.problems];
  for (const problem of problems) process.stderr.write(`${escapeText(problemText(problem, lang))}\n`);
  if (problems.length > 0) process.exitCode = exit.findings;
  if (verb === "coverage") await coverage(all, paths.length === 0, options, lang);
  else if (verb === "test") await test(all, lang);
  if (all.length === 0) process.exitCode = exit.failed;
}

async function test(all: readonly Rule[], lang: "en" | "ja"): Promise<void> {
  const w = detectWords[lang];
  let cases = 0;
  const lines: string[] = [];
  // What only feeds a correlation is tried with that.
  const fed = new Set(all.flatMap((rule) => (rule.kind === "correlation" ? rule.rules : [])));
  for (const rule of all) {
    const results = runCases(rule, all);
    cases += results.length;
    if (results.length === 0 && !fed.has(rule.id) && !fed.has(rule.name ?? "")) lines.push(w.noCases(rule.title));
    for (const { name, expected, ok, broken } of results) if (!ok) lines.push(w.caseFailed({ rule: rule.title, name, expected, broken }));
  }
  const failed = lines.length > 0;
  await writeOut(`${(failed ? lines : [w.rulesOk({ rules: all.length, cases })]).map(escapeText).join("\n")}\n`);
  if (failed) process.exitCode = exit.findings;
}

async function coverage(all: readonly Rule[], own: boolean, options: RulesOptions, lang: "en" | "ja"): Promise<void> {
  const w = detectWords[lang];
  const byTechnique = new Map<string, { readonly tactics: Set<string>; readonly rules: string[] }>();
  const note = (words: Pick<RuleWords, "techniques" | "tactics" | "title">) => {
    for (const technique of words.techniques) {
      const row = byTechnique.get(technique) ?? { tactics: new Set<string>(), rules: [] };
      for (const tactic of words.tactics) row.tactics.add(w.tactic[tactic] ?? tactic);
      row.rules.push(words.title[lang]);
      byTechnique.set(technique, row);
    }
  };
  for (const rule of all) note(wordsOf(rule, true));
  // What is learned stands beside our own rules only: of others' rules it says nothing.
  if (own) for (const words of Object.values(behaviourWords)) note(words);
  const rows = [...byTechnique].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const grid = {
    title: `${w.coverage}: ${rows.length} ${w.technique}, ${all.length} ${w.rules}`,
    head: [w.technique, w.tacticHead, w.rules],
    rows: rows.map(([technique, row]) => [technique, [...row.tactics].join(", "), row.rules.join("; ")]),
  };
  const data = rows.map(([technique, row]) => ({ technique, tactics: [...row.tactics], rules: row.rules }));
  const formats: Readonly<Record<string, () => string>> = {
    table: () =>
      gridText({ ...grid, rows: rows.map(([technique, row]) => [technique, [...row.tactics].join(", "), String(row.rules.length)]) }),
    markdown: () => gridMarkdown(grid),
    csv: () => gridCsv(grid),
    json: () => `${JSON.stringify({ schema: "yagura/coverage/1", techniques: data }, undefined, 2)}\n`,
  };
  const format = formats[options.format];
  if (!format)
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: Object.keys(formats).join(", ") });
  await writeOut(format());
}
