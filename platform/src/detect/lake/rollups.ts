import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { adopt } from "./adopt.ts";
import { type Duck, listOf, quoted } from "./duck.ts";
import { edgesOf, populationOf } from "./edges.ts";
import { appendChange, type LakeFile, readManifest } from "./manifest.ts";
import { writeWhereabouts } from "./whereabouts.ts";

/** Rows of a roll-up that are unpacked together: a question is for few of them. */
const EDGE_ROWS = 20_480;
/** Rows of a roll-up that are sorted together; more would not fit into the memory DuckDB may use. */
const SORTED_ROWS = 500_000;
const HOUR_DAY = "strftime(make_timestamp_ms(hour), '%Y%m%d')";

const monthOf = (file: LakeFile) => file.day.slice(0, 6);
const isMonthly = (file: LakeFile) => file.kind === "edges" && file.path.startsWith("edges/eventMonth=");

/**
 * Makes the roll-ups of the months anew that something came to: sorted by principal over the whole month, so that a question reads a few
 * row groups and not some of every day. Days that something came to are counted again from their events, for what was delivered twice
 * was counted twice. Days before `from` (`YYYYMMDD`) are left out.
 */
export async function rollUp(folder: string, duck: Duck, from = ""): Promise<void> {
  const files = [...readManifest(folder).files.values()];
  const events = files.filter((file) => file.kind === "events" && !file.class.endsWith("_finding"));
  const edges = files.filter((file) => file.kind === "edges");
  const rollups = files.filter((file) => file.kind === "edges" || file.kind === "whereabouts");
  const dirty = new Set(edges.filter((file) => !isMonthly(file)).map((file) => file.day));
  const rolled = new Set(edges.filter(isMonthly).map(monthOf));
  for (const file of events) if (!rolled.has(monthOf(file))) dirty.add(file.day);
  const months = new Set([...dirty].map((day) => day.slice(0, 6)));
  // Months that were rolled up before there were whereabouts.
  const known = new Set(files.filter((file) => file.kind === "whereabouts").map(monthOf));
  for (const month of rolled) if (!known.has(month)) months.add(month);
  // A month whose first days go.
  if (rolled.has(from.slice(0, 6))) months.add(from.slice(0, 6));
  for (const month of [...months].toSorted()) {
    const days = [...dirty].filter((day) => day.startsWith(month)).toSorted();
    await rollUpMonth(folder, duck, { month, days, events, from, old: rollups.filter((file) => monthOf(file) === month) });
  }
}

interface Month {
  readonly month: string;
  /** Those to count again. */
  readonly days: readonly string[];
  readonly events: readonly LakeFile[];
  readonly from: string;
  readonly old: readonly LakeFile[];
}

async function rollUpMonth(folder: string, duck: Duck, { month, days, events, from, old }: Month): Promise<void> {
  const change = `e${Date.now().toString(36)}${month}`;
  const draft = join(folder, ".tmp", change);
  const parts = join(draft, "days");
  const to = join(draft, "edges", `eventMonth=${month}`);
  mkdirSync(parts, { recursive: true });
  mkdirSync(to, { recursive: true });
  try {
    const counted: string[] = [];
    for (const day of days) {
      const own = events.filter((file) => file.day === day);
      if (own.length === 0 || day < from) continue;
      const part = join(parts, `${day}.edges`);
      await duck.run(
        `COPY (SELECT * FROM (${edgesOf(scan(folder, own))}) ORDER BY principal) TO ${quoted(part)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 20480)`,
      );
      counted.push(part);
    }
    const sources = counted.length === 0 ? [] : [`SELECT * FROM read_parquet(${listOf(counted)})`];
    const kept = old.filter(isMonthly);
    const again = days.length === 0 ? "" : ` AND ${HOUR_DAY} NOT IN (${days.map(quoted).join(", ")})`;
    if (kept.length > 0) sources.push(`SELECT * FROM ${scan(folder, kept)} WHERE ${HOUR_DAY} >= ${quoted(from)}${again}`);
    const all = `(${sources.join(" UNION ALL BY NAME ")})`;
    const made: string[] = [];
    for (const [i, range] of (sources.length === 0 ? [] : await ranges(duck, all)).entries()) {
      const path = join(to, `${change}_${i}.parquet`);
      await duck.run(
        `COPY (SELECT * FROM ${all} WHERE ${range} ORDER BY principal, ip, hour)
         TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${EDGE_ROWS})`,
      );
      made.push(path);
    }
    if (made.length > 0) await writeWhereabouts(duck, made, join(to, `${change}.whereabouts`));
    const remove = old.map((file) => file.path);
    appendChange(folder, { change, add: await adopt(folder, draft, true), remove, keys: [] });
    for (const path of remove) rmSync(join(folder, path), { force: true });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Conditions that part the rows by principal, each as many as can be sorted. */
async function ranges(duck: Duck, edges: string): Promise<readonly string[]> {
  const [count] = await duck.rows(`SELECT count(*) AS n FROM ${edges}`);
  const files = Math.ceil(Number(count?.["n"]) / SORTED_ROWS);
  if (files <= 1) return files === 0 ? [] : ["true"];
  const at = Array.from({ length: files - 1 }, (_, i) => (i + 1) / files);
  // What logs say stays in a table: it never becomes part of a statement.
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE bounds AS SELECT row_number() OVER (ORDER BY b) AS i, b FROM (SELECT DISTINCT unnest(q) AS b FROM (
       SELECT quantile_disc(principal, [${at.join(", ")}]) AS q FROM (SELECT principal FROM ${edges} USING SAMPLE reservoir(100000 ROWS) REPEATABLE (1))))`,
  );
  const [row] = await duck.rows("SELECT count(*) AS n FROM bounds");
  const bounds = Number(row?.["n"]);
  const bound = (i: number) => `(SELECT b FROM bounds WHERE i = ${i})`;
  return Array.from({ length: bounds + 1 }, (_, i) => {
    const least = i === 0 ? "true" : `principal >= ${bound(i)}`;
    return i === bounds ? least : `${least} AND principal < ${bound(i + 1)}`;
  });
}

/** Rarity needs a count over all there is: made once here, not at every question. */
export async function countPopulation(folder: string, duck: Duck, before: ReadonlyMap<string, LakeFile>): Promise<void> {
  const files = [...readManifest(folder).files.values()];
  const old = files.filter((file) => file.kind === "population");
  const edges = files.filter((file) => file.kind === "edges");
  const isSame = edges.every((file) => before.has(file.path)) && old.length === 1;
  if (edges.length === 0 || isSame) return;
  const change = `p${Date.now().toString(36)}`;
  const draft = join(folder, ".tmp", change);
  const to = join(draft, "population", `${change}.parquet`);
  mkdirSync(join(to, ".."), { recursive: true });
  try {
    // One after another: together they would need the memory together.
    await duck.run("CREATE OR REPLACE TEMP TABLE population (c VARCHAR, v VARCHAR, n BIGINT)");
    for (const part of populationOf(scan(folder, edges))) await duck.run(`INSERT INTO population ${part}`);
    await duck.run(
      `COPY (SELECT * FROM population ORDER BY c, v) TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${EDGE_ROWS})`,
    );
    const remove = old.map((file) => file.path);
    appendChange(folder, { change, add: await adopt(folder, draft, true), remove, keys: [] });
    for (const path of remove) rmSync(join(folder, path), { force: true });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

export function scan(folder: string, files: readonly LakeFile[]): string {
  return `read_parquet(${listOf(files.map((file) => join(folder, file.path)))}, union_by_name = true, hive_partitioning = false)`;
}
