import type { DuckDBValue } from "@duckdb/node-api";
import type { Assumption } from "../../model/index.ts";
import type { Duck } from "../lake/duck.ts";
import type { Column, Scope, Sum, Sums, Trace } from "./source.ts";

const DAY = 86_400_000;

/** What is counted by, as a roll-up has it. */
const columns: Readonly<Record<Column, string>> = {
  api: "service || ':' || api",
  service: "service",
  region: "region",
  account: "account",
  address: "ip",
  "user-agent": "user_agent",
  error: "error",
  principal: "principal",
  session: "session",
  "access-key": "credential",
  resource: "resource",
  issued: "issued",
};
const names = Object.keys(columns) as Column[];
const texts = ["api", ...Object.values(columns).filter((sql) => sql !== columns.api)];

/** What is read of a roll-up; what another writer left out is empty. */
export const edgeColumns = `${texts.map((name) => `coalesce(${name}, '') AS ${name}`).join(", ")}, lead, n, first, last`;

/** A query, and what its parameters stand for. */
export interface Query {
  readonly sql: string;
  readonly values: readonly DuckDBValue[];
}

/**
 * What the edges of a lake say; the query is for `edgeColumns` and `side`. DuckDB counts them: they may be those of a whole account, and
 * not fit into the memory.
 */
export async function lakeTrace(duck: Duck, all: Query, days: number): Promise<Trace | undefined> {
  let edges = all;
  let outline = await outlineOf(duck, edges);
  if (outline === undefined) return undefined;
  const from = outline.last - days * DAY;
  if (outline.oldest < from) {
    edges = { sql: `SELECT * FROM (${all.sql}) WHERE last >= ${from}`, values: all.values };
    outline = (await outlineOf(duck, edges)) ?? outline;
  }
  const known = outline;
  return {
    first: known.first,
    last: known.last,
    sums: (scope, usual) => sumsOf(duck, edges, known, scope, usual),
    assumptions: () => assumptionsOf(duck, edges),
  };
}

interface Outline {
  readonly first: number;
  readonly last: number;
  /** When the edge ended that ended first. */
  readonly oldest: number;
  /** Whether no call is there twice, for it was about two things. */
  readonly isEachCall: boolean;
  /** Columns that say the same in every row: by those nothing need be counted. */
  readonly same: ReadonlyMap<Column, string>;
}

async function outlineOf(duck: Duck, { sql, values }: Query): Promise<Outline | undefined> {
  const asked = names.map((name) => `min(${columns[name]}), max(${columns[name]})`);
  const found = await duck.columns(
    `SELECT min(first)::DOUBLE, max(last)::DOUBLE, min(last)::DOUBLE, bool_and(lead OR side = 'to'), ${asked.join(", ")} FROM (${sql})`,
    values,
  );
  const [first, last, oldest, isEachCall, ...ends] = found.map(([value]) => value);
  if (typeof first !== "number" || typeof last !== "number" || typeof oldest !== "number") return undefined;
  const same = names.flatMap((name, i) => (ends[2 * i] === ends[2 * i + 1] ? [[name, String(ends[2 * i])] as const] : []));
  return { first, last, oldest, isEachCall: isEachCall === true, same: new Map(same) };
}

/** A row for each edge and each column that is counted by, `k`, with its value, `v`. The first of them says how much there is in all. */
function rowsFor(sql: string, counted: readonly Column[], { from, until }: Scope, usual: number): string {
  const when = (condition: string) => `CASE WHEN ${condition} THEN n ELSE 0 END::DOUBLE`;
  const isUsual = `last < ${from} AND first >= ${usual}`;
  // An hour that the scope begins in is of both: a value that was there before is not new.
  return `SELECT side, lead OR side = 'to' AS is_call, first, last, n::DOUBLE AS n, ${when("error <> ''")} AS errors,
      CASE WHEN last < ${from} THEN n WHEN first < ${from} AND first <= ${until} THEN 1 ELSE 0 END::DOUBLE AS before,
      ${when(`last >= ${from} AND first <= ${until}`)} AS near, ${when(isUsual)} AS usual,
      CASE WHEN ${isUsual} THEN 1::BIGINT << (first // ${DAY} - ${Math.floor(usual / DAY)}) END AS days,
      unnest([${["", ...counted].map((_, i) => i).join(", ")}]) AS k, unnest([${["''", ...counted.map((name) => columns[name])].join(", ")}]) AS v
    FROM (${sql})`;
}

async function sumsOf(duck: Duck, { sql, values }: Query, outline: Outline, scope: Scope, usual: number): Promise<Sums> {
  const { isEachCall, same } = outline;
  // A call that is about many things is one call, but it is about each of them.
  const counted = names.filter((name) => !same.has(name) || (name === "resource" && !isEachCall));
  const only = isEachCall ? "" : ` FILTER (WHERE is_call OR k = ${1 + counted.indexOf("resource")})`;
  const added = ["n", "errors", "before", "near", "usual"].map((name) => `coalesce(sum(${name})${only}, 0)`);
  const found = await duck.columns(
    `SELECT side, k, v, min(first)${only}::DOUBLE, max(last)${only}::DOUBLE, ${added.join(", ")}, sum(near), bit_or(days)
     FROM (${rowsFor(sql, counted, scope, usual)}) GROUP BY side, k, v`,
    values,
  );
  const sums: Sum[] = [];
  let [calls, usualCalls, days] = [0, 0, 0n];
  for (let i = 0; i < (found[0]?.length ?? 0); i += 1) {
    const [side, k, value, first, last, n, errors, before, during, ofUsual, near, ofDays] = found.map(
      (column) => column[i],
    ) as unknown as Cells;
    const column = counted[k - 1];
    const sum = { side, n, errors, before, during, near, first: first ?? Number.POSITIVE_INFINITY, last: last ?? Number.NEGATIVE_INFINITY };
    if (column !== undefined) {
      sums.push({ ...sum, column, value });
      continue;
    }
    for (const [name, everywhere] of same) if (!counted.includes(name)) sums.push({ ...sum, column: name, value: everywhere });
    calls += n;
    usualCalls += ofUsual;
    days |= ofDays ?? 0n;
  }
  return { sums, calls, usual: { calls: usualCalls, days: days.toString(2).replaceAll("0", "").length } };
}

/** A row of the answer. */
type Cells = readonly [
  side: "by" | "to",
  k: number,
  value: string,
  first: number | null,
  last: number | null,
  n: number,
  errors: number,
  before: number,
  during: number,
  usual: number,
  near: number,
  days: bigint | null,
];

async function assumptionsOf(duck: Duck, { sql, values }: Query): Promise<readonly Assumption[]> {
  const rows = await duck.rows(
    `SELECT CASE WHEN principal <> '' THEN principal WHEN session <> '' THEN session ELSE ip END AS "from", resource AS "to",
       sum(n)::DOUBLE AS n, min(first)::DOUBLE AS first, max(last)::DOUBLE AS last
     FROM (${sql}) WHERE service = 'sts' AND starts_with(api, 'AssumeRole') AND error = '' AND contains(resource, ':role/') GROUP BY 1, 2`,
    values,
  );
  return rows as unknown as readonly Assumption[];
}
