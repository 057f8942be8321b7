import { isUnknown } from "../../../model/index.ts";
import { isObject, type Json, type JsonObject } from "../intrinsics/index.ts";
import { type ModuleStep, parseAddress } from "./address.ts";

/** One instance of a resource or data source, as the plan has it. */
export interface Planned {
  readonly address: string;
  readonly modules: readonly ModuleStep[];
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Key of `for_each` or number of `count`; undefined without either. */
  readonly index: string | number | undefined;
  readonly provider: string;
  /** What is known of its attributes after the apply. */
  readonly values: JsonObject;
  /** `true` wherever an attribute is decided by the apply. */
  readonly unknown: Json;
  /** How it is written; undefined in a state. */
  readonly config: JsonObject | undefined;
  /** The object of the plan that it was read from, for its place in the file. */
  readonly source: object;
}

/** A plan (or a state) taken apart. */
export interface Plan {
  readonly planned: readonly Planned[];
  readonly data: readonly Planned[];
  readonly variables: JsonObject;
  readonly configuration: JsonObject;
  /** The written module at a path of module names. */
  moduleAt(path: readonly string[]): JsonObject | undefined;
}

const EMPTY: JsonObject = {};

/** An object that is plain data. */
export function record(value: Json): JsonObject {
  return isObject(value) && !isUnknown(value) ? value : EMPTY;
}

function rows(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

const DEEPEST = 64;

/** Every resource object of a module and of the modules in it. */
function* resourcesOf(module: Json, depth = 0): Generator<JsonObject> {
  for (const resource of rows(record(module)["resources"])) if (isObject(resource)) yield resource;
  if (depth > DEEPEST) return;
  for (const child of rows(record(module)["child_modules"])) yield* resourcesOf(child, depth + 1);
}

/** Takes the JSON of `terraform show -json` apart; anything of an unexpected shape is passed by. */
export function readPlan(root: Json): Plan {
  const top = record(root);
  const configuration = record(top["configuration"]);
  const moduleAt = (path: readonly string[]): JsonObject | undefined => {
    let module: Json = configuration["root_module"];
    for (const name of path) {
      const calls = record(record(module)["module_calls"]);
      module = Object.hasOwn(calls, name) ? record(calls[name])["module"] : undefined;
    }
    return isObject(module) ? module : undefined;
  };
  const configs = new Map<string, Map<string, JsonObject>>();
  const configOf = (path: readonly string[], mode: string, type: string, name: string): JsonObject | undefined => {
    const at = path.join(".");
    let module = configs.get(at);
    if (!module) {
      configs.set(at, (module = new Map()));
      for (const resource of rows(moduleAt(path)?.["resources"])) {
        const r = record(resource);
        module.set(`${String(r["mode"] ?? "managed")}|${String(r["type"])}|${String(r["name"])}`, r);
      }
    }
    return module.get(`${mode}|${type}|${name}`);
  };
  const changes = new Map<string, JsonObject>();
  for (const change of rows(top["resource_changes"])) {
    const address = record(change)["address"];
    // A deposed object is a leftover of an earlier apply, not what is planned.
    if (typeof address === "string" && record(change)["deposed"] === undefined) changes.set(address, record(change));
  }
  const seen = new Set<string>();
  const out: Record<"managed" | "data", Planned[]> = { managed: [], data: [] };
  const add = (resource: JsonObject, isChange: boolean) => {
    const { address, type, name } = resource;
    if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string" || seen.has(address)) return;
    seen.add(address);
    const parsed = parseAddress(address);
    const mode = resource["mode"] === "data" ? "data" : "managed";
    const change = record(record(isChange ? resource : changes.get(address))["change"]);
    const key = resource["index"];
    out[mode].push({
      address,
      modules: parsed.modules,
      mode,
      type,
      name,
      index: typeof key === "string" || typeof key === "number" ? key : parsed.index,
      provider: String(resource["provider_name"] ?? ""),
      values: record(isChange ? change["after"] : resource["values"]),
      unknown: change["after_unknown"],
      config: configOf(
        parsed.modules.map((step) => step.name),
        mode,
        type,
        name,
      ),
      source: resource,
    });
  };
  for (const resource of resourcesOf(record(top["planned_values"] ?? top["values"])["root_module"])) add(resource, false);
  // Data sources that are read by the apply stand among the changes only; those already read, in the state before.
  for (const change of changes.values()) if (change["mode"] === "data") add(change, true);
  for (const resource of resourcesOf(record(record(top["prior_state"])["values"])["root_module"]))
    if (resource["mode"] === "data") add(resource, false);
  return { planned: out.managed, data: out.data, variables: record(top["variables"]), configuration, moduleAt };
}
