import type { DuckDBValue } from "@duckdb/node-api";
import { readLog } from "../sources/read.ts";
import { json } from "./columns.ts";
import type { Dictionary } from "./dictionary.ts";
import { type Duck, quoted } from "./duck.ts";
import type { OcsfClass } from "./ocsf/classes.ts";
import { ocsfColumns } from "./ocsf-sql.ts";
import { type Group, groupColumns, type Rows } from "./rows.ts";
import { ownStructure } from "./structure.ts";

const split = (n: number) => `string_split($${n}, chr(30))`;
const unnest = (list: string) => `unnest(${list})`;

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

/**
 * Rows of a group into the batch. Throws when the records of its texts are not, one by one, the rows: the reader makes one event, or
 * none, of what begins like a CloudTrail record, so as many of these as there are rows are the rows.
 */
async function insert(duck: Duck, { base, columns, raws }: Group, texts: readonly string[] | undefined): Promise<void> {
  const values: DuckDBValue[] = groupColumns.map((name) => columns[name]);
  if (texts === undefined) values.push(raws);
  else values.push((await import("@duckdb/node-api")).listValue([...texts]));
  values.push(BigInt(base));
  const n = groupColumns.length + 1;
  const raw =
    texts === undefined
      ? `string_split($${n}, chr(10))`
      : `flatten(list_transform($${n}::VARCHAR[], lambda x: json_extract(x, '$.Records[*]')))`;
  const texted = `CASE WHEN starts_with(raw, '{"eventVersion":') AND y_id IS NOT NULL THEN raw ELSE error('another record') END`;
  await duck.run(
    `INSERT INTO batch
     SELECT y_id, request, $${n + 1} + "time"::BIGINT, shape::INTEGER, who::INTEGER, own::INTEGER, fault::INTEGER, ${texts === undefined ? "raw" : texted}
     FROM (SELECT ${groupColumns.map((name, i) => `${unnest(split(i + 1))} AS "${name}"`).join(", ")}, ${unnest(raw)} AS raw)
     WHERE shape IS NULL OR shape <> '-1'`,
    values,
  );
}

/** The same; when its texts do not hold what they seemed to, the records are written out again. */
export async function load(duck: Duck, group: Group): Promise<void> {
  if (group.texts === undefined) return insert(duck, group, undefined);
  try {
    await insert(duck, group, group.texts);
  } catch {
    const raws = group.texts.flatMap((text) => readLog(text, "").events.map((event) => json(event.record)));
    await insert(duck, { ...group, raws: raws.join("\n") }, undefined);
  }
}

async function table(duck: Duck, name: string, columns: readonly string[], dictionary: Dictionary): Promise<void> {
  const parts = columns.map((column) => column.split(" ") as [string, string?]);
  const fields = parts.map(([field], i) => `${unnest(split(i + 1))} AS ${field}`);
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

/** One event file: ours flat, OCSF as it is written, the record as it came. */
export function copyPart(kind: OcsfClass, part: number, path: string): string {
  return `
    COPY (SELECT "time", make_timestamp_ms("time") AS time_dt, y_id, ${hot}, raw_data, ${ocsfColumns(kind).join(", ")}, own_of_class.* EXCLUDE code
          FROM events JOIN own_of_class ON own = own_of_class.code WHERE part = ${part})
    TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`;
}
