import type { Severity } from "../model/index.ts";

/** What the flags of the commands become. */
export interface GlobalOptions {
  readonly lang?: string;
  readonly quiet?: boolean;
  /** commander's form of --no-progress and --no-color */
  readonly progress: boolean;
  readonly color: boolean;
  readonly debug?: boolean;
  readonly config?: string;
}

export interface ReportOptions {
  readonly format: string;
  readonly output?: string;
  readonly failOn: Severity | "none";
  readonly failOnUnknown?: boolean;
  readonly since?: string;
  readonly allFindings?: boolean;
  readonly checks?: string;
}

export interface TemplateOptions {
  readonly parameter?: readonly string[];
  readonly parameterFile?: readonly string[];
  readonly stackAccount?: string;
  readonly trust?: string;
}

export interface LiveOptions {
  readonly live?: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly account?: string;
  readonly role?: string;
  readonly organization?: boolean;
  readonly services?: string;
  readonly endpointUrl?: string;
  readonly concurrency?: string;
  readonly timeout?: string;
}

export type ScanOptions = GlobalOptions & ReportOptions & TemplateOptions & LiveOptions;

export function listOf(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
