import { isUnknown, type Policy, type Unknown, unknown } from "../../../model/index.ts";
import { decide } from "../decide/decide.ts";
import { wild } from "../policy/glob.ts";
import type { Decision, Policies, Request, Source } from "../question.ts";
import { ask, type Outcome, type Question } from "./ask.ts";
import { budget } from "./budget.ts";
import type { Scenario, Setting } from "./callers.ts";
import { textPattern } from "./pattern.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { scenariosOf } from "./scenarios.ts";
import { anyText, settingOf } from "./setting.ts";
import type { Domain } from "./values.ts";
import { isConsistent, requestOf } from "./witness.ts";

export type PolicyKind = "identity" | "resource";

export type Comparison =
  /** Everything the first allows, the second allows too. */
  | { readonly answer: "yes" }
  /** The witness is allowed by the first and not by the second. */
  | { readonly answer: "no"; readonly witness: Request }
  | { readonly answer: "unknown"; readonly because: Unknown };

export interface CompareOptions {
  readonly kind: PolicyKind;
  /** Account that owns the resource or the caller. */
  readonly account?: string;
  readonly steps?: number;
}

const SOMEBODYS = "111122223333";

/** Whether a policy allows at most what another does: for the review of a change. */
export function isAtMostAsPermissive(first: Policy, second: Policy, options: CompareOptions): Comparison {
  const account = options.account ?? SOMEBODYS;
  const mine = rulesOf(first);
  const theirs = rulesOf(second);
  const setting = settingOf([...mine, ...theirs], { account }, false);
  const denies = mine.filter(({ effect }) => effect !== "Allow");
  let open: Unknown | undefined;
  for (const allow of mine.filter(({ effect }) => effect !== "Deny")) {
    for (const scenario of scenariosOf(setting, options.kind)) {
      for (const { wanted, barred } of escapes(allow, denies, theirs)) {
        const outcome = ask({ ...base(options, setting, scenario), wanted, barred });
        const found = judge(outcome, first, second, options, account);
        if (found === undefined) continue;
        if (!isUnknown(found)) return { answer: "no", witness: found };
        open ??= found;
      }
    }
  }
  return open === undefined ? { answer: "yes" } : { answer: "unknown", because: open };
}

/** What an Allow lets in and the other policy does not: nothing there allows it, or something denies it. */
function escapes(
  allow: Rule,
  denies: readonly Rule[],
  theirs: readonly Rule[],
): readonly { wanted: readonly Rule[]; barred: readonly Rule[] }[] {
  const allows = theirs.filter(({ effect }) => effect !== "Deny");
  const stopping = theirs.filter(({ effect }) => effect !== "Allow");
  return [{ wanted: [allow], barred: [...denies, ...allows] }, ...stopping.map((deny) => ({ wanted: [allow, deny], barred: denies }))];
}

function base({ kind, steps }: CompareOptions, setting: Setting, scenario: Scenario): Omit<Question, "wanted" | "barred"> {
  return {
    scenario,
    setting,
    principals: kind === "resource",
    action: anyText,
    resource: anyText,
    ownResource: false,
    ...(kind === "identity" ? { keys: (key: string) => freely(key, setting) } : {}),
    budget: budget(steps),
  };
}

/** An identity policy is about callers of its own account with any keys. */
function freely(key: string, setting: Setting): Domain {
  return { absent: true, present: true, multiple: setting.multiple.has(key), form: [] };
}

function judge(outcome: Outcome, first: Policy, second: Policy, options: CompareOptions, account: string): Request | Unknown | undefined {
  if (outcome.answer === "no") return undefined;
  if (outcome.answer === "undecided") return outcome.because;
  const found = requestOf(outcome.solution, outcome.scenario, { resource: "*", account });
  // An identity policy alone decides only about what its own account has.
  const request = options.kind === "identity" && "account" in found.caller ? { ...found, resourceAccount: found.caller.account } : found;
  const by = (policy: Policy): Decision => decide(request, onlyBy({ name: "policy", policy }, options.kind));
  const proven = isConsistent(request) && by(first).answer === "allowed" && by(second).answer.endsWith("denied");
  return proven ? request : unknown("unsupported", { what: "policy" });
}

const NOTHING: Policies = { identity: [], serviceControl: [], resourceControl: [], resource: [] };

function onlyBy(source: Source, kind: PolicyKind): Policies {
  if (kind === "identity") return { ...NOTHING, identity: [source] };
  return { ...NOTHING, identity: [ANYTHING], resource: [source] };
}

const ANYTHING: Source = {
  name: "*",
  policy: { Version: "2012-10-17", Statement: [{ Sid: undefined, Effect: "Allow", Action: ["*"], Resource: ["*"], index: 0 }] },
};

export type Grant =
  | { readonly answer: "yes"; readonly action: string; readonly resource: string | undefined }
  | { readonly answer: "no" }
  | { readonly answer: "unknown"; readonly because: Unknown };

/** Whether an identity policy allows any of the actions (patterns) on anything under any conditions, with the first it finds. */
export function grantsAny(policy: Policy, actions: readonly string[], steps?: number): Grant {
  const rules = rulesOf(policy);
  const setting = settingOf(rules, { account: SOMEBODYS }, false);
  const barred = rules.filter(({ effect }) => effect !== "Allow");
  const [scenario] = scenariosOf(setting, "identity") as [Scenario];
  const patterns = actions.map((action) => textPattern(wild(action.toLowerCase())));
  const action: Domain = { ...anyText, form: [{ not: false, test: { kind: "text", patterns } }] };
  let open: Unknown | undefined;
  for (const allow of rules.filter(({ effect }) => effect !== "Deny")) {
    const question = { ...base({ kind: "identity", ...(steps === undefined ? {} : { steps }) }, setting, scenario), action };
    const outcome = ask({ ...question, wanted: [allow], barred });
    if (outcome.answer === "undecided") open ??= outcome.because;
    if (outcome.answer !== "yes") continue;
    const values = outcome.solution;
    return { answer: "yes", action: values.get("@action")?.[0] ?? "", resource: values.get("@resource")?.[0] };
  }
  return open === undefined ? { answer: "no" } : { answer: "unknown", because: open };
}
