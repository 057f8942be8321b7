import type { Lang } from "../model/index.ts";
import { type ErrorCode, errorWords } from "../words/errors.ts";

/** Exit codes; they are part of the contract and never change. */
export const exit = { clean: 0, findings: 1, usage: 2, incomplete: 3, failed: 4, interrupted: 130 } as const;

/** An error a person can act on: a code, values for its sentence, and the exit code. */
export class YaguraError extends Error {
  readonly code: ErrorCode;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly exitCode: number;

  constructor(
    code: ErrorCode,
    detail: Readonly<Record<string, string | number>> = {},
    options: { readonly exitCode?: number; readonly cause?: unknown } = {},
  ) {
    super(`${code} ${JSON.stringify(detail)}`, { cause: options.cause });
    this.name = "YaguraError";
    this.code = code;
    this.detail = detail;
    this.exitCode = options.exitCode ?? exit.usage;
  }

  sentence(lang: Lang): string {
    const words = errorWords[this.code] as Readonly<Record<Lang, (d: YaguraError["detail"]) => string>>;
    return words[lang](this.detail);
  }
}

/** What an unknown thing thrown says of itself. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The system's code of a fault (`ENOSPC`), for the words about it; what it says of itself when it has none. */
export function codeOf(thrown: unknown): string {
  const code = (thrown as { readonly code?: unknown } | null)?.code;
  return typeof code === "string" ? code : messageOf(thrown);
}
