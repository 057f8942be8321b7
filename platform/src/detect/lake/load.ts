import type { DuckDBValue } from "@duckdb/node-api";
import type { Dictionary } from "./dictionary.ts";
import { type Duck, quoted } from "./duck.ts";
import { type Group, groupColumns } from "./group.ts";
import type { OcsfClass } from "./ocsf/classes.ts";
import { ocsfColumns } from "./ocsf-sql.ts";
import type { Rows } from "./rows.ts";
import { ownStructure } from "./structure.ts";

const SHAPES = ["part INTEGER", "kind", "y_feed", "y_account", "y_region", "y_service", "y_name", "y_read_only BOOLEAN"];
const ACTIVITY = ["activity_id INTEGER", "activity_name"];
const WHO = ["y_principal", "y_principal_type", "y_credential", "y_session", "y_ip", "y_user_agent", "invoked_by", "written"];
const FAULTS = ["y_error", "message", "y_issued"];

/** An empty batch. A table made anew: DuckDB clears a large one row by row. */
export async function newBatch(duck: Duck): Promise<void> {
  await duck.run(
    `CREATE OR REPLACE TABLE batch (y_id VARCHAR, request VARCHAR, "time" BIGINT, shape INTEGER, who INTEGER, own INTEGER, fault INTEGER, raw_data VARCHAR)`,
  );
}

const given = [...groupColumns, "raws", "between", "head", "base"];
const LOAD = `INSERT INTO batch
  SELECT y_id, request, base + "time"::BIGINT, shape::INTEGER, who::INTEGER, own::INTEGER, fault::INTEGER, head || raw
  FROM (SELECT ${groupColumns.map((name) => `unnest(string_split("${name}", chr(30))) AS "${name}"`).join(", ")},
          unnest(string_split(decode(raws), "between")) AS raw, head, base
        FROM (VALUES `;

/**
 * Rows of groups into the batch. The texts are rows of a table and not parameters of the functions themselves: those DuckDB works out
 * before it begins, value by value, which takes longer than all the rest. Records go as bytes: a text would be copied twice on its way.
 */
export async function load(duck: Duck, groups: readonly Group[]): Promise<void> {
  const { blobValue } = await import("@duckdb/node-api");
  const values: DuckDBValue[] = [];
  const rows: string[] = [];
  for (const { base, columns, raws } of groups) {
    const at = values.push(...groupColumns.map((name) => columns[name]), blobValue(raws.text), raws.between, raws.head, BigInt(base));
    const first = at - given.length + 1;
    rows.push(`(${given.map((name, i) => (name === "raws" ? `$${first + i}::BLOB` : `$${first + i}`)).join(", ")})`);
  }
  const names = given.map((name) => `"${name}"`).join(", ");
  await duck.run(`${LOAD}${rows.join(", ")}) AS given(${names})) WHERE shape <> '-1'`, values);
}

async function table(duck: Duck, name: string, columns: readonly string[], dictionary: Dictionary): Promise<void> {
  const parts = columns.map((column) => column.split(" ") as [string, string?]);
  const fields = parts.map(([field], i) => `unnest(string_split($${i + 1}, chr(30))) AS ${field}`);
  const typed = parts.map(([field, type]) => (type === undefined ? field : `${field}::${type} AS ${field}`));
  await duck.run(
    `CREATE OR REPLACE TABLE ${name} AS SELECT (row_number() OVER () - 1)::INTEGER AS code, ${typed.join(", ")} FROM (SELECT ${fields.join(", ")})`,
    dictionary.joined(),
  );
}

/** What the numbers of the batch stand for, and `events`: the rows with it. */
export async function loadDictionaries(duck: Duck, rows: Rows): Promise<void> {
  await table(duck, "shapes", [...SHAPES, ...ACTIVITY], rows.shapes);
  await table(duck, "whos", WHO, rows.who);
  await table(duck, "faults", FAULTS, rows.faults);
  await table(duck, "owned", ["kind", "json", "targets"], rows.own);
  await duck.run(`CREATE OR REPLACE TABLE owns AS SELECT code, kind, json, from_json(targets, '["VARCHAR"]') AS y_targets FROM owned`);
  await duck.run(`CREATE OR REPLACE VIEW events AS SELECT batch.* EXCLUDE (shape, who, fault), shapes.* EXCLUDE code, whos.* EXCLUDE code,
      faults.* EXCLUDE code, owns.y_targets
    FROM batch JOIN shapes ON shape = shapes.code JOIN whos ON who = whos.code JOIN faults ON fault = faults.code JOIN owns ON own = owns.code`);
}

const hot = [...SHAPES.slice(2), ...WHO.slice(0, 6), "y_error", "y_issued", "y_targets"].map((name) => name.split(" ")[0]).join(", ");

/** The OCSF structures that are a class's own, each made once. */
export async function loadOwn(duck: Duck, kind: OcsfClass): Promise<void> {
  await duck.run(
    `CREATE OR REPLACE TABLE own_of_class AS SELECT code, unnest(from_json(json, ${quoted(JSON.stringify(ownStructure(kind)))})) FROM owns WHERE kind = '${kind}'`,
  );
}

/** Files that compaction writes anew: made fast. A column of more values than that gains nothing from a dictionary. */
const FAST = "COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 2000";

/** One event file: ours flat, OCSF as it is written, the record as it came. */
export function copyPart(kind: OcsfClass, part: number, path: string): string {
  return `
    COPY (SELECT "time", make_timestamp_ms("time") AS time_dt, y_id, ${hot}, raw_data, ${ocsfColumns(kind).join(", ")}, own_of_class.* EXCLUDE code
          FROM events JOIN own_of_class ON own = own_of_class.code WHERE part = ${part})
    TO ${quoted(path)} (FORMAT parquet, ${FAST})`;
}
