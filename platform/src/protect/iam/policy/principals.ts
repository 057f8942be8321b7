import { type Fact, isUnknown, type Principal } from "../../../model/index.ts";
import type { Caller } from "../question.ts";
import { and, MAYBE, NO, or, type Truth, truth, YES } from "./truth.ts";

/**
 * By what name a Principal element admits a caller. The name decides what still limits the grant: an account only hands the question
 * on to its identity policies, a role is limited by its boundary and session, a session or everybody is not.
 */
export interface Named {
  /** Everybody, the very session, a service or an identity provider. */
  readonly direct: Truth;
  readonly user: Truth;
  readonly role: Truth;
  readonly account: Truth;
}

export interface PrincipalTest {
  readonly named: (caller: Caller) => Named;
  /** For NotPrincipal: which names of the caller are listed. */
  readonly listed: (caller: Caller) => Listed;
}

/** Names of a caller in a NotPrincipal: all that are needed to be spared, or only some of them. */
export interface Listed {
  readonly enough: Truth;
  readonly any: Truth;
}

const ACCOUNT_ARN = /^arn:[^:*?]+:iam::([^:*?]+):root$/;
const SESSION = /^arn:[^:*?]+:sts::([^:*?]+):assumed-role\/([^/*?]+)\/([^*?]+)$/;
const UNIQUE_ID = /^A(?:IDA|ROA|GPA|NPA|NVA|SCA|BIA|CCA|IPA|KIA|SIA)[A-Z0-9]+(?::.+)?$/;

const NOBODY: Named = { direct: NO, user: NO, role: NO, account: NO };
const EVERYBODY: Named = { direct: YES, user: NO, role: NO, account: NO };

interface Lists {
  everybody: boolean;
  /** Something that could not be read, or that AWS would refuse: it may be anyone. */
  unclear: boolean;
  /** A canonical user id is an account, but nobody here knows which. */
  canonical: boolean;
  readonly accounts: Set<string>;
  readonly arns: Set<string>;
  readonly ids: Set<string>;
  /** Session names by `account/role name`. */
  readonly sessions: Map<string, Set<string>>;
  readonly services: Set<string>;
  readonly providers: Set<string>;
}

export function principalTest(principal: Fact<Principal>): PrincipalTest {
  const lists = readLists(principal);
  return { named: (caller) => named(lists, caller), listed: (caller) => listed(lists, caller) };
}

function readLists(principal: Fact<Principal>): Lists {
  const lists: Lists = {
    everybody: principal === "*",
    unclear: isUnknown(principal),
    canonical: false,
    accounts: new Set(),
    arns: new Set(),
    ids: new Set(),
    sessions: new Map(),
    services: new Set(),
    providers: new Set(),
  };
  if (principal === "*" || isUnknown(principal)) return lists;
  for (const item of principal.AWS) readAws(lists, item);
  for (const item of principal.Service) {
    if (isUnknown(item)) lists.unclear = true;
    else lists.services.add(item.toLowerCase());
  }
  for (const item of principal.Federated) {
    if (isUnknown(item)) lists.unclear = true;
    else lists.providers.add(item);
  }
  if (principal.CanonicalUser.length > 0) lists.canonical = true;
  return lists;
}

function readAws(lists: Lists, item: Fact<string>): void {
  if (isUnknown(item)) {
    lists.unclear = true;
    return;
  }
  if (item === "*") {
    lists.everybody = true;
    return;
  }
  const account = ACCOUNT_ARN.exec(item)?.[1] ?? (/^\d+$/.test(item) ? item : undefined);
  const session = SESSION.exec(item);
  if (account !== undefined) lists.accounts.add(account);
  else if (session) {
    const key = `${session[1]}/${session[2]}`;
    lists.sessions.set(key, (lists.sessions.get(key) ?? new Set()).add(session[3] ?? ""));
  } else if (UNIQUE_ID.test(item)) lists.ids.add(item);
  else if (item.includes("*") || item.includes("?")) lists.unclear = true;
  else if (item.startsWith("arn:")) lists.arns.add(item);
  else lists.unclear = true;
}

function named(lists: Lists, caller: Caller): Named {
  if (lists.everybody) return EVERYBODY;
  const found = namedExactly(lists, caller);
  if (!lists.unclear) return found;
  return found === NOBODY ? { direct: MAYBE, user: MAYBE, role: MAYBE, account: MAYBE } : { ...found, direct: found.direct || MAYBE };
}

function namedExactly(lists: Lists, caller: Caller): Named {
  switch (caller.type) {
    case "anonymous":
      return NOBODY;
    case "service":
      return truthOf(lists.services.has(caller.service.toLowerCase()) || lists.services.has("*"));
    case "federated":
      return truthOf(lists.providers.has(caller.provider) || lists.providers.has("*"));
    case "root":
      return { direct: NO, user: NO, role: NO, account: accountOf(lists, caller.account) };
    case "user":
      return { direct: NO, user: ownName(lists, caller), role: NO, account: accountOf(lists, caller.account) };
    case "role":
      return { direct: sessionOf(lists, caller), user: NO, role: ownName(lists, caller), account: accountOf(lists, caller.account) };
  }
}

function truthOf(value: boolean): Named {
  return value ? EVERYBODY : NOBODY;
}

function accountOf(lists: Lists, account: string): Truth {
  return lists.accounts.has(account) ? YES : lists.canonical ? MAYBE : NO;
}

function ownName(lists: Lists, caller: Caller & { readonly type: "user" | "role" }): Truth {
  if (lists.arns.has(caller.arn)) return YES;
  if (caller.id !== undefined) return truth(lists.ids.has(caller.id));
  // A template does not know the id its role will have, and nobody knows a stranger's: one of those that are named may be it.
  const prefix = caller.type === "user" ? "AIDA" : "AROA";
  for (const id of lists.ids) if (id.startsWith(prefix)) return MAYBE;
  return NO;
}

function sessionOf(lists: Lists, caller: Extract<Caller, { type: "role" }>): Truth {
  const names = lists.sessions.get(`${caller.account}/${caller.arn.slice(caller.arn.lastIndexOf("/") + 1)}`);
  if (names === undefined) return NO;
  return caller.session === undefined ? MAYBE : truth(names.has(caller.session));
}

/**
 * AWS looks for the account first, then for the user or the role, and spares a caller only when both are listed; the session of a
 * role need not be. A session without its role may or may not do.
 */
function listed(lists: Lists, caller: Caller): Listed {
  if (lists.everybody) return { enough: YES, any: YES };
  const { direct, user, role, account } = namedExactly(lists, caller);
  const any = or(or(direct, user), or(role, account));
  const enough = enoughOf(caller, { direct, user, role, account });
  return lists.unclear ? { enough: or(enough, MAYBE), any: or(any, MAYBE) } : { enough, any };
}

function enoughOf(caller: Caller, { direct, user, role, account }: Named): Truth {
  switch (caller.type) {
    case "anonymous":
      return NO;
    case "service":
    case "federated":
      return direct;
    case "root":
      return account;
    case "user":
      return and(account, user);
    case "role":
      return and(account, or(role, and(direct, MAYBE)));
  }
}
