import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { open, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes a whole file or nothing, and returns when it is on the disk. */
export function writeDurably(file: string, content: string): void {
  const draft = `${file}.${process.pid}.part`;
  const handle = openSync(draft, "w");
  try {
    writeAll(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/** The same for many files at once; the program goes on meanwhile. */
export async function writeAllDurably(files: readonly { readonly file: string; readonly content: string }[]): Promise<void> {
  await Promise.all(
    files.map(async ({ file, content }) => {
      const draft = `${file}.${process.pid}.part`;
      await writeFile(draft, content, { flush: true });
      await rename(draft, file);
      if (process.platform === "win32") return;
      const folder = await open(dirname(file));
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    }),
  );
}

/** Makes a file that was not there. False when somebody else was first. */
export function createFile(file: string, content: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, "wx");
  } catch (error) {
    if ((error as { code?: unknown }).code === "EEXIST") return false;
    throw error;
  }
  try {
    writeAll(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(file));
  return true;
}

/** A file that only grows. */
export class Journal {
  readonly #handle: number;

  constructor(file: string) {
    this.#handle = openSync(file, "a");
    syncFolder(dirname(file));
  }

  append(line: string): void {
    writeAll(this.#handle, `${line}\n`);
  }

  /** Begins anew. */
  clear(): void {
    ftruncateSync(this.#handle);
  }

  sync(): void {
    fsyncSync(this.#handle);
  }

  close(): void {
    closeSync(this.#handle);
  }
}

/** The names in a folder, sorted; without drafts. */
export function namesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith(".part"))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

export function remove(folder: string, names: readonly string[]): void {
  for (const name of names) rmSync(join(folder, name), { force: true });
}

export function makeFolder(folder: string): void {
  // What is kept are log records: nobody else's business.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** A line that a dying program did not write to its end is no line. */
export function wholeLines(text: string): readonly string[] {
  const lines = text.split("\n");
  lines.pop();
  return lines.filter((line) => line !== "");
}

function writeAll(handle: number, content: string): void {
  const bytes = Buffer.from(content);
  let written = 0;
  while (written < bytes.length) written += writeSync(handle, bytes, written);
}

/** A renamed file is only safe when its folder is. Windows has no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
