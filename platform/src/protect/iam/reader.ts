import { isUnknown, type Policy, type Statement, type Unknown } from "../../model/index.ts";
import { areAlike, likenessOf } from "./alike.ts";
import type { Admission, Audience, Reading, ReadOptions } from "./audience.ts";
import { admits, type Entry, type Who } from "./exists/admits.ts";

import { textPattern } from "./exists/pattern.ts";
import { type Rule, rulesOf } from "./exists/rules.ts";
import { anyText, isTrust, settingOf } from "./exists/setting.ts";
import type { Domain, Literal } from "./exists/values.ts";
import { overlap } from "./glob.ts";
import { wild } from "./policy/glob.ts";

export type { Admission, Audience, Reading, ReadOptions } from "./audience.ts";

/** What is known of a policy: the reading without any limit, which most ask for, and the last with one. */
interface Known {
  account: string | undefined;
  plain: Reading | undefined;
  question: string;
  limited: Reading | undefined;
}

/** Many checks ask the same of the same policy, */
const known = new WeakMap<Policy, Known>();
/** and many policies are alike. */
const alike = new Map<string, Read>();
/** The last few, by question: to compare two policies takes less than to write one out. */
const latest = new Map<string, Read[]>();
/** Readings after which `alike` starts afresh, and questions after which `latest` does. */
const MOST_ALIKE = 4000;
const MOST_LATEST = 8;

interface Read {
  readonly policy: Policy;
  readonly reading: Reading;
}

/**
 * Who a resource policy lets in. `undefined` (no policy) admits nobody.
 *
 * INVARIANT: an admission is proven: some request by that audience is allowed. What might be cut off by something unreadable
 * is in `undecided` instead. No admission of a class and nothing undecided means there is none of that class.
 */
export function readPolicy(policy: Policy | undefined, options: ReadOptions): Reading {
  if (policy === undefined) return { admissions: [], undecided: [] };
  const { account, actions, publicAccessBlock } = options;
  let one = known.get(policy);
  if (!one) {
    one = { account: undefined, plain: undefined, question: "", limited: undefined };
    known.set(policy, one);
  }
  if (actions === undefined && publicAccessBlock === undefined) {
    if (one.account === account && one.plain) return one.plain;
    one.account = account;
    one.plain = readAlike(policy, account, options);
    return one.plain;
  }
  const question = `${account} ${actions?.join() ?? ""} ${publicAccessBlock?.RestrictPublicBuckets ?? false}`;
  if (one.question === question && one.limited) return one.limited;
  one.question = question;
  one.limited = readAlike(policy, question, options);
  return one.limited;
}

function readAlike(policy: Policy, question: string, options: ReadOptions): Reading {
  let recent = latest.get(question);
  if (!recent) {
    if (latest.size >= MOST_ALIKE) latest.clear();
    latest.set(question, (recent = []));
  }
  for (const before of recent) if (areAlike(policy, before.policy)) return inWordsOf(policy, before.policy, before.reading);
  const likeness = `${likenessOf(policy)} ${question}`;
  let read = alike.get(likeness);
  if (!read) {
    if (alike.size >= MOST_ALIKE) alike.clear();
    alike.set(likeness, (read = { policy, reading: readAnew(policy, options) }));
  }
  if (recent.length >= MOST_LATEST) recent.shift();
  recent.push(read);
  return read.policy === policy ? read.reading : inWordsOf(policy, read.policy, read.reading);
}

/** A reading of another policy that is alike, about the statements of this one. */
function inWordsOf(policy: Policy, other: Policy, { admissions, undecided }: Reading): Reading {
  if (policy === other) return { admissions, undecided };
  const own = admissions.map(({ statement, audience, actions, allExcept, residual }) => ({
    statement: policy.Statement[other.Statement.indexOf(statement)] as Statement,
    audience,
    actions,
    allExcept,
    residual,
  }));
  return { admissions: own, undecided };
}

/** As `readPolicy`, remembering nothing. */
export function readAnew(policy: Policy, options: ReadOptions): Reading {
  const rules = rulesOf(policy);
  const undecided = new Map<string, Unknown>();
  const admissions: Admission[] = [];
  const trust = isTrust(rules);
  const setting = settingOf(rules, { account: options.account }, trust);
  // A statement that may be a Deny cuts off what it may deny.
  const denies = rules.filter(({ effect }) => effect !== "Allow");
  for (const { effect } of rules) if (isUnknown(effect)) undecided.set(nameOf(effect), effect);
  for (const allow of rules) {
    if (allow.effect !== "Allow") continue;
    const action = asked(options.actions);
    const found = admits(allow, { denies, setting, action, resource: anyText, unsigned: trust ? undefined : action });
    for (const { because } of found.undecided) undecided.set(nameOf(because), because);
    admissions.push(...admissionsOf(allow, found.entries, denies, options));
  }
  return { admissions: cutByBlock(admissions, options), undecided: [...undecided.values()] };
}

function nameOf({ reason, what, action }: Unknown): string {
  return `${reason} ${what ?? ""} ${action ?? ""}`;
}

/** An action that one of each list matches. */
function asked(...lists: readonly (readonly string[] | undefined)[]): Domain {
  const form = lists.flatMap((list): Literal[] =>
    list === undefined ? [] : [{ not: false, test: { kind: "text", patterns: list.map((action) => textPattern(wild(action))) } }],
  );
  return { ...anyText, form };
}

function admissionsOf(allow: Rule, entries: readonly Entry[], denies: readonly Rule[], options: ReadOptions): readonly Admission[] {
  const out: Admission[] = [];
  for (const entry of entries) {
    const audience = audienceOf(entry.who);
    if (audience.who === "anyone" && out.some((one) => one.audience.who === "anyone")) continue;
    const { statement } = allow;
    const allExcept = statement.NotAction !== undefined;
    const actions = openActions(statement, entry, denies, options);
    out.push({ statement, audience, actions, allExcept, residual: residualOf(allow, audience) });
  }
  return out;
}

function audienceOf(who: Who): Audience {
  if (who.who === "anonymous" || who.who === "any-principal") return { who: "anyone" };
  // CloudFront's origin access identities look like users of an account of that name.
  if (who.who === "account" && who.account === "cloudfront") return { who: "service", service: "cloudfront.amazonaws.com", accounts: [] };
  return who.who === "federated" ? { who: "federated", provider: who.provider } : who;
}

/** The actions as written that matter to the question and are not denied. */
function openActions(statement: Statement, entry: Entry, denies: readonly Rule[], { actions: wanted }: ReadOptions): readonly string[] {
  const written = (statement.Action ?? statement.NotAction ?? [])
    .filter((action): action is string => !isUnknown(action))
    .map((action) => action.toLowerCase());
  if (statement.NotAction !== undefined) return written;
  const relevant = wanted ? written.filter((action) => wanted.some((one) => overlap(action, one))) : written;
  if (relevant.length < 2 || denies.length === 0) return relevant;
  return relevant.filter((action) => entry.again(asked(wanted, [action])).answer === "yes");
}

const WHO_KEYS =
  /^(aws:(principal(arn|account|orgid|orgpaths|isawsservice|servicename)|source(account|owner|arn|orgid|orgpaths|ip|vpc|vpce|vpcarn)|vpce(account|orgid|orgpaths)|userid)|kms:calleraccount|s3:dataaccesspoint(account|arn)|sns:endpoint|lambda:eventsourcetoken)$/;

/** Where anybody gets in, no condition says who. */
function residualOf({ conditions }: Rule, { who }: Audience): readonly string[] {
  const keys = conditions.filter(
    ({ part }) => who === "anyone" || !WHO_KEYS.test(part) || (who === "any-account-through-service" && part.startsWith("aws:source")),
  );
  return keys.map(({ key, part }) => key ?? part);
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
