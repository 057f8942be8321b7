import { basename, relative } from "node:path";
import type { Path, TemplateText } from "../../../model/index.ts";
import type { FileTexts } from "../declared.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import type { Document } from "../read.ts";
import { add, collect, collectResource, textsIn } from "../texts.ts";
import type { SourceFile } from "./hcl/source.ts";
import type { Block, Body, Expr } from "./hcl/syntax.ts";
import { type Plan, record } from "./plan.ts";

/** What is written in the files beside the plan; without them, what the plan repeats of them. */
export function textsOfTerraform(
  plan: Plan,
  document: Document,
  files: readonly SourceFile[],
  root: string | undefined,
): readonly FileTexts[] {
  if (files.length > 0)
    return files.flatMap((file) => textsOfFile(file, root === undefined ? basename(file.path) : relative(root, file.path)) ?? []);
  const texts: TemplateText[] = [];
  collectModule(texts, ["configuration", "root_module"], plan.moduleAt([]), 0);
  const providers = plan.configuration["provider_config"];
  for (const [name, provider] of Object.entries(record(providers)))
    collectExpressions(texts, ["configuration", "provider_config", name, "expressions"], record(provider)["expressions"], undefined, true);
  return [textsIn(document.file, [], texts, (path) => document.locate(path)) ?? []].flat();
}

const DEEPEST = 32;

function collectModule(texts: TemplateText[], path: Path, module: Json, depth: number): void {
  if (depth > DEEPEST) return;
  const { variables, outputs, resources, module_calls } = record(module);
  for (const [name, variable] of Object.entries(record(variables)))
    collect(texts, name, [...path, "variables", name, "default"], record(variable)["default"]);
  for (const [name, output] of Object.entries(record(outputs)))
    collectExpressions(texts, [...path, "outputs", name, "expression"], record(output)["expression"], undefined, true, name);
  for (const [i, resource] of (Array.isArray(resources) ? (resources as Json[]) : []).entries()) {
    const { expressions, type } = record(resource);
    collectExpressions(texts, [...path, "resources", i, "expressions"], expressions, type, false);
  }
  for (const [name, call] of Object.entries(record(module_calls))) {
    const at = [...path, "module_calls", name];
    collectExpressions(texts, [...at, "expressions"], record(call)["expressions"], undefined, true);
    collectModule(texts, [...at, "module"], record(call)["module"], depth + 1);
  }
}

/** The constants of expressions, under the names of their attributes where those say something. */
function collectExpressions(texts: TemplateText[], path: Path, value: Json, type: Json, isNamed: boolean, name?: string): void {
  if (path.length > DEEPEST * 2) return;
  if (Array.isArray(value)) {
    for (const [i, item] of (value as Json[]).entries()) collectExpressions(texts, [...path, i], item, type, isNamed, name);
  } else if (isObject(value)) {
    if (Object.hasOwn(value, "constant_value")) {
      const constant = value["constant_value"];
      const at = [...path, "constant_value"];
      if (isNamed) collect(texts, name, at, constant);
      else collectResource(texts, at, { [name ?? ""]: constant }[name ?? ""], type);
      return;
    }
    for (const [key, item] of Object.entries(value))
      if (isNamed || !isJudgedElsewhere(key, type)) collectExpressions(texts, [...path, key], item, type, isNamed, key);
  }
}

/** Attributes that a check of the resource judges. */
function isJudgedElsewhere(attribute: string, type: Json): boolean {
  return (
    /^(environment|password|master_password|secret_string|container_definitions)$/.test(attribute) ||
    (attribute === "value" && type === "aws_ssm_parameter")
  );
}

function textsOfFile({ path: file, text, body }: SourceFile, name: string): FileTexts | undefined {
  const texts: TemplateText[] = [];
  const offsets = new Map<TemplateText["Path"], number>();
  const put = (named: string | undefined, path: Path, value: string, at: number): void => {
    const before = texts.length;
    add(texts, named, path, value);
    if (texts.length > before) offsets.set(texts[before]!.Path, at);
  };
  const walk = (expr: Expr, named: string | undefined, path: Path, depth: number): void => {
    if (depth > DEEPEST) return;
    const into = (inner: Expr, step: string | number, key = named) => walk(inner, key, [...path, step], depth + 1);
    switch (expr.kind) {
      case "value":
        if (typeof expr.value === "string" || typeof expr.value === "number") put(named, path, String(expr.value), expr.at);
        return;
      case "template": {
        const parts = expr.parts.map((part) => (typeof part === "string" ? part : "${…}"));
        if (parts.some((part) => part !== "${…}")) put(named, path, parts.join(""), expr.at);
        return;
      }
      case "list":
        for (const [i, item] of expr.items.entries()) into(item, i);
        return;
      case "object":
        for (const [i, { key, value }] of expr.items.entries()) {
          const word = key.kind === "value" ? String(key.value) : key.kind === "name" ? key.name : undefined;
          into(value, word ?? i, word ?? named);
        }
        return;
      case "call":
        for (const [i, arg] of expr.args.entries()) into(arg, i);
        return;
      case "choice":
        into(expr.yes, "yes");
        into(expr.no, "no");
        return;
      case "for":
        into(expr.value, "for");
        return;
      default:
    }
  };
  /** In resources only what a text itself says counts, as in templates of CloudFormation. */
  const walkResource = (inner: Body, path: Path, type: string): void => {
    for (const [key, attribute] of inner.attributes) {
      if (isJudgedElsewhere(key, type)) continue;
      const from = texts.length;
      walk(attribute.value, undefined, [...path, key], 0);
      for (let i = texts.length - 1; i >= from; i -= 1) {
        const kept: TemplateText[] = [];
        collectResource(kept, texts[i]!.Path, String(texts[i]!.Value), type);
        if (kept.length === 0) texts.splice(i, 1);
        else texts[i] = { ...texts[i]!, Name: undefined };
      }
    }
    for (const [i, block] of inner.blocks.entries())
      if (!isJudgedElsewhere(block.type === "dynamic" ? (block.labels[0] ?? "") : block.type, type))
        walkResource(block.body, [...path, block.type, i], type);
  };
  const walkNamed = (inner: Body, path: Path): void => {
    for (const [key, attribute] of inner.attributes) walk(attribute.value, key, [...path, key], 0);
    for (const [i, block] of inner.blocks.entries()) walkNamed(block.body, [...path, block.type, i]);
  };
  const section = (block: Block, i: number): void => {
    const path: Path = [block.type, ...block.labels];
    const value = block.body.attributes.get(block.type === "variable" ? "default" : "value")?.value;
    switch (block.type) {
      case "variable":
      case "output":
        if (value) walk(value, block.labels[0], [...path, block.type === "variable" ? "default" : "value"], 0);
        return;
      case "locals":
        return walkNamed(block.body, [...path, i]);
      case "provider":
        return walkNamed(block.body, [...path, i]);
      case "module":
        return walkNamed(block.body, path);
      case "resource":
      case "data":
        return walkResource(block.body, path, block.labels[0] ?? "");
      default:
    }
  };
  // A file of values for variables has no blocks.
  for (const [key, attribute] of body.attributes) walk(attribute.value, key, [key], 0);
  for (const [i, block] of body.blocks.entries()) section(block, i);
  return textsIn(file, [name], texts, (path) => {
    const at =
      offsets.get(path) ?? [...offsets].find(([one]) => one.length === path.length && one.every((step, i) => step === path[i]))?.[1];
    if (at === undefined) return undefined;
    const before = text.slice(0, at);
    return { file, line: before.split("\n").length, column: at - (before.lastIndexOf("\n") + 1) + 1 };
  });
}
