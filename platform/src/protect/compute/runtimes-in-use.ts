import { isUnknown, type Noun, type Unknown, unknown } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { type LambdaRuntime, lambdaRuntime } from "./runtimes.ts";

export interface RuntimeInUse {
  /** `$LATEST`, the number of a version that an alias points to, or `versions/<runtime>` for all others of that runtime. */
  readonly subject: string;
  readonly aliases: readonly string[];
  /** Numbers of the published versions it stands for. */
  readonly versions: readonly string[];
  readonly runtime: LambdaRuntime;
}

const NONE: readonly never[] = [];

/** The runtimes of the function and of every published version, each with the aliases that point there. */
export function runtimesInUse(
  fn: Noun<"LambdaFunction">,
  need: Need,
): { readonly runtimes: readonly RuntimeInUse[]; readonly undecided: Unknown | undefined } {
  const runtimes: RuntimeInUse[] = [];
  let rest: Map<string, string[]> | undefined;
  let undecided: Unknown | undefined;
  const aliases = isUnknown(fn.Aliases) ? NONE : fn.Aliases;
  const add = (subject: string, id: LambdaRuntime["id"] | undefined | Unknown) => {
    if (isUnknown(id)) undecided ??= id;
    else if (id !== undefined) {
      const runtime = lambdaRuntime(id);
      // Not in the table: newer than the data. Nobody may call that supported.
      if (runtime === undefined) undecided ??= unknown("unsupported", { what: id });
      else {
        const pointing = aliases.filter((a) => a.FunctionVersion === subject);
        const names = pointing.length === 0 ? NONE : pointing.map((a) => a.Name);
        if (subject === "$LATEST") runtimes.push({ subject, aliases: names, versions: NONE, runtime });
        else if (names.length > 0) runtimes.push({ subject, aliases: names, versions: [subject], runtime });
        else {
          // Functions keep dozens of old versions that nothing points to: one finding, not dozens.
          const list = rest?.get(runtime.id);
          if (list) list.push(subject);
          else {
            const versions = [subject];
            rest ??= new Map();
            rest.set(runtime.id, versions);
            runtimes.push({ subject: `versions/${runtime.id}`, aliases: NONE, versions, runtime });
          }
        }
      }
    }
  };
  add("$LATEST", fn.Runtime);
  // A template publishes versions of the code it declares: they say nothing new.
  if (fn.origin.source === "template") return { runtimes, undecided };
  if (isUnknown(fn.Versions)) undecided ??= fn.Versions;
  else for (const { Version, Runtime } of need.outer(fn.Versions)) add(Version, Runtime);
  return { runtimes, undecided };
}
