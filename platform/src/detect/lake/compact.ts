import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { adopt } from "./adopt.ts";
import { SCHEMA } from "./columns.ts";
import { type Duck, listOf, openDuck, quoted } from "./duck.ts";
import { edgesOf, populationOf } from "./edges.ts";
import { lockLake } from "./lock.ts";
import { appendChange, type LakeFile, readManifest } from "./manifest.ts";

/** Rows of a roll-up that are unpacked together: a question is for few of them. */
export const EDGE_ROWS = 8_192;

export interface Compacted {
  readonly before: number;
  readonly after: number;
}

/**
 * Joins the small files of each day and class into one, sorted by principal and time, without what was delivered twice, and makes the
 * day's roll-up anew. Readers see the old files until the new ones are whole.
 */
export async function compactLake(folder: string): Promise<Compacted> {
  const unlock = lockLake(folder);
  const duck = await openDuck();
  try {
    const { files } = readManifest(folder);
    const before = files.size;
    const days = grouped([...files.values()], (file) => file.day);
    for (const [day, list] of days) if (day !== "") await compactDay(folder, duck, day, list);
    await countPopulation(folder, duck, files);
    return { before, after: readManifest(folder).files.size };
  } finally {
    duck.close();
    unlock();
  }
}

/** Rarity needs a count over all there is: made once here, not at every question. */
async function countPopulation(folder: string, duck: Duck, before: ReadonlyMap<string, LakeFile>): Promise<void> {
  const files = [...readManifest(folder).files.values()];
  const old = files.filter((file) => file.kind === "population");
  const edges = files.filter((file) => file.kind === "edges");
  const isSame = edges.every((file) => before.has(file.path)) && old.length === 1;
  if (edges.length === 0 || isSame) return;
  const change = `p${Date.now().toString(36)}`;
  const draft = join(folder, ".tmp", change);
  const to = join(draft, "population", `${change}.parquet`);
  mkdirSync(dirname(to), { recursive: true });
  await duck.run(
    `COPY (SELECT * FROM (${populationOf(scan(folder, edges))}) ORDER BY c, v) TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  const remove = old.map((file) => file.path);
  appendChange(folder, { change, add: await adopt(folder, draft, true), remove, keys: [] });
  for (const path of remove) rmSync(join(folder, path), { force: true });
  rmSync(draft, { recursive: true, force: true });
}

async function compactDay(folder: string, duck: Duck, day: string, files: readonly LakeFile[]): Promise<void> {
  const events = files.filter((file) => file.kind === "events");
  const edges = files.filter((file) => file.kind === "edges");
  const loose = [...grouped(events, (file) => dirname(file.path)).values()].filter(
    (list) => list.length > 1 || list.some((file) => !file.compacted || file.schema !== SCHEMA),
  );
  if (loose.length === 0 && edges.length <= 1) return;
  const change = `c${Date.now().toString(36)}${day}`;
  const draft = join(folder, ".tmp", change);
  const kept = events.filter((file) => !loose.some((list) => list.includes(file))).map((file) => join(folder, file.path));
  const made: string[] = [];
  for (const list of loose) {
    const to = join(draft, dirname((list[0] as LakeFile).path), `${change}.parquet`);
    mkdirSync(dirname(to), { recursive: true });
    made.push(to);
    await duck.run(
      `COPY (SELECT * FROM ${scan(folder, list)} QUALIFY row_number() OVER (PARTITION BY y_id ORDER BY "time") = 1 ORDER BY y_principal, "time")
       TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  }
  const sources = [...made, ...kept].filter((path) => !path.includes("_finding"));
  if (sources.length > 0) {
    const to = join(draft, "edges", `eventDay=${day}`, `${change}.parquet`);
    mkdirSync(dirname(to), { recursive: true });
    const all = `read_parquet(${listOf(sources)}, union_by_name = true, hive_partitioning = false)`;
    await duck.run(
      `COPY (SELECT * FROM (${edgesOf(all)}) ORDER BY principal, ip, hour) TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${EDGE_ROWS})`,
    );
  }
  const add = await adopt(folder, draft, true);
  const remove = [...loose.flat(), ...edges].map((file) => file.path);
  appendChange(folder, { change, add, remove, keys: [] });
  for (const path of remove) rmSync(join(folder, path), { force: true });
  rmSync(draft, { recursive: true, force: true });
}

function grouped(files: readonly LakeFile[], keyOf: (file: LakeFile) => string): ReadonlyMap<string, readonly LakeFile[]> {
  const out = new Map<string, LakeFile[]>();
  for (const file of files) {
    const list = out.get(keyOf(file));
    if (list) list.push(file);
    else out.set(keyOf(file), [file]);
  }
  return out;
}

function scan(folder: string, files: readonly LakeFile[]): string {
  return `read_parquet(${listOf(files.map((file) => join(folder, file.path)))}, union_by_name = true, hive_partitioning = false)`;
}

/** Forgets the days before `day` (`YYYYMMDD`); answers how many files went. */
export function retainFrom(folder: string, day: string): number {
  const unlock = lockLake(folder);
  try {
    const old = [...readManifest(folder).files.values()].filter((file) => file.day !== "" && file.day < day).map((file) => file.path);
    if (old.length === 0) return 0;
    appendChange(folder, { change: `r${day}`, add: [], remove: old, keys: [] });
    for (const path of old) rmSync(join(folder, path), { force: true });
    return old.length;
  } finally {
    unlock();
  }
}
