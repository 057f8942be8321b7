import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { adopt, recover } from "./adopt.ts";
import { SCHEMA } from "./columns.ts";
import { tellingDamage } from "./damage.ts";
import { type Duck, openDuck, quoted } from "./duck.ts";
import { unwritable } from "./errors.ts";
import { lockLake } from "./lock.ts";
import { appendChange, type LakeFile, readManifest } from "./manifest.ts";
import { countPopulation, rollUp, scan } from "./rollups.ts";

export interface Compacted {
  readonly before: number;
  readonly after: number;
}

/**
 * Joins the small files of each day and class into one, sorted by principal and time, without what was delivered twice, and makes the
 * roll-ups anew. Readers see the old files until the new ones are whole.
 */
export async function compactLake(folder: string): Promise<Compacted> {
  return withLake(folder, async (duck) => {
    const { files } = readManifest(folder);
    const events = [...files.values()].filter((file) => file.kind === "events");
    for (const [day, list] of grouped(events, (file) => file.day)) await compactDay(folder, duck, day, list);
    await rollUp(folder, duck);
    await countPopulation(folder, duck, files);
    return { before: files.size, after: readManifest(folder).files.size };
  });
}

/** Forgets the days before `day` (`YYYYMMDD`); answers how many files went. */
export async function retainFrom(folder: string, day: string): Promise<number> {
  return withLake(folder, async (duck) => {
    const { files } = readManifest(folder);
    // A roll-up of a month bears the month's last day.
    const old = [...files.values()].filter((file) => file.day !== "" && file.day < day).map((file) => file.path);
    if (old.length > 0) appendChange(folder, { change: `r${day}`, add: [], remove: old, keys: [] });
    for (const path of old) rmSync(join(folder, path), { force: true });
    if (old.length > 0) {
      await rollUp(folder, duck, day);
      await countPopulation(folder, duck, new Map());
    }
    return old.length;
  });
}

async function withLake<T>(folder: string, work: (duck: Duck) => Promise<T>): Promise<T> {
  return unwritable(folder, async () => {
    const unlock = lockLake(folder);
    const spill = join(folder, ".tmp", "spill");
    try {
      recover(folder);
      const duck = await openDuck({ spill });
      try {
        return await work(tellingDamage(duck, folder));
      } finally {
        duck.close();
        rmSync(spill, { recursive: true, force: true });
      }
    } finally {
      unlock();
    }
  });
}

async function compactDay(folder: string, duck: Duck, day: string, events: readonly LakeFile[]): Promise<void> {
  const loose = [...grouped(events, (file) => dirname(file.path)).values()].filter(
    (list) => list.length > 1 || list.some((file) => !file.compacted || file.schema !== SCHEMA),
  );
  if (loose.length === 0) return;
  const change = `c${Date.now().toString(36)}${day}`;
  const draft = join(folder, ".tmp", change);
  try {
    for (const list of loose) {
      const to = join(draft, dirname((list[0] as LakeFile).path), `${change}.parquet`);
      mkdirSync(dirname(to), { recursive: true });
      await duck.run(
        `COPY (SELECT * FROM ${scan(folder, list)} QUALIFY row_number() OVER (PARTITION BY y_id ORDER BY "time") = 1 ORDER BY y_principal, "time")
         TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${EVENT_ROWS})`,
      );
    }
    const remove = loose.flat().map((file) => file.path);
    appendChange(folder, { change, add: await adopt(folder, draft, true), remove, keys: [] });
    for (const path of remove) rmSync(join(folder, path), { force: true });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Events that are unpacked together. Smaller groups make answers cheaper and files larger. */
export const EVENT_ROWS = 20_480;

function grouped(files: readonly LakeFile[], keyOf: (file: LakeFile) => string): ReadonlyMap<string, readonly LakeFile[]> {
  const out = new Map<string, LakeFile[]>();
  for (const file of files) {
    const list = out.get(keyOf(file));
    if (list) list.push(file);
    else out.set(keyOf(file), [file]);
  }
  return out;
}
