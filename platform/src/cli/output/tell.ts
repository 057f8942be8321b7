import { problemText } from "../../govern/report/text.ts";
import type { Estate } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import type { Context } from "../context.ts";
import { exit, YaguraError } from "../errors.ts";

/** What was wrong with the input and what was not seen, on standard error: for output that is not a report. Returns the exit code. */
export function tellNotSeen(estate: Estate, context: Context): number {
  const { lang, progress, signal } = context;
  const w = words[lang].report;
  for (const problem of estate.problems) progress.note(`! ${problemText(problem, lang)}`);
  const types = Object.keys(estate.unrecognised).toSorted();
  if (types.length > 0) progress.note(w.unrecognised(types.length, `${types.slice(0, 8).join(", ")}${types.length > 8 ? " …" : ""}`));
  if (estate.gaps.length > 0) progress.note(w.gaps(estate.gaps.length));
  if (signal.aborted) {
    progress.note(w.interrupted);
    return exit.interrupted;
  }
  if (estate.resources.length === 0 && estate.problems.length + estate.gaps.length > 0)
    throw new YaguraError("E_NOTHING", {}, { exitCode: exit.failed });
  return exit.clean;
}
