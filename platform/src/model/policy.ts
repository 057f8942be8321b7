import { type Fact, isUnknown, unknown } from "./fact.ts";
import type { Origin, Path } from "./resource.ts";

/** A principal block after normalisation: `"*"` alone, or lists by type. */
export type Principal = "*" | Readonly<Record<"AWS" | "Service" | "Federated" | "CanonicalUser", readonly Fact<string>[]>>;

/** Condition operators by name as written, then keys as written, then values as a list. */
export type Condition = Readonly<Record<string, Readonly<Record<string, readonly Fact<string>[]>>>>;

/** One statement, normalised: single values became lists, single statements a list. Values keep their spelling. */
export interface Statement {
  readonly Sid: string | undefined;
  readonly Effect: Fact<"Allow" | "Deny">;
  readonly Principal?: Fact<Principal>;
  readonly NotPrincipal?: Fact<Principal>;
  readonly Action?: readonly Fact<string>[];
  readonly NotAction?: readonly Fact<string>[];
  readonly Resource?: readonly Fact<string>[];
  readonly NotResource?: readonly Fact<string>[];
  readonly Condition?: Fact<Condition>;
  /** Position in its document. */
  readonly index: number;
  /** Where it is written, when that differs from the resource that carries the policy. */
  readonly at?: { readonly origin: Origin; readonly path: Path };
}

export interface Policy {
  readonly Version: string | undefined;
  readonly Statement: readonly Statement[];
}

type Json = unknown;

function list(value: Json): Fact<string>[] {
  if (value === undefined || value === null) return [];
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => (isUnknown(item) ? item : typeof item === "object" ? unknown("malformed") : String(item)));
}

const PRINCIPAL_TYPES = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

function principal(value: Json): Fact<Principal> {
  if (isUnknown(value)) return value;
  if (value === "*") return "*";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return unknown("malformed", { what: "Principal" });
  const record = value as Record<string, Json>;
  for (const key of Object.keys(record)) {
    if (!(PRINCIPAL_TYPES as readonly string[]).includes(key)) return unknown("malformed", { what: `Principal.${key}` });
  }
  return {
    AWS: list(record["AWS"]),
    Service: list(record["Service"]),
    Federated: list(record["Federated"]),
    CanonicalUser: list(record["CanonicalUser"]),
  };
}

function condition(value: Json): Fact<Condition> {
  if (isUnknown(value)) return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return unknown("malformed", { what: "Condition" });
  const out: Record<string, Record<string, Fact<string>[]>> = {};
  for (const [operator, keys] of Object.entries(value as Record<string, Json>)) {
    if (isUnknown(keys)) return keys;
    if (typeof keys !== "object" || keys === null || Array.isArray(keys)) return unknown("malformed", { what: `Condition.${operator}` });
    const row: Record<string, Fact<string>[]> = {};
    for (const [key, values] of Object.entries(keys as Record<string, Json>)) row[key] = list(values);
    out[operator] = row;
  }
  return out;
}

function statement(value: Json, index: number): Fact<Statement> {
  if (isUnknown(value)) return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return unknown("malformed", { what: `Statement[${index}]` });
  }
  const raw = value as Record<string, Json>;
  const effect = raw["Effect"];
  return {
    Sid: typeof raw["Sid"] === "string" && raw["Sid"] !== "" ? raw["Sid"] : undefined,
    Effect:
      effect === "Allow" || effect === "Deny"
        ? effect
        : isUnknown(effect)
          ? effect
          : unknown("malformed", { what: `Statement[${index}].Effect` }),
    ...(raw["Principal"] === undefined ? {} : { Principal: principal(raw["Principal"]) }),
    ...(raw["NotPrincipal"] === undefined ? {} : { NotPrincipal: principal(raw["NotPrincipal"]) }),
    ...(raw["Action"] === undefined ? {} : { Action: list(raw["Action"]) }),
    ...(raw["NotAction"] === undefined ? {} : { NotAction: list(raw["NotAction"]) }),
    ...(raw["Resource"] === undefined ? {} : { Resource: list(raw["Resource"]) }),
    ...(raw["NotResource"] === undefined ? {} : { NotResource: list(raw["NotResource"]) }),
    ...(raw["Condition"] === undefined ? {} : { Condition: condition(raw["Condition"]) }),
    index,
  };
}

/**
 * Reads a policy document (object, JSON text, or URL-encoded JSON text as IAM returns it).
 * What is not a policy becomes an Unknown with the reason `malformed`; an undecided statement makes the whole document unknown,
 * an undecided field only that field.
 */
export function parsePolicy(input: Json): Fact<Policy> {
  if (isUnknown(input)) return input;
  let document = input;
  if (typeof input === "string") {
    try {
      document = JSON.parse(input.startsWith("%") ? decodeURIComponent(input) : input);
    } catch {
      return unknown("malformed", { what: "policy is not valid JSON" });
    }
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    return unknown("malformed", { what: "policy is not an object" });
  }
  const raw = document as Record<string, Json>;
  const rows = raw["Statement"];
  if (isUnknown(rows)) return rows;
  if (rows === undefined) return unknown("malformed", { what: "policy has no Statement" });
  const statements: Statement[] = [];
  for (const [index, row] of (Array.isArray(rows) ? rows : [rows]).entries()) {
    const parsed = statement(row, index);
    if (isUnknown(parsed)) return parsed;
    statements.push(parsed);
  }
  return { Version: typeof raw["Version"] === "string" ? raw["Version"] : undefined, Statement: statements };
}
