import { isIP } from "node:net";
import { type Entity, type EntityKind, entityKinds } from "../../model/index.ts";

/** What is asked for, by its form; `kind:value` says it outright. */
export function entityOf(text: string): Entity {
  const asked = /^([a-z-]+):(.+)$/s.exec(text);
  if (asked && asked[1] !== "arn" && (entityKinds as readonly string[]).includes(asked[1] as string))
    return { kind: asked[1] as EntityKind, value: asked[2] as string };
  if (text.startsWith("arn:")) return ofArn(text);
  if (/^\d{12}$/.test(text)) return { kind: "account", value: text };
  if (isIP(text) !== 0) return { kind: "ip", value: text };
  if (/^i-[0-9a-f]{8,17}$/.test(text)) return { kind: "instance", value: text };
  if (/^(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{8,}$/.test(text)) return { kind: "access-key", value: text };
  if (/^[0-9a-f]{32}$/.test(text)) return { kind: "finding", value: text };
  if (text.startsWith("s3://")) return { kind: "bucket", value: text.slice(5).split("/")[0] as string };
  // No name of AWS has a space or a slash with a version behind it.
  if (/\s|\/\d/.test(text)) return { kind: "user-agent", value: text };
  return { kind: "name", value: text };
}

function ofArn(arn: string): Entity {
  const [, , service = "", , , ...rest] = arn.split(":");
  const resource = rest.join(":");
  if (service === "sts" && resource.startsWith("assumed-role/")) return { kind: "session", value: resource.split("/").slice(2).join("/") };
  if (service === "iam" && resource.startsWith("role/")) return { kind: "role", value: arn };
  if (service === "iam" && resource.startsWith("user/")) return { kind: "user", value: arn };
  if (service === "iam" && resource === "root") return { kind: "principal", value: arn };
  if (service === "lambda" && resource.startsWith("function:")) return { kind: "function", value: resource.split(":")[1] as string };
  if (service === "s3") return { kind: "bucket", value: rest.join(":").split("/")[0] as string };
  if (service === "ec2" && resource.startsWith("instance/")) return { kind: "instance", value: resource.slice("instance/".length) };
  if (service === "guardduty") return { kind: "finding", value: arn };
  return { kind: "resource", value: arn };
}

/** The roll-up of a call, or of many like it: what both the memory and the lake give. */
export interface Edge {
  readonly account: string;
  readonly region: string;
  readonly principal: string;
  readonly credential: string;
  readonly session: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly service: string;
  readonly api: string;
  readonly error: string;
  readonly issued: string;
  readonly resource: string;
  /** True for one of the rows of a call: those are counted. */
  readonly lead: boolean;
  readonly n: number;
  readonly first: number;
  readonly last: number;
}

/** How an entity is found: by what acts, and by what is acted on. */
export interface Matcher {
  /** The column of who acts, and its value; more than one are alternatives. */
  readonly by: readonly Match[];
  /** Resources that are it. */
  readonly to: readonly Match[];
}

export interface Match {
  readonly column: "principal" | "credential" | "session" | "ip" | "user_agent" | "account" | "resource" | "issued";
  readonly how: "is" | "ends" | "contains";
  readonly value: string;
}

/** Whether a text is what is looked for. */
export function fits({ how, value }: Match, text: string): boolean {
  return how === "is" ? text === value : how === "ends" ? text.endsWith(value) : text.includes(value);
}

const is = (column: Match["column"], value: string): Match => ({ column, how: "is", value });
const ends = (column: Match["column"], value: string): Match => ({ column, how: "ends", value });
const contains = (column: Match["column"], value: string): Match => ({ column, how: "contains", value });

export function matcherOf({ kind, value }: Entity): Matcher {
  switch (kind) {
    case "account":
      return { by: [is("account", value)], to: [] };
    case "ip":
      return { by: [is("ip", value)], to: [] };
    case "access-key":
      return { by: [is("credential", value)], to: [is("issued", value)] };
    case "session":
      return { by: [is("session", value)], to: [] };
    case "user-agent":
      return { by: [contains("user_agent", value)], to: [] };
    case "instance":
      return { by: [is("session", value), is("principal", value)], to: [is("resource", value), ends("resource", `:instance/${value}`)] };
    case "role":
    case "user":
      return value.startsWith("arn:")
        ? { by: [is("principal", value)], to: [is("resource", value)] }
        : { by: [ends("principal", `/${value}`)], to: [ends("resource", `/${value}`)] };
    case "function":
      // A function's sessions bear its name.
      return {
        by: [is("session", value), is("principal", value)],
        to: [ends("resource", `:function:${value}`), contains("resource", `:function:${value}:`)],
      };
    case "bucket":
      return { by: [], to: [is("resource", `arn:aws:s3:::${value}`), is("resource", value), ends("resource", `:s3:::${value}`)] };
    case "resource":
      return { by: [], to: [is("resource", value)] };
    case "principal":
      return { by: [is("principal", value)], to: [is("resource", value)] };
    case "name":
      return {
        by: [is("principal", value), is("session", value), ends("principal", `/${value}`)],
        to: [ends("resource", `/${value}`), ends("resource", `:${value}`), is("resource", value)],
      };
    case "finding":
      return { by: [], to: [] };
  }
}
