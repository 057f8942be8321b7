import { LakeBusyError } from "./lock.ts";
import { LakeDamagedError } from "./manifest.ts";

/** The lake's folder cannot be written: the disk is full, it may not be written, or it is no folder. What was in the lake stays. */
export class LakeUnwritableError extends Error {
  readonly folder: string;
  /** `ENOSPC`, `EACCES`, … */
  readonly reason: string;
  constructor(folder: string, reason: string, cause: unknown) {
    super(`${folder} cannot be written: ${reason}`, { cause });
    this.folder = folder;
    this.reason = reason;
  }
}

/** Does something in the lake's folder; failures of the disk come out as `LakeUnwritableError`. */
export async function unwritable<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LakeBusyError || error instanceof LakeDamagedError || error instanceof LakeUnwritableError) throw error;
    const reason = reasonOf(error);
    throw reason === undefined ? error : new LakeUnwritableError(folder, reason, error);
  }
}

/** DuckDB has the system's sentence where Node.js has its code. */
const SENTENCES: Readonly<Record<string, string>> = {
  "No space left on device": "ENOSPC",
  "Disk quota exceeded": "EDQUOT",
  "File too large": "EFBIG",
  "Permission denied": "EACCES",
  "Read-only file system": "EROFS",
  "Input/output error": "EIO",
};

function reasonOf(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) return code;
  const text = String(message);
  for (const [sentence, name] of Object.entries(SENTENCES)) if (text.includes(sentence)) return name;
  return text.startsWith("IO Error") ? "EIO" : undefined;
}
