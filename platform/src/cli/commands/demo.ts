import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { cliWords } from "../../words/cli.ts";
import { openContext } from "../context.ts";
import { YaguraError } from "../errors.ts";
import type { GlobalOptions, ReportOptions } from "../options.ts";
import { emitReport, formats } from "../output/emit.ts";
import { writeOut } from "../output/write.ts";
import { exitCodeOf, scanReport } from "./scan.ts";

const TEMPLATE = "orders-weak/template.yaml";
/** Beside the bundle, and in the repository. */
const PLACES = ["../examples/", "./examples/", "../../../../examples/"] as const;
/** What a report file is written as, the best first. */
const FILES: readonly (readonly [format: string, file: string])[] = [
  ["html", "yagura-report.html"],
  ["markdown", "yagura-report.md"],
  ["json", "yagura-report.json"],
];

/** `yagura demo`: the main job on the example that comes with Yagura, a summary here and the whole report in a file. */
export async function demo(options: GlobalOptions & ReportOptions): Promise<void> {
  const context = await openContext(options);
  const template = exampleTemplate();
  const { format, file } = reportFile(options);
  const report = await scanReport([template], { ...options, format }, context);
  const { output: _file, ...shown } = options;
  await emitReport(report, { ...shown, format: "table" }, context);
  await emitReport(report, { ...options, format, output: file, quiet: true }, context);
  await writeOut(`${cliWords[context.lang].demo(file)}\n`);
  process.exitCode = exitCodeOf(report, options);
}

/** The example as a path from here, so that what is printed reads short. */
function exampleTemplate(): string {
  const file = PLACES.map((place) => fileURLToPath(new URL(place + TEMPLATE, import.meta.url))).find((path) => existsSync(path));
  if (file === undefined) throw new YaguraError("E_FILE_MISSING", { file: join("examples", TEMPLATE) });
  const short = relative(process.cwd(), file);
  return short.startsWith("..") ? file : short;
}

function reportFile(options: ReportOptions): { readonly format: string; readonly file: string } {
  const known = FILES.filter(([format]) => formats.includes(format));
  const wanted = options.format === "table" ? known[0]?.[0] : options.format;
  if (wanted === undefined || !formats.includes(wanted))
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: formats.join(", ") });
  const file = options.output ?? FILES.find(([format]) => format === wanted)?.[1] ?? `yagura-report.${wanted}`;
  return { format: wanted, file };
}
