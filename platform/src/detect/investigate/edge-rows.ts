import type { DuckDBValue } from "@duckdb/node-api";
import { SEP } from "../lake/dictionary.ts";
import type { Duck } from "../lake/duck.ts";
import type { Tied } from "./source.ts";

const texts = "account region principal principal_type credential session ip user_agent service api error issued resource lead".split(" ");
const numbers = ["n", "first", "last"];

/** What is read of a roll-up. */
export const edgeColumns = [...texts, ...numbers].join(", ");

type Cell<T> = (row: number) => T;
interface Columns {
  readonly count: number;
  /** As `texts` has them, and `side`. */
  readonly text: readonly Cell<string>[];
  readonly number: readonly Cell<number>[];
}

const names = [...texts, "side"];

/** More rows than these, as a whole account has, come a piece at a time. */
const MOST_JOINED = 100_000;

/** The rows of a query for `edgeColumns` and `side`. */
export async function edgeRows(duck: Duck, query: string, values: readonly DuckDBValue[]): Promise<readonly Tied[]> {
  const columns = await joined(duck, query, values);
  if (columns) return rowsOf(columns);
  const out: Tied[] = [];
  for await (const piece of duck.pieces(`SELECT ${[...names, ...numbers].join(", ")} FROM ${query}`, values))
    for (const row of rowsOf(columnsOfPiece(piece))) out.push(row);
  return out;
}

function rowsOf({ count, text, number }: Columns): readonly Tied[] {
  if (count === 0) return [];
  const textOf = (i: number) => text[i] as Cell<string>;
  const numberOf = (i: number) => number[i] as Cell<number>;
  const [account, region, principal, principalType] = [textOf(0), textOf(1), textOf(2), textOf(3)];
  const [credential, session, ip, userAgent] = [textOf(4), textOf(5), textOf(6), textOf(7)];
  const [service, api, error, issued, resource] = [textOf(8), textOf(9), textOf(10), textOf(11), textOf(12)];
  const [lead, side, n, first, last] = [textOf(13), textOf(14), numberOf(0), numberOf(1), numberOf(2)];
  return Array.from({ length: count }, (_, row) => ({
    account: account(row),
    region: region(row),
    principal: principal(row),
    principalType: principalType(row),
    credential: credential(row),
    session: session(row),
    ip: ip(row),
    userAgent: userAgent(row),
    service: service(row),
    api: api(row),
    error: error(row),
    issued: issued(row),
    resource: resource(row),
    lead: lead(row) === "true",
    n: n(row),
    first: first(row),
    last: last(row),
    side: side(row) === "by" ? "by" : "to",
  }));
}

/**
 * Every column as one text: values fetched one by one cost more than finding them. The writer lets no value hold the separator.
 * Undefined when there are too many rows for that, or when something else wrote the files.
 */
async function joined(duck: Duck, query: string, values: readonly DuckDBValue[]): Promise<Columns | undefined> {
  const all = [
    ...names.map((name) => `string_agg(coalesce(${name}::VARCHAR, ''), chr(30))`),
    ...numbers.map((name) => `'[' || string_agg(coalesce(${name}, 0)::VARCHAR, ',') || ']'`),
  ];
  const some = `(SELECT * FROM ${query} LIMIT ${MOST_JOINED + 1})`;
  const [[rows] = [], ...parts] = await duck.columns(`SELECT count(*), ${all.join(", ")} FROM ${some}`, values);
  const count = Number(rows);
  if (count === 0) return { count, text: [], number: [] };
  if (count > MOST_JOINED) return undefined;
  const text = names.map((_, i) => cellsOf(String(parts[i]?.[0]), count));
  if (!text.every((cells) => cells !== undefined)) return undefined;
  const number = numbers.map((_, i) => JSON.parse(String(parts[names.length + i]?.[0])) as readonly number[]);
  return { count, text, number: number.map((list) => (row: number) => list[row] ?? 0) };
}

function columnsOfPiece(piece: readonly (readonly unknown[])[]): Columns {
  return {
    count: piece[0]?.length ?? 0,
    text: names.map((_, i) => (row) => String(piece[i]?.[row] ?? "")),
    number: numbers.map((_, i) => (row) => Number(piece[names.length + i]?.[row] ?? 0)),
  };
}

/** Undefined when there are not as many values as rows. */
function cellsOf(text: string, count: number): Cell<string> | undefined {
  // Most columns of what one principal did say the same in every row: those need no thousand texts.
  const one = text.slice(0, (text.length + 1) / count - 1);
  if (!one.includes(SEP) && text === `${`${one}${SEP}`.repeat(count - 1)}${one}`) return () => one;
  const list = text.split(SEP);
  return list.length === count ? (row) => list[row] as string : undefined;
}
