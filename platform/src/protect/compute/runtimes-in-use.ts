import { isUnknown, type Noun, type Unknown, unknown } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { type LambdaRuntime, lambdaRuntime } from "./runtimes.ts";

export interface RuntimeInUse {
  /** `$LATEST` or the number of a published version. */
  readonly subject: string;
  readonly aliases: readonly string[];
  readonly runtime: LambdaRuntime;
}

/** The runtimes of the function and of every published version, each with the aliases that point there. */
export function runtimesInUse(
  fn: Noun<"LambdaFunction">,
  need: Need,
): { readonly runtimes: readonly RuntimeInUse[]; readonly undecided: Unknown | undefined } {
  const runtimes: RuntimeInUse[] = [];
  let undecided: Unknown | undefined;
  const aliases = isUnknown(fn.Aliases) ? [] : fn.Aliases;
  const add = (subject: string, id: LambdaRuntime["id"] | undefined | Unknown) => {
    if (isUnknown(id)) undecided ??= id;
    else if (id !== undefined) {
      const runtime = lambdaRuntime(id);
      // Not in the table: newer than the data. Nobody may call that supported.
      if (runtime === undefined) undecided ??= unknown("unsupported", { what: id });
      else runtimes.push({ subject, aliases: aliases.filter((a) => a.FunctionVersion === subject).map((a) => a.Name), runtime });
    }
  };
  add("$LATEST", fn.Runtime);
  // A template publishes versions of the code it declares: they say nothing new.
  if (fn.origin.source === "template") return { runtimes, undecided };
  if (isUnknown(fn.Versions)) undecided ??= fn.Versions;
  else for (const { Version, Runtime } of need.outer(fn.Versions)) add(Version, Runtime);
  return { runtimes, undecided };
}
