import { isUnknown, type Path, unknown } from "../../../model/index.ts";
import { type Environment, isObject, type Json, type JsonObject } from "../intrinsics/index.ts";
import { type ModuleStep, parseAddress, type Step, stepsOf } from "./address.ts";
import { attributeOf } from "./attributes.ts";
import { BLOCKS, expectedAttribute, isDocument, isFreeText, isList, staysInAccount, takesWhole, WEAKEST_WHEN_ABSENT } from "./hints.ts";
import type { Mappings } from "./mapping.ts";
import { type Plan, type Planned, record } from "./plan.ts";
import { policyDocument } from "./policy-document.ts";

/** Where an expression stands: which instance of which module, and which instance of the resource. */
export interface Scope {
  readonly modules: readonly ModuleStep[];
  readonly index: string | number | undefined;
}

export interface ResolverOptions {
  readonly plan: Plan;
  readonly mappings: Mappings;
  envOf(planned: Planned): Environment;
  /** The exact value of an attribute from its source text; undefined when there is no text to read. */
  readonly written?: ((planned: Planned, path: Path, resolver: Resolver) => Json) | undefined;
}

const LIMIT = 40;

/** Answers what references lead to, as far as that is known before the apply. */
export class Resolver {
  readonly #options: ResolverOptions;
  readonly #byName = new Map<string, Planned[]>();
  readonly #resolved = new Map<Planned, JsonObject>();
  readonly #open = new Set<string>();
  #depth = 0;

  constructor(options: ResolverOptions) {
    this.#options = options;
    for (const planned of [...options.plan.planned, ...options.plan.data]) {
      const key = `${planned.mode}|${moduleKey(planned.modules)}|${planned.type}.${planned.name}`;
      const list = this.#byName.get(key);
      if (list) list.push(planned);
      else this.#byName.set(key, [planned]);
    }
  }

  /** All attributes, with what the apply decides filled in where a reference says it, else Unknown. */
  attributes(planned: Planned): JsonObject {
    const known = this.#resolved.get(planned);
    if (known) return known;
    // Resources may refer to each other through attributes that do not depend on each other: the bare values break the circle.
    this.#resolved.set(planned, planned.values);
    const siblings = planned.unknown === true ? undecidedRow(planned) : record(this.#overlay(planned, planned.values, planned.unknown, []));
    this.#resolved.set(planned, siblings);
    return siblings;
  }

  /** One attribute, without looking at any other. */
  attribute(planned: Planned, name: string): Json {
    const flag = record(planned.unknown)[name];
    const value = Object.hasOwn(planned.values, name) ? planned.values[name] : undefined;
    if (flag === undefined || flag === false) return value;
    const key = `${planned.address}|${name}`;
    if (this.#open.has(key)) return later(`${planned.address}.${name}`);
    this.#open.add(key);
    const out = this.#overlay(planned, value, flag, [name]);
    this.#open.delete(key);
    return out;
  }

  /** What a reference such as `aws_sqs_queue.q.arn` gives. `hint` is the attribute it is used for. */
  reference(reference: string, scope: Scope, hint = ""): Json {
    if (this.#depth > LIMIT) return later(reference);
    this.#depth += 1;
    try {
      return this.#reference(reference, scope, hint);
    } finally {
      this.#depth -= 1;
    }
  }

  /** What an expression of the configuration gives; undefined when it is not a plain reference. */
  expression(expression: Json, scope: Scope, hint = ""): Json {
    if (!isObject(expression)) return undefined;
    if (Object.hasOwn(expression, "constant_value")) return expression["constant_value"];
    const leaves = leavesOf(expression);
    if (leaves.length === 0) return undefined;
    if (isList(hint) && !isDocument(hint)) return this.#list(leaves, scope, hint);
    if (leaves.length > 1) return later(leaves.join(", "));
    const found = this.reference(leaves[0]!, scope, hint);
    if (isDocument(hint)) return this.#document(found, leaves[0]!, hint);
    return found;
  }

  /** The instances of a resource that a reference in a scope means. */
  instances(mode: string, modules: readonly ModuleStep[], type: string, name: string): readonly Planned[] {
    return this.#byName.get(`${mode}|${moduleKey(modules)}|${type}.${name}`) ?? [];
  }

  /** The value of a variable of the scope's module. */
  variable(name: string, scope: Scope): Json {
    const { plan } = this.#options;
    if (scope.modules.length === 0) {
      const given = plan.variables[name];
      return isObject(given) && Object.hasOwn(given, "value") ? given["value"] : unknown("parameter", { what: `var.${name}` });
    }
    const call = this.#call(scope.modules);
    const expressions = record(call?.["expressions"]);
    const last = scope.modules[scope.modules.length - 1]!;
    const outer: Scope = { modules: scope.modules.slice(0, -1), index: last.index };
    if (Object.hasOwn(expressions, name)) return this.expression(expressions[name], outer, name) ?? later(`var.${name}`);
    const declared = record(record(plan.moduleAt(scope.modules.map((step) => step.name))?.["variables"])[name]);
    return Object.hasOwn(declared, "default") ? declared["default"] : unknown("parameter", { what: `var.${name}` });
  }

  /** The value of an output of a module that the scope calls. */
  output(module: ModuleStep, name: string, scope: Scope, hint = ""): Json {
    const inner: Scope = { modules: [...scope.modules, module], index: undefined };
    const written = this.#options.plan.moduleAt(inner.modules.map((step) => step.name));
    const output = record(record(written?.["outputs"])[name]);
    return this.expression(output["expression"], inner, hint || name) ?? later(`module.${module.name}.${name}`);
  }

  #call(modules: readonly ModuleStep[]): JsonObject | undefined {
    const names = modules.map((step) => step.name);
    const parent = this.#options.plan.moduleAt(names.slice(0, -1));
    const calls = record(parent?.["module_calls"]);
    const name = names[names.length - 1]!;
    return Object.hasOwn(calls, name) ? record(calls[name]) : undefined;
  }

  #reference(reference: string, scope: Scope, hint: string): Json {
    const { steps, keys } = stepsOf(reference);
    const [head, second] = steps;
    if (head === "var" && second !== undefined) return inside(this.variable(String(second), scope), steps.slice(2));
    if (head === "count" || head === "each")
      return scope.index !== undefined && (second === "index" || second === "key") ? scope.index : later(reference);
    if (head === "terraform" && second === "workspace") return "default";
    if (head === "module" && second !== undefined) {
      const index = keys.has(2) ? steps[2] : undefined;
      const rest = steps.slice(index === undefined ? 2 : 3);
      if (rest[0] === undefined) return later(reference);
      return inside(
        this.output({ name: String(second), index: index ?? this.#moduleIndex(String(second), scope) }, String(rest[0]), scope, hint),
        rest.slice(1),
      );
    }
    if (head === "local" || head === "path" || head === "self") return later(reference);
    const address = parseAddress(reference);
    const all = this.instances(address.mode, scope.modules, address.type, address.name);
    const planned = pick(all, address.index, scope.index);
    if (!planned) return all.length > 0 ? later(reference) : unknown("elsewhere", { what: reference });
    const attribute = address.rest[0];
    if (attribute === undefined) return this.valueOf(planned, expectedAttribute(hint));
    return inside(this.valueOf(planned, String(attribute)), address.rest.slice(1));
  }

  /** An attribute of an instance: as the plan knows it, else as AWS will build it. */
  valueOf(planned: Planned, attribute: string): Json {
    if (planned.mode === "data") return this.#data(planned, attribute);
    const flag = record(planned.unknown)[attribute];
    if (flag === undefined || flag === false) {
      const known = planned.values[attribute];
      if (known !== undefined && known !== null) return known;
    } else {
      const written = this.attribute(planned, attribute);
      if (written !== undefined && !isUnknown(written)) return written;
    }
    const { mappings } = this.#options;
    const mapping = Object.hasOwn(mappings, planned.type) ? mappings[planned.type] : undefined;
    const env = this.#options.envOf(planned);
    const made = mapping ? attributeOf(planned, attribute, mapping, env, (name) => this.attribute(planned, name)) : undefined;
    return made ?? later(`${planned.address}.${attribute}`);
  }

  #data(planned: Planned, attribute: string): Json {
    const known = planned.values[attribute];
    if (known !== undefined && known !== null) return known;
    const env = this.#options.envOf(planned);
    if (planned.type === "aws_caller_identity" && (attribute === "account_id" || attribute === "id")) return env.account;
    if (planned.type === "aws_region" && /^(name|id|region)$/.test(attribute)) return env.region;
    if (planned.type === "aws_partition" && /^(partition|id)$/.test(attribute)) return env.partition;
    if (planned.type === "aws_iam_policy_document" && /^(json|minified_json)$/.test(attribute)) {
      const document = policyDocument(this.attributes(planned));
      // What every attribute is unknown of says nothing; the document itself is then not known either.
      return document ?? later(`${planned.address}.${attribute}`);
    }
    return unknown("elsewhere", { what: `${planned.address}.${attribute}` });
  }

  #moduleIndex(name: string, scope: Scope): string | number | undefined {
    const depth = scope.modules.length;
    const found = new Set<string | number | undefined>();
    for (const planned of [...this.#options.plan.planned, ...this.#options.plan.data]) {
      const step = planned.modules[depth];
      if (step?.name === name && moduleKey(planned.modules.slice(0, depth)) === moduleKey(scope.modules)) found.add(step.index);
    }
    return found.size === 1 ? [...found][0] : scope.index;
  }

  #overlay(planned: Planned, value: Json, flag: Json, path: Path): Json {
    if (flag === true) return this.#later(planned, path);
    if (Array.isArray(flag)) {
      if (!Array.isArray(value) && value !== undefined && value !== null) return value;
      if (flag.includes(true)) {
        // A set has an order of its own: its items are only told apart as a whole.
        const exact = this.#options.written?.(planned, path, this);
        if (Array.isArray(exact) || isUnknown(exact)) return exact;
      }
      const list: Json[] = Array.isArray(value) ? [...(value as Json[])] : [];
      for (const [i, item] of flag.entries()) list[i] = this.#overlay(planned, list[i], item, [...path, i]);
      return list;
    }
    if (!isObject(flag)) return value;
    const out: Record<string, Json> = { ...record(value) };
    for (const [key, inner] of Object.entries(flag)) {
      const made = this.#overlay(planned, out[key], inner, [...path, key]);
      if (made !== undefined) out[key] = made;
    }
    return out;
  }

  /** What the apply decides at a path: undefined when nobody wrote it, so that AWS's default holds. */
  #later(planned: Planned, path: Path): Json {
    const what = later(`${planned.address}.${path.join(".")}`);
    const exact = this.#options.written?.(planned, path, this);
    if (exact !== undefined) return exact === NOT_WRITTEN ? undefined : exact;
    if (!planned.config) return what;
    const scope: Scope = { modules: planned.modules, index: planned.index };
    let expression: Json = planned.config["expressions"];
    for (const [i, key] of path.entries()) {
      if (isObject(expression) && (Object.hasOwn(expression, "references") || Object.hasOwn(expression, "constant_value"))) {
        const hint =
          [...path].reverse().find((step) => typeof step === "string" && expectedAttribute(String(step)) !== "id") ?? path[i - 1] ?? "";
        return this.#whole(planned, path, this.#part(planned, expression, scope, path, i, String(hint))) ?? what;
      }
      if (Array.isArray(expression)) {
        expression = rowOf(expression as Json[], planned, path, i);
        if (expression === undefined) return what;
        continue;
      }
      if (typeof expression !== "object" || expression === null || !Object.hasOwn(expression, key)) {
        // What stands in the plan and not in the configuration is the provider's, if it is an attribute of a managed resource.
        // A block may come from `dynamic`, which the configuration does not show.
        const own =
          planned.mode === "managed" && i === path.length - 1 && typeof key === "string" && (i === 0 || typeof path[i - 1] === "number");
        return own && (!BLOCKS.has(key) || WEAKEST_WHEN_ABSENT.has(key)) ? undefined : what;
      }
      expression = (expression as Record<string | number, Json>)[key];
    }
    if (Array.isArray(expression)) return what;
    const hint = String([...path].reverse().find((step) => typeof step === "string") ?? "");
    const made = this.expression(expression, scope, hint);
    return (isList(hint) && !isDocument(hint) ? made : this.#whole(planned, path, made)) ?? what;
  }

  /** What a lone reference gives, if it can be all that is written: the plan does not show text around it. */
  #whole(planned: Planned, path: Path, made: Json): Json {
    if (path.some((step) => isFreeText(step))) {
      // The source may have any text around it, a password in an address for one.
      return unknown("elsewhere", {
        what: isUnknown(made) && made.what !== undefined ? made.what : `${planned.address}.${path.join(".")}`,
      });
    }
    if (made === undefined || isUnknown(made)) return made;
    const { mappings } = this.#options;
    const mapping = Object.hasOwn(mappings, planned.type) ? mappings[planned.type] : undefined;
    const isOwnName = (attribute: string) => attribute === "name" || mapping?.attributes?.[attribute] === "name";
    if (path[path.length - 1] === "source_arn" && !staysInAccount(made)) return undefined;
    return takesWhole(path, isOwnName) ? made : undefined;
  }

  /** One item of a list (or a value of a map) that is written as one expression. */
  #part(planned: Planned, expression: JsonObject, scope: Scope, path: Path, at: number, hint: string): Json {
    const leaves = leavesOf(expression);
    const key = path[at];
    const flags = plainInside(planned.unknown, path.slice(0, at));
    if (typeof flags !== "object" || flags === null) return undefined;
    const unknowns = Object.keys(flags).filter((k) => (flags as Record<string, Json>)[k] === true);
    if (path.length !== at + 1 || unknowns.length !== leaves.length) return undefined;
    // As many references as undecided items: they stand in the same order in a list. The keys of a map are sorted, so only one will do.
    if (!Array.isArray(flags) && leaves.length > 1) return undefined;
    const leaf = leaves[unknowns.indexOf(String(key))];
    return leaf === undefined ? undefined : this.reference(leaf, scope, typeof key === "string" ? key : hint);
  }

  #list(leaves: readonly string[], scope: Scope, hint: string): Json {
    const items = leaves.flatMap((leaf) => {
      const found = this.reference(leaf, scope, hint);
      return Array.isArray(found) ? (found as Json[]) : [found];
    });
    // Constants beside the references are not in the plan: what may be among them must not be passed over.
    return [...items, items.find(isUnknown) ?? later(hint)];
  }

  #document(found: Json, reference: string, hint: string): Json {
    if (isUnknown(found) || isObject(found)) return found;
    if (typeof found === "string" && /^\s*[[{]/.test(found)) return found;
    // The usual way to write a dead-letter queue is one reference inside `jsonencode`.
    if (hint === "redrive_policy" && typeof found === "string")
      return { deadLetterTargetArn: found, maxReceiveCount: later("maxReceiveCount") };
    return later(reference);
  }
}

/** Said by the source text: nobody wrote the attribute. */
export const NOT_WRITTEN: unique symbol = Symbol("not written");

export function moduleKey(modules: readonly ModuleStep[]): string {
  return modules.map((step) => (step.index === undefined ? step.name : `${step.name}[${JSON.stringify(step.index)}]`)).join(".");
}

function later(what: string): Json {
  return unknown("known-after-deploy", { what });
}

/** The instance a reference means: by its key, by the key of the one that refers, or the only one. */
export function pick(all: readonly Planned[], index: Step | undefined, own: Step | undefined): Planned | undefined {
  if (index !== undefined) return all.find((planned) => planned.index === index);
  return all.length === 1 ? all[0] : all.find((planned) => planned.index === own && own !== undefined);
}

/** What is at a path inside a value. */
export function inside(value: Json, steps: readonly Step[]): Json {
  let current = value;
  for (const step of steps) {
    if (current === undefined || isUnknown(current)) return current;
    if (Array.isArray(current) && typeof step === "number") current = current[step] as Json;
    // A single block may be read without its number.
    else if (Array.isArray(current) && current.length === 1 && isObject(current[0])) current = current[0][String(step)];
    else if (isObject(current) && Object.hasOwn(current, String(step))) current = current[String(step)];
    else return later(String(step));
  }
  return current;
}

/** References without those that are only the beginning of another. */
export function leavesOf(expression: JsonObject): readonly string[] {
  const written = expression["references"];
  const all = Array.isArray(written) ? [...new Set(written.filter((reference): reference is string => typeof reference === "string"))] : [];
  const leaves = all.filter(
    (reference) => !all.some((other) => other !== reference && (other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`))),
  );
  // `each.key` and `count.index` only say which instance is meant.
  const real = leaves.filter((reference) => !/^(each\.key|count\.index)$/.test(reference));
  return real.length > 0 ? real : leaves;
}

/** A resource of which the apply decides everything. */
function undecidedRow(planned: Planned): JsonObject {
  const of = (key: string | symbol): Json => (typeof key === "string" ? later(`${planned.address}.${key}`) : undefined);
  return new Proxy<JsonObject>(
    {},
    {
      get: (_target, key) => of(key),
      has: () => true,
      getOwnPropertyDescriptor: (_target, key) => ({ value: of(key), configurable: true, enumerable: true }),
    },
  );
}

/** Blocks that keep the order they are written in. Others may be sets, which have one of their own. */
const ORDERED: ReadonlySet<string> = new Set(["statement", "principals", "condition", "rule", "ordered_cache_behavior", "default_action"]);

/**
 * How the block at `path[at]` is written: undefined when more or fewer are planned than written (`dynamic` is at work), or when
 * nothing tells which of them it is.
 */
function rowOf(rows: readonly Json[], planned: Planned, path: Path, at: number): Json {
  const known = plainInside(planned.values, path.slice(0, at));
  const flags = plainInside(planned.unknown, path.slice(0, at));
  const count = Math.max(Array.isArray(known) ? known.length : 0, Array.isArray(flags) ? flags.length : 0);
  if (rows.length !== count) return undefined;
  if (rows.length === 1) return rows[0];
  const index = Number(path[at]);
  if (ORDERED.has(String(path[at - 1]))) return rows[index];
  const mine = record(Array.isArray(known) ? (known[index] as Json) : undefined);
  const candidates = rows.filter((row) => isWrittenSo(record(row), mine));
  const rest = path.slice(at + 1);
  const [first, ...others] = candidates.map((row) => JSON.stringify(plainInside(row, rest)) ?? "");
  return others.every((other) => other === first) ? candidates[0] : undefined;
}

/** True when no constant of a written block differs from what is known of a planned one. */
function isWrittenSo(row: JsonObject, known: JsonObject): boolean {
  return Object.entries(row).every(([name, expression]) => {
    const found = known[name];
    if (!isObject(expression) || !Object.hasOwn(expression, "constant_value") || found === undefined) return true;
    const written = expression["constant_value"];
    return Array.isArray(written) && Array.isArray(found)
      ? JSON.stringify(written.map(String).toSorted()) === JSON.stringify(found.map(String).toSorted())
      : JSON.stringify(written) === JSON.stringify(found) || String(written) === String(found);
  });
}

function plainInside(value: Json, steps: Path): Json {
  let current = value;
  for (const step of steps)
    current = typeof current === "object" && current !== null ? (current as Record<string | number, Json>)[step] : undefined;
  return current;
}
