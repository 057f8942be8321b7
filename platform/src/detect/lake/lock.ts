import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Another process writes to the lake. */
export class LakeBusyError extends Error {
  readonly pid: number;
  constructor(pid: number) {
    super(`the lake is being written by process ${pid}`);
    this.pid = pid;
  }
}

/** Only one process writes; readers need no lock. A lock whose process is gone is taken over. Answers how to give it back. */
export function lockLake(folder: string): () => void {
  const path = join(folder, ".lock");
  for (let tries = 0; ; tries += 1) {
    try {
      const handle = openSync(path, "wx");
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => unlinkSync(path);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "EEXIST" || tries > 3) throw error;
      const pid = Number(readFileSync(path, "utf8"));
      if (pid > 0 && isAlive(pid)) throw new LakeBusyError(pid);
      unlinkSync(path);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === "EPERM";
  }
}
