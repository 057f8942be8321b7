import { type Fact, isUnknown, type Statement, type Unknown, unknown } from "../../../model/index.ts";
import { both, decideThroughUrl } from "../decide/compound.ts";
import { decide } from "../decide/decide.ts";
import { wild } from "../policy/glob.ts";
import type { Deciding, Policies, Request, Source } from "../question.ts";
import { admits, type Entry, isInside, type Who } from "./admits.ts";
import { matchesPattern } from "./matching.ts";
import { literal, textPattern } from "./pattern.ts";
import { isPublicByS3 } from "./public-by-s3.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { isCallOfUrl, isTakenUnsigned, onlyValues, takesUnsigned, unsignedActions } from "./services.ts";
import { isTrust, settingOf, type Zone } from "./setting.ts";
import type { Domain, Literal } from "./values.ts";
import { isConsistent, requestOf, withRealActions } from "./witness.ts";

export type { Who } from "./admits.ts";
export type { Zone } from "./setting.ts";

export interface ExternalQuestion {
  /** Policies that stand on the resource. */
  readonly policies: readonly Source[];
  /** ARN of the resource. */
  readonly resource: string;
  /** What below the resource is asked for as well, as patterns: the objects of a bucket, the aliases of a function. */
  readonly below?: readonly string[];
  /** Service prefix of the actions, such as `s3`; `sts` for a role's trust. */
  readonly service: string;
  readonly zone: Zone;
  /** Resource control policies of the account, level by level. */
  readonly resourceControl?: readonly (readonly Source[])[];
  /** Values that keys of the request can only have here, by key in lower case; `undefined` and an empty list are absent. */
  readonly keys?: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** What stands behind the resource, as if it stood on it: one of the lists must let the request in as well. */
  readonly behind?: readonly (readonly Source[])[];
  /** `RestrictPublicBuckets` in effect. */
  readonly restrictPublicBuckets?: Fact<boolean>;
  /** Steps for each question; for tests. */
  readonly steps?: number;
}

/** A class of outsiders that gets in. */
export interface ExternalFinding {
  readonly who: Who;
  /** A request by one of them that the evaluator allows. */
  readonly witness: Request;
  /** The statements that allow it. */
  readonly by: readonly Deciding[];
  /** What the request must fulfil: the conditions of the statement. */
  readonly conditions: readonly { readonly operator: string; readonly key: string; readonly values: readonly Fact<string>[] }[];
}

export interface Undecided {
  /** The class it is about; undefined when it is about all. */
  readonly who: Who | undefined;
  readonly because: Unknown;
}

export interface ExternalAccess {
  /** `no` is proven: there is no request by an outsider that the policies allow. */
  readonly reaches: "yes" | "no" | "undecided";
  readonly findings: readonly ExternalFinding[];
  readonly undecided: readonly Undecided[];
  /** What Block Public Access calls public, whatever the effect. Undefined for everything but S3. */
  readonly publicByS3: boolean | Unknown | undefined;
  /** A control policy that could not be read, and may yet deny what was found. */
  readonly unless: Unknown | undefined;
}

/** Who outside the trust zone can do something to a resource. Callers are taken to have every permission their own account can give. */
export function externalAccess(question: ExternalQuestion): ExternalAccess {
  const own = accessOf(question, undefined);
  const { behind } = question;
  // Whom the resource itself does not let in, nothing behind it can; and what it may say of everybody stays open.
  if (behind === undefined || own.reaches === "no") return own;
  if (own.findings.length === 0 && own.undecided.some(({ who }) => who === undefined)) return own;
  const found = behind.map((sources) => throughTo(sources, question, own));
  const findings = found.flatMap((one) => one.findings);
  const undecided = found.flatMap((one) => one.undecided);
  return { ...own, reaches: reachOf(findings, undecided), findings, undecided };
}

/** Whom the resource and one of those behind it let in together. */
function throughTo(sources: readonly Source[], question: ExternalQuestion, own: ExternalAccess): Pick<Found, "findings" | "undecided"> {
  const because = sources.map(({ policy }) => policy).find(isUnknown);
  if (because) return { findings: [], undecided: [...own.findings, ...own.undecided].map(({ who }) => ({ who, because })) };
  return accessOf(question, sources);
}

type Found = Pick<ExternalAccess, "findings" | "undecided" | "publicByS3" | "unless" | "reaches">;

function accessOf(question: ExternalQuestion, behind: readonly Source[] | undefined): ExternalAccess {
  const controlSources = (question.resourceControl ?? []).flat();
  const unless = controlSources.map(({ policy }) => policy).find(isUnknown);
  const publicByS3 = question.service === "s3" ? isPublicByS3(rulesIn(question.policies)) : undefined;
  const block = blockOf(publicByS3 ?? false, question.restrictPublicBuckets ?? false, question.zone.account);
  const policies = [...question.policies, ...block];
  const rules = rulesIn(policies);
  const unread = question.policies.map(({ policy }) => policy).find(isUnknown);
  // What could not be read may deny anything.
  if (unread) return { reaches: "undecided", findings: [], undecided: [{ who: undefined, because: unread }], publicByS3, unless };
  const controls = rulesIn(controlSources);
  const beyond = rulesIn(behind ?? []);
  const found: { readonly rules: readonly Rule[]; readonly entry: Entry }[] = [];
  const undecided: Undecided[] = [];
  const everything = [...rules, ...controls, ...beyond];
  const trust = question.service === "sts" || isTrust(rules);
  const given = {
    denies: everything.filter(({ effect }) => effect !== "Allow"),
    setting: settingOf(everything, question.zone, trust),
    action: textDomain([`${question.service}:*`]),
    resource: resourceDomain(question),
    unsigned: takesUnsigned(question.service) ? textDomain(unsignedActions(question.service)) : undefined,
    outsideOnly: true,
    keys: (key: string) => fixedKey(question.keys?.get(key) ?? onlyValues(key)),
    ...(question.steps === undefined ? {} : { steps: question.steps }),
  };
  for (const rule of [...rules, ...beyond]) if (isUnknown(rule.effect)) undecided.push({ who: undefined, because: rule.effect });
  for (const rule of rules) {
    if (rule.effect !== "Allow") continue;
    for (const and of behind ? beyond.filter(({ effect }) => effect === "Allow") : [undefined]) {
      const { entries, undecided: open } = admits(rule, and ? { ...given, and } : given);
      for (const entry of entries) found.push({ rules: and ? [rule, and] : [rule], entry });
      undecided.push(...open);
    }
  }
  const findings: ExternalFinding[] = [];
  for (const { rules: allows, entry } of found) {
    if (isInside(entry.who, given.setting)) continue;
    const proof = prove(allows, entry, question, policies, behind);
    if (isUnknown(proof)) undecided.push({ who: entry.who, because: proof });
    else findings.push(proof);
  }
  const outside = undecided.filter(({ who }) => who === undefined || !isInside(who, given.setting));
  return { reaches: reachOf(findings, outside), findings, undecided: outside, publicByS3, unless };
}

function reachOf(findings: readonly ExternalFinding[], undecided: readonly Undecided[]): ExternalAccess["reaches"] {
  return findings.length > 0 ? "yes" : undecided.length > 0 ? "undecided" : "no";
}

function rulesIn(sources: readonly Source[]): readonly Rule[] {
  return sources.flatMap(({ policy }) => (isUnknown(policy) ? [] : rulesOf(policy)));
}

function fixedKey(values: readonly (string | undefined)[] | undefined): Domain | undefined {
  if (values === undefined) return undefined;
  const given = values.filter((value) => value !== undefined);
  const absent = given.length < values.length || given.length === 0;
  if (given.length === 0) return { absent, present: false, multiple: false, form: [] };
  return { absent, present: true, multiple: false, form: [{ not: false, test: { kind: "text", patterns: given.map(literal) } }] };
}

function textDomain(patterns: readonly string[]): Domain {
  const form: Literal[] = [{ not: false, test: { kind: "text", patterns: patterns.map((pattern) => textPattern(wild(pattern))) } }];
  return { absent: false, present: true, multiple: false, form };
}

function resourceDomain({ resource, below = [] }: ExternalQuestion): Domain {
  const patterns = [literal(resource), ...below.map((pattern) => textPattern(wild(pattern)))];
  return { absent: false, present: true, multiple: false, form: [{ not: false, test: { kind: "text", patterns } }] };
}

/** `RestrictPublicBuckets` leaves a bucket whose policy is public to its own account and to AWS services. */
function blockOf(isPublic: boolean | Unknown, restrict: Fact<boolean>, account: string): readonly Source[] {
  if (restrict === false || isPublic === false) return [];
  const doubt = isUnknown(restrict) ? restrict : isUnknown(isPublic) ? isPublic : undefined;
  const statement: Statement = {
    Sid: "RestrictPublicBuckets",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: ["*"],
    Condition: doubt ?? {
      StringNotEquals: { "aws:PrincipalAccount": [account] },
      BoolIfExists: { "aws:PrincipalIsAWSService": ["false"] },
    },
    index: 0,
  };
  return [{ name: "public access block", policy: { Version: "2012-10-17", Statement: [statement] } }];
}

const EVERYTHING: Source = {
  name: "*",
  policy: { Version: "2012-10-17", Statement: [{ Sid: undefined, Effect: "Allow", Action: ["*"], Resource: ["*"], index: 0 }] },
};

/** Every request that was found is put to the evaluator; one it does not allow proves nothing. */
function prove(
  rules: readonly Rule[],
  { who, solution, scenario }: Entry,
  question: ExternalQuestion,
  resource: readonly Source[],
  behind: readonly Source[] | undefined,
): ExternalFinding | Unknown {
  const found = requestOf(solution, scenario, { resource: question.resource, account: question.zone.account });
  const conditions = rules.flatMap((rule) => rule.conditions);
  const chosen = conditions.filter(({ part, because }) => because !== undefined && !solution.has(part)).map(({ part }) => part);
  const keys = new Map([...found.context.keys, ...chosen.map((part) => [part, "unknown"] as const)]);
  const request: Request = { ...found, context: { ...found.context, keys } };
  const policies: Policies = {
    identity: [EVERYTHING],
    serviceControl: [],
    resourceControl: (question.resourceControl ?? []).map((level) => [
      ...level.filter(({ policy }) => !isUnknown(policy)),
      EVERYTHING_FOR_ALL,
    ]),
    resource,
  };
  const isWanted = (action: string) =>
    rules.every((rule) => allows(rule, action)) &&
    (scenario.type !== "federated" || action.startsWith("sts:assumerolewith")) &&
    (scenario.type !== "anonymous" || isTakenUnsigned(action));
  if (!isConsistent(request)) return unknown("unsupported", { what: "Condition" });
  let exempted: Unknown | undefined;
  for (const real of withRealActions(request, isWanted)) {
    const own = isCallOfUrl(real.action) ? decideThroughUrl(real, policies) : decide(real, policies);
    const decision = behind === undefined ? own : both(own, decide(real, { ...policies, resource: behind }));
    if (
      decision.answer === "allowed" ||
      (decision.answer === "depends" && decision.residual.every(({ key }) => key !== undefined && chosen.includes(key.toLowerCase())))
    ) {
      const written = conditions.map(({ operator = "", key = "", values }) => ({ operator, key, values }));
      return { who, witness: real, by: decision.by.length > 0 ? decision.by : decision.residual, conditions: written };
    }
    exempted ??= decision.residual.find(({ because }) => because?.reason === "exempted")?.because;
  }
  if (exempted) return exempted;
  // Where the resource could not be read, the statement was taken to mean the one that it stands on.
  return rules.map(({ resource: clause }) => clause?.because).find(isUnknown) ?? unknown("unsupported", { what: "policy" });
}

function allows({ action: { limit } }: Rule, action: string): boolean {
  const patterns = limit?.test.kind === "text" ? limit.test.patterns : [];
  return patterns.some((pattern) => matchesPattern(pattern, action)) !== (limit?.not ?? false);
}

/** Every level of an organisation has the policy that lets everything through, which cannot be taken away. */
const EVERYTHING_FOR_ALL: Source = {
  name: "RCPFullAWSAccess",
  policy: {
    Version: "2012-10-17",
    Statement: [{ Sid: undefined, Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"], index: 0 }],
  },
};
