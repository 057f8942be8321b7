import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { SCHEMA } from "./columns.ts";
import { type LakeFile, readManifest, repairManifest } from "./manifest.ts";
import { classes, type OcsfClass } from "./ocsf/classes.ts";

export function sourceOf(kind: OcsfClass): string {
  return `yagura_${kind}`;
}

/** Brings finished files from the draft folder to their places. They are not part of the lake before the manifest says so. */
export async function adopt(folder: string, draft: string, compacted: boolean): Promise<readonly LakeFile[]> {
  const out: LakeFile[] = [];
  const folders = new Set<string>();
  for (const from of filesUnder(draft)) {
    const to = join(folder, relative(draft, from));
    const size = await settled(from);
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
    folders.add(dirname(to));
    out.push({ ...placeOf(relative(folder, to)), ...size, schema: SCHEMA, compacted });
  }
  // A file is there after a power cut when its folder says so on the disk.
  for (const path of folders) await syncFolder(path);
  return out;
}

/** On the disk for good; its size and hash. */
async function settled(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const handle = await open(path);
  try {
    await handle.sync();
    const bytes = await handle.readFile();
    return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  } finally {
    await handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a path says: `ext/<source>/region=…/accountId=…/eventDay=…/<name>`, `edges/eventDay=…/<name>`, `edges/eventMonth=…/<name>`. */
function placeOf(path: string): Pick<LakeFile, "path" | "kind" | "class" | "region" | "account" | "day"> {
  const value = (key: string) => new RegExp(`${key}=([^/]+)/`).exec(path.replaceAll(sep, "/"))?.[1] ?? "";
  const source = path.split(sep)[1] ?? "";
  const kind = (Object.keys(classes) as OcsfClass[]).find((name) => sourceOf(name) === source);
  const other = path.startsWith("population") ? "population" : path.endsWith(".whereabouts") ? "whereabouts" : "edges";
  return {
    path: path.replaceAll(sep, "/"),
    kind: kind ? "events" : other,
    class: kind ?? other,
    region: value("region"),
    account: value("accountId"),
    day: value("eventDay") || lastDayOf(value("eventMonth")),
  };
}

/** Of the longest month: days are compared, not counted. */
const lastDayOf = (month: string) => (month === "" ? "" : `${month}31`);

/** What the manifest should know of. */
export function filesUnder(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((entry) => /\.(parquet|whereabouts)$/.test(basename(entry)))
      .map((entry) => join(folder, entry));
  } catch {
    return [];
  }
}

/** Puts a lake in order after a crash: half lines, drafts and files that never became part of it go away. */
export function recover(folder: string): ReadonlySet<string> {
  const manifest = readManifest(folder);
  repairManifest(folder, manifest);
  rmSync(join(folder, ".tmp"), { recursive: true, force: true });
  for (const top of ["ext", "edges", "population"])
    for (const file of filesUnder(join(folder, top))) if (!manifest.files.has(relative(folder, file).replaceAll(sep, "/"))) rmSync(file);
  return manifest.keys;
}
