import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { isUnknown, type Path, type Place, unknown } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";
import type { ModuleStep } from "../address.ts";
import { type Plan, type Planned, record } from "../plan.ts";
import { moduleKey, NOT_WRITTEN, type Resolver, type Scope } from "../resolver.ts";
import { bodyValue, entriesOf, evaluate, follow, Instance, type Names } from "./evaluate.ts";
import { parseHcl } from "./parse.ts";
import type { Attribute, Block, Body, Expr } from "./syntax.ts";

/** One file of Terraform's language. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly body: Body;
}

type File = SourceFile;

/** A module's directory, with what its files declare. */
interface Module {
  readonly directory: string;
  readonly blocks: ReadonlyMap<string, { readonly block: Block; readonly file: File }>;
  readonly locals: ReadonlyMap<string, Attribute>;
}

const LARGEST = 4 * 1024 * 1024;

/**
 * The files a plan was made from, when they lie beside it. A plan shows of an expression only what it refers to; its text says the
 * rest. INVARIANT: never throws; without files every answer is undefined.
 */
export class Source {
  readonly #plan: Plan;
  readonly #root: string | undefined;
  readonly #modules = new Map<string, Module>();
  readonly #open = new Set<string>();
  #downloads: ReadonlyMap<string, string> | undefined;

  constructor(plan: Plan, file: string) {
    this.#plan = plan;
    this.#root = this.#find(dirname(file));
  }

  /** The directory of the root module; undefined when its files are not beside the plan. */
  get root(): string | undefined {
    return this.#root;
  }

  /** Every file of the modules that were not downloaded, and what is given to the variables beside them. */
  files(): readonly SourceFile[] {
    if (this.#root === undefined) return [];
    const directories = new Set([this.#root]);
    const visit = (names: readonly string[]): void => {
      if (names.length > 16) return;
      for (const name of Object.keys(record(this.#plan.moduleAt(names)?.["module_calls"]))) {
        const path = [...names, name];
        let directory: string | undefined = this.#root;
        for (const i of path.keys())
          directory = directory === undefined ? undefined : this.#moduleDirectory(directory, path.slice(0, i + 1));
        if (directory !== undefined && !/[\\/]\.terraform[\\/]/.test(`${directory}/`)) directories.add(directory);
        visit(path);
      }
    };
    visit([]);
    return [...directories].flatMap((directory) => filesIn(directory, /\.tf$|^terraform\.tfvars$|\.auto\.tfvars$/));
  }

  /** Where an attribute is written. */
  locate(planned: Planned, path: Path): Place | undefined {
    const found = this.#block(planned);
    if (!found) return undefined;
    let at = found.block.at;
    let body: Body | undefined = found.block.body;
    let expr: Expr | undefined;
    for (const [i, key] of path.entries()) {
      if (body) {
        if (typeof key === "number") continue;
        const attribute = body.attributes.get(key);
        const inner: readonly Block[] = body.blocks.filter(
          (block) => block.type === key || (block.type === "dynamic" && block.labels[0] === key),
        );
        const next = path[i + 1];
        const block: Block | undefined = inner[typeof next === "number" ? next : 0] ?? inner[0];
        if (attribute) {
          at = attribute.at;
          expr = attribute.value;
          body = undefined;
        } else if (block) {
          at = block.at;
          body = block.type === "dynamic" ? (block.body.blocks.find((b) => b.type === "content")?.body ?? block.body) : block.body;
        } else break;
        continue;
      }
      while (expr?.kind === "call" && expr.args.length === 1) expr = expr.args[0];
      if (expr?.kind === "object") {
        const item = expr.items.find(({ key: name }) => name.kind === "value" && name.value === key);
        if (!item) break;
        at = item.key.at;
        expr = item.value;
      } else if (expr?.kind === "list" && typeof key === "number" && expr.items[key]) {
        expr = expr.items[key];
        at = expr!.at;
      } else break;
    }
    return placeIn(found.file, at);
  }

  /** The exact value of what the apply decides; undefined when the text is not here or does not say it. */
  written(planned: Planned, path: Path, resolver: Resolver): Json {
    const found = this.#block(planned);
    if (!found) return undefined;
    const key = `${planned.address}|${path.join("|")}`;
    if (this.#open.has(key)) return unknown("known-after-deploy", { what: path.join(".") });
    this.#open.add(key);
    try {
      const names = this.#names({ modules: planned.modules, index: planned.index }, resolver, found.block.body);
      return this.#at(found.block.body, path, planned.values, names);
    } finally {
      this.#open.delete(key);
    }
  }

  #at(body: Body, path: Path, values: Json, names: Names): Json {
    const [key, ...rest] = path;
    const attribute = body.attributes.get(String(key));
    if (attribute) {
      const value = evaluate(attribute.value, names);
      const inner = rest.length === 0 ? value : follow(value, rest);
      return inner instanceof Instance ? undefined : inner === null ? NOT_WRITTEN : inner;
    }
    const rows = this.#rows(body, String(key), names);
    if (rows === undefined) return undefined;
    if (rows.length === 0) return NOT_WRITTEN;
    if (rest.length === 0)
      return rows.map((row) => bodyValue(row.body, row.names, (b, type) => this.#rows(b, type, row.names)?.map((r) => r.body)));
    const [index, ...inner] = typeof rest[0] === "number" ? rest : [0, ...rest];
    const planned = isObject(values) ? values[String(key)] : undefined;
    const known = Array.isArray(planned) ? (planned as Json[])[Number(index)] : planned;
    // A set of blocks has an order of its own: the block is told by what is known of it.
    const candidates = rows.filter((row) => agrees(row.body, known, row.names));
    const row =
      candidates.length === 1
        ? candidates[0]
        : candidates.includes(rows[Number(index)]!) && candidates.length === rows.length
          ? rows[Number(index)]
          : undefined;
    if (!row) return undefined;
    return inner.length === 0
      ? bodyValue(row.body, row.names, (b, type) => this.#rows(b, type, row.names)?.map((r) => r.body))
      : this.#at(row.body, inner, known, row.names);
  }

  /** Blocks of a type, with `dynamic` ones written out; undefined when it is not known how many there are. */
  #rows(body: Body, type: string, names: Names): readonly { readonly body: Body; readonly names: Names }[] | undefined {
    const out: { readonly body: Body; readonly names: Names }[] = [];
    for (const block of body.blocks) {
      if (block.type === type) out.push({ body: block.body, names });
      if (block.type !== "dynamic" || block.labels[0] !== type) continue;
      const each = block.body.attributes.get("for_each");
      const content = block.body.blocks.find((inner) => inner.type === "content");
      if (!each || !content) return undefined;
      const over = evaluate(each.value, names);
      if (isUnknown(over)) return undefined;
      const iterator = block.body.attributes.get("iterator")?.value;
      const name = iterator?.kind === "name" ? iterator.name : type;
      const items = entriesOf(over);
      if (items === undefined) return undefined;
      for (const [key, value] of items) {
        out.push({
          body: content.body,
          names: { ...names, root: (root, steps) => (root === name ? { value: { key, value }, used: 0 } : names.root(root, steps)) },
        });
      }
    }
    return out;
  }

  #names(scope: Scope, resolver: Resolver, body: Body | undefined): Names {
    const module = this.#module(scope.modules);
    return {
      file: (path) => readText(isAbsolute(path) ? path : join(this.#root ?? ".", path)),
      root: (name, steps) => {
        const [first, second] = steps;
        switch (name) {
          case "var":
            return { value: this.#variable(String(first), scope, resolver), used: 1 };
          case "local": {
            const local = module?.locals.get(String(first));
            if (!local) return undefined;
            return {
              value: this.#guarded(`local|${moduleKey(scope.modules)}|${String(first)}`, () =>
                evaluate(local.value, this.#names(scope, resolver, undefined)),
              ),
              used: 1,
            };
          }
          case "each":
            if (first === "key") return scope.index === undefined ? undefined : { value: scope.index, used: 1 };
            return first === "value" ? { value: this.#eachValue(scope, resolver, body), used: 1 } : undefined;
          case "count":
            return scope.index === undefined ? undefined : { value: scope.index, used: 1 };
          case "path":
            return { value: first === "module" ? (module?.directory ?? ".") : (this.#root ?? "."), used: 1 };
          case "terraform":
            return { value: "default", used: 1 };
          case "module":
            return this.#output(String(first), steps, scope, resolver);
          case "data":
            return this.#resource("data", String(first), String(second), steps, 2, scope, resolver);
          default:
            return /^[a-z][a-z0-9]*_/.test(name) ? this.#resource("managed", name, String(first), steps, 1, scope, resolver) : undefined;
        }
      },
    };
  }

  #resource(
    mode: string,
    type: string,
    name: string,
    steps: readonly (string | number)[],
    used: number,
    scope: Scope,
    resolver: Resolver,
  ): { readonly value: Json; readonly used: number } | undefined {
    const all = resolver.instances(mode, scope.modules, type, name);
    if (all.length === 0) return { value: unknown("elsewhere", { what: `${type}.${name}` }), used: steps.length };
    const instance = (planned: Planned) => new Instance((attribute) => resolver.valueOf(planned, attribute));
    if (all.length === 1 && all[0]!.index === undefined) return { value: instance(all[0]!), used };
    const value: Json =
      typeof all[0]!.index === "number"
        ? all.toSorted((a, b) => Number(a.index) - Number(b.index)).map(instance)
        : Object.fromEntries(all.map((planned) => [String(planned.index), instance(planned)]));
    return { value, used };
  }

  #output(
    name: string,
    steps: readonly (string | number)[],
    scope: Scope,
    resolver: Resolver,
  ): { readonly value: Json; readonly used: number } | undefined {
    const call = this.#module(scope.modules)?.blocks.get(`module|${name}`)?.block.body;
    const repeated = call?.attributes.has("count") || call?.attributes.has("for_each");
    const index = repeated ? steps[1] : undefined;
    const attribute = steps[repeated ? 2 : 1];
    if (attribute === undefined) return undefined;
    const step: ModuleStep = { name, index };
    const inner: Scope = { modules: [...scope.modules, step], index: undefined };
    const output = this.#module(inner.modules)
      ?.blocks.get(`output|${String(attribute)}`)
      ?.block.body.attributes.get("value");
    const used = repeated ? 3 : 2;
    if (!output) return { value: resolver.output(step, String(attribute), scope), used };
    return {
      value: this.#guarded(`output|${moduleKey(inner.modules)}|${String(attribute)}`, () =>
        evaluate(output.value, this.#names(inner, resolver, undefined)),
      ),
      used,
    };
  }

  #variable(name: string, scope: Scope, resolver: Resolver): Json {
    if (scope.modules.length === 0) return resolver.variable(name, scope);
    const outer: Scope = { modules: scope.modules.slice(0, -1), index: scope.modules[scope.modules.length - 1]!.index };
    const call = this.#module(outer.modules)?.blocks.get(`module|${scope.modules[scope.modules.length - 1]!.name}`)?.block.body;
    const argument = call?.attributes.get(name);
    if (argument)
      return this.#guarded(`var|${moduleKey(scope.modules)}|${name}`, () => evaluate(argument.value, this.#names(outer, resolver, call)));
    return resolver.variable(name, scope);
  }

  #eachValue(scope: Scope, resolver: Resolver, body: Body | undefined): Json {
    const each = body?.attributes.get("for_each");
    if (!each || scope.index === undefined) return unknown("known-after-deploy", { what: "each.value" });
    const over = this.#guarded(`each|${moduleKey(scope.modules)}|${String(scope.index)}|${each.at}`, () =>
      evaluate(each.value, this.#names(scope, resolver, undefined)),
    );
    if (isUnknown(over)) return over;
    return Array.isArray(over) ? scope.index : follow(over, [scope.index]);
  }

  #guarded(key: string, read: () => Json): Json {
    if (this.#open.has(key)) return unknown("malformed", { what: "circular reference" });
    this.#open.add(key);
    try {
      return read();
    } finally {
      this.#open.delete(key);
    }
  }

  #block(planned: Planned): { readonly block: Block; readonly file: File } | undefined {
    const found = this.#module(planned.modules)?.blocks.get(
      `${planned.mode === "data" ? "data" : "resource"}|${planned.type}|${planned.name}`,
    );
    // With the text of another version of the resource, nothing can be said.
    if (!found || !planned.config) return found;
    const written = Object.keys(record(planned.config["expressions"]));
    const known = new Set([...found.block.body.attributes.keys(), ...found.block.body.blocks.map((block) => block.type)]);
    return written.every(
      (name) => known.has(name) || found.block.body.blocks.some((block) => block.type === "dynamic" && block.labels[0] === name),
    )
      ? found
      : undefined;
  }

  #module(steps: readonly ModuleStep[]): Module | undefined {
    if (this.#root === undefined) return undefined;
    const names = steps.map((step) => step.name);
    let directory: string | undefined = this.#root;
    for (const i of names.keys()) directory = directory === undefined ? undefined : this.#moduleDirectory(directory, names.slice(0, i + 1));
    return directory === undefined ? undefined : this.#read(directory);
  }

  #moduleDirectory(parent: string, names: readonly string[]): string | undefined {
    const calls = record(this.#plan.moduleAt(names.slice(0, -1))?.["module_calls"]);
    const source = record(calls[names[names.length - 1]!])["source"];
    if (typeof source === "string" && /^\.\.?([\\/]|$)/.test(source)) return join(parent, source);
    this.#downloads ??= downloads(this.#root!);
    const found = this.#downloads.get(names.join("."));
    return found === undefined ? undefined : join(this.#root!, found);
  }

  #read(directory: string): Module {
    const known = this.#modules.get(directory);
    if (known) return known;
    const blocks = new Map<string, { block: Block; file: File }>();
    const locals = new Map<string, Attribute>();
    for (const file of filesIn(directory)) {
      for (const block of file.body.blocks) {
        if (block.type === "locals") for (const [name, attribute] of block.body.attributes) locals.set(name, attribute);
        else blocks.set([block.type, ...block.labels].join("|"), { block, file });
      }
    }
    const module: Module = { directory, blocks, locals };
    this.#modules.set(directory, module);
    return module;
  }

  /** The directory of the root module: that of the plan, or the one above it. */
  #find(start: string): string | undefined {
    const [sample] = this.#plan.planned.filter((planned) => planned.modules.length === 0);
    const calls = Object.keys(record(this.#plan.moduleAt([])?.["module_calls"]));
    for (const directory of [start, join(start, "..")]) {
      const { blocks } = this.#read(directory);
      if (blocks.size === 0) continue;
      if (sample ? blocks.has(`resource|${sample.type}|${sample.name}`) : calls.some((name) => blocks.has(`module|${name}`)))
        return directory;
    }
    return undefined;
  }
}

/** True when a block says the same of every attribute that the plan knows. */
function agrees(body: Body, known: Json, names: Names): boolean {
  for (const [name, value] of Object.entries(record(known))) {
    if (value === null || typeof value === "object") continue;
    const attribute = body.attributes.get(name);
    if (!attribute) continue;
    const written = evaluate(attribute.value, names);
    if (!isUnknown(written) && typeof written !== "object" && String(written) !== String(value)) return false;
  }
  return true;
}

function filesIn(directory: string, wanted = /\.tf$/): readonly File[] {
  let names: readonly string[];
  try {
    names = readdirSync(directory)
      .filter((name) => wanted.test(name))
      .sort();
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const path = join(directory, name);
    const text = readText(path);
    const body = text === undefined ? undefined : parseHcl(text);
    return text === undefined || !body ? [] : [{ path, text, body }];
  });
}

function readText(path: string): string | undefined {
  try {
    const full = resolve(path);
    const stats = statSync(full);
    return stats.isFile() && stats.size <= LARGEST ? readFileSync(full, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/** Where `terraform init` put modules from elsewhere. */
function downloads(root: string): ReadonlyMap<string, string> {
  const text = readText(join(root, ".terraform", "modules", "modules.json"));
  const out = new Map<string, string>();
  try {
    const rows: Json = text === undefined ? undefined : record(JSON.parse(text) as Json)["Modules"];
    for (const row of Array.isArray(rows) ? (rows as Json[]) : []) {
      const { Key, Dir } = record(row);
      if (typeof Key === "string" && typeof Dir === "string") out.set(Key, Dir);
    }
  } catch {
    // A damaged list is as good as none.
  }
  return out;
}

function placeIn({ path, text }: File, at: number): Place {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return { file: path, line, column: at - (before.lastIndexOf("\n") + 1) + 1 };
}
