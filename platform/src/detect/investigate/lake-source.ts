import type { DuckDBValue } from "@duckdb/node-api";
import type { Signal, Story } from "../../model/index.ts";
import { SEP } from "../lake/dictionary.ts";
import { type Duck, openDuck } from "../lake/duck.ts";
import { edgesOf, populationOf } from "../lake/edges.ts";
import { eventColumns, eventOf, type LakeTables, lakeTables, signalOf } from "../lake/read.ts";
import { Stories } from "../stories/stories.ts";
import type { Match, Matcher } from "./entity.ts";
import { type EdgeQuery, edgeColumns, lakeTrace } from "./lake-trace.ts";
import { populationKey, type Source } from "./source.ts";

/** A lake. Without roll-ups the edges are made from the events themselves. */
export async function lakeSource(folder: string, options: { readonly rollups?: boolean } = {}): Promise<Source> {
  return duckSource(await openDuck(), lakeTables(folder), options);
}

export function duckSource(duck: Duck, tables: LakeTables, { rollups = true }: { readonly rollups?: boolean } = {}): Source {
  const edgeTable = rollups ? tables.edges : undefined;
  let threads: number | undefined;
  /** For a few row groups a second thread costs more than it brings. */
  const using = async (n: 1 | 2) => {
    if (threads !== n) await duck.run(`SET threads = ${n}`);
    threads = n;
  };
  return {
    async trace(matcher, days) {
      const edges = edgesIn(tables, edgeTable, matcher);
      if (edges === undefined) return undefined;
      await using(edgeTable !== undefined && isExact(matcher) ? 1 : 2);
      return lakeTrace(duck, edges, days);
    },
    async events(matcher, from, until, limit) {
      await using(2);
      const table = tables.between(from, until);
      if (table === undefined) return { events: [], total: 0 };
      const { sql, values } = condition(matcher, eventNames);
      const where = `"time" BETWEEN $${values.length + 1} AND $${values.length + 2} AND (${sql}) AND y_feed <> 'yagura'`;
      const all = [...values, BigInt(Math.trunc(from)), BigInt(Math.trunc(until))];
      const rows = await duck.rows(
        `SELECT ${eventColumns}, count(*) OVER ()::BIGINT AS total FROM ${table} WHERE ${where} ORDER BY "time", y_id LIMIT ${Math.trunc(limit)}`,
        all,
      );
      const seen = new Map(rows.map((row) => [String(row["y_id"]), eventOf(row)]));
      return { events: [...seen.values()], total: rows.length === 0 ? 0 : Number(rows[0]?.["total"]) };
    },
    async population(values) {
      const of = new Map<string, number>();
      const table = tables.population ?? (edgeTable === undefined ? undefined : `(${populationOf(edgeTable).join(" UNION ALL ")})`);
      if (table === undefined || values.length === 0) return { principals: 0, of };
      // As one text: each value of its own would be planned on its own.
      const wanted = ["*", ...values.map(([, value]) => value)].join(SEP);
      const [columns = [], texts = [], counts = []] = await duck.columns(
        `SELECT c, v, n FROM ${table} WHERE list_contains(string_split($1, chr(30)), v)`,
        [wanted],
      );
      let principals = 0;
      for (const [i, column] of columns.entries()) {
        if (column === "*") principals = Number(counts[i]);
        else of.set(populationKey(String(column), String(texts[i])), Number(counts[i]));
      }
      return { principals, of };
    },
    async signals() {
      return findings(duck, tables);
    },
    async stories() {
      const signals = await findings(duck, tables);
      if (signals === undefined) return undefined;
      const stories = new Stories();
      for (const signal of signals.toSorted((a, b) => a.time - b.time)) stories.add(signal);
      return stories.list() satisfies readonly Story[];
    },
    close() {
      duck.close();
    },
  };
}

async function findings(duck: Duck, { findings: table }: LakeTables): Promise<readonly Signal[] | undefined> {
  if (table === undefined) return undefined;
  const rows = await duck.rows(`SELECT unmapped FROM ${table} WHERE y_feed = 'yagura' QUALIFY row_number() OVER (PARTITION BY y_id) = 1`);
  return rows
    .map((row) => signalOf(row["unmapped"]))
    .filter((signal) => signal !== undefined)
    .toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

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

function condition({ by, to }: Matcher, names: Readonly<Record<Match["column"], string>>, first = 1) {
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
  const bySql = by.map(one);
  const toSql = to.map(one);
  const any = (list: readonly string[]) => (list.length === 0 ? "false" : list.join(" OR "));
  return { by: bySql, to: toSql, sql: any([...bySql, ...toSql]), values };
}

const isExact = ({ by, to }: Matcher) => [...by, ...to].every(({ how }) => how === "is");

/** What finds the edges of whom a matcher is for; undefined when there can be none. */
function edgesIn(tables: LakeTables, rollups: string | undefined, matcher: Matcher): EdgeQuery | undefined {
  if (rollups === undefined) {
    if (tables.events === undefined) return undefined;
    // The events of the entity first, by their own columns; then their edges.
    const all = condition(matcher, eventNames);
    const table = `(${edgesOf(`(SELECT * FROM ${tables.events} WHERE ${all.sql})`)})`;
    return edgeQuery(matcher, () => table, all.values);
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

/**
 * A question for each table and column: an OR of two columns, or of one that can be looked up and one that cannot, would hinder DuckDB
 * from passing over what cannot match.
 */
function edgeQuery(matcher: Matcher, tableFor: (match: Match) => string, before: readonly DuckDBValue[]): EdgeQuery | undefined {
  const { by, to, values } = condition(matcher, edgeNames, before.length + 1);
  const side = by.length === 0 ? "'to'" : to.length === 0 ? "'by'" : `CASE WHEN ${by.join(" OR ")} THEN 'by' ELSE 'to' END`;
  const questions = new Map<string, { readonly table: string; readonly any: string[] }>();
  for (const [i, match] of [...matcher.by, ...matcher.to].entries()) {
    const table = tableFor(match);
    const key = `${match.column} ${table}`;
    const one = [...by, ...to][i] as string;
    const known = questions.get(key);
    if (known) known.any.push(one);
    else questions.set(key, { table, any: [one] });
  }
  const all = [...questions.values()].map(({ table, any }) => ({ table, sql: `(${any.join(" OR ")})` }));
  const parts = all.map(({ table, sql }, i) => {
    const not = all.slice(0, i).map((earlier) => ` AND ${earlier.sql} IS NOT TRUE`);
    return `SELECT ${edgeColumns}, ${side} AS side FROM ${table} WHERE ${sql}${not.join("")}`;
  });
  return parts.length === 0 ? undefined : { sql: parts.join(" UNION ALL "), values: [...before, ...values] };
}
