import type { Problem } from "../../model/index.ts";

/** The system's word for what is wrong with a log. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  // A reader's own words (Parquet) are English only, and say no more than this.
  return typeof code === "string" ? code : "DAMAGED";
}

/** A file that could not be read, or not to its end. */
export function notReadableFile(file: string, error: unknown): Problem {
  return { code: "E_LOG_NOT_READABLE", detail: { file, reason: reasonOf(error) }, place: { file, line: 1 } };
}

/** A log that could not be fetched: by the service's word for it, or the system's. */
export function notReadable(file: string, error: unknown): Problem {
  const { name, $metadata } = error as { readonly name?: unknown; readonly $metadata?: unknown };
  return { code: "E_LOG_NOT_READABLE", detail: { file, reason: $metadata !== undefined ? String(name) : reasonOf(error) } };
}
