import type { LogRecord } from "./sigma/values.ts";

/** Accounts whose layers and images AWS publishes for everybody: Powertools, Lambda Insights, the AppConfig and secrets extensions. */
const AWS_OWN = new Set([
  "017000801446",
  "094274105915",
  "580247275435",
  "901920570463",
  "184161586896",
  "133490724326",
  "177933569100",
  "764866452798",
]);
/** Text that is looked through in one record. */
const MAX_TEXT = 100_000;

/** Other accounts that the request names: in ARNs, in policies, as bare ids. Undefined when there is none. */
function foreignAccounts(record: LogRecord): readonly string[] | undefined {
  const own = record["recipientAccountId"];
  const given = record["requestParameters"];
  if (typeof own !== "string" || typeof given !== "object" || given === null) return undefined;
  const text = JSON.stringify(given).slice(0, MAX_TEXT);
  const found = new Set<string>();
  for (const match of text.matchAll(/(?<![\d.-])\d{12}(?![\d.-])/g)) {
    const [id] = match;
    if (id !== own && !AWS_OWN.has(id) && isAccount(text, match.index)) found.add(id);
  }
  return found.size === 0 ? undefined : [...found];
}

/** In an ARN, or a value by itself: a time stamp or a number of bytes is neither. */
function isAccount(text: string, at: number): boolean {
  const [before, after] = [text[at - 1], text[at + 12]];
  return before === ":" ? after === ":" && text[at - 2] !== '"' : before === '"' && (after === '"' || after === "\\");
}

/** Ports of shells, remote desktops, container engines and databases: nobody serves the public on them. */
const ADMINISTRATION: readonly number[] = [
  22, 23, 445, 1433, 1521, 2375, 2376, 3306, 3389, 5432, 5439, 5900, 5985, 5986, 6379, 9200, 10250, 11211, 27017,
];

/** Those ports that a change of a security group lets the whole internet reach. Undefined when there is none. */
function administrationOpened(record: LogRecord): readonly number[] | undefined {
  const given = record["requestParameters"];
  if (!isMap(given) || (record["eventName"] !== "AuthorizeSecurityGroupIngress" && record["eventName"] !== "ModifySecurityGroupRules"))
    return undefined;
  const found = new Set(permissionsOf(given).filter(isOpen).flatMap(portsOf));
  return found.size === 0 ? undefined : [...found];
}

/** One permission in the request itself, a list of them, or rules that are changed: the API has all three. */
function permissionsOf(given: Json): readonly Json[] {
  const inRules = itemsOf(field(given["ModifySecurityGroupRulesRequest"], "SecurityGroupRule")).map((rule) =>
    field(rule, "SecurityGroupRule"),
  );
  return [given, ...itemsOf(field(given["ipPermissions"], "items")), ...inRules].filter(isMap);
}

function isOpen(permission: Json): boolean {
  const ranges = [field(permission["ipRanges"], "items"), field(permission["ipv6Ranges"], "items")].flatMap(itemsOf).filter(isMap);
  const sources = [permission, ...ranges].flatMap((p) => [p["cidrIp"], p["cidrIpv6"], p["CidrIpv4"], p["CidrIpv6"]]);
  // Whatever stands before it, a prefix of no bits is every address.
  return sources.some((source) => typeof source === "string" && source.endsWith("/0"));
}

function portsOf(permission: Json): readonly number[] {
  const protocol = String(permission["ipProtocol"] ?? permission["IpProtocol"] ?? "tcp").toLowerCase();
  if (protocol === "-1") return ADMINISTRATION;
  if (protocol !== "tcp" && protocol !== "6") return [];
  const from = Number(permission["fromPort"] ?? permission["FromPort"]);
  const to = Number(permission["toPort"] ?? permission["ToPort"] ?? from);
  return ADMINISTRATION.filter((port) => port >= from && port <= to);
}

/** The function whose session this is: as CloudTrail says, or by its name, which the session and most often the role have of it. */
function functionOfSession(record: LogRecord): string | undefined {
  const identity = record["userIdentity"];
  if (!isMap(identity) || identity["type"] !== "AssumedRole") return undefined;
  const session = behindColon(String(identity["principalId"] ?? ""));
  const scope = identity["inScopeOf"];
  if (isMap(scope)) return scope["issuerType"] === "AWS::Lambda::Function" ? session : undefined;
  const role = field(field(identity["sessionContext"], "sessionIssuer"), "userName");
  return session.length > 2 && typeof role === "string" && role.startsWith(`${session}-`) ? session : undefined;
}

/** `AROA…:session` → `session`. */
function behindColon(text: string): string {
  const from = text.indexOf(":") + 1;
  const to = text.indexOf(":", from);
  return from === 0 ? "" : text.slice(from, to < 0 ? undefined : to);
}

type Json = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function field(value: unknown, name: string): unknown {
  return isMap(value) ? value[name] : undefined;
}

/** A list of one stands without its brackets in records made of XML. */
function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Fields that no log has, for rules to ask like any other. */
export const derivedFields: Readonly<Record<string, (record: LogRecord) => unknown>> = {
  "yagura.foreignAccounts": foreignAccounts,
  "yagura.administrationOpened": administrationOpened,
  "yagura.functionOfSession": functionOfSession,
};
