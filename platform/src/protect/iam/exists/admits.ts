import { type Unknown, unknown } from "../../../model/index.ts";
import { ask, type Outcome, type Question } from "./ask.ts";
import { type Budget, budget } from "./budget.ts";
import type { Scenario, Setting } from "./callers.ts";
import type { Named, Rule } from "./rules.ts";
import { nobody } from "./scenarios.ts";
import type { Solution } from "./search.ts";
import type { Domain } from "./values.ts";

/**
 * Who gets in, strongest class first.
 *
 * - `anonymous`: without any authentication
 * - `any-principal`: any AWS principal of any account
 * - `any-account-through-service`: an AWS service on behalf of whoever configures it (confused deputy)
 * - `network`: anyone, from or through what the policies name
 * - `organization`, `account`: whom the policies name
 * - `service`: an AWS service bound to named sources
 * - `federated`: identities of a provider
 */
export type Who =
  | { readonly who: "anonymous" }
  | { readonly who: "any-principal" }
  | { readonly who: "any-account-through-service"; readonly service: string }
  | { readonly who: "network" }
  | { readonly who: "organization"; readonly organization: string }
  | { readonly who: "account"; readonly account: string; readonly principal: string }
  | { readonly who: "service"; readonly service: string; readonly accounts: readonly string[] }
  /** `anyIdentity`: also identities that the policies do not name by their claims. */
  | { readonly who: "federated"; readonly provider: string; readonly anyIdentity: boolean };

/** A class of callers that a statement lets in, with a request that proves it. */
export interface Entry {
  readonly who: Who;
  readonly solution: Solution;
  readonly scenario: Scenario;
  /** Asks the same about other actions. */
  readonly again: (action: Domain) => Outcome;
}

export interface Entries {
  readonly entries: readonly Entry[];
  readonly undecided: readonly { readonly who: Who; readonly because: Unknown }[];
}

export interface Admitting {
  readonly denies: readonly Rule[];
  /** An Allow that must let the request in besides: that of the bucket behind an access point. */
  readonly and?: Rule;
  readonly setting: Setting;
  readonly action: Domain;
  readonly resource: Domain;
  /** Actions that can be asked for without authentication; undefined when there are none. */
  readonly unsigned: Domain | undefined;
  /** Classes within the trust zone are not asked about. */
  readonly outsideOnly?: boolean;
  /** Domains of keys that do not depend on the caller. */
  readonly keys?: (key: string) => Domain | undefined;
  /** Steps for each question. */
  readonly steps?: number;
}

/** Whom one Allow lets in, after all Denies: for every name in its Principal the strongest classes. */
export function admits(allow: Rule, admitting: Admitting): Entries {
  return new Admits(allow, admitting).run();
}

class Admits {
  readonly #allow: Rule;
  readonly #given: Admitting;
  readonly #entries: Entry[] = [];
  readonly #undecided: { readonly who: Who; readonly because: Unknown }[] = [];

  constructor(allow: Rule, given: Admitting) {
    this.#allow = allow;
    this.#given = given;
  }

  run(): Entries {
    const { principal, notPrincipal } = this.#allow;
    if (notPrincipal !== undefined || principal?.everybody || principal?.everyPrincipal) this.#everybody();
    else if (principal === undefined)
      this.#undecided.push({ who: { who: "anonymous" }, because: unknown("malformed", { what: "statement without Principal" }) });
    else this.#names(principal);
    if (this.#undecided.length === 0 && this.#entries.every(({ who }) => isInside(who, this.#given.setting))) this.#nobody();
    return { entries: this.#entries, undecided: this.#undecided };
  }

  /**
   * No class of outsiders was found. That it is none of any mixture either (an account the policies name, on a network they name) is proven by
   * asking for callers of whom nothing is fixed.
   */
  #nobody(): void {
    const before = this.#entries.length;
    // What is named without its account has been found to be the owner's.
    const any = { account: "outsider", onNamedWay: true, way: "outsider", forNamedSource: before === 0, namedId: true } as const;
    const { principal, notPrincipal } = this.#allow;
    const open = notPrincipal !== undefined || principal?.everybody || principal?.everyPrincipal;
    // The names of a Principal have been gone through one by one.
    const tries: Partial<Scenario>[] = open ? [{ ...any }] : [];
    for (const service of open ? ["*", ...this.#given.setting.names.services] : (principal?.services ?? []))
      tries.push({ ...any, type: "service", service });
    if (open && this.#given.unsigned) tries.push({ ...any, type: "anonymous" });
    for (const change of tries) {
      if (!this.#try({ who: "any-principal" }, change)) continue;
      this.#entries.length = before;
      this.#undecided.push({ who: { who: "any-principal" }, because: unknown("unsupported", { what: "Condition" }) });
    }
  }

  /** True when proven. */
  #try(who: Who, change: Partial<Scenario>, principal?: Named): boolean {
    if (this.#given.outsideOnly && isInside(who, this.#given.setting) && !isSourceless(who)) return false;
    const scenario = { ...nobody, ...change };
    const question = (action: Domain, steps: Budget): Question => ({
      wanted: this.#given.and ? [this.#allow, this.#given.and] : [this.#allow],
      barred: this.#given.denies,
      scenario,
      setting: this.#given.setting,
      principals: true,
      ...(principal ? { principal } : {}),
      action,
      resource: this.#given.resource,
      ownResource: true,
      ...(this.#given.keys ? { keys: this.#given.keys } : {}),
      budget: steps,
    });
    const action = scenario.type === "anonymous" ? (this.#given.unsigned as Domain) : this.#given.action;
    const outcome = ask(question(action, budget(this.#given.steps)));
    if (outcome.answer === "undecided") this.#undecided.push({ who, because: outcome.because });
    if (outcome.answer !== "yes") return false;
    const again = (action: Domain) => ask(question(action, budget(this.#given.steps)));
    this.#entries.push({ who, solution: outcome.solution, scenario: outcome.scenario, again });
    return true;
  }

  #everybody(): void {
    const byNobody = this.#given.unsigned !== undefined && this.#try({ who: "anonymous" }, { type: "anonymous" });
    const byAnybody = this.#try({ who: "any-principal" }, {});
    if (byNobody || byAnybody) return;
    const { names } = this.#given.setting;
    // A Deny may spare the services it names, and no others.
    if (!this.#throughService("*", undefined)) for (const service of names.services) this.#throughService(service, undefined);
    // What is weaker is told only where it does not follow from what is stronger.
    const way = { onNamedWay: !this.#network() };
    const before = this.#entries.length;
    for (const organization of names.organizations) this.#try({ who: "organization", organization }, { organization, ...way });
    for (const account of names.accounts) this.#try(byAccount(account), { account: { account, stranger: true }, ...way });
    if (this.#entries.length === before)
      for (const account of names.accounts) this.#try(byAccount(account), { account: { account }, ...way });
    for (const account of names.wayAccounts) this.#onWay(byAccount(account), { account });
    for (const organization of names.wayOrganizations) this.#onWay({ who: "organization", organization }, { organization });
    this.#ofNamedId();
  }

  #network(): boolean {
    const { ranges, values } = this.#given.setting.names;
    if (ranges.length === 0 && !WAYS.some((key) => values.has(key))) return false;
    return this.#onWay({ who: "network" }, undefined);
  }

  #onWay(who: Who, way: Scenario["way"]): boolean {
    if (this.#given.unsigned !== undefined && this.#try(who, { type: "anonymous", onNamedWay: true, way })) return true;
    return this.#try(who, { onNamedWay: true, way });
  }

  /** Whose a unique id is cannot be read from it. */
  #ofNamedId(): void {
    if (this.#given.setting.names.userIds.size === 0) return;
    if (!this.#try({ who: "any-principal" }, { onNamedWay: true, namedId: true })) return;
    this.#entries.pop();
    this.#undecided.push({ who: { who: "any-principal" }, because: unknown("elsewhere", { what: "aws:userid" }) });
  }

  /** True when any account can use the service for it. */
  #throughService(service: string, principal: Named | undefined): boolean {
    if (this.#try({ who: "any-account-through-service", service }, { type: "service", service }, principal)) return true;
    const { names } = this.#given.setting;
    for (const organization of names.sourceOrganizations)
      this.#try({ who: "organization", organization }, { type: "service", service, organization, forNamedSource: true }, principal);
    const accounts: string[] = [];
    const before = this.#entries.length;
    const open = this.#undecided.length;
    for (const account of names.sourceAccounts) {
      const who: Who = { who: "service", service, accounts: [account] };
      if (this.#try(who, { type: "service", service, account: { account }, forNamedSource: true }, principal)) accounts.push(account);
    }
    if (accounts.length > 0) {
      // The accounts of one service are one class.
      const [first] = this.#entries.splice(before) as [Entry, ...Entry[]];
      this.#entries.push({ ...first, who: { who: "service", service, accounts } });
    } else if (this.#undecided.length === open) {
      const change = { forNamedSource: true, onNamedWay: principal !== undefined };
      this.#try({ who: "service", service, accounts: [] }, { type: "service", service, ...change }, principal);
    }
    return false;
  }

  #names(named: Named): void {
    const only = { ...named, accounts: NONE, arns: NO_ARNS, sessions: [], services: NONE, providers: NONE, unclear: undefined };
    // What else the policies name may well be theirs.
    const own = { onNamedWay: true, way: "anyone", namedId: true } as const;
    for (const account of named.accounts)
      this.#try(
        { who: "account", account, principal: account },
        { account: { account }, ...own },
        { ...only, accounts: new Set([account]) },
      );
    for (const [account, arns] of named.arns)
      for (const principal of arns) {
        const one = { ...only, arns: new Map([[account, [principal]]]) };
        this.#try({ who: "account", account, principal }, { account: { account }, ...own }, one);
      }
    for (const session of named.sessions) {
      const { account, role, name, partition } = session;
      const principal = `arn:${partition}:sts::${account}:assumed-role/${role}/${name}`;
      const one = { ...only, sessions: [session] };
      this.#try({ who: "account", account, principal }, { account: { account }, session, ...own }, one);
    }
    for (const service of named.services) this.#throughService(service, { ...only, services: new Set([service]) });
    for (const provider of named.providers) this.#federated(provider, { ...only, providers: new Set([provider]) });
    if (named.unclear !== undefined) this.#undecided.push({ who: { who: "any-principal" }, because: named.unclear });
  }

  #federated(provider: string, principal: Named): void {
    const change: Partial<Scenario> = { type: "federated", provider, onNamedWay: true };
    if (this.#try({ who: "federated", provider, anyIdentity: true }, change, principal)) return;
    this.#try({ who: "federated", provider, anyIdentity: false }, { ...change, namedClaims: true }, principal);
  }
}

/** Whether a class is of the trust zone only. */
export function isInside(who: Who, { zoneAccounts, zoneOrganization }: Pick<Setting, "zoneAccounts" | "zoneOrganization">): boolean {
  if (who.who === "account") return zoneAccounts.has(who.account);
  if (who.who === "organization") return zoneOrganization !== undefined && who.organization === zoneOrganization;
  return who.who === "service" && who.accounts.every((account) => zoneAccounts.has(account));
}

/** A service bound to something that does not say whose it is: found, it settles that the rest is the owner's. */
function isSourceless(who: Who): boolean {
  return who.who === "service" && who.accounts.length === 0;
}

/** Keys that name a network, or an address that messages go to. */
const WAYS = ["aws:sourcevpc", "aws:sourcevpce", "sns:endpoint"];

function byAccount(account: string): Who {
  return { who: "account", account, principal: account };
}

const NONE: ReadonlySet<string> = new Set();
const NO_ARNS: ReadonlyMap<string, readonly string[]> = new Map();
