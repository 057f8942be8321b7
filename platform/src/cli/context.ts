import { escapeText } from "../govern/report/escape.ts";
import type { Lang } from "../model/index.ts";
import { cliWords } from "../words/cli.ts";
import { type Config, readConfig } from "./config.ts";
import { exit, YaguraError } from "./errors.ts";
import { languageOf, spoken } from "./language.ts";
import type { GlobalOptions } from "./options.ts";
import { Progress } from "./terminal/progress.ts";

/** What every command knows about how it was called. */
export interface Context {
  readonly lang: Lang;
  readonly color: boolean;
  readonly config: Config;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const LAST_SUPPORTED_NODE = 22;

/** Reads the configuration and sets up progress and interruption: the first Ctrl-C finishes writing, the second stops. */
export async function openContext(options: GlobalOptions): Promise<Context> {
  const config = await readConfig(options.config, process.cwd());
  const lang = languageOf(options.lang, config.lang, process.env);
  spoken.lang = lang;
  const env = process.env;
  const color = wantsColor(options.color, env);
  const live = process.stderr.isTTY === true && options.progress && env["CI"] === undefined && env["TERM"] !== "dumb";
  const progress = new Progress({ lang, live, quiet: options.quiet === true, silent: options.quiet === true || !options.progress });
  if (config.problems.length > 0) {
    const { problemText } = await import("../govern/report/text.ts");
    for (const problem of config.problems) process.stderr.write(`${escapeText(problemText(problem, lang))}\n`);
    throw new YaguraError("E_EXCEPTIONS", { file: config.file ?? "" });
  }
  if (Number(process.versions.node.split(".")[0]) < LAST_SUPPORTED_NODE && process.stderr.isTTY) progress.note(cliWords[lang].oldNode);
  const controller = new AbortController();
  process.on("SIGINT", () => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort();
    process.stderr.write(`\n${cliWords[lang].stopping}\n`);
  });
  return { lang, color, config, progress, signal: controller.signal };
}

/** FORCE_COLOR before the flag before NO_COLOR (any value but the empty one) before what the terminal can do. */
function wantsColor(flag: boolean, env: NodeJS.ProcessEnv): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return flag && !env["NO_COLOR"] && process.stdout.isTTY === true && env["TERM"] !== "dumb";
}
