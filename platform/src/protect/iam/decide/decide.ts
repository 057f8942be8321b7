import { NO, YES } from "../policy/truth.ts";
import type { Answer, Deciding, Decision, Policies, Request } from "../question.ts";
import { type Asked, ask, supposing } from "./asked.ts";
import type { Heard } from "./layer.ts";
import { residuals } from "./residual.ts";
import { type Told, tell } from "./tell.ts";
import { worlds } from "./worlds.ts";

/**
 * Says whether a request is allowed under the policies that have a say in it, and by which statements. `depends` only when the answer
 * varies with what is not known; whether a refused request is refused by an Allow that lacks or a Deny that may apply is no difference.
 */
export function decide(request: Request, policies: Policies): Decision {
  const asked = ask(request, policies.boundary !== undefined);
  const { heard, told } = put(asked, policies);
  const answer = answerOf(told);
  if (answer !== "depends") return decision(answer, heard, told);
  return byCases(asked, policies, heard) ?? { answer, by: [], missing: [], residual: residuals(heard, asked) };
}

function put(asked: Asked, policies: Policies): { readonly heard: Heard; readonly told: Told } {
  const heard: Heard = { allows: [], denies: [], open: [] };
  return { heard, told: tell(asked, policies, heard) };
}

function answerOf({ deny, allow }: Told): Answer {
  if (deny === YES) return "explicitly-denied";
  // A Deny that may apply to what nobody allows changes nothing.
  if (allow === NO) return "implicitly-denied";
  return allow === YES && deny === NO ? "allowed" : "depends";
}

function decision(answer: Answer, heard: Heard, told: Told): Decision {
  switch (answer) {
    case "allowed":
      return { answer, by: heard.allows, missing: [], residual: [] };
    case "explicitly-denied":
      return { answer, by: heard.denies, missing: [], residual: [] };
    default:
      return { answer, by: [], missing: told.missing(), residual: [] };
  }
}

/** The answer when it is the same in every case of what is not known: `Allow if a` beside `Allow unless a` allows. */
function byCases(asked: Asked, policies: Policies, open: Heard): Decision | undefined {
  const cases = worlds(open.open, asked);
  if (cases === undefined) return undefined;
  const found: Decision[] = [];
  for (const world of cases) {
    const { heard, told } = put(supposing(asked, world), policies);
    const answer = answerOf(told);
    if (answer === "depends" || (found[0] !== undefined && (found[0].answer === "allowed") !== (answer === "allowed"))) return undefined;
    found.push(decision(answer, heard, told));
  }
  const answers = new Set(found.map(({ answer }) => answer));
  const [only] = answers.size === 1 ? answers : (["implicitly-denied"] as const);
  if (only === undefined) return undefined;
  const same = found.filter(({ answer }) => answer === only);
  const missing = new Set(same.flatMap((each) => each.missing));
  return { answer: only, by: distinct(same.flatMap(({ by }) => by)), missing: [...missing], residual: [] };
}

function distinct(all: readonly Deciding[]): readonly Deciding[] {
  const seen = new Map<Deciding["statement"], Deciding[]>();
  return all.filter((one) => {
    const before = seen.get(one.statement) ?? [];
    if (before.some(({ source, layer }) => source === one.source && layer === one.layer)) return false;
    seen.set(one.statement, [...before, one]);
    return true;
  });
}
