import { isUnknown, textAround, unknown, unknownInside, unknownInText } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";
import { call } from "./functions.ts";
import type { Body, Expr } from "./syntax.ts";

/** A resource as a value: its attributes are asked for one by one. */
export class Instance {
  readonly #attribute: (name: string) => Json;

  constructor(attribute: (name: string) => Json) {
    this.#attribute = attribute;
  }

  attribute(name: string): Json {
    return this.#attribute(name);
  }
}

/** What names mean where an expression stands. */
export interface Names {
  /** A first name: `var`, `local`, a resource type. The rest of the way is handed over, and how much of it was used comes back. */
  root(name: string, steps: readonly (string | number)[]): { readonly value: Json; readonly used: number } | undefined;
  /** Reads a file for `file()`; undefined when it is not there. */
  file(path: string): string | undefined;
}

/** Stands in a text for what is not known. */
const OPEN = "${…}";

const LIMIT = 200;
const MOST = 100_000;

/** The value of an expression. INVARIANT: never throws; what cannot be known is an Unknown. */
export function evaluate(expr: Expr, names: Names): Json {
  return new Evaluation(names).value(expr, new Map(), 0);
}

type Locals = ReadonlyMap<string, Json>;

function undecided(what: string): Json {
  return unknown("known-after-deploy", { what });
}

class Evaluation {
  readonly #names: Names;
  #steps = 0;

  constructor(names: Names) {
    this.#names = names;
  }

  value(expr: Expr, locals: Locals, depth: number): Json {
    this.#steps += 1;
    if (depth > LIMIT || this.#steps > MOST) return undecided("expression");
    const of = (inner: Expr, more: Locals = locals): Json => this.value(inner, more, depth + 1);
    switch (expr.kind) {
      case "value":
      case "given":
        return expr.value;
      case "template":
        return this.#template(expr.parts.map((part) => (typeof part === "string" ? part : of(part))));
      case "name":
      case "attribute":
      case "index":
        return this.#path(expr, locals, depth);
      case "splat": {
        const found = of(expr.of);
        if (isUnknown(found)) return found;
        const items = Array.isArray(found) ? (found as Json[]) : found === null || found === undefined ? [] : [found];
        return items.map((item) => of(expr.ask({ kind: "given", value: item, at: expr.at })));
      }
      case "list":
        return expr.items.map((item) => of(item));
      case "object":
        return this.#object(expr.items.map(({ key, value }) => [of(key), of(value)] as const));
      case "call":
        return this.#call(expr, of);
      case "choice": {
        const test = of(expr.test);
        if (isUnknown(test)) return test;
        if (typeof test !== "boolean" && test !== "true" && test !== "false") return undecided("condition");
        return of(test === true || test === "true" ? expr.yes : expr.no);
      }
      case "unary": {
        const found = of(expr.of);
        return isUnknown(found) ? found : expr.op === "!" ? !(found === true || found === "true") : -Number(found);
      }
      case "binary":
        return binary(expr.op, of(expr.left), () => of(expr.right));
      case "for":
        return this.#for(expr, of, locals);
      case "unreadable":
        return undecided("template");
    }
  }

  #template(parts: readonly Json[]): Json {
    const open = parts.map((part) => unknownInside(part)).find((part) => part !== undefined);
    if (open) {
      const text = parts
        .map((part) => (isUnknown(part) ? (textAround(part) ?? OPEN) : typeof part === "object" ? OPEN : String(part)))
        .join("");
      return text.replaceAll(OPEN, "") === "" ? open : unknownInText(open, text);
    }
    if (parts.length === 1) return parts[0];
    if (parts.some((part) => typeof part === "object" && part !== null)) return undecided("template");
    return parts.map((part) => (part === null || part === undefined ? "" : String(part))).join("");
  }

  #object(items: readonly (readonly [Json, Json])[]): Json {
    const out: Record<string, Json> = {};
    for (const [key, value] of items) {
      if (isUnknown(key)) return key;
      Object.defineProperty(out, String(key), { value, enumerable: true, configurable: true, writable: true });
    }
    return out;
  }

  #call(expr: Expr & { kind: "call" }, of: (inner: Expr) => Json): Json {
    if (expr.name === "try") {
      let last: Json = undecided("try()");
      for (const arg of expr.args) {
        last = of(arg);
        if (!isUnknown(last) || last.reason !== "malformed") return last;
      }
      return last;
    }
    if (expr.name === "can") return expr.args[0] === undefined || isUnknown(of(expr.args[0])) ? undecided("can()") : true;
    let args = expr.args.map((arg) => of(arg));
    if (expr.expand && args.length > 0) {
      const last = args[args.length - 1];
      if (isUnknown(last)) return last;
      if (!Array.isArray(last)) return undecided(expr.name);
      args = [...args.slice(0, -1), ...(last as Json[])];
    }
    if (expr.name === "file" || expr.name === "templatefile") return this.#file(expr.name, args);
    return call(expr.name, args);
  }

  #file(name: string, args: readonly Json[]): Json {
    const path = args[0];
    if (typeof path !== "string") return isUnknown(path) ? path : undecided(name);
    const content = this.#names.file(path);
    if (content === undefined) return unknown("elsewhere", { what: path });
    if (name === "file") return content;
    if (content.includes("%{")) return undecided(name);
    const given = isObject(args[1]) && !isUnknown(args[1]) ? args[1] : {};
    const parts: Json[] = [];
    let at = 0;
    // Names alone are filled in; anything that is worked out inside a file's text is not.
    for (const match of content.matchAll(/(\$?)\$\{\s*([^}]*?)\s*\}/g)) {
      parts.push(content.slice(at, match.index));
      if (match[1] === "$") parts.push(match[0].slice(1));
      else parts.push(Object.hasOwn(given, match[2]!) ? given[match[2]!] : undecided(name));
      at = match.index + match[0].length;
    }
    parts.push(content.slice(at));
    return this.#template(parts);
  }

  /** Names with what follows them, read from the left. */
  #path(expr: Expr, locals: Locals, depth: number): Json {
    const steps: (string | number)[] = [];
    let current: Expr = expr;
    while (current.kind === "attribute" || current.kind === "index") {
      if (current.kind === "attribute") steps.unshift(current.name);
      else {
        const key = this.value(current.key, locals, depth + 1);
        if (isUnknown(key)) return key;
        if (typeof key !== "string" && typeof key !== "number") return undecided("index");
        steps.unshift(key);
      }
      current = current.of;
    }
    if (current.kind !== "name") return follow(this.value(current, locals, depth + 1), steps);
    if (locals.has(current.name)) return follow(locals.get(current.name), steps);
    const found = this.#names.root(current.name, steps);
    return found === undefined ? undecided([current.name, ...steps].join(".")) : follow(found.value, steps.slice(found.used));
  }

  #for(expr: Expr & { kind: "for" }, of: (inner: Expr, more?: Locals) => Json, locals: Locals): Json {
    const over = of(expr.over);
    if (isUnknown(over)) return over;
    const rows = entriesOf(over);
    if (rows === undefined) return undecided("for");
    const [first, second] = expr.names;
    const list: Json[] = [];
    const object: Record<string, Json> = {};
    for (const [key, item] of rows) {
      const more = new Map(locals);
      if (second === undefined) more.set(first!, item);
      else more.set(first!, key).set(second, item);
      if (expr.test) {
        const test = of(expr.test, more);
        if (isUnknown(test)) return test;
        if (test !== true) continue;
      }
      const value = of(expr.value, more);
      if (!expr.key) {
        list.push(value);
        continue;
      }
      const name = of(expr.key, more);
      if (isUnknown(name)) return name;
      const made = expr.group
        ? [...((Object.hasOwn(object, String(name)) ? (object[String(name)] as Json[]) : undefined) ?? []), value]
        : value;
      Object.defineProperty(object, String(name), { value: made, enumerable: true, configurable: true, writable: true });
    }
    return expr.key ? object : list;
  }
}

/** What a `for` or a `for_each` goes through; undefined when it is not a list or a map. */
export function entriesOf(over: Json): readonly (readonly [Json, Json])[] | undefined {
  if (Array.isArray(over)) return (over as Json[]).map((item, i) => [i, item]);
  return isObject(over) && !(over instanceof Instance) ? Object.entries(over) : undefined;
}

/** What is at a path inside a value. */
export function follow(start: Json, steps: readonly (string | number)[]): Json {
  let current = start;
  for (const step of steps) {
    if (isUnknown(current)) return current;
    if (current instanceof Instance) current = current.attribute(String(step));
    else if (Array.isArray(current) && (typeof step === "number" || /^\d+$/.test(step)))
      current = (current as Json[])[Number(step)] ?? malformed(step);
    else if (isObject(current) && Object.hasOwn(current, String(step))) current = current[String(step)];
    else current = malformed(step);
  }
  return current;
}

function malformed(step: string | number): Json {
  return unknown("malformed", { what: String(step) });
}

function binary(op: string, left: Json, right: () => Json): Json {
  const isTrue = (value: Json) => value === true || value === "true";
  if (op === "&&" && !isUnknown(left) && !isTrue(left)) return false;
  if (op === "||" && !isUnknown(left) && isTrue(left)) return true;
  const other = right();
  const open = unknownInside(left) ?? unknownInside(other);
  if (open) return open;
  switch (op) {
    case "&&":
    case "||":
      return isTrue(other);
    case "==":
    case "!=": {
      const same = typeof left === "object" || typeof other === "object" ? JSON.stringify(left) === JSON.stringify(other) : left === other;
      return op === "==" ? same : !same;
    }
    case "<":
      return Number(left) < Number(other);
    case "<=":
      return Number(left) <= Number(other);
    case ">":
      return Number(left) > Number(other);
    case ">=":
      return Number(left) >= Number(other);
    case "+":
      return Number(left) + Number(other);
    case "-":
      return Number(left) - Number(other);
    case "*":
      return Number(left) * Number(other);
    case "/":
      return Number(other) === 0 ? undecided("/") : Number(left) / Number(other);
    default:
      return Number(other) === 0 ? undecided("%") : Number(left) % Number(other);
  }
}

/** A block's content, as a list of one would have it: attributes, and blocks as lists. */
export function bodyValue(body: Body, names: Names, blocksOf: (body: Body, type: string) => readonly Body[] | undefined): Json {
  const out: Record<string, Json> = {};
  for (const [name, attribute] of body.attributes) out[name] = evaluate(attribute.value, names);
  for (const type of new Set(body.blocks.map((block) => (block.type === "dynamic" ? (block.labels[0] ?? "") : block.type)))) {
    const rows = blocksOf(body, type);
    out[type] = rows === undefined ? undecided(type) : rows.map((row) => bodyValue(row, names, blocksOf));
  }
  return out;
}
