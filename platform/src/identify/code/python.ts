import type { Node, Parser } from "@vscode/tree-sitter-wasm";
import {
  type Class,
  DEEPEST,
  type Expr,
  type Func,
  type ModuleCode,
  NOTHING,
  opaque,
  type Param,
  run,
  type Stmt,
  SyntaxFault,
  type Target,
  TooDeep,
} from "./ir.ts";
import { pythonParser } from "./tree-sitter.ts";

/** Parses Python. Throws SyntaxFault or TooDeep. */
export async function readPython(text: string): Promise<ModuleCode> {
  const parser: Parser = await pythonParser();
  const tree = parser.parse(text);
  if (!tree) throw new SyntaxFault("not readable", 1);
  try {
    const root = tree.rootNode;
    if (root.hasError) {
      const at = firstError(root);
      throw new SyntaxFault(at.isMissing ? `${at.type} is missing` : "invalid syntax", at.startPosition.row + 1);
    }
    return { body: new Lowering().block(root), line: (at) => at };
  } finally {
    tree.delete();
  }
}

function firstError(root: Node): Node {
  let at = root;
  for (;;) {
    const next = at.children.find((child): child is Node => child !== null && (child.hasError || child.isMissing || child.isError));
    if (!next || at.isError) return at;
    at = next;
  }
}

/** Decorators that hand the function on as it is: they do not call it by themselves. */
const PLAIN = new Set(
  "inject_lambda_context capture_lambda_handler capture_method log_metrics idempotent idempotent_function event_source event_parser staticmethod classmethod property wraps contextmanager lru_cache cache cached_property dataclass abstractmethod validator".split(
    " ",
  ),
);

/** The line is the offset: tree-sitter counts rows itself. */
const at = (n: Node) => n.startPosition.row + 1;
const named = (n: Node): readonly Node[] => n.namedChildren.filter((c): c is Node => c !== null && c.type !== "comment");

class Lowering {
  #depth = 0;

  block(n: Node | null): readonly Stmt[] {
    return n ? named(n).flatMap((child) => this.statement(child)) : [];
  }

  statement(n: Node): readonly Stmt[] {
    if ((this.#depth += 1) > DEEPEST) throw new TooDeep();
    try {
      return this.#statement(n);
    } finally {
      this.#depth -= 1;
    }
  }

  #statement(n: Node): readonly Stmt[] {
    switch (n.type) {
      case "expression_statement":
        return named(n).map((e) => this.#simple(e));
      case "return_statement":
        return [{ s: "return", e: this.many(named(n)) }];
      case "function_definition":
        return [this.#def(n, [])];
      case "class_definition":
        return [{ s: "class", name: textOf(n, "name"), cls: this.#class(n) }];
      case "decorated_definition": {
        const inner = n.childForFieldName("definition") as Node;
        const decorators = named(n)
          .filter((c) => c.type === "decorator")
          .flatMap((c) => named(c));
        const telling = decorators.filter((d) => !PLAIN.has(lastName(d))).map((d) => this.expr(d));
        const quiet = decorators.filter((d) => PLAIN.has(lastName(d))).map((d): Stmt => ({ s: "expr", e: this.expr(d) }));
        if (inner.type === "function_definition") return [...quiet, this.#def(inner, telling)];
        return [...quiet, ...this.statement(inner)];
      }
      case "import_statement":
        return named(n).map((c): Stmt => {
          const module = c.type === "aliased_import" ? textOf(c, "name") : c.text;
          // `import a.b` binds `a`; the path is then followed by attributes.
          const local = c.type === "aliased_import" ? textOf(c, "alias") : (module.split(".")[0] as string);
          return { s: "import", module: c.type === "aliased_import" ? module : local, names: [[local, "*"]], at: at(n) };
        });
      case "import_from_statement":
        return [this.#from(n)];
      case "if_statement":
      case "while_statement":
      case "elif_clause":
      case "match_statement":
      case "case_clause":
      case "else_clause":
      case "try_statement":
      case "finally_clause":
      case "except_clause":
      case "except_group_clause":
      case "with_statement":
      case "with_clause":
        return named(n).flatMap((c) => this.#part(c));
      case "for_statement": {
        const value: Expr = { t: "each", of: this.expr(n.childForFieldName("right")) };
        return [
          { s: "bind", target: this.target(n.childForFieldName("left")), value },
          ...this.block(n.childForFieldName("body")),
          ...this.block(n.childForFieldName("alternative")),
        ];
      }
      case "block":
      case "module":
        return this.block(n);
      case "global_statement":
      case "nonlocal_statement":
        return [{ s: "outer", names: named(n).map((c) => c.text) }];
      case "pass_statement":
      case "break_statement":
      case "continue_statement":
      case "type_alias_statement":
        return [];
      default:
        return [{ s: "expr", e: opaque(...named(n).map((c) => this.expr(c))) }];
    }
  }

  #part(n: Node): readonly Stmt[] {
    if (/_clause$|^block$|_statement$/.test(n.type)) return this.statement(n);
    if (n.type === "with_item") return [this.#simple(n.childForFieldName("value") as Node)];
    return [{ s: "expr", e: this.expr(n) }];
  }

  #simple(n: Node): Stmt {
    if (n.type === "as_pattern") {
      const [value, alias] = named(n);
      const name = alias && named(alias)[0];
      return { s: "bind", target: this.target(name ?? alias ?? null), value: this.expr(value ?? null) };
    }
    if (n.type === "assignment") {
      const right = n.childForFieldName("right");
      return { s: "bind", target: this.target(n.childForFieldName("left")), value: right ? this.expr(right) : NOTHING };
    }
    return { s: "expr", e: this.expr(n) };
  }

  #def(n: Node, decorators: readonly Expr[]): Stmt {
    return { s: "func", name: textOf(n, "name"), fn: this.#func(n), decorators };
  }

  #func(n: Node): Func {
    const params = n.childForFieldName("parameters");
    const body = n.childForFieldName("body");
    return {
      name: textOf(n, "name") || undefined,
      params: params ? named(params).flatMap((p) => this.#param(p)) : [],
      body: body?.type === "block" ? this.block(body) : body ? [{ s: "return", e: this.expr(body) }] : [],
      arrow: true,
    };
  }

  #param(p: Node): readonly Param[] {
    switch (p.type) {
      case "identifier":
        return [{ target: { k: "name", name: p.text }, name: p.text }];
      case "typed_parameter": {
        const inner = named(p)[0];
        return inner && inner.type !== "type" ? this.#param(inner) : [];
      }
      case "default_parameter":
      case "typed_default_parameter": {
        const name = textOf(p, "name");
        return [{ target: { k: "default", target: { k: "name", name }, otherwise: this.expr(p.childForFieldName("value")) }, name }];
      }
      case "list_splat_pattern":
        return [{ target: this.target(named(p)[0] ?? null), rest: "items" }];
      case "dictionary_splat_pattern":
        return [{ target: this.target(named(p)[0] ?? null), rest: "named" }];
      default:
        return [];
    }
  }

  #class(n: Node): Class {
    const methods: (readonly [string, Func])[] = [];
    const fields: (readonly [string, Expr])[] = [];
    for (const s of this.block(n.childForFieldName("body"))) {
      if (s.s === "func") methods.push([s.name, { ...s.fn, method: true }]);
      else if (s.s === "bind" && s.target.k === "name") fields.push([s.target.name, s.value]);
      else if (s.s === "expr") fields.push(["?", s.e]);
    }
    const bases = n.childForFieldName("superclasses");
    return {
      name: textOf(n, "name"),
      bases: bases
        ? named(bases)
            .filter((b) => b.type !== "keyword_argument")
            .map((b) => this.expr(b))
        : [],
      methods,
      fields,
    };
  }

  #from(n: Node): Stmt {
    const module = textOf(n, "module_name");
    const names: (readonly [string, string])[] = [];
    for (const c of n.childrenForFieldName("name")) {
      if (!c) continue;
      if (c.type === "aliased_import") names.push([textOf(c, "alias"), textOf(c, "name")]);
      else names.push([c.text, c.text]);
    }
    if (named(n).some((c) => c.type === "wildcard_import")) names.push(["*", "*all"]);
    return { s: "import", module, names, at: at(n) };
  }

  target(n: Node | null): Target {
    switch (n?.type) {
      case "identifier":
        return { k: "name", name: n.text };
      case "attribute":
        return { k: "member", of: this.expr(n.childForFieldName("object")), name: textOf(n, "attribute") };
      case "subscript": {
        const key = n.childForFieldName("subscript");
        const name = key ? literal(key) : undefined;
        const of = this.expr(n.childForFieldName("value"));
        return name === undefined ? { k: "none", parts: [of] } : { k: "member", of, name };
      }
      case "pattern_list":
      case "tuple_pattern":
      case "list_pattern":
      case "tuple":
        return { k: "items", items: named(n).map((c) => this.target(c)) };
      case "as_pattern_target":
      case "parenthesized_expression":
      case "list_splat_pattern":
        return this.target(named(n)[0] ?? null);
      default:
        return { k: "none", parts: [] };
    }
  }

  many(list: readonly Node[]): Expr {
    return list.length === 1 ? this.expr(list[0] as Node) : { t: "list", items: list.map((e) => this.expr(e)) };
  }

  expr(n: Node | null): Expr {
    if (!n) return NOTHING;
    if ((this.#depth += 1) > DEEPEST) throw new TooDeep();
    try {
      return this.#expr(n);
    } finally {
      this.#depth -= 1;
    }
  }

  #expr(n: Node): Expr {
    const field = (name: string) => this.expr(n.childForFieldName(name));
    switch (n.type) {
      case "identifier":
        return { t: "name", name: n.text };
      case "string":
        return this.#string(n);
      case "concatenated_string":
        return { t: "concat", parts: named(n).map((c) => this.expr(c)) };
      case "integer":
        return { t: "text", value: n.text };
      case "none":
      case "true":
      case "false":
      case "float":
      case "ellipsis":
        return NOTHING;
      case "attribute":
        return { t: "member", of: field("object"), name: textOf(n, "attribute") };
      case "subscript":
        return { t: "index", of: field("value"), key: field("subscript") };
      case "call":
        return this.#call(n);
      case "binary_operator": {
        const [left, right] = [field("left"), field("right")];
        const operator = n.childForFieldName("operator")?.text;
        if (operator === "+") return { t: "concat", parts: [left, right] };
        if (operator === "%") return formatted(left, right) ?? opaque(left, right);
        return operator === "|"
          ? {
              t: "object",
              entries: [
                [undefined, left],
                [undefined, right],
              ],
            }
          : opaque(left, right);
      }
      case "boolean_operator":
        return { t: "any", of: [field("left"), field("right")] };
      case "conditional_expression": {
        const [yes, test, no] = named(n).map((c) => this.expr(c));
        return { t: "any", of: [yes ?? NOTHING, no ?? NOTHING, run(test ?? NOTHING)] };
      }
      case "named_expression":
        return { t: "assign", target: this.target(n.childForFieldName("name")), value: field("value") };
      case "assignment":
        return { t: "assign", target: this.target(n.childForFieldName("left")), value: field("right") };
      case "augmented_assignment": {
        const value = field("right");
        const left = field("left");
        const joined: Expr = n.childForFieldName("operator")?.text === "+=" ? { t: "concat", parts: [left, value] } : opaque(value);
        return { t: "assign", target: this.target(n.childForFieldName("left")), value: joined };
      }
      case "dictionary":
        return {
          t: "object",
          entries: named(n).flatMap((c): (readonly [Expr | undefined, Expr])[] => {
            if (c.type === "pair") return [[this.expr(c.childForFieldName("key")), this.expr(c.childForFieldName("value"))]];
            return c.type === "dictionary_splat" ? [[undefined, this.expr(named(c)[0] ?? null)]] : [];
          }),
        };
      case "list":
      case "tuple":
      case "set":
      case "expression_list":
        return {
          t: "list",
          items: named(n).map((c) => (c.type === "list_splat" ? { t: "each", of: this.expr(named(c)[0] ?? null) } : this.expr(c))),
        };
      case "list_comprehension":
      case "set_comprehension":
      case "generator_expression":
        return { t: "list", items: [this.#comprehended(n)] };
      case "dictionary_comprehension":
        return opaque(this.#comprehended(n));
      case "lambda":
        return { t: "func", fn: this.#func(n) };
      case "await":
      case "parenthesized_expression":
        return this.expr(named(n)[0] ?? null);
      case "as_pattern": {
        const [value, alias] = named(n);
        return { t: "assign", target: this.target(alias ?? null), value: this.expr(value ?? null) };
      }
      default:
        return opaque(...named(n).map((c) => this.expr(c)));
    }
  }

  /** `[f(x) for x in xs]`: the names are bound, then the body runs. */
  #comprehended(n: Node): Expr {
    const body = n.childForFieldName("body");
    const before = named(n)
      .filter((c) => c.id !== body?.id)
      .map((c): Expr => {
        if (c.type !== "for_in_clause") return opaque(this.expr(c));
        return {
          t: "assign",
          target: this.target(c.childForFieldName("left")),
          value: { t: "each", of: this.expr(c.childForFieldName("right")) },
        };
      });
    const value = body?.type === "pair" ? opaque(...named(body).map((c) => this.expr(c))) : this.expr(body);
    return { t: "any", of: [run(...before), value] };
  }

  #string(n: Node): Expr {
    const bytes = /^[rbu]*f?b/i.test(n.text.slice(0, 3)) && /^[a-z]*b/i.test(n.text);
    if (bytes) return NOTHING;
    const parts = named(n).flatMap((c): readonly Expr[] => {
      if (c.type === "string_content") return [{ t: "text", value: c.text.includes("\\") ? unescaped(c.text) : c.text }];
      return c.type === "interpolation" ? [this.expr(c.childForFieldName("expression") ?? named(c)[0] ?? null)] : [];
    });
    if (parts.length === 0) return { t: "text", value: "" };
    return parts.length === 1 && parts[0]?.t === "text" ? parts[0] : { t: "concat", parts };
  }

  #call(n: Node): Expr {
    const callee = n.childForFieldName("function") as Node;
    const list = n.childForFieldName("arguments");
    if (callee.type === "identifier" && callee.text === "__import__") {
      const first = list && named(list)[0];
      return { t: "import", module: first ? literal(first) : undefined, at: at(n) };
    }
    if (list?.type === "generator_expression")
      return { t: "call", callee: this.expr(callee), args: [this.expr(list)], named: [], isNew: false, at: at(n) };
    const args: Expr[] = [];
    const keys: (readonly [string | undefined, Expr])[] = [];
    for (const c of list ? named(list) : []) {
      if (c.type === "keyword_argument") keys.push([textOf(c, "name"), this.expr(c.childForFieldName("value"))]);
      else if (c.type === "dictionary_splat") keys.push([undefined, this.expr(named(c)[0] ?? null)]);
      else args.push(c.type === "list_splat" ? opaque(this.expr(named(c)[0] ?? null)) : this.expr(c));
    }
    if (callee.type === "attribute" && textOf(callee, "attribute") === "format") {
      const text = this.expr(callee.childForFieldName("object"));
      const made = text.t === "text" ? filled(text.value, args, keys) : undefined;
      if (made) return made;
    }
    return { t: "call", callee: this.expr(callee), args, named: keys, isNew: false, at: at(n) };
  }
}

/** `"{}-{name}".format(…)` */
function filled(text: string, args: readonly Expr[], keys: readonly (readonly [string | undefined, Expr])[]): Expr | undefined {
  const parts: Expr[] = [];
  let next = 0;
  let last = 0;
  for (const hole of text.matchAll(/\{([A-Za-z0-9_]*)[^{}]*\}/g)) {
    parts.push({ t: "text", value: text.slice(last, hole.index) });
    const name = hole[1] as string;
    const value = name === "" ? args[next++] : /^\d+$/.test(name) ? args[Number(name)] : keys.find(([key]) => key === name)?.[1];
    parts.push(value ?? NOTHING);
    last = hole.index + hole[0].length;
  }
  parts.push({ t: "text", value: text.slice(last) });
  return { t: "concat", parts };
}

/** `"%s-%s" % (…)` */
function formatted(text: Expr, values: Expr): Expr | undefined {
  if (text.t !== "text") return undefined;
  const list = values.t === "list" ? values.items : [values];
  let next = 0;
  const parts = text.value
    .split(/(%(?:\([^)]*\))?[-#0-9. +]*[a-zA-Z])/)
    .map(
      (piece): Expr =>
        /^%(?!\()/.test(piece) ? (list[next++] ?? NOTHING) : piece.startsWith("%(") ? NOTHING : { t: "text", value: piece },
    );
  return { t: "concat", parts };
}

function textOf(n: Node, field: string): string {
  return n.childForFieldName(field)?.text ?? "";
}

/** The text of a plain string literal. */
function literal(n: Node): string | undefined {
  if (n.type !== "string") return undefined;
  const content = named(n);
  if (content.length === 0) return "";
  return content.length === 1 && content[0]?.type === "string_content" ? content[0].text : undefined;
}

function lastName(decorator: Node): string {
  const target = decorator.type === "call" ? (decorator.childForFieldName("function") as Node) : decorator;
  return target.type === "attribute" ? textOf(target, "attribute") : target.text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"', "\n": "" };

function unescaped(text: string): string {
  return text.replaceAll(/\\([\s\S])/g, (whole, c: string) => ESCAPES[c] ?? whole);
}
