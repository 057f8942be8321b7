import type { LogRecord } from "./sigma/values.ts";

/** Accounts whose layers and images AWS publishes for everybody: Powertools, Lambda Insights, the AppConfig and secrets extensions. */
const AWS_OWN = new Set([
  "017000801446",
  "094274105915",
  "580247275435",
  "901920570463",
  "184161586896",
  "133490724326",
  "177933569100",
  "764866452798",
]);
/** Text that is looked through in one record. */
const MAX_TEXT = 100_000;

/** Other accounts that the request names: in ARNs, in policies, as bare ids. Undefined when there is none. */
function foreignAccounts(record: LogRecord): readonly string[] | undefined {
  const own = record["recipientAccountId"];
  const given = record["requestParameters"];
  if (typeof own !== "string" || typeof given !== "object" || given === null) return undefined;
  const text = JSON.stringify(given).slice(0, MAX_TEXT);
  const found = new Set<string>();
  for (const match of text.matchAll(/(?<![\d.-])\d{12}(?![\d.-])/g)) {
    const [id] = match;
    if (id !== own && !AWS_OWN.has(id) && isAccount(text, match.index)) found.add(id);
  }
  return found.size === 0 ? undefined : [...found];
}

/** In an ARN, or a value by itself: a time stamp or a number of bytes is neither. */
function isAccount(text: string, at: number): boolean {
  const [before, after] = [text[at - 1], text[at + 12]];
  return before === ":" ? after === ":" && text[at - 2] !== '"' : before === '"' && (after === '"' || after === "\\");
}

/** Fields that no log has, for rules to ask like any other. */
export const derivedFields: Readonly<Record<string, (record: LogRecord) => unknown>> = { "yagura.foreignAccounts": foreignAccounts };
