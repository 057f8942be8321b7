import { derive } from "../provenance.ts";
import type { Context } from "./context.ts";
import { isObj, type Obj } from "./core.ts";

/** Turns references to what the transform named anew (`Fn.Version`, a layer) into references to the generated resource. */
export function rewrite(context: Context, value: unknown): unknown {
  if (context.referable.size === 0 && context.renamed.size === 0) return value;
  const walk = (v: unknown): unknown => {
    if (Array.isArray(v)) return derive(v.map(walk), v);
    if (!isObj(v)) return v;
    const changed = reference(context, v);
    if (changed !== v) return changed;
    return derive(Object.fromEntries(Object.entries(v).map(([k, x]) => [k, k === "DependsOn" ? dependency(context, x) : walk(x)])), v);
  };
  return walk(value);
}

function named(context: Context, id: string): string {
  return context.referable.get(id) ?? context.renamed.get(id) ?? id;
}

function dependency(context: Context, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((v: unknown) => (typeof v === "string" ? (context.renamed.get(v) ?? v) : v));
  return typeof value === "string" ? (context.renamed.get(value) ?? value) : value;
}

function reference(context: Context, value: Obj): Obj {
  if (Object.keys(value).length !== 1) return value;
  const id = value["Ref"];
  if (typeof id === "string") return named(context, id) === id ? value : { Ref: named(context, id) };
  const attribute = value["Fn::GetAtt"];
  if (attribute !== undefined) return getAtt(context, attribute) ?? value;
  const text = value["Fn::Sub"];
  if (typeof text === "string") return substitute(context, text) === text ? value : { "Fn::Sub": substitute(context, text) };
  return value;
}

function getAtt(context: Context, attribute: unknown): Obj | undefined {
  const parts = Array.isArray(attribute) ? attribute : typeof attribute === "string" ? attribute.split(".") : [];
  const whole = parts.join(".");
  if (!parts.every((p) => typeof p === "string")) {
    const id = parts[0];
    return typeof id === "string" && context.renamed.has(id) ? { "Fn::GetAtt": [context.renamed.get(id), ...parts.slice(1)] } : undefined;
  }
  for (const [from, to] of [...context.referable, ...context.renamed]) {
    if (whole === from) return { "Fn::GetAtt": [to] };
    if (whole.startsWith(`${from}.`)) return { "Fn::GetAtt": [to, whole.slice(from.length + 1)] };
  }
  return undefined;
}

function substitute(context: Context, text: string): string {
  return text.replace(/\$\{([A-Za-z0-9:.]+)\}/gu, (whole, name: string) => {
    for (const [from, to] of [...context.referable, ...context.renamed]) {
      if (name === from) return `\${${to}}`;
      if (name.startsWith(`${from}.`)) return `\${${to}${name.slice(from.length)}}`;
    }
    return whole;
  });
}
