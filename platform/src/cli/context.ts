import type { Lang } from "../model/index.ts";
import { cliWords } from "../words/cli.ts";
import { type Config, readConfig } from "./config.ts";
import { exit, YaguraError } from "./errors.ts";
import { languageOf } from "./language.ts";
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
  const env = process.env;
  const color = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0" ? true : options.color && env["NO_COLOR"] === undefined && process.stdout.isTTY === true;
  const live = process.stderr.isTTY === true && options.progress && env["CI"] === undefined && env["TERM"] !== "dumb";
  const progress = new Progress({ lang, live, silent: options.quiet === true || !options.progress });
  if (config.problems.length > 0) {
    const { problemText } = await import("../govern/report/text.ts");
    for (const problem of config.problems) process.stderr.write(`${problemText(problem, lang)}\n`);
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
