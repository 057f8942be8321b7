import { type Fact, isUnknown, type Kind, type Resource, textAround, unknown } from "../model/index.ts";

const MASKED = unknown("masked");
const STARS = "***";

/** Where secrets are kept by design: a value itself, or every value of a map. `[]` walks a list. */
const SECRET_PLACES: Readonly<Partial<Record<Kind, readonly (readonly [path: readonly string[], what: "value" | "map"])[]>>> = {
  LambdaFunction: [[["Environment"], "map"]],
  RestStage: [[["Variables"], "map"]],
  HttpStage: [[["Variables"], "map"]],
  EcsTaskDefinition: [[["Containers", "[]", "Environment"], "map"]],
  SsmParameter: [[["Value"], "value"]],
  Secret: [[["SecretString"], "value"]],
  DbInstance: [[["MasterUserPassword"], "value"]],
  DbCluster: [[["MasterUserPassword"], "value"]],
  Template: [[["Texts", "[]", "Value"], "value"]],
};

/** Token formats that are secrets wherever they stand, and assignments to names that say so. */
const SECRET = new RegExp(
  [
    String.raw`\b(?:AKIA|ASIA)[A-Z2-7]{16}\b`,
    String.raw`\bgh[pousr]_[A-Za-z0-9]{20,}`,
    String.raw`\bgithub_pat_\w{20,}`,
    String.raw`\bgl(?:pat|dt|rt)-[\w-]{16,}`,
    String.raw`\bxox[a-z]-[\w-]{10,}`,
    String.raw`\bxapp-[\w-]{10,}`,
    String.raw`\b[srp]k_(?:live|test)_\w{10,}`,
    String.raw`\bwhsec_\w{16,}`,
    String.raw`\bSG\.[\w-]{10,}\.[\w-]{10,}`,
    String.raw`\bAIza[\w-]{30,}`,
    String.raw`\bya29\.[\w-]{20,}`,
    String.raw`\bnpm_\w{30,}`,
    String.raw`\bpypi-[\w-]{30,}`,
    String.raw`\bdop_v1_\w{30,}`,
    String.raw`\bsk-[\w-]{20,}`,
    String.raw`\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*`,
    String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
    String.raw`hooks\.slack\.com\/services\/\w+\/\w+\/\w+`,
    String.raw`\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'$]{0,64}:[^\s/@"'$]{3,128}@`,
    String.raw`(?:passw(?:or)?d|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|private[_-]?key)(?:\\?["'])?\s{0,4}[:=]\s{0,4}\\?["'](?![$<{%]|arn:)[^"'\n]{6,512}["']`,
  ].join("|"),
  "gi",
);

/** True when the text holds something that looks like a secret. */
export function looksSecret(text: string): boolean {
  SECRET.lastIndex = 0;
  return text.length >= 8 && SECRET.test(text);
}

/** The text with every secret in it starred: for names and messages, which must stay readable. */
export function starred(text: string): string {
  return looksSecret(text) ? text.replace(SECRET, STARS) : text;
}

/**
 * The facts of a resource without secrets. A value that was taken away is Unknown, never another value: a check that would
 * have judged it must not pass.
 */
export function maskResource(resource: Resource, facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const places = SECRET_PLACES[resource.kind] ?? [];
  for (const [field, value] of Object.entries(facts)) {
    let masked = value;
    for (const [path, what] of places) if (path[0] === field) masked = maskAt(masked, path.slice(1), what);
    out[starred(field)] = maskDeep(masked);
  }
  return out;
}

function maskAt(value: unknown, path: readonly string[], what: "value" | "map"): unknown {
  if (isUnknown(value) || value === undefined || value === null) return value;
  const [step, ...rest] = path;
  if (step === undefined) return what === "value" ? hide(value) : mapRecord(value, hide);
  if (step === "[]") return Array.isArray(value) ? value.map((item) => maskAt(item, rest, what)) : value;
  return mapRecord(value, (item, key) => (key === step ? maskAt(item, rest, what) : item));
}

/** References to a value kept elsewhere, and addresses of AWS without a user in them, are no secrets. */
const HARMLESS = /^(?:arn:aws[\w-]*:[\w+=,.@:/*-]*|\{\{resolve:[\w:./-]*\}\}|[a-z0-9][a-z0-9.-]*\.amazonaws\.com(?:\.cn)?(?::\d+)?)$/i;

/** An empty value hides nothing and is worth knowing. So is that a value was an address, and of what. */
function hide(value: unknown): Fact<unknown> {
  if (value === undefined || value === "") return value;
  const text = isUnknown(value) ? textAround(value) : String(value);
  if (text === undefined || (HARMLESS.test(text) && !looksSecret(text))) return value;
  const what = shapeOf(text);
  return what === "" ? MASKED : unknown("masked", { what });
}

/** `postgres://*:*@db.….rds.amazonaws.com` of an address: its scheme, whether it names a user and a password, its host at AWS. */
function shapeOf(text: string): string {
  const scheme = /^(?:jdbc:)?[a-z][a-z0-9+.-]{1,20}:(?:\/\/)?/i.exec(text)?.[0] ?? "";
  const user = scheme.endsWith("//") && /^[^/@\s:]*:[^/@\s]+@/.test(text.slice(scheme.length)) ? "*:*@" : "";
  const host = /[a-z0-9][a-z0-9.-]*\.rds(?:\.[a-z0-9-]+)?\.amazonaws\.com/i.exec(text)?.[0] ?? "";
  return `${KNOWN_SCHEME.test(scheme) ? scheme : ""}${user}${host}`;
}

/** What stands before a colon may be a user name: only the words of protocols are kept. */
const KNOWN_SCHEME =
  /^(?:jdbc:)?(?:https?|postgres|postgresql|mysql|mariadb|sqlserver|oracle|mongodb|redis|rediss|amqps?)(?:\+\w+)?:(?:\/\/)?$/i;

/** Takes away whatever looks like a secret, however deep, and leaves the rest as it is. */
export function maskDeep(value: unknown): unknown {
  if (typeof value === "string") return looksSecret(value) ? MASKED : value;
  if (isUnknown(value)) {
    if (value.what === undefined || !looksSecret(value.what)) return value;
    return unknown(value.reason, { what: starred(value.what), ...(value.action === undefined ? {} : { action: value.action }) });
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(maskDeep);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [starred(key), key === "origin" ? item : maskDeep(item)]));
}

function mapRecord(value: unknown, f: (item: unknown, key: string) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, f(item, key)]));
}
