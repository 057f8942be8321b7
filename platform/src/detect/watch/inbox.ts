import type { Problem } from "../../model/index.ts";
import type { Batch } from "../sources/batch.ts";

/** Where events arrive. */
export interface Inbox {
  /**
   * Hands over what arrives until the signal comes. The source is told that a record was taken only after `accept` has returned;
   * whatever was not is delivered again, to this worker or to another.
   */
  run(accept: (batches: readonly Batch[]) => Promise<void>, signal: AbortSignal): Promise<void>;
}

export type OnProblem = (problem: Problem) => void;

/** What was wrong with a place that events come from; the program goes on trying. */
export function sourceProblem(source: string, error: unknown): Problem {
  const { code, name, message } = error as { readonly code?: unknown; readonly name?: unknown; readonly message?: unknown };
  const reason = typeof code === "string" ? code : typeof name === "string" && name !== "Error" ? name : String(message ?? error);
  return { code: "E_WATCH_SOURCE", detail: { source, reason } };
}

/** Waits, but not longer than the signal. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
  });
}
