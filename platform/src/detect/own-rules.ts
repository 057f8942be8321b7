import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem } from "../model/index.ts";
import { parseRules } from "./sigma/parse.ts";
import type { Rule } from "./sigma/rule.ts";

/** The folder of the rules we ship: beside this file, or beside the bundle. Throws when the installation lacks it. */
export function ownRulesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 4; up += 1) {
    const rules = join(folder, "rules");
    if (existsSync(join(rules, "lambda"))) return rules;
    folder = dirname(folder);
  }
  throw new Error("the folder of detection rules is missing from the installation");
}

/** Reads every `*.yml` and `*.yaml` under a folder, or one file. */
export function readRules(path: string): { readonly rules: readonly Rule[]; readonly problems: readonly Problem[] } {
  const rules: Rule[] = [];
  const problems: Problem[] = [];
  for (const file of ruleFiles(path, problems)) {
    try {
      const parsed = parseRules(readFileSync(file, "utf8"), file);
      rules.push(...parsed.rules);
      problems.push(...parsed.problems);
    } catch (error) {
      problems.push(unreadable(file, error));
    }
  }
  return { rules, problems };
}

function ruleFiles(path: string, problems: Problem[]): readonly string[] {
  if (/\.ya?ml$/.test(path)) return [path];
  try {
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((name) => join(path, name));
  } catch (error) {
    problems.push(unreadable(path, error));
    return [];
  }
}

function unreadable(file: string, error: unknown): Problem {
  return { code: "E_RULE_NOT_READABLE", detail: { file, reason: (error as { code?: string }).code ?? String(error) } };
}
