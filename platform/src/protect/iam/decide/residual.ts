import { unknown } from "../../../model/index.ts";
import { MAYBE } from "../policy/truth.ts";
import type { Residual } from "../question.ts";
import type { Asked } from "./asked.ts";
import type { Heard, Open } from "./layer.ts";

/** What the answer hangs on: undecided conditions, what could not be read, and whose resource it is. */
export function residuals({ allows, open }: Heard, asked: Asked): readonly Residual[] {
  const out = open.flatMap((statement) => residualsOf(statement, asked));
  if (asked.owner !== undefined) return out;
  const because = unknown("not-collected", { what: "account of the resource" });
  return [...out, ...allows.filter(({ layer }) => layer === "identity" || layer === "resource").map((allow) => ({ ...allow, because }))];
}

function residualsOf({ layer, source, statement, compiled, because }: Open, asked: Asked): Residual[] {
  const at = { layer, source, statement };
  const out: Residual[] = because === undefined ? [] : [{ ...at, because }];
  for (const term of compiled?.terms ?? []) {
    if (asked.holds(term) !== MAYBE) continue;
    const { key, operator, values } = term;
    out.push({ ...at, key, operator, values, ...(term.because === undefined ? {} : { because: term.because }) });
  }
  return out;
}
