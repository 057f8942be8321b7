import type { DuckDBValue } from "@duckdb/node-api";
import { edgesOf } from "../lake/edges.ts";
import { eventColumns, type LakeTables } from "../lake/read.ts";
import type { Match, Matcher } from "./entity.ts";
import { edgeColumns, type Query } from "./lake-trace.ts";

const edgeNames: Readonly<Record<Match["column"], string>> = {
  principal: "principal",
  credential: "credential",
  session: "session",
  ip: "ip",
  user_agent: "user_agent",
  account: "account",
  resource: "resource",
  issued: "issued",
};
const eventNames: Readonly<Record<Match["column"], string>> = {
  principal: "y_principal",
  credential: "y_credential",
  session: "y_session",
  ip: "y_ip",
  user_agent: "y_user_agent",
  account: "y_account",
  resource: "",
  issued: "y_issued",
};

function conditions({ by, to }: Matcher, names: Readonly<Record<Match["column"], string>>, first = 1) {
  const values: DuckDBValue[] = [];
  const one = ({ column, how, value }: Match): string => {
    const parameter = `$${first + values.push(value) - 1}`;
    const name = names[column];
    if (name === "") {
      // Buckets have their objects below them.
      const test =
        how === "is"
          ? `x = ${parameter} OR starts_with(x, ${parameter} || '/')`
          : how === "ends"
            ? `ends_with(CASE WHEN contains(x, ':s3:::') THEN split_part(x, '/', 1) ELSE x END, ${parameter})`
            : `contains(x, ${parameter})`;
      return `len(list_filter(y_targets, lambda x: ${test})) > 0`;
    }
    return how === "is"
      ? `${name} = ${parameter}`
      : how === "ends"
        ? `ends_with(${name}, ${parameter})`
        : `contains(${name}, ${parameter})`;
  };
  return { by: by.map(one), to: to.map(one), values };
}

/** Whether only whole texts are looked for. */
export function isExact({ by, to }: Matcher): boolean {
  return [...by, ...to].every(({ how }) => how === "is");
}

/** What finds the events of whom a matcher is for, in a time; undefined when there can be none. */
export function eventsIn(table: string, matcher: Matcher, from: number, until: number): Query | undefined {
  const { by, to, values } = conditions(matcher, eventNames);
  const list = [...matcher.by, ...matcher.to].map(({ column }, i) => ({ column, table, sql: [...by, ...to][i] as string }));
  if (list.length === 0) return undefined;
  const during = `"time" BETWEEN $${values.length + 1} AND $${values.length + 2} AND y_feed <> 'yagura'`;
  return { sql: eachOnce(eventColumns, list, during), values: [...values, BigInt(Math.trunc(from)), BigInt(Math.trunc(until))] };
}

/** What finds the edges of whom a matcher is for; undefined when there can be none. */
export function edgesIn(tables: LakeTables, rollups: string | undefined, matcher: Matcher): Query | undefined {
  if (rollups === undefined) {
    if (tables.events === undefined) return undefined;
    // The events of the entity first, by their own columns; then their edges.
    const { by, to, values } = conditions(matcher, eventNames);
    const table = `(${edgesOf(`(SELECT * FROM ${tables.events} WHERE ${[...by, ...to].join(" OR ") || "false"})`)})`;
    return edgeQuery(matcher, () => table, values);
  }
  // Where a column is looked through for a part of a text, it is there for the whole texts too.
  const through = new Set([...matcher.by, ...matcher.to].filter(({ how }) => how !== "is").map(({ column }) => column));
  const found = new Map<Match, string>();
  for (const match of [...matcher.by, ...matcher.to]) {
    const table = through.has(match.column) ? rollups : tables.edgesWith(match.column, match.value);
    if (table !== undefined) found.set(match, table);
  }
  const isSomewhere = (match: Match) => found.has(match);
  return edgeQuery({ by: matcher.by.filter(isSomewhere), to: matcher.to.filter(isSomewhere) }, (match) => found.get(match) as string, []);
}

function edgeQuery(matcher: Matcher, tableFor: (match: Match) => string, before: readonly DuckDBValue[]): Query | undefined {
  const { by, to, values } = conditions(matcher, edgeNames, before.length + 1);
  const side = by.length === 0 ? "'to'" : to.length === 0 ? "'by'" : `CASE WHEN ${by.join(" OR ")} THEN 'by' ELSE 'to' END`;
  const list = [...matcher.by, ...matcher.to].map((match, i) => {
    return { column: match.column, table: tableFor(match), sql: [...by, ...to][i] as string };
  });
  if (list.length === 0) return undefined;
  return { sql: eachOnce(`${edgeColumns}, ${side} AS side`, list, "true"), values: [...before, ...values] };
}

/**
 * The rows that meet any of the conditions. One question for each table and column: an OR of two columns, or of one that can be looked
 * up and one that cannot, would hinder DuckDB from passing over what cannot match.
 */
function eachOnce(
  select: string,
  list: readonly { readonly column: string; readonly table: string; readonly sql: string }[],
  always: string,
): string {
  const questions = new Map<string, { readonly table: string; readonly any: string[] }>();
  for (const { column, table, sql } of list) {
    const known = questions.get(`${column} ${table}`);
    if (known) known.any.push(sql);
    else questions.set(`${column} ${table}`, { table, any: [sql] });
  }
  const all = [...questions.values()].map(({ table, any }) => ({ table, sql: `(${any.join(" OR ")})` }));
  const parts = all.map(({ table, sql }, i) => {
    const not = all.slice(0, i).map((earlier) => ` AND ${earlier.sql} IS NOT TRUE`);
    return `SELECT ${select} FROM ${table} WHERE ${always} AND ${sql}${not.join("")}`;
  });
  return parts.join(" UNION ALL ");
}
