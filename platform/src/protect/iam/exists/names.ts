import { isUnknown } from "../../../model/index.ts";
import { STAR, wild } from "../policy/glob.ts";
import { literal, type Pattern, textPattern } from "./pattern.ts";
import type { Rule, Session } from "./rules.ts";
import { type Prefix, prefix } from "./typed.ts";

/**
 * Everything the policies name: a stranger's value is any value of its form but none of these. Wildcards in the part that says whose
 * it is name nobody, so a stranger can have a value that fits.
 */
export interface Names {
  /** Named as principals or by keys that say whose the caller is. */
  readonly accounts: Set<string>;
  /** Accounts on whose behalf a service acts. */
  readonly sourceAccounts: Set<string>;
  readonly organizations: Set<string>;
  /** Organisations on whose behalf a service acts. */
  readonly sourceOrganizations: Set<string>;
  /** Accounts or organisations that own the network or access point on the way. */
  readonly wayAccounts: Set<string>;
  readonly wayOrganizations: Set<string>;
  readonly services: Set<string>;
  readonly providers: Set<string>;
  readonly sessions: Session[];
  /** Narrow address ranges. */
  readonly ranges: Prefix[];
  /** Values by key: VPCs, endpoints, tokens, ids, resources without an account. */
  readonly values: Map<string, Pattern[]>;
  /** Unique ids of users and roles. */
  readonly userIds: Set<string>;
}

/** Prefixes shorter than these are "the internet" for Block Public Access; we use the same line. */
const NARROW_IPV4 = 8;
const NARROW_IPV6 = 32;

const ACCOUNT_KEYS = new Set(["aws:principalaccount", "kms:calleraccount"]);
const SOURCE_ACCOUNT_KEYS = new Set(["aws:sourceaccount", "aws:sourceowner"]);
const ORG_KEYS = new Set(["aws:principalorgid", "aws:principalorgpaths"]);
const SOURCE_ORG_KEYS = new Set(["aws:sourceorgid", "aws:sourceorgpaths"]);
const WAY_ACCOUNT_KEYS = new Set(["aws:vpceaccount", "s3:dataaccesspointaccount"]);
const WAY_ORG_KEYS = new Set(["aws:vpceorgid", "aws:vpceorgpaths"]);
const ARN_KEYS = new Set(["aws:principalarn", "aws:sourcearn", "s3:dataaccesspointarn", "aws:sourcevpcarn", "sns:endpoint"]);

/** Operators under which `*` and `?` are wildcards. */
const LIKE = /like|arn/i;

export function namesOf(rules: readonly Rule[]): Names {
  const names: Names = {
    accounts: new Set(),
    sourceAccounts: new Set(),
    organizations: new Set(),
    sourceOrganizations: new Set(),
    wayAccounts: new Set(),
    wayOrganizations: new Set(),
    services: new Set(),
    providers: new Set(),
    sessions: [],
    ranges: [],
    values: new Map(),
    userIds: new Set(),
  };
  for (const rule of rules) {
    for (const named of [rule.principal, rule.notPrincipal]) {
      if (named === undefined) continue;
      for (const account of named.accounts) names.accounts.add(account);
      for (const account of named.arns.keys()) names.accounts.add(account);
      for (const service of named.services) names.services.add(service);
      for (const provider of named.providers) names.providers.add(provider);
      names.sessions.push(...named.sessions);
      for (const { account } of named.sessions) names.accounts.add(account);
    }
    for (const { part, operator = "", values } of rule.conditions) {
      // `true` and `false` are no names.
      if (/(^|:)null$/i.test(operator)) continue;
      for (const value of values) if (!isUnknown(value)) note(names, part, value, LIKE.test(operator));
    }
  }
  return names;
}

function note(names: Names, key: string, value: string, wildcards: boolean): void {
  const isFixed = (text: string) => text !== "" && !text.includes("${") && !(wildcards && /[*?]/.test(text));
  const add = (set: Set<string>, text: string) => {
    if (isFixed(text)) set.add(text);
  };
  if (ACCOUNT_KEYS.has(key)) add(names.accounts, value);
  else if (SOURCE_ACCOUNT_KEYS.has(key)) add(names.sourceAccounts, value);
  else if (ORG_KEYS.has(key)) add(names.organizations, value.split("/", 1)[0] ?? "");
  else if (SOURCE_ORG_KEYS.has(key)) add(names.sourceOrganizations, value.split("/", 1)[0] ?? "");
  else if (WAY_ACCOUNT_KEYS.has(key)) add(names.wayAccounts, value);
  else if (WAY_ORG_KEYS.has(key)) add(names.wayOrganizations, value.split("/", 1)[0] ?? "");
  else if (ARN_KEYS.has(key)) noteArn(names, key, value, isFixed);
  else if (key === "aws:sourceip") {
    const range = prefix(value);
    if (range && range.bits >= (range.v6 ? NARROW_IPV6 : NARROW_IPV4)) names.ranges.push(range);
  } else if (key === "aws:userid") {
    const id = value.split(":", 1)[0] ?? "";
    if (isFixed(id) && /^A[A-Z]{3}[A-Z0-9]{8,}$/.test(id)) names.userIds.add(id);
  } else if (isFixed(value)) noteFixed(names, key, value);
  else noteHead(names, key, value);
}

function noteArn(names: Names, key: string, value: string, isFixed: (text: string) => boolean): void {
  const [, , , , account, ...rest] = value.split(":");
  if (account === undefined || !value.startsWith("arn:")) {
    if (isFixed(value)) noteFixed(names, key, value);
  } else if (account !== "") {
    if (!isFixed(account)) return;
    if (key === "sns:endpoint") noteValue(names, key, isFixed(value) ? literal(value) : textPattern(wild(`arn:*:${account}:*`)));
    else if (key === "aws:principalarn") names.accounts.add(account);
    else if (key === "aws:sourcearn") names.sourceAccounts.add(account);
    else names.wayAccounts.add(account);
  } else if (isFixed(rest.join(":"))) noteFixed(names, key, value);
}

/** `repo:acme/*` names the owner acme, `organization:acme:*` the organisation: what is fixed before a separator is a name too. */
function noteHead(names: Names, key: string, value: string): void {
  const head = /^[^:*?$]+:[^:/*?$]+[:/]/.exec(value)?.[0] ?? /^[^:/*?$]+\//.exec(value)?.[0];
  if (head !== undefined) noteValue(names, key, textPattern(`${head}${STAR}`));
}

function noteFixed(names: Names, key: string, value: string): void {
  noteValue(names, key, literal(value));
  // A fixed subject names its owner as well.
  if (/:(sub|repository|job_workflow_ref|repository_owner)$/.test(key)) noteHead(names, key, value);
}

function noteValue(names: Names, key: string, value: Pattern): void {
  const list = names.values.get(key);
  if (list) list.push(value);
  else names.values.set(key, [value]);
}
