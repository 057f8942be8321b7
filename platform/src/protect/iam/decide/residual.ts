import { isUnknown } from "../../../model/index.ts";
import { MAYBE } from "../policy/truth.ts";
import type { Residual } from "../question.ts";
import type { Asked } from "./asked.ts";
import type { Open } from "./layer.ts";

/** What the open statements hang on: their undecided conditions, or why they could not be read. */
export function residuals(open: readonly Open[], asked: Asked): readonly Residual[] {
  return open.flatMap((statement) => residualsOf(statement, asked));
}

function residualsOf({ layer, source, statement, compiled, because }: Open, asked: Asked): Residual[] {
  const at = { layer, source, statement };
  if (compiled === undefined) return [because === undefined ? at : { ...at, because }];
  const out: Residual[] = because === undefined ? [] : [{ ...at, because }];
  for (const term of compiled.terms) {
    const holds = term.holds(asked.lookup);
    if (holds !== MAYBE) continue;
    const { key, operator, values } = term;
    out.push({ ...at, key, operator, values, ...(term.because === undefined ? {} : { because: term.because }) });
  }
  if (out.length > 0 && compiled.resources?.(asked.request.resource, asked.lookup) !== MAYBE) return out;
  const parts = [statement.Action, statement.NotAction, statement.Resource, statement.NotResource, statement.Principal];
  const unread = parts.flatMap((part) => (Array.isArray(part) ? part : [part])).find(isUnknown);
  if (unread !== undefined) out.push({ ...at, because: unread });
  return out.length > 0 ? out : [at];
}
