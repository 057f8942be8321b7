import type { Kind } from "../../platform/src/model/index.ts";
import { type Resource, type Status, Unknown } from "../../platform/src/model/index.ts";
import type { Case } from "../../platform/src/protect/cases.ts";

/**
 * A case in Japanese. The names of cases are English prose; what sets a case apart from the one it is compared with can be read
 * off its facts, so nobody has to write and keep a second name for each of them.
 */

export type CaseTable = Readonly<Partial<Record<Status, Readonly<Record<string, Case<Kind>>>>>>;

const SHOWN = 3;
const LONGEST = 60;
const HOUSEKEEPING = new Set(["kind", "id", "name", "account", "region", "scope", "origin", "aliases", "Arn"]);

interface Facts {
  readonly leaves: ReadonlyMap<string, string>;
  readonly gaps: readonly string[];
}

/** The descriptions of all cases of a check, by status and name: each by what sets it apart from the nearest case that ends otherwise. */
export function factsOf(table: CaseTable): Readonly<Partial<Record<Status, Readonly<Record<string, string>>>>> {
  const rows = (Object.entries(table) as [Status, Readonly<Record<string, Case<Kind>>>][]).map(
    ([status, cases]) =>
      [status, Object.entries(cases).map(([name, row]) => [name, { leaves: leavesOfCase(row), gaps: row.gaps ?? [] }] as const)] as const,
  );
  const of = (...wanted: readonly Status[]) =>
    rows.flatMap(([status, cases]) => (wanted.includes(status) ? cases.map(([, facts]) => facts) : []));
  const passing = of("pass");
  const others = of("fail", "manual");
  return Object.fromEntries(
    rows.map(([status, cases]) => {
      const against = status === "pass" || passing.length === 0 ? others : passing;
      return [status, Object.fromEntries(cases.map(([name, facts]) => [name, described(facts, against)]))];
    }),
  );
}

function described(facts: Facts, against: readonly Facts[]): string {
  const [nearest = []] = against
    .filter((other) => other !== facts)
    .map((other) => differences(facts.leaves, other.leaves))
    .toSorted((a, b) => a.length - b.length);
  const said = [...new Set([...nearest, ...facts.gaps.map((kind) => `${kind} の一覧が不完全`)])];
  if (said.length === 0) said.push(...differences(facts.leaves, new Map()));
  if (said.length === 0) return "既定の状態";
  const rest = said.length - SHOWN;
  return `${said.slice(0, SHOWN).join("、")}${rest > 0 ? ` ほか ${rest} 項目` : ""}`;
}

function differences(mine: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): string[] {
  const isNear = (path: string) => path.endsWith(" ");
  const gone = [...theirs.keys()].filter((path) => isNear(path) && !mine.has(path)).map((path) => `${path.trim()} なし`);
  // What belongs to a resource that the other case does not have is said with the resource; its own values come last.
  const different = [...mine].filter(([path, value]) => theirs.get(path) !== value);
  const near = different.filter(([path]) => isNear(path)).map(([path]) => `${path.trim()} あり`);
  const values = different.filter(([path]) => !isNear(path)).map(([path, value]) => `\`${shortPath(path)}\`: ${value}`);
  return [...gone, ...near, ...values];
}

/** A path that ends in a blank stands for a resource beside the one that is judged. */
function leavesOfCase(row: Case<Kind>): Map<string, string> {
  const out = new Map<string, string>();
  leaves(row.given, "", out);
  const seen = new Map<string, number>();
  for (const near of (row.beside ?? []) as readonly Resource[]) {
    const n = (seen.get(near.kind) ?? 0) + 1;
    seen.set(near.kind, n);
    const label = n === 1 ? near.kind : `${near.kind} ${n}`;
    out.set(`${label} `, "");
    leaves(near, label, out);
  }
  if (row.settings) leaves(row.settings, "設定", out);
  return out;
}

function leaves(value: unknown, path: string, out: Map<string, string>): void {
  if (path !== "" && HOUSEKEEPING.has(path.slice(path.lastIndexOf(".") + 1)) && path.split(".").length <= 2) return;
  if (value instanceof Unknown) out.set(path, value.reason === "access-denied" ? "読み取り拒否" : "値が不明");
  else if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== "object" || item === null))
    out.set(path, shortValue(value.join(", ")));
  else if (typeof value === "object" && value !== null && !(value instanceof Date) && Object.keys(value).length > 0) {
    for (const key of Object.keys(value)) leaves((value as Record<string, unknown>)[key], path === "" ? key : `${path}.${key}`, out);
  } else out.set(path, wordOf(value));
}

function wordOf(value: unknown): string {
  if (value === undefined) return "未設定";
  if (value instanceof Date) return shortValue(value.toISOString());
  if (typeof value === "object" && value !== null) return "なし";
  return value === "" ? "空" : shortValue(String(value));
}

function shortValue(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut.includes("`") ? cut : `\`${cut}\``;
}

/** The last two parts: the rest is the shape of the data. */
function shortPath(path: string): string {
  const parts = path.split(".");
  return parts.length <= 3 ? path : `…${parts.slice(-2).join(".")}`;
}
