import { isUnknown, type Origin, type Path, type Place, unknown } from "../../../model/index.ts";
import type { Declared } from "../declared.ts";
import { type Environment, isObject, type Json } from "../intrinsics/index.ts";
import { pathsIn } from "../places.ts";
import { generatedName, identityOf } from "./attributes.ts";
import type { Mapping, Mappings, Merge } from "./mapping.ts";
import type { Plan, Planned } from "./plan.ts";
import { moduleKey, type Resolver } from "./resolver.ts";
import { apply, type Context, type Rules } from "./rules.ts";

/** Finds the line of an attribute of a resource. */
export type Locate = (planned: Planned, attributes: Path) => Place | undefined;

export interface DeclareOptions {
  readonly plan: Plan;
  readonly file: string;
  readonly mappings: Mappings;
  readonly resolver: Resolver;
  readonly locate: Locate;
  envOf(planned: Planned): Environment;
}

/** A declaration that others may still add to. */
interface Draft {
  readonly planned: Planned;
  readonly type: string;
  readonly address: string;
  readonly properties: Record<string, Json>;
  readonly name: string;
  readonly arn: string | undefined;
  readonly ref: string;
  /** Where each property comes from. */
  readonly sources: Map<string, { readonly planned: Planned; readonly rules: Rules }>;
  readonly rules: Rules;
}

/** Makes CloudFormation-shaped declarations of everything that is planned. */
export function declare(options: DeclareOptions): readonly Declared[] {
  const { plan, mappings, resolver } = options;
  const drafts: Draft[] = [];
  const merges: {
    readonly merge: Merge;
    readonly planned: Planned;
    readonly row: Readonly<Record<string, Json>>;
    readonly context: Context;
  }[] = [];
  const roots = new Set<string>();
  for (const planned of plan.planned) {
    const root = planned.type === "aws_api_gateway_rest_api" ? planned.values["root_resource_id"] : undefined;
    if (typeof root === "string") roots.add(root);
  }
  for (const planned of plan.planned) {
    if (!planned.type.startsWith("aws_") && !planned.type.startsWith("awscc_")) continue;
    const mapping: Mapping | undefined = Object.hasOwn(mappings, planned.type) ? mappings[planned.type] : undefined;
    const env = options.envOf(planned);
    if (!mapping) {
      drafts.push(bare(planned, planned.type, env));
      continue;
    }
    const row = resolver.attributes(planned);
    const identity =
      mapping.type === undefined ? undefined : identityOf(planned, mapping, env, (name) => resolver.attribute(planned, name));
    const generated = generatedName(planned, env);
    const known = (attribute: string): string | undefined => {
      const found = planned.values[attribute];
      return typeof found === "string" && found !== "" ? found : undefined;
    };
    const self = {
      name: identity?.name ?? generated,
      arn: arnOf(mapping, known, identity?.arn),
      ref: refOf(mapping, known, identity?.ref ?? generated),
    };
    const context: Context = {
      self,
      account: env.account,
      region: env.region,
      partition: env.partition,
      isRootResource: (id) => roots.has(id),
    };
    if (mapping.type !== undefined) {
      const properties = apply(mapping.properties ?? {}, row, context);
      const rules = mapping.properties ?? {};
      const sources = new Map(Object.keys(rules).map((key) => [key, { planned, rules }]));
      drafts.push({
        planned,
        type: mapping.type,
        address: planned.address,
        properties: { ...(properties as Record<string, Json>) },
        ...self,
        sources,
        rules,
      });
    }
    for (const extra of mapping.extra?.(row, context) ?? []) {
      const rules: Rules = Object.fromEntries(Object.keys(extra.properties).map((key) => [key, extra.from]));
      const address = extra.key === "" ? planned.address : `${planned.address}.${extra.key}`;
      const draft = bare(planned, extra.type, env);
      const id = `${generated}-${extra.key}`.replace(/-$/, "");
      drafts.push({
        ...draft,
        address,
        name: id,
        ref: id,
        properties: { ...extra.properties },
        rules,
        sources: new Map(Object.keys(rules).map((key) => [key, { planned, rules }])),
      });
    }
    for (const merge of mapping.merges ?? []) merges.push({ merge, planned, row, context });
  }
  const index = new Receivers(drafts);
  for (const { merge, planned, row, context } of merges) mergeInto(index, merge, planned, row, context);
  return drafts.map((draft) => finish(draft, options));
}

function arnOf(mapping: Mapping, known: (attribute: string) => string | undefined, built: string | undefined): string | undefined {
  if (built === undefined) return undefined;
  const arn =
    known(Object.entries(mapping.attributes ?? {}).find(([name, meaning]) => meaning === "arn" && name !== "id")?.[0] ?? "arn") ??
    known("arn");
  // Terraform leaves `:*` off the ARN of a log group, as the folds do.
  return arn?.startsWith("arn:") ? arn.replace(/:\*$/, "") : built;
}

/** What exists already keeps its id. */
function refOf(mapping: Mapping, known: (attribute: string) => string | undefined, built: string): string {
  const id = known("id");
  return id === undefined || (mapping.attributes?.["id"] ?? "ref") !== "ref" ? built : id;
}

function bare(planned: Planned, type: string, env: Environment): Draft {
  const name = generatedName(planned, env);
  return { planned, type, address: planned.address, properties: {}, name, arn: undefined, ref: name, sources: new Map(), rules: {} };
}

/** Finds what a reference names among the declarations of a type. */
class Receivers {
  readonly #byType = new Map<string, Draft[]>();

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      const list = this.#byType.get(draft.type);
      if (list) list.push(draft);
      else this.#byType.set(draft.type, [draft]);
    }
  }

  of(type: string): readonly Draft[] {
    return this.#byType.get(type) ?? [];
  }
}

function isNamed(draft: Draft, reference: string): boolean {
  const { name, arn, ref } = draft;
  return [name, arn, ref].includes(reference) || (arn !== undefined && lastOf(arn) === reference) || lastOf(reference) === name;
}

function lastOf(reference: string): string {
  return reference.startsWith("arn:") || reference.startsWith("http")
    ? reference.slice(Math.max(reference.lastIndexOf("/"), reference.lastIndexOf(":")) + 1)
    : reference;
}

function mergeInto(receivers: Receivers, merge: Merge, planned: Planned, row: Readonly<Record<string, Json>>, context: Context): void {
  const target = merge.target(row, context);
  for (const one of Array.isArray(target) ? (target as Json[]) : [target]) mergeOne(receivers, merge, one, planned, row, context);
}

function mergeOne(
  receivers: Receivers,
  merge: Merge,
  target: Json,
  planned: Planned,
  row: Readonly<Record<string, Json>>,
  context: Context,
): void {
  const made = apply(merge.properties, row, context);
  if (!isObject(made) || target === undefined) return;
  const wanted = merge.also?.(row, context) ?? {};
  const all = receivers.of(merge.into);
  if (isUnknown(target)) {
    // It may belong to any of them: none may be taken to be without it.
    const near = all.filter((draft) => moduleKey(draft.planned.modules) === moduleKey(planned.modules));
    if (target.reason !== "elsewhere")
      for (const draft of near.length > 0 ? near : all) for (const key of Object.keys(made)) undecide(draft, key, merge, target);
    return;
  }
  for (const draft of all) {
    const agrees = Object.entries(wanted).every(([key, value]) => sameValue(draft.properties[key], value));
    if (!agrees || (typeof target === "string" && target !== "" && !isNamed(draft, target))) continue;
    for (const [key, value] of Object.entries(made)) {
      put(draft, key, value, merge);
      draft.sources.set(key, { planned, rules: merge.properties });
    }
  }
}

function sameValue(left: Json, right: Json): boolean {
  return isUnknown(left) && isUnknown(right) ? left.what === right.what : left === right;
}

function undecide(draft: Draft, key: string, merge: Merge, because: Json): void {
  if (merge.append) draft.properties[key] = [...listed(draft.properties[key]), because];
  else draft.properties[key] ??= because;
}

function listed(value: Json): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as Json[]) : [value];
}

function put(draft: Draft, key: string, value: Json, merge: Merge): void {
  const before = draft.properties[key];
  if (merge.append) draft.properties[key] = [...listed(before), ...listed(value)];
  else if (isPlain(before) && isPlain(value)) draft.properties[key] = { ...before, ...value };
  else draft.properties[key] = value;
}

function isPlain(value: Json): value is Record<string, Json> {
  return isObject(value) && !isUnknown(value);
}

function finish(draft: Draft, { file, locate }: DeclareOptions): Declared {
  const { planned, properties } = draft;
  const origin: Origin = {
    source: "template",
    file,
    address: draft.address,
    locate: (path) => {
      const source = draft.sources.get(String(path[0]));
      if (path.length === 0 || !source) return locate(planned, []);
      return locate(source.planned, attributePath(source.rules, path)) ?? locate(planned, []);
    },
    paths: () => pathsIn(properties),
  };
  return { type: draft.type, logicalId: draft.address, properties, name: draft.name, arn: draft.arn, ref: draft.ref, origin };
}

/** Terraform's path of a CloudFormation property: as deep as the rules say, then as it is. */
function attributePath(rules: Rules, path: Path): Path {
  const out: (string | number)[] = [];
  let inner: Rules | undefined = rules;
  for (const [i, key] of path.entries()) {
    if (typeof key === "number") {
      out.push(key);
      continue;
    }
    const rule: Rules[string] | undefined = inner && Object.hasOwn(inner, key) ? inner[key] : undefined;
    if (rule === undefined) return [...out, ...path.slice(i)];
    if (typeof rule === "string") {
      out.push(rule);
      inner = undefined;
    } else {
      // What is nested here and flat there has no attribute of its own.
      if (rule.from.length === 1) out.push(rule.from[0]!);
      else if (!rule.inner && rule.from[0] !== undefined) out.push(rule.from[0]);
      inner = rule.inner;
      if (!inner) return [...out, ...path.slice(i + 1)];
    }
  }
  return out;
}

/** For mappings: what cannot be said before the apply. */
export function later(what: string): Json {
  return unknown("known-after-deploy", { what });
}
