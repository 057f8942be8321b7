import { wild } from "../policy/glob.ts";
import type { Names } from "./names.ts";
import { CAPITAL, DIGIT, everything, literal, many, NAME, NOT_COLON, ofParts, type Pattern, shape, textPattern } from "./pattern.ts";
import type { Domain, Literal, Test } from "./values.ts";

/**
 * Whose a value is: somebody's in particular, anybody's whom neither the policies nor the trust zone name, anybody's outside the trust zone,
 * or anybody's at all.
 */
export type Whose =
  | { readonly account: string /** A stranger's, picked to try. */; readonly stranger?: true }
  | "stranger"
  | "outsider"
  | "anyone";

/** A kind of caller, with what can be told of its request's keys. */
export interface Scenario {
  readonly type: "anonymous" | "principal" | "service" | "federated";
  readonly account: Whose;
  /** An organisation the caller belongs to, or on whose behalf the service acts. */
  readonly organization: string | undefined;
  /** Name of the service, or `*`. */
  readonly service: string | undefined;
  readonly provider: string | undefined;
  /** The very session that a policy names. */
  readonly session: { readonly role: string; readonly name: string } | undefined;
  /** The request may come from, or through, what the policies name: an address range, a VPC, an endpoint, an access point. */
  readonly onNamedWay: boolean;
  /** As which account or organisation the owner of the network or of the access point is known. */
  readonly way: { readonly account?: string; readonly organization?: string } | "outsider" | "anyone" | undefined;
  /** A service acts for something the policies name that has no account, such as a bucket. */
  readonly forNamedSource: boolean;
  /** The caller may be the principal whose unique id the policies name. */
  readonly namedId: boolean;
  /** The identity may be one the policies name by its claims. */
  readonly namedClaims: boolean;
}

/** What is the same for all callers. */
export interface Setting {
  readonly names: Names;
  /** Accounts that are no stranger's: those named, and the trusted. */
  readonly strangersNot: readonly string[];
  /** Accounts and the organisation that are trusted: no stranger is in them. */
  readonly zoneAccounts: ReadonlySet<string>;
  readonly zoneOrganization: string | undefined;
  readonly resourceAccount: string | undefined;
  readonly resourceOrganization: string | undefined;
  /** The resource is a role that is to be assumed. */
  readonly trust: boolean;
  /** Keys that policies compare with `ForAllValues` or `ForAnyValue`. */
  readonly multiple: ReadonlySet<string>;
}

const text = (...patterns: readonly Pattern[]): Literal => ({ test: { kind: "text", patterns }, not: false });
const barring = (patterns: readonly Pattern[]): readonly Literal[] =>
  patterns.length === 0 ? [] : [{ test: { kind: "text", patterns }, not: true }];

const absent: Domain = { absent: true, present: false, multiple: false, form: [] };
const fixed = (...values: readonly string[]): Domain => ({
  absent: false,
  present: true,
  multiple: false,
  form: [text(...values.map(literal))],
});
const must = (...form: readonly Literal[]): Domain => ({ absent: false, present: true, multiple: false, form });
const may = (...form: readonly Literal[]): Domain => ({ absent: true, present: true, multiple: false, form });
const several = (domain: Domain): Domain => ({ ...domain, multiple: true });

const twelveDigits = Array.from({ length: 12 }, () => DIGIT);
const part = shape;
const noColons = part(many(NOT_COLON));
const arn = part("arn");
const partitions = [part("aws"), part("aws-", many(NOT_COLON))];
const organizationIds = part("o-", many(NAME));

/** Keys with several values at once, whatever the policies say. */
const MULTIPLE =
  /orgpaths$|^aws:(tagkeys|calledvia|principalservicenameslist)$|^kms:(encryptioncontextkeys|grantoperations)$|:amr$|^saml:(cn|edu|org|uid|mail|surname|given|commonname|x500|primarygroup)|^dynamodb:(attributes|leadingkeys)$|^(lambda|glue):(subnetids|securitygroupids|vpcids|layer)$|^sagemaker:vpc|^ses:recipients$|^events:(source|detail)|^route53:changeresourcerecordsets|^cloudformation:resourcetypes$/;
/** Keys that never have more than one, whatever a policy's author thought. */
const SINGLE = new Set([
  "aws:principalorgid",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourceip",
  "aws:sourcearn",
  "aws:sourceaccount",
]);

const EVERY_ADDRESS: Test = { kind: "address", cuts: [], holds: () => true };
const EVERY_DATE: Test = { kind: "date", cuts: [], holds: () => true };

export function domainOf(key: string, scenario: Scenario, setting: Setting): Domain {
  const domain = known(key, scenario, setting);
  if (domain !== undefined) return domain;
  return MULTIPLE.test(key) || (setting.multiple.has(key) && !SINGLE.has(key)) ? several(may()) : may();
}

function known(key: string, scenario: Scenario, setting: Setting): Domain | undefined {
  if (key.startsWith("aws:principaltag/")) return scenario.type === "principal" ? may() : absent;
  return (
    callerKey(key, scenario, setting) ??
    sourceKey(key, scenario, setting) ??
    wayKey(key, scenario, setting) ??
    claimKey(key, scenario, setting)
  );
}

const anyAccount = part(twelveDigits);

function notOf(whose: Extract<Whose, string>, { strangersNot, zoneAccounts }: Setting): readonly string[] {
  return whose === "stranger" ? strangersNot : whose === "outsider" ? [...zoneAccounts] : [];
}

/** The account as a value, with what a stranger's cannot be. */
function accountForm(whose: Whose, setting: Setting): readonly Literal[] {
  if (typeof whose === "object") return [text(literal(whose.account))];
  return [text(anyAccount), ...barring(notOf(whose, setting).map(literal))];
}

/** ARNs of one owner: the part of the account says whose they are. */
function arnForm(whose: Whose, setting: Setting, kind: ArnKind): readonly Literal[] {
  if (typeof whose === "object") return [text(...arnsOf(kind, literal(whose.account)))];
  return [
    strangersArns[kind],
    ...barring(notOf(whose, setting).map((name) => ofParts([noColons, noColons, noColons, noColons, literal(name), everything]))),
  ];
}

type ArnKind = keyof typeof arnKinds;

const nothing = part("");
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

function callerKey(key: string, scenario: Scenario, setting: Setting): Domain | undefined {
  const { type, account, organization } = scenario;
  const principal = type === "principal";
  switch (key) {
    case "aws:principalarn":
      return principal ? must(...principalArns(scenario, setting)) : absent;
    case "aws:principalaccount":
      return principal ? must(...accountForm(account, setting)) : type === "anonymous" ? fixed("anonymous") : absent;
    case "kms:calleraccount":
      return principal ? must(...accountForm(account, setting)) : absent;
    case "aws:principaltype":
      return principal ? fixed("AssumedRole", "User", "Account", "FederatedUser") : type === "anonymous" ? fixed("Anonymous") : absent;
    case "aws:userid":
      return principal ? must(...userIds(scenario, setting)) : type === "anonymous" ? fixed("anonymous") : may(...notNamedIds(setting));
    case "aws:username":
      return principal ? may(text(noColons)) : absent;
    case "aws:principalisawsservice":
      return type === "anonymous" ? absent : fixed(String(type === "service"));
    case "aws:principalservicename":
      return type !== "service"
        ? absent
        : scenario.service === "*"
          ? must(text(part("*.amazonaws.com")))
          : fixed(scenario.service as string);
    case "aws:principalservicenameslist":
      return type === "service" ? several(must()) : absent;
    case "aws:principalorgid":
      return principal ? organizationIn(organization, account, setting, "") : absent;
    case "aws:principalorgpaths":
      return principal ? several(organizationIn(organization, account, setting, "/*")) : absent;
    case "aws:tokenissuetime":
      return principal || type === "service" ? may({ test: EVERY_DATE, not: false }) : absent;
    case "aws:currenttime":
    case "aws:epochtime":
      return must({ test: EVERY_DATE, not: false });
    case "aws:resourceaccount":
      return setting.resourceAccount === undefined ? must(text(anyAccount)) : fixed(setting.resourceAccount);
    case "aws:resourceorgid":
      return setting.resourceOrganization === undefined ? may() : fixed(setting.resourceOrganization);
    case "aws:securetransport":
    case "aws:multifactorauthpresent":
    case "aws:viaawsservice":
      return may(text(literal("true"), literal("false")));
    default:
      return undefined;
  }
}

function principalArns({ account, session }: Scenario, setting: Setting): readonly Literal[] {
  const form = arnForm(account, setting, setting.trust ? "assuming" : "principal");
  if (session === undefined) return form;
  const { role } = session;
  const rests = [literal(`role/${role}`), part("role/", many(NOT_COLON), "/", literal(role).tokens)];
  const six = rests.map((rest) => ofParts([noColons, noColons, noColons, noColons, noColons, rest]));
  return [...form, text(...six)];
}

const id = Array.from({ length: 17 }, () => CAPITAL);
const anyUserId = text(part("AROA", id, ":*"), part("AIDA", id), anyAccount, part(twelveDigits, ":*"));

function userIds({ namedId }: Scenario, { names }: Setting): readonly Literal[] {
  if (namedId) return [];
  return [anyUserId, ...notNamedIds({ names })];
}

function notNamedIds({ names }: Pick<Setting, "names">): readonly Literal[] {
  return barring([...names.userIds].flatMap((name) => [literal(name), textPattern(wild(`${name}:*`))]));
}

function organizationIn(organization: string | undefined, account: Whose, setting: Setting, rest: string): Domain {
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

function sourceKey(key: string, scenario: Scenario, setting: Setting): Domain | undefined {
  const { type, account, organization } = scenario;
  const service = type === "service";
  switch (key) {
    case "aws:sourceaccount":
    case "aws:sourceowner":
      return service ? may(...accountForm(account, setting)) : absent;
    case "aws:sourcearn":
      return service ? may(...sourceArns(scenario, setting)) : absent;
    case "aws:sourceorgid":
      return service ? sourceOrganization(organization, scenario, setting, "") : absent;
    case "aws:sourceorgpaths":
      return service ? several(sourceOrganization(organization, scenario, setting, "/*")) : absent;
    case "lambda:eventsourcetoken":
      return scenario.forNamedSource ? may() : may(...barring(named(setting, key)));
    default:
      return undefined;
  }
}

function sourceOrganization(organization: string | undefined, { account }: Scenario, setting: Setting, rest: string): Domain {
  const domain = organizationIn(
    organization,
    account,
    { ...setting, names: { ...setting.names, organizations: setting.names.sourceOrganizations } },
    rest,
  );
  return { ...domain, absent: organization === undefined };
}

const ownerless = partitions.map((partition) => ofParts([arn, partition, noColons, noColons, nothing, everything]));

function sourceArns(scenario: Scenario, setting: Setting): readonly Literal[] {
  const owned = arnForm(scenario.account, setting, "source");
  // ARNs of buckets and the like have no account: anybody can own one, except those the policies name.
  const [form, ...barred] = owned as [Literal, ...Literal[]];
  const either = text(...(form.test.kind === "text" ? form.test.patterns : []), ...ownerless);
  return [either, ...barred, ...(scenario.forNamedSource ? [] : barring(named(setting, "aws:sourcearn")))];
}

function named({ names }: Setting, key: string): readonly Pattern[] {
  return names.values.get(key) ?? [];
}

function wayKey(key: string, scenario: Scenario, setting: Setting): Domain | undefined {
  const { onNamedWay, way } = scenario;
  const whose: Whose = typeof way === "string" ? way : way?.account === undefined ? "stranger" : { account: way.account };
  switch (key) {
    case "aws:sourceip": {
      const ranges = onNamedWay ? [] : setting.names.ranges;
      const holds = (place: number | bigint) => !ranges.some(({ first, end }) => place >= first && place < end);
      return may({ test: { ...EVERY_ADDRESS, cuts: ranges.flatMap(({ first, end }) => [first, end]), holds } as Test, not: false });
    }
    case "aws:sourcevpc":
    case "aws:sourcevpce":
      if (scenario.type === "service") return absent;
      return may(
        text(part(key === "aws:sourcevpc" ? "vpc-" : "vpce-", many(NOT_COLON)), ...(onNamedWay ? [everything] : [])),
        ...(onNamedWay ? [] : barring(named(setting, key))),
      );
    case "aws:vpceaccount":
      return scenario.type === "service" ? absent : may(...accountForm(whose, setting));
    case "aws:sourcevpcarn":
      return scenario.type === "service" ? absent : may(...arnForm(whose, setting, "vpc"));
    case "s3:dataaccesspointaccount":
      return may(...accountForm(whose, setting));
    case "s3:dataaccesspointarn":
      return may(...arnForm(whose, setting, "accessPoint"));
    case "aws:vpceorgid":
    case "aws:vpceorgpaths": {
      if (scenario.type === "service") return absent;
      const rest = key === "aws:vpceorgid" ? "" : "/*";
      const names = { ...setting.names, organizations: setting.names.wayOrganizations };
      const domain = organizationIn(typeof way === "string" ? undefined : way?.organization, whose, { ...setting, names }, rest);
      return rest === "" ? domain : several(domain);
    }
    case "sns:endpoint":
      return onNamedWay
        ? may()
        : may(...barring([...named(setting, key), ...setting.strangersNot.map((name) => textPattern(wild(`arn:*:${name}:*`)))]));
    default:
      return undefined;
  }
}

const CHOSEN_AUDIENCE = /^(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com)[^:]*:aud$/;

/** Claims of identity providers: a stranger has an account with them too, but not the named one. The audience of a workflow is its choice. */
function claimKey(key: string, scenario: Scenario, setting: Setting): Domain | undefined {
  if (scenario.type !== "federated" || scenario.namedClaims) return undefined;
  const host = providerHost(scenario.provider as string);
  if (!key.startsWith(`${host}:`) && !key.startsWith("saml:")) return undefined;
  return CHOSEN_AUDIENCE.test(key) || key.endsWith(":amr") ? undefined : may(...barring(named(setting, key)));
}

/** The host of an identity provider, from its name or its ARN. */
export function providerHost(provider: string): string {
  return (provider.split(":oidc-provider/")[1] ?? provider).toLowerCase();
}
