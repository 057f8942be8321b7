import { type Unknown, unknown } from "../../../model/index.ts";
import type { Scenario } from "./callers.ts";
import { literal } from "./pattern.ts";
import type { Named, Rule } from "./rules.ts";
import type { Limit } from "./values.ts";

/** Whether a statement is about a kind of caller: yes, no, or only if its ARN keeps a limit; `maybe` says why more may be meant. */
export interface About {
  readonly sure: boolean | Limit;
  readonly maybe: Unknown | undefined;
}

const NO: About = { sure: false, maybe: undefined };
const YES: About = { sure: true, maybe: undefined };

export function about(rule: Rule, scenario: Scenario, principal: Named | undefined, isWanted: boolean): About {
  if (rule.notPrincipal !== undefined)
    return rule.effect === "Allow" ? aboutOthers(rule.notPrincipal, scenario) : sparing(rule.notPrincipal, scenario);
  if (principal === undefined) return { sure: false, maybe: unknown("malformed", { what: "statement without Principal" }) };
  const found = aboutNamed(principal, scenario, rule.effect === "Allow");
  // Nor is such a Deny known not to stop services, where that would be the answer.
  const mayStop = isWanted && principal.everyPrincipal && found.sure === false;
  return mayStop ? { sure: false, maybe: unknown("unsupported", { what: "Principal" }) } : found;
}

function aboutNamed(named: Named, scenario: Scenario, isAllow: boolean): About {
  if (named.everybody) return YES;
  const { type } = scenario;
  // Grants to `{"AWS": "*"}` are known to work for services; a Deny of the same is not known to stop them.
  if (named.everyPrincipal && (type === "anonymous" || type === "principal" || isAllow)) return YES;
  if (type === "anonymous") return NO;
  const maybe = named.unclear;
  if (type === "service") return { sure: lists(named.services, scenario.service), maybe };
  if (type === "federated") return { sure: lists(named.providers, scenario.provider), maybe };
  const { account, session } = scenario;
  if (account === "stranger") return { sure: false, maybe };
  if (typeof account === "string") return anyOf(named, maybe);
  if (named.accounts.has(account.account)) return YES;
  if (session && named.sessions.some((one) => one.account === account.account && one.role === session.role && one.name === session.name))
    return YES;
  const arns = named.arns.get(account.account);
  return { sure: arns === undefined ? false : arnsAre(arns, false), maybe };
}

/** Services and providers are listed by name, or all by a star. */
function lists(names: ReadonlySet<string>, name: string | undefined): boolean {
  return names.has("*") || (name !== undefined && names.has(name));
}

/** Somebody of whom nothing is fixed: any of the names may be theirs. */
function anyOf(named: Named, maybe: Unknown | undefined): About {
  const isAnybody = named.accounts.size > 0 || named.arns.size > 0 || named.sessions.length > 0;
  return { sure: false, maybe: maybe ?? (isAnybody ? unknown("unsupported", { what: "Principal" }) : undefined) };
}

function arnsAre(arns: readonly string[], not: boolean): Limit {
  return { of: not ? "every" : "some", not, test: { kind: "text", patterns: arns.map(literal) } };
}

/** An Allow with NotPrincipal. Nobody documents whom it admits of those of whose names only some are listed. */
function aboutOthers(named: Named, scenario: Scenario): About {
  if (named.everybody) return NO;
  const { type, account } = scenario;
  if (type === "anonymous") return named.everyPrincipal ? NO : YES;
  if (named.unclear !== undefined) return { sure: false, maybe: named.unclear };
  if (type === "service") return { sure: !lists(named.services, scenario.service), maybe: undefined };
  if (type === "federated") return { sure: !lists(named.providers, scenario.provider), maybe: undefined };
  if (named.everyPrincipal) return NO;
  if (account === "stranger") return YES;
  if (typeof account === "string") return { sure: false, maybe: unknown("unsupported", { what: "NotPrincipal" }) };
  if (named.accounts.has(account.account) || named.sessions.some((one) => one.account === account.account))
    return { sure: false, maybe: unknown("unsupported", { what: "NotPrincipal" }) };
  const arns = named.arns.get(account.account);
  return arns === undefined ? YES : { sure: arnsAre(arns, true), maybe: undefined };
}

/** A Deny with NotPrincipal spares a caller only when its account is listed and its user or role as well. */
function sparing(named: Named, scenario: Scenario): About {
  if (named.everybody) return NO;
  const { type, account } = scenario;
  if (named.unclear !== undefined && type !== "anonymous") return { sure: false, maybe: named.unclear };
  if (named.everyPrincipal) return type === "service" || type === "federated" ? YES : NO;
  if (type === "anonymous") return YES;
  if (type === "service") return { sure: !lists(named.services, scenario.service), maybe: undefined };
  if (type === "federated") return { sure: !lists(named.providers, scenario.provider), maybe: undefined };
  if (account === "stranger") return YES;
  if (typeof account === "string") return { sure: false, maybe: unknown("unsupported", { what: "NotPrincipal" }) };
  if (!named.accounts.has(account.account)) return YES;
  if (scenario.session && named.sessions.length > 0) return { sure: false, maybe: unknown("unsupported", { what: "NotPrincipal" }) };
  const roots = ["aws", "aws-cn", "aws-us-gov"].map((partition) => `arn:${partition}:iam::${account.account}:root`);
  return { sure: arnsAre([...roots, ...(named.arns.get(account.account) ?? [])], true), maybe: undefined };
}
