import { type Condition, type Fact, isUnknown, type Unknown, unknown } from "../../model/index.ts";

/**
 * What a condition says about who may call. `null` answers elsewhere mean "says nothing about who".
 * Keys that the caller chooses or that only say what or how (SecureTransport, Referer, PrincipalTag, ResourceAccount …) never
 * restrict who calls.
 */
export type Restriction =
  | { readonly to: "accounts"; readonly accounts: readonly string[]; readonly key: string }
  | { readonly to: "organizations"; readonly organizations: readonly string[]; readonly key: string }
  | { readonly to: "network"; readonly key: string }
  | { readonly to: "services"; readonly key: string }
  /** A service call on behalf of a resource; `accounts` is empty when the ARN carries none (S3). */
  | { readonly to: "source"; readonly accounts: readonly string[]; readonly key: string };

export interface ReadConditions {
  /** All of them hold at once. */
  readonly restrictions: readonly Restriction[];
  /** Keys that narrow without saying who. */
  readonly residual: readonly string[];
  readonly undecided: readonly Unknown[];
}

interface Operator {
  readonly base: string;
  readonly ifExists: boolean;
  readonly quantifier: "any" | "all" | undefined;
}

const POSITIVE: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
  notipaddress: "ipaddress",
};

const OPERATORS = new Set([
  ...Object.keys(POSITIVE),
  ...Object.values(POSITIVE),
  "bool",
  "null",
  "binaryequals",
  ...["equals", "notequals", "lessthan", "lessthanequals", "greaterthan", "greaterthanequals"].flatMap((o) => [`numeric${o}`, `date${o}`]),
]);

function parseOperator(name: string): Operator | undefined {
  let rest = name.toLowerCase();
  let quantifier: Operator["quantifier"];
  if (rest.startsWith("foranyvalue:")) quantifier = "any";
  else if (rest.startsWith("forallvalues:")) quantifier = "all";
  if (quantifier) rest = rest.slice(rest.indexOf(":") + 1);
  const ifExists = rest.endsWith("ifexists");
  if (ifExists) rest = rest.slice(0, -"ifexists".length);
  return OPERATORS.has(rest) ? { base: rest, ifExists, quantifier } : undefined;
}

/** The conditions of an Allow, as restrictions on who may call. */
export function readAllowConditions(condition: Fact<Condition> | undefined): ReadConditions {
  if (condition === undefined) return { restrictions: [], residual: [], undecided: [] };
  if (isUnknown(condition)) return { restrictions: [], residual: [], undecided: [condition] };
  const present = keysThatMustExist(condition);
  const restrictions: Restriction[] = [];
  const residual: string[] = [];
  const undecided: Unknown[] = [];
  for (const [name, keys] of Object.entries(condition)) {
    const operator = parseOperator(name);
    if (!operator) {
      undecided.push(unknown("malformed", { what: `Condition.${name}` }));
      continue;
    }
    for (const [key, values] of Object.entries(keys)) {
      // IfExists, ForAllValues and negated operators are true when the key is absent: they let everyone in who lacks it.
      const absentPasses = (operator.ifExists || operator.quantifier === "all") && !present.has(key.toLowerCase());
      const restriction = absentPasses || POSITIVE[operator.base] ? undefined : restrict(operator.base, key, values);
      if (isUnknown(restriction)) undecided.push(restriction);
      else if (restriction) restrictions.push(restriction);
      else residual.push(key);
    }
  }
  return { restrictions, residual, undecided };
}

/**
 * What a Deny leaves: the request is let through when at least one of its conditions does not hold.
 * `undefined` when the conditions leave everyone through (they say nothing about who); a list is a choice: one of them holds.
 */
export function readDenyConditions(condition: Fact<Condition> | undefined): readonly Restriction[] | Unknown | undefined {
  if (condition === undefined) return [];
  if (isUnknown(condition)) return condition;
  const alternatives: Restriction[] = [];
  for (const [name, keys] of Object.entries(condition)) {
    const operator = parseOperator(name);
    if (!operator) return unknown("malformed", { what: `Condition.${name}` });
    for (const [key, values] of Object.entries(keys)) {
      const restriction = leftByDeny(operator, key, values);
      if (restriction === undefined || isUnknown(restriction)) return restriction;
      alternatives.push(restriction);
    }
  }
  return alternatives;
}

function leftByDeny(operator: Operator, key: string, values: readonly Fact<string>[]): Restriction | Unknown | undefined {
  const positive = POSITIVE[operator.base];
  // `ForAnyValue:StringNotEquals` is false when the key is absent, so it denies nobody who lacks it.
  if (positive) return operator.quantifier === "any" ? undefined : restrict(positive, key, values);
  // Without IfExists an absent key does not match: anonymous callers lack PrincipalIsAWSService, and the Deny lets them through.
  if (operator.base === "bool" && operator.ifExists && values.length === 1 && isFalse(values[0])) return restrict("bool", key, ["true"]);
  return undefined;
}

function isFalse(value: Fact<string> | undefined): boolean {
  return typeof value === "string" && value.toLowerCase() === "false";
}

function keysThatMustExist(condition: Condition): ReadonlySet<string> {
  const present = new Set<string>();
  for (const [name, keys] of Object.entries(condition)) {
    if (name.toLowerCase() !== "null") continue;
    for (const [key, values] of Object.entries(keys)) if (values.length === 1 && isFalse(values[0])) present.add(key.toLowerCase());
  }
  return present;
}

// A bucket that leaves access to the access points of an account is as open as those, and they are judged by themselves.
const ACCOUNT_KEYS = new Set(["aws:principalaccount", "kms:calleraccount", "aws:vpceaccount", "s3:dataaccesspointaccount"]);
const SOURCE_ACCOUNT_KEYS = new Set(["aws:sourceaccount", "aws:sourceowner"]);
const ORG_KEYS = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
]);
const NETWORK_KEYS = new Set(["aws:sourcevpc", "aws:sourcevpce", "aws:sourcevpcarn"]);

/** Prefixes shorter than these are "the internet" for Block Public Access; we use the same line. */
const NARROW_IPV4 = 8;
const NARROW_IPV6 = 32;

function restrict(operator: string, key: string, values: readonly Fact<string>[]): Restriction | Unknown | undefined {
  const lower = key.toLowerCase();
  const relevant =
    ACCOUNT_KEYS.has(lower) ||
    SOURCE_ACCOUNT_KEYS.has(lower) ||
    ORG_KEYS.has(lower) ||
    NETWORK_KEYS.has(lower) ||
    lower === "aws:principalarn" ||
    lower === "aws:sourcearn" ||
    lower === "s3:dataaccesspointarn" ||
    lower === "sns:endpoint" ||
    lower === "aws:sourceip" ||
    lower === "aws:userid" ||
    lower === "lambda:eventsourcetoken" ||
    lower === "aws:principalisawsservice" ||
    lower === "aws:principalservicename";
  if (!relevant) return undefined;
  const gap = values.find(isUnknown);
  if (gap) return gap;
  const known = values as readonly string[];
  if (known.length === 0) return undefined;
  if (lower === "aws:principalisawsservice")
    return operator === "bool" && known.every((v) => v.toLowerCase() === "true") ? { to: "services", key } : undefined;
  if (operator === "ipaddress") return lower === "aws:sourceip" && known.every(isNarrow) ? { to: "network", key } : undefined;
  const equality = operator === "stringequals" || operator === "stringequalsignorecase";
  const pattern = operator === "stringlike" || operator === "arnlike" || operator === "arnequals";
  if (!equality && !pattern) return undefined;
  const fixed = (part: string) => !part.includes("${") && (equality || !/[*?]/.test(part)) && part !== "";

  if (lower === "aws:principalservicename") return { to: "services", key };
  if (lower === "lambda:eventsourcetoken") return known.every(fixed) ? { to: "source", accounts: [], key } : undefined;
  // Whoever subscribes, the messages reach these addresses only. A mail pattern proves nothing: a URL may end like it.
  if (lower === "sns:endpoint") return known.every((v) => fixed(v) || /^arn:[^*?]*:\d{12}:/.test(v)) ? { to: "network", key } : undefined;
  if (NETWORK_KEYS.has(lower)) return known.every(fixed) ? { to: "network", key } : undefined;
  if (ACCOUNT_KEYS.has(lower)) return known.every(fixed) ? { to: "accounts", accounts: known, key } : undefined;
  if (SOURCE_ACCOUNT_KEYS.has(lower)) return known.every(fixed) ? { to: "source", accounts: known, key } : undefined;
  if (ORG_KEYS.has(lower)) {
    const ids = known.map((v) => v.split("/", 1)[0] as string);
    return ids.every(fixed) ? { to: "organizations", organizations: ids, key } : undefined;
  }
  if (lower === "aws:userid") {
    // The unique id of one role or user; whose it is cannot be read from it.
    const ids = known.map((v) => v.split(":", 1)[0] as string);
    return ids.every((id) => fixed(id) && /^A(ROA|IDA|CCT)?/.test(id) && id.length > 12) ? unknown("elsewhere", { what: key }) : undefined;
  }
  // ARNs: the account part says who. S3 ARNs have none; then the bucket itself must be fixed.
  const accounts: string[] = [];
  for (const value of known) {
    const parts = value.split(":");
    const account = parts[4];
    if (parts.length < 6 || account === undefined) return undefined;
    if (account === "") {
      if (lower !== "aws:sourcearn" || !fixed(parts.slice(5).join(":"))) return undefined;
    } else if (fixed(account)) accounts.push(account);
    else return undefined;
  }
  return lower !== "aws:sourcearn" ? { to: "accounts", accounts, key } : { to: "source", accounts, key };
}

function isNarrow(cidr: string): boolean {
  const [address, bits] = cidr.split("/") as [string, string | undefined];
  if (bits === undefined) return address !== "" && !address.includes("*");
  const length = Number(bits);
  return Number.isInteger(length) && length >= (address.includes(":") ? NARROW_IPV6 : NARROW_IPV4);
}
