import { escapeText } from "../../govern/report/escape.ts";
import type { Lang, Report } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import type { Context } from "../context.ts";
import { YaguraError } from "../errors.ts";
import type { ReportOptions } from "../options.ts";
import { writeOut, writeWhole } from "./write.ts";

interface RenderOptions {
  readonly lang: Lang;
  readonly color: boolean;
  readonly perCheck: number;
  /** Files are named relative to this folder where a format wants that. */
  readonly root: string;
}

/** Each format is loaded when it is asked for. */
const renderers: Readonly<Record<string, (report: Report, options: RenderOptions) => Promise<string>>> = {
  table: async (report, options) => (await import("../../govern/report/table.ts")).renderTable(report, options),
  json: async (report) => (await import("../../govern/report/json.ts")).renderJson(report),
  ndjson: async (report) => [...(await import("../../govern/report/json.ts")).renderNdjson(report)].join(""),
  sarif: async (report, options) => (await import("../../govern/report/sarif.ts")).renderSarif(report, options),
  ocsf: async (report, options) => [...(await import("../../govern/report/ocsf.ts")).renderOcsf(report, options.lang)].join(""),
  asff: async (report, options) => (await import("../../govern/report/asff.ts")).renderAsff(report, options.lang),
  junit: async (report, options) => (await import("../../govern/report/junit.ts")).renderJunit(report, options.lang),
  html: async (report, options) => (await import("../../govern/report/html.ts")).renderHtml(report, options.lang),
  markdown: async (report, options) =>
    (await import("../../govern/report/markdown.ts")).renderMarkdown(report, {
      lang: options.lang,
      perCheck: options.perCheck === 0 ? 0 : 20,
    }),
};

export const formats: readonly string[] = Object.keys(renderers);

/** Renders the report and writes it to standard output or, whole or not at all, to a file. */
export async function emitReport(report: Report, options: ReportOptions & { readonly quiet?: boolean }, context: Context): Promise<void> {
  const render = renderers[options.format];
  if (!render) throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: formats.join(", ") });
  const text = await render(report, {
    lang: context.lang,
    color: context.color && options.output === undefined,
    perCheck: options.allFindings ? 0 : 5,
    root: process.cwd(),
  });
  if (options.output === undefined) await writeOut(text);
  else {
    writeWhole(options.output, text);
    context.progress.note(words[context.lang].report.written(options.output));
  }
  if (process.env["GITHUB_ACTIONS"] === "true") {
    const { tellGithub } = await import("./github.ts");
    const { GITHUB_WORKSPACE, GITHUB_STEP_SUMMARY } = process.env;
    tellGithub(report, context.lang, { GITHUB_WORKSPACE, GITHUB_STEP_SUMMARY }, process.cwd(), (line) => process.stderr.write(line));
  }
  // What was not seen is always said, also when the report goes elsewhere.
  if ((options.output !== undefined || options.format !== "table") && !options.quiet) {
    const { notSeen } = await import("../../govern/report/table.ts");
    const { problemText } = await import("../../govern/report/text.ts");
    for (const problem of report.problems) context.progress.note(`! ${escapeText(problemText(problem, context.lang))}`);
    for (const line of notSeen(report, context.lang)) context.progress.note(line);
  }
}
