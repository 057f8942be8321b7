import { type Fact, isUnknown, type Statement } from "../../../model/index.ts";
import type { Answer, Caller, Policies, Request, Source, Values } from "../question.ts";

/**
 * The same questions answered a second time, as plainly as can be and with nothing of the evaluator in it: policies are read where they
 * stand, patterns become regular expressions, every key is known. It is only there to disagree.
 */
export function oracle(request: Request, policies: Policies): Answer {
  const { caller } = request;
  if (request.context.others === "unknown") throw new Error("the oracle knows everything");
  const account = "account" in caller ? caller.account : undefined;
  const owner = request.resourceAccount ?? (request.resource === "*" ? account : request.resource.split(":")[4] || undefined);
  const keys = allKeys(request, owner);
  const person = caller.type === "user" || caller.type === "role";
  const linked = caller.type === "role" && caller.serviceLinked;
  const service = request.action.split(":")[0]?.toLowerCase() ?? "";
  const scps = account === undefined || linked ? [] : policies.serviceControl;
  const rcps = !linked && ["s3", "sts", "kms", "sqs", "secretsmanager"].includes(service) ? policies.resourceControl : [];
  const identity = person ? policies.identity : [];
  const boundary = person ? policies.boundary : undefined;
  const session = person ? policies.session : undefined;

  const names = namesOf(caller);
  const hits = (sources: readonly Source[], effect: string, who: readonly string[] | undefined): boolean =>
    sources.some(({ policy }) => {
      if (isUnknown(policy)) throw new Error("the oracle knows everything");
      return policy.Statement.some(
        (statement) => statement.Effect === effect && applies(statement, request, keys, policy.Version, who, boundary !== undefined),
      );
    });

  const plain = [...identity, ...(boundary ?? []), ...(session ?? []), ...scps.flat()];
  const named = [...rcps.flat(), ...policies.resource, ...(policies.endpoint ?? [])];
  if (hits(plain, "Deny", undefined) || hits(named, "Deny", names)) return "explicitly-denied";

  const no = "implicitly-denied";
  if (!scps.every((level) => hits(level, "Allow", undefined))) return no;
  if (!rcps.every((level) => hits(level, "Allow", names))) return no;
  if (policies.endpoint && !hits(policies.endpoint, "Allow", names)) return no;
  const byResource = (who: readonly string[]): boolean => hits(policies.resource, "Allow", who);
  if (account === undefined) return byResource(names) ? "allowed" : no;
  const assume = /^sts:(AssumeRole|TagSession|SetSourceIdentity|SetContext)/i.test(request.action) && request.resource.includes(":role/");
  if (caller.type === "root" && assume) return no;
  const inBoundary = !boundary || hits(boundary, "Allow", undefined);
  const inSession = !session || hits(session, "Allow", undefined);
  const own = caller.type === "root" || hits(identity, "Allow", undefined);
  if (owner !== account) return own && inBoundary && inSession && byResource(names) ? "allowed" : no;

  if (byResource(["*", ...names.filter((name) => name.includes(":assumed-role/"))])) return "allowed";
  if (!inSession) return no;
  if (byResource(names.filter((name) => name.includes(":user/")))) return "allowed";
  if (!inBoundary) return no;
  if (byResource(names.filter((name) => name.includes(":role/")))) return "allowed";
  const gated = assume || (service === "kms" && request.resource.includes(":key/"));
  return own && (!gated || byResource([account])) ? "allowed" : no;
}

function namesOf(caller: Caller): readonly string[] {
  switch (caller.type) {
    case "anonymous":
      return ["*"];
    case "root":
      return ["*", caller.account];
    case "user":
      return ["*", caller.account, caller.arn];
    case "role": {
      const name = caller.arn.split("/").at(-1);
      return ["*", caller.account, caller.arn, `arn:aws:sts::${caller.account}:assumed-role/${name}/${caller.session}`];
    }
    case "federated":
      return ["*", `federated ${caller.provider}`];
    case "service":
      return ["*", `service ${caller.service}`];
  }
}

type Keys = ReadonlyMap<string, Values>;

function allKeys({ caller, context }: Request, owner: string | undefined): Keys {
  const keys = new Map<string, Values>();
  if (owner !== undefined) keys.set("aws:resourceaccount", [owner]);
  if (caller.type === "user" || caller.type === "role") keys.set("aws:principalarn", [caller.arn]);
  if (caller.type === "root") keys.set("aws:principalarn", [`arn:aws:iam::${caller.account}:root`]);
  if ("account" in caller) keys.set("aws:principalaccount", [caller.account]);
  keys.set("aws:principalisawsservice", [String(caller.type === "service")]);
  if (caller.type === "user") keys.set("aws:username", [caller.arn.split("/").at(-1) ?? ""]);
  for (const [key, value] of context.keys) {
    if (value === "unknown") throw new Error("the oracle knows everything");
    if (value === "absent") keys.delete(key);
    else keys.set(key, value);
  }
  return keys;
}

function strings(list: readonly Fact<string>[] | undefined): readonly string[] {
  return (list ?? []).map((item) => {
    if (isUnknown(item)) throw new Error("the oracle knows everything");
    return item;
  });
}

function applies(
  statement: Statement,
  request: Request,
  keys: Keys,
  version: string | undefined,
  who: readonly string[] | undefined,
  bounded: boolean,
): boolean {
  const actions = strings(statement.NotAction ?? statement.Action);
  const action = actions.some((pattern) => expression(pattern.toLowerCase()).test(request.action.toLowerCase()));
  if (action === (statement.NotAction !== undefined)) return false;
  if (who !== undefined && !admits(statement, who, bounded)) return false;
  const wanted = statement.NotResource ?? statement.Resource;
  if (wanted !== undefined) {
    const found = strings(wanted).some((pattern) => {
      const filled = fill(pattern, keys, version);
      return filled !== undefined && resourceExpression(filled).test(request.resource);
    });
    if (found === (statement.NotResource !== undefined)) return false;
  }
  const condition = statement.Condition;
  if (condition === undefined) return true;
  if (isUnknown(condition)) throw new Error("the oracle knows everything");
  for (const [operator, block] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(block)) {
      if (!holds(operator, keys.get(key.toLowerCase()), strings(values), keys, version)) return false;
    }
  }
  return true;
}

function admits({ Principal, NotPrincipal, Effect }: Statement, who: readonly string[], bounded: boolean): boolean {
  const element = NotPrincipal ?? Principal;
  if (element === undefined || isUnknown(element)) throw new Error("the oracle knows everything");
  const listed =
    element === "*"
      ? ["*"]
      : [
          ...strings(element.AWS).map((name) => /^arn:aws:iam::(\d+):root$/.exec(name)?.[1] ?? name),
          ...strings(element.Service).map((name) => `service ${name}`),
          ...strings(element.Federated).map((name) => `federated ${name}`),
        ];
  if (NotPrincipal === undefined) return who.some((name) => listed.includes(name));
  if (Effect !== "Deny") throw new Error("the oracle takes NotPrincipal with Deny only");
  if (bounded) return true;
  // Account and user, or account and role; the session may stay unnamed.
  const needed = who.filter((name) => name !== "*" && !name.includes(":assumed-role/"));
  return !(listed.includes("*") || (needed.length > 0 && needed.every((name) => listed.includes(name))));
}

const LITERAL: Readonly<Record<string, string>> = { "${*}": "\u0001", "${?}": "\u0002", "${$}": "$" };

/** Replaces variables; stars and question marks of what comes in are hidden behind control characters. */
function fill(text: string, keys: Keys, version: string | undefined): string | undefined {
  if (version !== "2012-10-17") return text;
  let missing = false;
  const out = text.replace(
    /\$\{[*?$]\}|\$\{([^},]+)(?:, *'([^']*)')?\}/g,
    (whole, key: string | undefined, otherwise: string | undefined) => {
      if (key === undefined) return LITERAL[whole] ?? whole;
      const found = keys.get(key.toLowerCase());
      const value = found?.length === 1 ? found[0] : otherwise;
      if (value === undefined) missing = true;
      return (value ?? "").replaceAll("*", "\u0001").replaceAll("?", "\u0002");
    },
  );
  return missing ? undefined : out;
}

function quoted(text: string): string {
  return text
    .replace(/[.+^${}()|[\]\\/]/g, "\\$&")
    .replaceAll("\u0001", "\\*")
    .replaceAll("\u0002", "\\?");
}

function expression(pattern: string): RegExp {
  return new RegExp(
    `^${quoted(pattern)
      .replace(/(?<!\\)\*/g, "[^]*")
      .replace(/(?<!\\)\?/g, "[^]")}$`,
  );
}

function resourceExpression(pattern: string): RegExp {
  const parts = pattern.split(":");
  const head = parts.slice(0, 5).map((part, i) => {
    const last = i === parts.length - 1;
    const free = part.endsWith("*") ? part.slice(0, -1) : part;
    const inside = quoted(free)
      .replace(/(?<!\\)\*/g, last ? "[^]*" : "[^:]*")
      .replace(/(?<!\\)\?/g, "[^:]");
    return free === part ? inside : `${inside}[^]*`;
  });
  const tail = quoted(parts.slice(5).join(":"))
    .replace(/(?<!\\)\*/g, "[^]*")
    .replace(/(?<!\\)\?/g, "[^]");
  return new RegExp(`^${head.join(":")}${parts.length > 5 ? `:${tail}` : ""}$`);
}

function holds(operator: string, found: Values | undefined, wanted: readonly string[], keys: Keys, version: string | undefined): boolean {
  const [, set, name = ""] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(operator) ?? [];
  if (name === "Null") return wanted.includes(String(found === undefined || found.length === 0));
  const base = name.replace(/IfExists$/, "");
  const empty = found === undefined || found.length === 0 || (set !== undefined && found.every((value) => value === ""));
  if (empty) {
    if (base !== name || set === "ForAllValues") return true;
    return set === undefined && base.includes("Not");
  }
  const negated = base.includes("Not");
  const one = (value: string): boolean => wanted.some((text) => equal(base.replace("Not", ""), value, text, keys, version));
  if (set === "ForAllValues") return found.every((value) => one(value) !== negated);
  if (set === "ForAnyValue") return found.some((value) => one(value) !== negated);
  return found.some(one) !== negated;
}

function equal(operator: string, value: string, text: string, keys: Keys, version: string | undefined): boolean {
  const filled = /^(String|Arn)/.test(operator) ? fill(text, keys, version) : text;
  if (filled === undefined) return false;
  const shown = filled.replaceAll("\u0001", "*").replaceAll("\u0002", "?");
  switch (operator) {
    case "StringEquals":
    case "BinaryEquals":
      return value === shown;
    case "StringEqualsIgnoreCase":
      return value.toLowerCase() === shown.toLowerCase();
    case "StringLike":
      return expression(filled).test(value);
    case "ArnEquals":
    case "ArnLike": {
      const [a, b] = [filled.split(":"), value.split(":")];
      if (filled === "*") return true;
      const six = (parts: readonly string[]): readonly string[] => [...parts.slice(0, 5), parts.slice(5).join(":")];
      if (a.length < 6 || b.length < 6) return shown === value && !/[*?]/.test(filled);
      return six(a).every((part, i) => expression(part).test(six(b)[i] ?? ""));
    }
    case "Bool":
      return value.toLowerCase() === text.toLowerCase();
    case "IpAddress":
      return inRange(value, text);
  }
  const kind = operator.startsWith("Date") ? "Date" : "Numeric";
  const [a, b] = kind === "Date" ? [Date.parse(value), Date.parse(text)] : [Number(value), Number(text)];
  switch (operator.slice(kind.length)) {
    case "Equals":
      return a === b;
    case "LessThan":
      return a < b;
    case "LessThanEquals":
      return a <= b;
    case "GreaterThan":
      return a > b;
    case "GreaterThanEquals":
      return a >= b;
  }
  throw new Error(`the oracle does not know ${operator}`);
}

function inRange(value: string, range: string): boolean {
  const bits = (address: string): string =>
    address
      .split(".")
      .map((part) => Number(part).toString(2).padStart(8, "0"))
      .join("");
  const [network = "", length = "32"] = range.split("/");
  return bits(value).slice(0, Number(length)) === bits(network).slice(0, Number(length));
}
