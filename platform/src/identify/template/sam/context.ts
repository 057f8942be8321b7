import { createHash } from "node:crypto";
import type { Problem } from "../../../model/index.ts";
import { compact, isObj, type Obj, objOf, Refusal } from "./core.ts";
import { japanese } from "./japanese.ts";

/** Where and with what the transform runs. */
export interface SamOptions {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

/** What a generated resource came from. */
export interface Source {
  readonly logicalId: string;
  readonly path: readonly (string | number)[];
}

/** What one transform knows and collects while it runs. */
export interface Context {
  readonly options: SamOptions;
  /** Resources as declared, after globals and the implicit APIs were added. */
  readonly resources: Record<string, Obj>;
  readonly conditions: Obj;
  readonly mappings: Obj;
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Generated and untouched resources. */
  readonly out: Map<string, Obj>;
  readonly sources: Map<string, Source>;
  readonly problems: Problem[];
  /** `Fn.Version` and the like → the generated logical id. */
  readonly referable: Map<string, string>;
  /** Declared logical id → generated logical id, where they differ (layers). */
  readonly renamed: Map<string, string>;
  readonly deployments: Deployments;
}

/** What the deployment preferences of all functions add up to. */
export interface Deployments {
  readonly groups: { id: string; preference: Obj; condition: unknown }[];
}

export interface Emission {
  readonly id: string;
  readonly type: string;
  readonly properties: Obj;
  readonly attributes?: Obj;
}

/** Adds one generated resource. */
export function emit(context: Context, source: Source, made: Emission): void {
  context.out.set(made.id, { Type: made.type, ...compact(made.attributes ?? {}), Properties: compact(made.properties) });
  context.sources.set(made.id, source);
}

/** A short digest of content, for logical ids that must change when the content does. */
export function digest(value: unknown): string {
  return createHash("sha1")
    .update(typeof value === "string" ? value : canonical(value))
    .digest("hex");
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObj(value)) return JSON.stringify(value ?? null);
  const keys = Object.keys(value).sort();
  return `{${keys.map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(",")}}`;
}

/** Replaces references to parameters, and lookups in mappings, by their values as far as these are known. */
export function resolve(context: Context, value: unknown, how: { readonly texts: boolean } = { texts: true }): unknown {
  if (Array.isArray(value)) return value.map((v) => resolve(context, v, how));
  if (!isObj(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1) {
    const name = value["Ref"];
    if (typeof name === "string") return context.parameters.has(name) ? context.parameters.get(name) : value;
    const text = value["Fn::Sub"];
    if (typeof text === "string" && how.texts) return { "Fn::Sub": fill(context, text) };
    const map = value["Fn::FindInMap"];
    if (Array.isArray(map)) {
      const [a, b, c] = map.map((m) => resolve(context, m, how));
      const found = objOf(objOf(context.mappings[String(a)])[String(b)])[String(c)];
      return found ?? value;
    }
  }
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolve(context, v, how)]));
}

function fill(context: Context, text: string): string {
  return text.replace(/\$\{([^!}][^}]*)\}/gu, (whole, name: string) => {
    const found = context.parameters.get(name);
    return typeof found === "string" || typeof found === "number" ? String(found) : whole;
  });
}

/** The attributes that every resource generated from `declared` inherits. */
export function inherited(declared: Obj): Obj {
  return compact({
    Condition: declared["Condition"],
    DeletionPolicy: declared["DeletionPolicy"],
    UpdateReplacePolicy: declared["UpdateReplacePolicy"],
  });
}

/** The attributes that only the resource standing for `declared` itself inherits. */
export function own(declared: Obj): Obj {
  return compact({
    DependsOn: declared["DependsOn"],
    ...inherited(declared),
    UpdatePolicy: declared["UpdatePolicy"],
    Metadata: declared["Metadata"],
  });
}

/** Writes a refusal down as a problem. */
export function report(context: Pick<Context, "problems">, refusal: Refusal): void {
  context.problems.push({
    code: "E_SAM_REFUSED",
    detail: {
      logicalId: refusal.logicalId,
      property: refusal.property,
      message: refusal.message,
      messageJa: japanese(refusal.message) ?? refusal.message,
    },
  });
}

/** Runs one step; a refusal becomes a problem and the rest goes on. */
export function attempt<T>(context: Pick<Context, "problems">, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    report(context, error);
    return undefined;
  }
}
