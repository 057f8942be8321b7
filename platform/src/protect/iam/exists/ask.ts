import { isUnknown, type Unknown, unknown } from "../../../model/index.ts";
import type { Lookup } from "../policy/lookup.ts";
import type { Budget } from "./budget.ts";
import type { Scenario, Setting } from "./callers.ts";
import { ACTION, type Clause, RESOURCE } from "./clauses.ts";
import { domainOf } from "./domains.ts";
import { literal } from "./pattern.ts";
import { about } from "./principal.ts";
import type { Named, Rule } from "./rules.ts";
import { type Conjunction, type Solution, search } from "./search.ts";
import { choose, type Domain, isThere, type Limit } from "./values.ts";

/** Is there a request of one kind of caller that all of `wanted` apply to, and none of `barred`? */
export interface Question {
  readonly wanted: readonly Rule[];
  readonly barred: readonly Rule[];
  readonly scenario: Scenario;
  readonly setting: Setting;
  /** Identity policies name no principal. */
  readonly principals: boolean;
  /** One name of the first wanted rule's Principal, in the place of all. */
  readonly principal?: Named;
  readonly action: Domain;
  readonly resource: Domain;
  /** A policy stands on its resource: what an Allow says of it and cannot be read is taken to mean it. */
  readonly ownResource: boolean;
  /** Keys whose domain is not that of the scenario. */
  readonly keys?: (key: string) => Domain | undefined;
  readonly budget: Budget;
}

export type Outcome =
  | { readonly answer: "yes"; readonly solution: Solution; readonly scenario: Scenario }
  | { readonly answer: "no" }
  | { readonly answer: "undecided"; readonly because: Unknown };

const NO: Outcome = { answer: "no" };

/**
 * Asks twice. First generously: what is not known helps the caller, and every key may have any value of its form; no request then
 * means there is none. Then strictly: what is not known hinders, and keys that tell of the same thing agree; a request found then is
 * proven.
 */
export function ask(question: Question): Outcome {
  const generous = pose(question, question.scenario, true, undefined);
  if (generous === "no") return NO;
  if (generous === "unknown") return { answer: "undecided", because: reasonOf(question) };
  if (generous.exact) return { answer: "yes", solution: generous.solution, scenario: question.scenario };
  for (const account of accountsToTry(question.scenario, generous.solution, question.setting)) {
    const scenario = account === undefined ? question.scenario : { ...question.scenario, account: { account, stranger: true as const } };
    const strict = pose(question, scenario, false, generous.solution);
    if (typeof strict === "object") return { answer: "yes", solution: strict.solution, scenario };
  }
  return { answer: "undecided", because: reasonOf(question) };
}

interface Posed {
  readonly solution: Solution;
  /** Nothing was assumed on the way. */
  readonly exact: boolean;
}

/** Keys in which the caller's account shows. */
const TELLS_ACCOUNT = /^(aws:(principalarn|principalaccount|sourcearn|sourceaccount|sourceowner)|kms:calleraccount)$/;

function pose(question: Question, scenario: Scenario, generous: boolean, before: Solution | undefined): Posed | "no" | "unknown" {
  const { wanted, barred, budget } = question;
  const domains = new Map<string, Domain>();
  const pinned = generous ? undefined : pins(question, scenario, before);
  const domain = (part: string): Domain => {
    let known = domains.get(part);
    if (known === undefined) {
      const value = pinned?.get(part);
      known = value === undefined ? natural(question, scenario, part) : pinnedTo(value);
      domains.set(part, known);
    }
    return known;
  };
  const lookup: Lookup = (key) => pinned?.get(key) ?? fixedValue(domain(key));
  const assumed = { any: false };
  const conjunctionOf = (rule: Rule, isWanted: boolean): Conjunction | false => {
    // Generous means more of what is wanted and less of what is barred.
    const wide = generous === isWanted;
    const out: [string, Limit][] = [];
    const put = (part: string, limit: Limit | boolean): boolean => {
      if (typeof limit === "object") out.push([part, limit]);
      return limit !== false;
    };
    if (question.principals) {
      const { sure, maybe } = about(
        rule,
        scenario,
        (isWanted && rule === wanted[0] ? question.principal : undefined) ?? rule.principal,
        isWanted,
      );
      if (maybe && sure !== true) assumed.any = true;
      if (!put("aws:principalarn", maybe && wide ? true : sure)) return false;
    }
    if (isUnknown(rule.effect)) {
      assumed.any = true;
      if (!wide) return false;
    }
    const clauses = rule.resource === undefined ? [rule.action, ...rule.conditions] : [rule.action, rule.resource, ...rule.conditions];
    for (const clause of clauses) {
      if (isWanted && clause.because && isGranted(clause, question, scenario)) continue;
      if (!put(clause.part, limitOf(clause, wide, lookup, assumed))) return false;
    }
    return out;
  };
  const all: (readonly [string, Limit])[] = [];
  for (const rule of wanted) {
    const conjunction = conjunctionOf(rule, true);
    if (conjunction === false) return "no";
    all.push(...conjunction);
  }
  const none: Conjunction[] = [];
  for (const rule of barred) {
    const conjunction = conjunctionOf(rule, false);
    if (conjunction !== false) none.push(conjunction);
  }
  const found = search(all, none, domain, budget);
  if (found === "none") return "no";
  if (found === "unknown") return "unknown";
  const telling = typeof scenario.account === "string" ? toldAccounts(found).size : 0;
  if (pinned) return { solution: withPins(found, pinned), exact: false };
  return { solution: found, exact: !assumed.any && telling < 2 };
}

/** What a clause asks for when unread parts help (`wide`) or hinder. */
function limitOf(clause: Clause, wide: boolean, lookup: Lookup, assumed: { any: boolean }): Limit | boolean {
  let { limit } = clause;
  if (clause.fill) {
    const filled = clause.fill(lookup);
    limit = filled.limit;
    if (!filled.sure) {
      assumed.any = true;
      // The star for an unknown value is too wide: under a negation it is too narrow.
      if (wide === filled.limit.not) return wide;
    }
  }
  if (clause.because === undefined) return limit ?? false;
  assumed.any = true;
  if (wide) return true;
  return limit === undefined || limit.not ? false : limit;
}

/**
 * Unread parts that do not matter: the resource of a policy that stands on it, and a value that callers choose as they like, for they
 * choose the right one.
 */
function isGranted(clause: Clause, question: Question, scenario: Scenario): boolean {
  if (clause.part === RESOURCE) return isOwn(clause, question);
  if (clause.part === ACTION || clause.limit === undefined || clause.limit.not) return false;
  const { present, form } = natural(question, scenario, clause.part);
  if (!present || form.length > 0) return false;
  const others = [...question.wanted, ...question.barred].flatMap((rule) => rule.conditions.filter((one) => one.part === clause.part));
  return others.length === 1;
}

function isOwn({ part, limit }: Clause, { ownResource }: Question): boolean {
  return ownResource && part === RESOURCE && limit?.not === false;
}

function natural({ action, resource, setting, keys }: Question, scenario: Scenario, part: string): Domain {
  if (part === ACTION) return action;
  if (part === RESOURCE) return resource;
  return keys?.(part) ?? domainOf(part, scenario, setting);
}

function fixedValue({ present, absent, form }: Domain): readonly string[] | "absent" | "unknown" {
  if (!present) return "absent";
  const only = form[0];
  const one =
    only && !only.not && only.test.kind === "text" && only.test.patterns.length === 1 ? only.test.patterns[0]?.literal : undefined;
  return one === undefined || absent ? "unknown" : [one];
}

/** Values for the keys of policy variables, so that patterns with variables are plain patterns. */
function pins(question: Question, scenario: Scenario, before: Solution | undefined): Map<string, readonly string[] | "absent"> {
  const out = new Map<string, readonly string[] | "absent">();
  for (const rule of [...question.wanted, ...question.barred]) {
    for (const clause of rule.resource === undefined ? rule.conditions : [rule.resource, ...rule.conditions]) {
      const guesses = clause.guess?.(before?.get(clause.part)?.[0] ?? "");
      for (const key of clause.reads)
        if (!out.has(key)) pin(out, key, natural(question, scenario, key), [before?.get(key)?.[0], guesses?.get(key)], question.budget);
    }
  }
  return out;
}

/** The first wish that the domain allows, else any value, else absent. */
function pin(
  out: Map<string, readonly string[] | "absent">,
  key: string,
  domain: Domain,
  wishes: readonly (string | undefined)[],
  steps: Budget,
): void {
  const there: Limit = { of: "some", not: false, test: isThere };
  const tries = [...wishes.flatMap((wish) => (wish === undefined ? [] : [[exactly(wish)]])), ...(domain.present ? [[there]] : [[]])];
  for (const limits of tries) {
    const value = choose(domain, limits, steps);
    if (typeof value === "string") continue;
    out.set(key, value.length === 0 ? "absent" : value);
    return;
  }
}

function withPins(found: Solution, pinned: ReadonlyMap<string, readonly string[] | "absent">): Solution {
  const all = new Map(found);
  for (const [key, value] of pinned) if (!all.has(key)) all.set(key, value === "absent" ? [] : value);
  return all;
}

function exactly(value: string): Limit {
  return { of: "some", not: false, test: { kind: "text", patterns: [literal(value)] } };
}

function pinnedTo(value: readonly string[] | "absent"): Domain {
  if (value === "absent") return { absent: true, present: false, multiple: false, form: [] };
  return { absent: false, present: true, multiple: false, form: [{ not: false, test: { kind: "text", patterns: value.map(literal) } }] };
}

/** Accounts that the keys of a request tell of. */
function toldAccounts(found: Solution): Set<string> {
  const out = new Set<string>();
  for (const [key, values] of found) {
    if (!TELLS_ACCOUNT.test(key)) continue;
    for (const value of values) {
      const id = value.startsWith("arn:") ? value.split(":")[4] : value;
      if (id !== undefined && /^\d{12}$/.test(id)) out.add(id);
    }
  }
  return out;
}

/** Accounts a stranger may have: those that a first answer speaks of, and one of nobody's. */
function accountsToTry({ account }: Scenario, found: Solution, { names, zoneAccounts }: Setting): readonly (string | undefined)[] {
  if (account !== "stranger") return [undefined];
  const out = toldAccounts(found);
  for (let id = 999_999_999_999; out.size === 0; id -= 1) {
    const text = String(id);
    if (![names.accounts, names.sourceAccounts, names.wayAccounts, zoneAccounts].some((set) => set.has(text))) out.add(text);
  }
  return [...out];
}

/** What stands in the way of an answer: an unread part of what is wanted, else of what bars it, else the limits of this method. */
function reasonOf(question: Question): Unknown {
  const { wanted, barred, scenario, principals, principal } = question;
  for (const rules of [wanted, barred]) {
    for (const rule of rules) {
      const clauses = rule.resource === undefined ? [rule.action, ...rule.conditions] : [rule.action, rule.resource, ...rule.conditions];
      const unread =
        (isUnknown(rule.effect) ? rule.effect : undefined) ??
        clauses.find((clause) => clause.because !== undefined && (rules === barred || !isOwn(clause, question)))?.because;
      if (unread) return unread;
      if (principals) {
        const { maybe } = about(rule, scenario, (rule === wanted[0] ? principal : undefined) ?? rule.principal, rules === wanted);
        if (maybe) return maybe;
      }
    }
  }
  return unknown("unsupported", { what: "policy" });
}
