import type { Signal, Story } from "../../model/index.ts";
import { tellingDamage } from "../lake/damage.ts";
import { SEP } from "../lake/dictionary.ts";
import { type Duck, openDuck } from "../lake/duck.ts";
import { populationOf } from "../lake/edges.ts";
import { eventOf, type LakeTables, lakeTables, signalOf } from "../lake/read.ts";
import { Stories } from "../stories/stories.ts";
import { edgesIn, eventsIn, isExact } from "./lake-query.ts";
import { lakeTrace } from "./lake-trace.ts";
import { populationKey, type Source } from "./source.ts";

/** A lake. Without roll-ups the edges are made from the events themselves. */
export async function lakeSource(folder: string, options: { readonly rollups?: boolean } = {}): Promise<Source> {
  const tables = lakeTables(folder);
  return duckSource(tellingDamage(await openDuck(), tables.folder), tables, options);
}

/** A lake that DuckDB is open for. */
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
      const found = eventsIn(table, matcher, from, until);
      if (found === undefined) return { events: [], total: 0 };
      const rows = await duck.rows(
        `SELECT *, count(*) OVER ()::BIGINT AS total FROM (${found.sql}) ORDER BY "time", y_id LIMIT ${Math.trunc(limit)}`,
        found.values,
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
