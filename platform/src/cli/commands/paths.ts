import { gridText } from "../../govern/views/grid.ts";
import { pathsGrid, pathsMarkdown, pathsMermaid, pathsText } from "../../govern/views/paths.ts";
import { type PathStart, type PathTarget, severities } from "../../model/index.ts";
import { attackPathsOf, estateOf } from "../../pipeline.ts";
import { openContext } from "../context.ts";
import { exit, YaguraError } from "../errors.ts";
import type { ScanOptions } from "../options.ts";
import { tellNotSeen } from "../output/tell.ts";
import { writeOut, writeWhole } from "../output/write.ts";
import { settingsOf } from "../settings-of.ts";
import { sourcesOf } from "../sources.ts";

export interface PathsOptions extends ScanOptions {
  readonly from?: PathStart;
  readonly to?: PathTarget;
}

const FORMATS = ["text", "table", "json", "mermaid", "markdown"];

/** `yagura paths`: from the internet, a compromised function, a third party or a user to administrators and sensitive data. */
export async function paths(files: readonly string[], options: PathsOptions): Promise<void> {
  if (!FORMATS.includes(options.format))
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: FORMATS.join(", ") });
  const context = await openContext(options);
  const { lang } = context;
  const estate = await estateOf(sourcesOf(files, options, context.progress), context.signal);
  const found = attackPathsOf(estate, {
    now: new Date(),
    settings: settingsOf(options, context),
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.to === undefined ? {} : { to: options.to }),
  });
  const rendered = {
    text: () => pathsText(found, lang),
    table: () => gridText(pathsGrid(found, lang)),
    json: () => `${JSON.stringify(found, undefined, 2)}\n`,
    mermaid: () => pathsMermaid(found, lang),
    markdown: () => pathsMarkdown(found, lang),
  }[options.format as "text"]();
  if (options.output === undefined) await writeOut(rendered);
  else writeWhole(options.output, rendered);
  const code = tellNotSeen(estate, context);
  const limit = options.failOn === "none" ? -1 : severities.indexOf(options.failOn);
  if (code !== exit.clean) process.exitCode = code;
  else if (found.paths.some((path) => severities.indexOf(path.severity) <= limit)) process.exitCode = exit.findings;
  else if (options.failOnUnknown && found.unread.length > 0) process.exitCode = exit.incomplete;
}
