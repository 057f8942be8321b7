import { type Fact, isUnknown, type Policy, type Principal, type Statement, type Unknown, unknown } from "../../model/index.ts";
import type { Admission, Audience, Reading, ReadOptions } from "./audience.ts";
import { type Restriction, readAllowConditions, readDenyConditions } from "./conditions.ts";
import { covers, overlap } from "./glob.ts";

export type { Admission, Audience, Reading, ReadOptions } from "./audience.ts";

/** The question without any limit is asked of the same policy by many checks. */
const plain = new WeakMap<Policy, { readonly account: string; readonly reading: Reading }>();

/**
 * Who a resource policy lets in. `undefined` (no policy) admits nobody.
 *
 * INVARIANT: an admission is proven: some request by that audience is allowed. What might be cut off by something unreadable
 * is in `undecided` instead. No admission of a class and nothing undecided means there is none of that class.
 */
export function readPolicy(policy: Policy | undefined, options: ReadOptions): Reading {
  if (policy === undefined) return { admissions: [], undecided: [] };
  if (options.actions !== undefined || options.publicAccessBlock !== undefined) return read(policy, options);
  const before = plain.get(policy);
  if (before?.account === options.account) return before.reading;
  const reading = read(policy, options);
  plain.set(policy, { account: options.account, reading });
  return reading;
}

function read(policy: Policy, options: ReadOptions): Reading {
  const undecided: Unknown[] = [];
  const denies: Statement[] = [];
  const admissions: Admission[] = [];
  for (const statement of policy.Statement) {
    if (isUnknown(statement.Effect)) {
      undecided.push(statement.Effect);
      // It may be the Deny that cuts an admission off.
      denies.push(statement);
    } else if (statement.Effect === "Deny") denies.push(statement);
  }
  for (const statement of policy.Statement) {
    if (statement.Effect === "Allow") admit(statement, denies, options, admissions, undecided);
  }
  return { admissions: cutByBlock(admissions, options), undecided };
}

/** `RestrictPublicBuckets` leaves a public policy only to the owner's account and to AWS services. */
function cutByBlock(admissions: readonly Admission[], options: ReadOptions): readonly Admission[] {
  // S3 takes a named service principal for a fixed value, so such a policy is not public and nothing is cut off.
  const isPublic = admissions.some(
    ({ audience }) => audience.who === "anyone" || (audience.who === "any-account-through-service" && audience.service === "*"),
  );
  if (!isPublic || !options.publicAccessBlock?.RestrictPublicBuckets) return admissions;
  return admissions.filter(
    ({ audience }) =>
      audience.who === "service" ||
      (audience.who === "any-account-through-service" && audience.service !== "*") ||
      (audience.who === "account" && audience.account === options.account),
  );
}

function admit(statement: Statement, denies: readonly Statement[], options: ReadOptions, out: Admission[], undecided: Unknown[]): void {
  const actions = admittedActions(statement, options);
  if (isUnknown(actions)) {
    undecided.push(actions);
    return;
  }
  if (actions.length === 0 && statement.NotAction === undefined) return;
  const conditions = readAllowConditions(statement.Condition);
  const principals = principalsOf(statement);
  if (isUnknown(principals)) {
    undecided.push(principals);
    return;
  }
  for (const principal of principals) {
    if (isUnknown(principal)) {
      undecided.push(principal);
      continue;
    }
    if (conditions.undecided.length > 0 && principal.who !== "account") {
      undecided.push(...conditions.undecided);
      continue;
    }
    let audiences = narrow([principal], conditions.restrictions);
    let open = actions;
    let cut: Unknown | undefined;
    for (const deny of denies) {
      const left = afterDeny(deny, statement, principal, audiences, open);
      if (isUnknown(left)) cut = left;
      else ({ audiences, open } = left);
    }
    if (audiences.length === 0 || (open.length === 0 && statement.NotAction === undefined)) continue;
    if (cut) {
      undecided.push(cut);
      continue;
    }
    for (const audience of audiences) {
      out.push({ statement, audience, actions: open, allExcept: statement.NotAction !== undefined, residual: conditions.residual });
    }
  }
}

/** The statement's actions that matter to the question; an unknown only when it could matter. */
function admittedActions(statement: Statement, options: ReadOptions): readonly string[] | Unknown {
  const written = statement.Action ?? statement.NotAction;
  if (written === undefined) return unknown("malformed", { what: "statement without Action" });
  const known = written.filter((a): a is string => !isUnknown(a)).map((a) => a.toLowerCase());
  if (statement.NotAction !== undefined) {
    const gap = written.find(isUnknown);
    if (gap) return gap;
    if (options.actions?.every((wanted) => known.some((except) => covers(except, wanted))))
      return unknown("elsewhere", { what: "NotAction" });
    return known;
  }
  const wanted = options.actions;
  const relevant = wanted ? known.filter((action) => wanted.some((w) => overlap(action, w))) : known;
  if (relevant.length === 0) {
    const gap = written.find(isUnknown);
    if (gap) return gap;
  }
  return relevant;
}

const ACCOUNT_ID = /^\d{12}$/;
const UNIQUE_ID = /^A(IDA|ROA|NPA|GPA|SIA|KIA)[A-Z0-9]{12,}$/;

function principalsOf(statement: Statement): readonly Fact<Audience>[] | Unknown {
  if (statement.NotPrincipal !== undefined) return [{ who: "anyone" }];
  const principal = statement.Principal;
  if (principal === undefined) return unknown("malformed", { what: "statement without Principal" });
  if (isUnknown(principal)) return principal;
  return audiencesOf(principal);
}

function audiencesOf(principal: Principal): readonly Fact<Audience>[] {
  if (principal === "*") return [{ who: "anyone" }];
  const out: Fact<Audience>[] = [];
  for (const value of principal.AWS) {
    if (isUnknown(value)) out.push(value);
    else if (value === "*") out.push({ who: "anyone" });
    else if (ACCOUNT_ID.test(value)) out.push({ who: "account", account: value, principal: value });
    else if (UNIQUE_ID.test(value))
      continue; // a principal that was deleted: nobody can be it any more
    else {
      const account = value.split(":")[4] ?? "";
      if (account === "cloudfront") out.push({ who: "service", service: "cloudfront.amazonaws.com", accounts: [] });
      else if (ACCOUNT_ID.test(account)) out.push({ who: "account", account, principal: value });
      else out.push(unknown("malformed", { what: `Principal.AWS ${value}` }));
    }
  }
  for (const value of principal.Service) {
    out.push(isUnknown(value) ? value : { who: "any-account-through-service", service: value });
  }
  for (const value of principal.Federated) out.push(isUnknown(value) ? value : { who: "federated", provider: value });
  for (const value of principal.CanonicalUser) out.push(isUnknown(value) ? value : unknown("elsewhere", { what: "CanonicalUser" }));
  return out;
}

/** All restrictions hold at once: each narrows the audience. */
function narrow(audiences: readonly Audience[], restrictions: readonly Restriction[]): readonly Audience[] {
  // The restriction that names accounts says most, then organisation, then network.
  const order: readonly Restriction["to"][] = ["accounts", "source", "organizations", "services", "network"];
  const sorted = restrictions.toSorted((a, b) => order.indexOf(a.to) - order.indexOf(b.to) || accountsIn(b) - accountsIn(a));
  let out = audiences;
  for (const restriction of sorted) out = out.flatMap((audience) => narrowOne(audience, restriction));
  return out;
}

function accountsIn(restriction: Restriction): number {
  return restriction.to === "source" ? restriction.accounts.length : 0;
}

function narrowOne(audience: Audience, restriction: Restriction): readonly Audience[] {
  if (audience.who === "anyone") {
    switch (restriction.to) {
      case "accounts":
        return restriction.accounts.map((account) => ({ who: "account", account, principal: account }));
      case "source":
        return [{ who: "service", service: "*", accounts: restriction.accounts }];
      case "organizations":
        return restriction.organizations.map((organization) => ({ who: "organization", organization }));
      case "services":
        return [{ who: "any-account-through-service", service: "*" }];
      case "network":
        return [{ who: "network" }];
    }
  }
  if (audience.who === "any-account-through-service") {
    if (restriction.to === "source") return [{ who: "service", service: audience.service, accounts: restriction.accounts }];
    if (restriction.to === "organizations") return restriction.organizations.map((organization) => ({ who: "organization", organization }));
    return [audience];
  }
  if (audience.who === "network" && restriction.to === "organizations") {
    return restriction.organizations.map((organization) => ({ who: "organization", organization }));
  }
  return [audience];
}

/** What an Allow still lets in after one Deny. */
function afterDeny(
  deny: Statement,
  allow: Statement,
  principal: Audience,
  audiences: readonly Audience[],
  actions: readonly string[],
): { readonly audiences: readonly Audience[]; readonly open: readonly string[] } | Unknown {
  const same = { audiences, open: actions };
  const whom = deniedPrincipal(deny, principal);
  if (whom === false) return same;
  const hit = deniedActions(deny, actions, allow.NotAction !== undefined);
  if (hit === "none") return same;
  const where = deniesResources(deny, allow);
  if (where === false) return same;
  const left = readDenyConditions(deny.Condition);
  // A Deny that leaves everyone through under some condition proves nothing, whatever else of it is unreadable.
  if (left === undefined) return same;
  for (const answer of [deny.Effect, whom, hit, where, left]) if (isUnknown(answer)) return answer;
  if (typeof whom === "object" && "accounts" in whom) {
    return { audiences: narrow(audiences, [{ to: "accounts", accounts: whom.accounts, key: "NotPrincipal" }]), open: actions };
  }
  const choices = left as readonly Restriction[];
  if (choices.length > 0) {
    // Only when the Deny covers every action does it narrow the whole admission.
    if (!Array.isArray(hit) || hit.length > 0) return same;
    return { audiences: choices.flatMap((choice) => narrow(audiences, [choice])), open: actions };
  }
  return { audiences: hit === "all" ? [] : audiences, open: hit as readonly string[] };
}

/** Whether the Deny applies to this principal: yes, no, cannot tell, or "to everyone but these accounts". */
function deniedPrincipal(deny: Statement, audience: Audience): true | false | Unknown | { readonly accounts: readonly string[] } {
  if (deny.NotPrincipal !== undefined) {
    if (isUnknown(deny.NotPrincipal)) return deny.NotPrincipal;
    if (deny.NotPrincipal === "*") return false;
    const accounts: string[] = [];
    for (const one of audiencesOf(deny.NotPrincipal)) {
      if (isUnknown(one)) return one;
      if (one.who !== "account") return audience.who === "anyone" ? unknown("unsupported", { what: "NotPrincipal" }) : false;
      accounts.push(one.account);
    }
    return audience.who === "anyone" ? { accounts } : audience.who === "account" && accounts.includes(audience.account) ? false : true;
  }
  const principal = deny.Principal;
  if (principal === undefined) return false;
  if (isUnknown(principal)) return principal;
  if (principal === "*") return true;
  let gap: Unknown | undefined;
  for (const one of audiencesOf(principal)) {
    if (isUnknown(one)) gap = one;
    else if (one.who === "anyone") {
      // {"AWS": "*"} in a Deny covers every AWS principal and anonymous callers, but not service principals.
      if (audience.who !== "any-account-through-service" && audience.who !== "service") return true;
    } else if (one.who === audience.who && JSON.stringify(one) === JSON.stringify(audience)) return true;
  }
  return gap ?? false;
}

/** `"none"`: nothing denied; `"all"`: everything; else the actions that stay open (empty: all of the listed are denied). */
function deniedActions(deny: Statement, actions: readonly string[], allExcept: boolean): "none" | "all" | readonly string[] | Unknown {
  const written = deny.Action ?? deny.NotAction ?? [];
  const gap = written.find(isUnknown);
  const patterns = written.filter((a): a is string => !isUnknown(a)).map((a) => a.toLowerCase());
  if (deny.NotAction !== undefined) {
    if (gap) return gap;
    const open = actions.filter((action) => patterns.some((p) => overlap(p, action)));
    return allExcept ? "none" : open.length === actions.length ? "none" : open;
  }
  if (patterns.some((p) => covers(p, "*"))) return allExcept ? "all" : [];
  if (allExcept) return gap ?? "none";
  const open = actions.filter((action) => !patterns.some((p) => covers(p, action)));
  if (open.length === actions.length) return gap ?? "none";
  return gap && open.length > 0 ? gap : open;
}

function deniesResources(deny: Statement, allow: Statement): boolean | Unknown {
  if (deny.NotResource !== undefined) return false;
  // Trust policies name no resource: the role itself is meant.
  if (deny.Resource === undefined && allow.Resource === undefined) return true;
  const denied = deny.Resource ?? [];
  const gap = denied.find(isUnknown);
  const patterns = denied.filter((r): r is string => !isUnknown(r));
  if (patterns.includes("*")) return true;
  const allowed = allow.Resource;
  if (allowed === undefined) return gap ?? false;
  const all = allowed.every((r) => !isUnknown(r) && patterns.some((p) => covers(p, r)));
  return all ? true : (gap ?? false);
}
