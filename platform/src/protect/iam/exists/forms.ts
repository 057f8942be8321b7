import { wild } from "../policy/glob.ts";
import type { Setting, Whose } from "./callers.ts";
import { DIGIT, everything, literal, many, NAME, NOT_COLON, ofParts, type Pattern, shape, textPattern } from "./pattern.ts";
import type { Domain, Literal } from "./values.ts";

export const text = (...patterns: readonly Pattern[]): Literal => ({ test: { kind: "text", patterns }, not: false });
export const barring = (patterns: readonly Pattern[]): readonly Literal[] =>
  patterns.length === 0 ? [] : [{ test: { kind: "text", patterns }, not: true }];

export const absent: Domain = { absent: true, present: false, multiple: false, form: [] };
export const fixed = (...values: readonly string[]): Domain => ({
  absent: false,
  present: true,
  multiple: false,
  form: [text(...values.map(literal))],
});
export const must = (...form: readonly Literal[]): Domain => ({ absent: false, present: true, multiple: false, form });
export const may = (...form: readonly Literal[]): Domain => ({ absent: true, present: true, multiple: false, form });
export const several = (domain: Domain): Domain => ({ ...domain, multiple: true });

export const twelveDigits = Array.from({ length: 12 }, () => DIGIT);
export const part = shape;
export const noColons = part(many(NOT_COLON));
export const arn = part("arn");
export const partitions = [part("aws"), part("aws-", many(NOT_COLON))];
const organizationIds = part("o-", many(NAME));

export const anyAccount = part(twelveDigits);

function notOf(whose: Extract<Whose, string>, { strangersNot, zoneAccounts }: Setting): readonly string[] {
  return whose === "stranger" ? strangersNot : whose === "outsider" ? [...zoneAccounts] : [];
}

/** The account as a value, with what a stranger's cannot be. */
export function accountForm(whose: Whose, setting: Setting): readonly Literal[] {
  if (typeof whose === "object") return [text(literal(whose.account))];
  return [text(anyAccount), ...barring(notOf(whose, setting).map(literal))];
}

/** ARNs of one owner: the part of the account says whose they are. */
export function arnForm(whose: Whose, setting: Setting, kind: ArnKind): readonly Literal[] {
  if (typeof whose === "object") return [text(...arnsOf(kind, literal(whose.account)))];
  return [
    strangersArns[kind],
    ...barring(notOf(whose, setting).map((name) => ofParts([noColons, noColons, noColons, noColons, literal(name), everything]))),
  ];
}

type ArnKind = keyof typeof arnKinds;

export const nothing = part("");
const arnKinds = {
  principal: {
    service: part("iam"),
    region: nothing,
    rests: [part("role/", many(NOT_COLON)), part("user/", many(NOT_COLON)), part("root")],
  },
  /** Root cannot assume a role. */
  assuming: { service: part("iam"), region: nothing, rests: [part("role/", many(NOT_COLON)), part("user/", many(NOT_COLON))] },
  source: { service: noColons, region: noColons, rests: [everything] },
  vpc: { service: part("ec2"), region: noColons, rests: [part("vpc/", many(NOT_COLON))] },
  accessPoint: { service: part("s3"), region: noColons, rests: [part("accesspoint/", many(NOT_COLON))] },
} as const;

function arnsOf(kind: ArnKind, account: Pattern): readonly Pattern[] {
  const { service, region, rests } = arnKinds[kind];
  return partitions.flatMap((partition) => rests.map((rest) => ofParts([arn, partition, service, region, account, rest])));
}

const strangersArns = {
  principal: text(...arnsOf("principal", anyAccount)),
  assuming: text(...arnsOf("assuming", anyAccount)),
  source: text(...arnsOf("source", anyAccount)),
  vpc: text(...arnsOf("vpc", anyAccount)),
  accessPoint: text(...arnsOf("accessPoint", anyAccount)),
};

export function organizationIn(organization: string | undefined, account: Whose, setting: Setting, rest: string): Domain {
  if (organization !== undefined) return must(text(textPattern(wild(`${organization}${rest}`))));
  if (account === "anyone") return may(text(rest === "" ? organizationIds : part("o-", many(NAME), rest)));
  const isStranger = account === "stranger" || (typeof account === "object" && account.stranger);
  const named = isStranger ? [...setting.names.organizations] : [];
  // A named account may be a member of a named organisation, but not of ours: then it would be trusted.
  const zone = setting.zoneOrganization;
  const inZone = typeof account === "object" && setting.zoneAccounts.has(account.account);
  if (zone !== undefined && inZone) return must(text(textPattern(wild(`${zone}${rest}`))));
  if (zone !== undefined) named.push(zone);
  return may(
    text(rest === "" ? organizationIds : part("o-", many(NAME), rest)),
    ...barring(named.map((name) => textPattern(wild(`${name}${rest}`)))),
  );
}

export function named({ names }: Setting, key: string): readonly Pattern[] {
  return names.values.get(key) ?? [];
}
