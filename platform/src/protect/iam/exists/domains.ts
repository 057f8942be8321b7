import { wild } from "../policy/glob.ts";
import type { Scenario, Setting, Whose } from "./callers.ts";
import {
  absent,
  accountForm,
  anyAccount,
  arn,
  arnForm,
  barring,
  fixed,
  may,
  must,
  named,
  noColons,
  nothing,
  organizationIn,
  part,
  partitions,
  several,
  text,
  twelveDigits,
} from "./forms.ts";
import { CAPITAL, everything, literal, many, NOT_COLON, ofParts, textPattern } from "./pattern.ts";
import type { Domain, Literal, Test } from "./values.ts";

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
