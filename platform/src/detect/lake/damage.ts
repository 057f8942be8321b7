import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Duck, quoted } from "./duck.ts";
import { LakeDamagedError, type LakeFile, readManifest } from "./manifest.ts";

/** The engine, for queries over a lake: one that fails over a file which is not what was written tells that file. */
export function tellingDamage(duck: Duck, folder: string): Duck {
  const told = async <T>(sql: string, answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      const damaged = damagedIn(folder, sql);
      throw damaged === undefined ? error : new LakeDamagedError(damaged, error);
    }
  };
  return {
    ...duck,
    run: (sql, values) => told(sql, duck.run(sql, values)),
    rows: (sql, values) => told(sql, duck.rows(sql, values)),
    columns: (sql, values) => told(sql, duck.columns(sql, values)),
  };
}

/** Only what the manifest still names: a file that compaction took away meanwhile is not damaged. */
function damagedIn(folder: string, sql: string): string | undefined {
  for (const file of readManifest(folder).files.values()) {
    const path = join(folder, file.path);
    if (sql.includes(quoted(path)) && !isAsWritten(path, file)) return path;
  }
  return undefined;
}

function isAsWritten(path: string, { bytes, sha256 }: LakeFile): boolean {
  try {
    const found = readFileSync(path);
    return found.length === bytes && createHash("sha256").update(found).digest("hex") === sha256;
  } catch {
    return false;
  }
}
