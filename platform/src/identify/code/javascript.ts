import {
  type Class,
  DEEPEST,
  type Expr,
  type Func,
  linesOf,
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
import { refuseNesting } from "./nesting.ts";

/** A node of the ESTree that oxc makes. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

let parser: Promise<typeof import("oxc-parser")> | undefined;

/** Parses JavaScript or TypeScript. Throws SyntaxFault or TooDeep. */
export async function readJavaScript(file: string, text: string): Promise<ModuleCode> {
  refuseNesting(text);
  // A native binding: loaded when there is code to read, never before.
  parser ??= import("oxc-parser");
  const { parseSync } = await parser;
  const line = linesOf(text);
  // Most Lambda code is a module; a script may say what a module may not (`with`, octal), so it is tried second.
  const lang = /\.[cm]?tsx?$/.test(file) ? (file.endsWith("x") ? "tsx" : "ts") : "jsx";
  let parsed = parseSync(file, text, { lang, sourceType: "unambiguous" });
  if (parsed.errors.length > 0 && lang === "jsx") {
    const script = parseSync(file, text, { lang, sourceType: "script" });
    if (script.errors.length === 0) parsed = script;
  }
  const body = parsed.program.body as unknown as readonly Node[];
  const [error] = parsed.errors;
  // What is only a rule of the language (a name declared twice) leaves a tree to read; a syntax error leaves none.
  if (error && body.length === 0) throw new SyntaxFault(error.message, line(error.labels[0]?.start ?? 0));
  return { body: new Lowering().all(body), line };
}

const node = (value: unknown): Node | undefined => (typeof value === "object" && value !== null ? (value as Node) : undefined);
const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? (value as Node[]).filter((n) => n !== null) : []);

class Lowering {
  #depth = 0;

  all(list: readonly Node[]): readonly Stmt[] {
    return list.flatMap((n) => this.statement(n));
  }

  statement(n: Node | undefined): readonly Stmt[] {
    if (!n) return [];
    if ((this.#depth += 1) > DEEPEST) throw new TooDeep();
    try {
      return this.#statement(n);
    } finally {
      this.#depth -= 1;
    }
  }

  #statement(n: Node): readonly Stmt[] {
    switch (n.type) {
      case "ExpressionStatement":
        return [{ s: "expr", e: this.expr(node(n["expression"])) }];
      case "VariableDeclaration":
        return nodes(n["declarations"]).map((d) => ({ s: "bind", target: this.target(node(d["id"])), value: this.expr(node(d["init"])) }));
      case "FunctionDeclaration":
      case "TSDeclareFunction":
        return n["body"] ? [{ s: "func", name: nameOf(n["id"]) ?? "default", fn: this.func(n), decorators: [] }] : [];
      case "ClassDeclaration":
        return [{ s: "class", name: nameOf(n["id"]) ?? "default", cls: this.class(n) }];
      case "ReturnStatement":
      case "ThrowStatement":
        return [{ s: "return", e: this.expr(node(n["argument"])) }];
      case "BlockStatement":
      case "StaticBlock":
        return this.all(nodes(n["body"]));
      case "IfStatement":
        return [
          { s: "expr", e: this.expr(node(n["test"])) },
          ...this.statement(node(n["consequent"])),
          ...this.statement(node(n["alternate"])),
        ];
      case "ForStatement":
        return [
          ...this.either(node(n["init"])),
          ...this.either(node(n["test"])),
          ...this.either(node(n["update"])),
          ...this.statement(node(n["body"])),
        ];
      case "ForOfStatement":
      case "ForInStatement": {
        const value: Expr =
          n.type === "ForOfStatement" ? { t: "each", of: this.expr(node(n["right"])) } : opaque(this.expr(node(n["right"])));
        const left = node(n["left"]);
        const id = left?.type === "VariableDeclaration" ? node(nodes(left["declarations"])[0]?.["id"]) : left;
        return [{ s: "bind", target: this.target(id), value }, ...this.statement(node(n["body"]))];
      }
      case "WhileStatement":
      case "DoWhileStatement":
        return [{ s: "expr", e: this.expr(node(n["test"])) }, ...this.statement(node(n["body"]))];
      case "WithStatement":
        return [{ s: "expr", e: this.expr(node(n["object"])) }, ...this.statement(node(n["body"]))];
      case "TryStatement":
        return [
          ...this.statement(node(n["block"])),
          ...this.statement(node(node(n["handler"])?.["body"])),
          ...this.statement(node(n["finalizer"])),
        ];
      case "SwitchStatement":
        return [
          { s: "expr", e: this.expr(node(n["discriminant"])) },
          ...nodes(n["cases"]).flatMap((c) => [{ s: "expr", e: this.expr(node(c["test"])) } as const, ...this.all(nodes(c["consequent"]))]),
        ];
      case "LabeledStatement":
        return this.statement(node(n["body"]));
      case "ImportDeclaration":
        return n["importKind"] === "type" ? [] : [this.#import(n)];
      case "ExportNamedDeclaration":
        return n["exportKind"] === "type" ? [] : this.#exports(n);
      case "ExportAllDeclaration":
        return n["exportKind"] === "type"
          ? []
          : [{ s: "re-export", module: textOf(n["source"]) ?? "", name: nameOf(n["exported"]) ?? "*", imported: "*", at: n.start }];
      case "ExportDefaultDeclaration": {
        const d = node(n["declaration"]) as Node;
        if (d.type === "FunctionDeclaration" || d.type === "ClassDeclaration") {
          const name = nameOf(d["id"]) ?? "default";
          return [...this.statement(d), { s: "export", name: "default", value: { t: "name", name } }];
        }
        return [{ s: "export", name: "default", value: this.expr(d) }];
      }
      case "TSExportAssignment":
        return [{ s: "export", name: "default", value: this.expr(node(n["expression"])) }];
      case "TSImportEqualsDeclaration": {
        const module = textOf(node(n["moduleReference"])?.["expression"]);
        return module === undefined ? [] : [{ s: "import", module, names: [[nameOf(n["id"]) ?? "", "*"]], at: n.start }];
      }
      case "TSModuleDeclaration":
        return this.all(nodes(node(n["body"])?.["body"]));
      case "TSEnumDeclaration": {
        const members = nodes(node(n["body"])?.["members"] ?? n["members"]);
        const entries = members.map(
          (m) => [{ t: "text", value: nameOf(m["id"]) ?? textOf(m["id"]) ?? "" } as Expr, this.expr(node(m["initializer"]))] as const,
        );
        return [{ s: "bind", target: { k: "name", name: nameOf(n["id"]) ?? "" }, value: { t: "object", entries } }];
      }
      default:
        return [];
    }
  }

  /** The head of a `for` may be a declaration or an expression. */
  either(n: Node | undefined): readonly Stmt[] {
    if (!n) return [];
    return n.type === "VariableDeclaration" ? this.statement(n) : [{ s: "expr", e: this.expr(n) }];
  }

  #import(n: Node): Stmt {
    const names = nodes(n["specifiers"])
      .filter((s) => s["importKind"] !== "type")
      .map((s): readonly [string, string] => {
        const local = nameOf(s["local"]) ?? "";
        if (s.type === "ImportNamespaceSpecifier") return [local, "*"];
        return [local, s.type === "ImportDefaultSpecifier" ? "default" : (nameOf(s["imported"]) ?? textOf(s["imported"]) ?? local)];
      });
    return { s: "import", module: textOf(n["source"]) ?? "", names, at: n.start };
  }

  #exports(n: Node): readonly Stmt[] {
    const module = textOf(n["source"]);
    const specifiers = nodes(n["specifiers"]).map((s): Stmt => {
      const name = nameOf(s["exported"]) ?? textOf(s["exported"]) ?? "";
      const local = nameOf(s["local"]) ?? textOf(s["local"]) ?? "";
      return module === undefined
        ? { s: "export", name, value: { t: "name", name: local } }
        : { s: "re-export", module, name, imported: local, at: n.start };
    });
    const declared = this.statement(node(n["declaration"]));
    return [
      ...declared,
      ...declared.flatMap(namesIn).map((name): Stmt => ({ s: "export", name, value: { t: "name", name } })),
      ...specifiers,
    ];
  }

  func(n: Node): Func {
    const params = nodes(n["params"]).map((p): Param => {
      const inner = p.type === "TSParameterProperty" ? (node(p["parameter"]) as Node) : p;
      return inner.type === "RestElement"
        ? { target: this.target(node(inner["argument"])), rest: "items" }
        : { target: this.target(inner) };
    });
    const own: Stmt[] = nodes(n["params"]).flatMap((p): Stmt[] => {
      // `constructor(private readonly table: string)` writes the field of that name.
      if (p.type !== "TSParameterProperty") return [];
      const inner = node(p["parameter"]);
      const name = nameOf(inner?.type === "AssignmentPattern" ? inner["left"] : inner);
      if (name === undefined) return [];
      return [{ s: "expr", e: { t: "assign", target: { k: "member", of: { t: "this" }, name }, value: { t: "name", name } } }];
    });
    const body = node(n["body"]);
    const lines: readonly Stmt[] =
      body === undefined ? [] : body.type === "BlockStatement" ? this.statement(body) : [{ s: "return", e: this.expr(body) }];
    return { name: nameOf(n["id"]), params, body: [...own, ...lines], arrow: n.type === "ArrowFunctionExpression" };
  }

  class(n: Node): Class {
    const methods: (readonly [string, Func])[] = [];
    const fields: (readonly [string, Expr])[] = [];
    for (const m of nodes(node(n["body"])?.["body"])) {
      const name = m["computed"] ? undefined : (nameOf(m["key"]) ?? textOf(m["key"]));
      if (m.type === "MethodDefinition" && node(m["value"])?.["body"]) methods.push([name ?? "?", this.func(node(m["value"]) as Node)]);
      else if (m.type === "PropertyDefinition" || m.type === "AccessorProperty") fields.push([name ?? "?", this.expr(node(m["value"]))]);
      else if (m.type === "StaticBlock") methods.push(["constructor", { name: undefined, params: [], body: this.statement(m) }]);
    }
    const base = node(n["superClass"]);
    return { name: nameOf(n["id"]), bases: base ? [this.expr(base)] : [], methods, fields };
  }

  target(n: Node | undefined): Target {
    switch (n?.type) {
      case "Identifier":
        return { k: "name", name: n["name"] as string };
      case "MemberExpression": {
        const name = n["computed"] ? textOf(n["property"]) : nameOf(n["property"]);
        return name === undefined
          ? { k: "none", parts: [this.expr(node(n["object"])), this.expr(node(n["property"]))] }
          : { k: "member", of: this.expr(node(n["object"])), name };
      }
      case "ObjectPattern": {
        let rest: Target | undefined;
        const fields: (readonly [string, Target])[] = [];
        for (const p of nodes(n["properties"])) {
          if (p.type === "RestElement") rest = this.target(node(p["argument"]));
          else {
            const key = p["computed"] ? textOf(p["key"]) : (nameOf(p["key"]) ?? textOf(p["key"]));
            fields.push([key ?? "?", this.target(node(p["value"]))]);
          }
        }
        return rest ? { k: "fields", fields, rest } : { k: "fields", fields };
      }
      case "ArrayPattern":
        return { k: "items", items: (n["elements"] as (Node | null)[]).map((e) => (e ? this.target(e) : undefined)) };
      case "AssignmentPattern":
        return { k: "default", target: this.target(node(n["left"])), otherwise: this.expr(node(n["right"])) };
      case "RestElement":
        return this.target(node(n["argument"]));
      case "TSAsExpression":
      case "TSNonNullExpression":
      case "TSSatisfiesExpression":
        return this.target(node(n["expression"]));
      default:
        return { k: "none", parts: [] };
    }
  }

  expr(n: Node | undefined): Expr {
    if (!n) return NOTHING;
    if ((this.#depth += 1) > DEEPEST) throw new TooDeep();
    try {
      return this.#expr(n);
    } finally {
      this.#depth -= 1;
    }
  }

  #expr(n: Node): Expr {
    switch (n.type) {
      case "Identifier":
        return { t: "name", name: n["name"] as string };
      case "ThisExpression":
      case "Super":
        return { t: "this" };
      case "Literal":
        return typeof n["value"] === "string"
          ? { t: "text", value: n["value"] }
          : typeof n["value"] === "number"
            ? { t: "text", value: String(n["value"]) }
            : NOTHING;
      case "TemplateLiteral": {
        const texts = nodes(n["quasis"]).map(
          (q) => ({ t: "text", value: String((q["value"] as { cooked?: string }).cooked ?? "") }) as Expr,
        );
        const values = nodes(n["expressions"]).map((e) => this.expr(e));
        return { t: "concat", parts: texts.flatMap((text, i) => (values[i] ? [text, values[i]] : [text])) };
      }
      case "BinaryExpression": {
        const parts = [this.expr(node(n["left"])), this.expr(node(n["right"]))];
        return n["operator"] === "+" ? { t: "concat", parts } : opaque(...parts);
      }
      case "LogicalExpression":
        return { t: "any", of: [this.expr(node(n["left"])), this.expr(node(n["right"]))] };
      case "ConditionalExpression": {
        const branches = [this.expr(node(n["consequent"])), this.expr(node(n["alternate"]))];
        return { t: "any", of: [...branches, run(this.expr(node(n["test"])))] };
      }
      case "AssignmentExpression": {
        const target = this.target(node(n["left"]));
        const value = this.expr(node(n["right"]));
        const joined: Expr = n["operator"] === "+=" ? { t: "concat", parts: [this.expr(node(n["left"])), value] } : value;
        return { t: "assign", target, value: joined };
      }
      case "MemberExpression": {
        const of = this.expr(node(n["object"]));
        const name = n["computed"] ? undefined : nameOf(n["property"]);
        return name === undefined ? { t: "index", of, key: this.expr(node(n["property"])) } : { t: "member", of, name };
      }
      case "CallExpression":
      case "NewExpression":
        return this.#call(n);
      case "ImportExpression":
        return { t: "import", module: textOf(n["source"]), at: n.start };
      case "ObjectExpression":
        return { t: "object", entries: nodes(n["properties"]).map((p) => this.#property(p)) };
      case "ArrayExpression":
        return {
          t: "list",
          items: nodes(n["elements"]).map((e) =>
            e.type === "SpreadElement" ? { t: "each", of: this.expr(node(e["argument"])) } : this.expr(e),
          ),
        };
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return { t: "func", fn: this.func(n) };
      case "ClassExpression":
        return { t: "class", cls: this.class(n) };
      case "SequenceExpression": {
        const parts = nodes(n["expressions"]).map((e) => this.expr(e));
        return { t: "any", of: [parts.at(-1) ?? NOTHING, run(...parts.slice(0, -1))] };
      }
      case "AwaitExpression":
      case "ChainExpression":
      case "ParenthesizedExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
      case "TSTypeAssertion":
      case "TSInstantiationExpression":
        return this.expr(node(n["expression"] ?? n["argument"]));
      default:
        return opaque(...this.#below(n));
    }
  }

  #property(p: Node): readonly [Expr | undefined, Expr] {
    if (p.type === "SpreadElement") return [undefined, this.expr(node(p["argument"]))];
    const key = p["computed"] ? this.expr(node(p["key"])) : ({ t: "text", value: nameOf(p["key"]) ?? textOf(p["key"]) ?? "" } as const);
    return [key, this.expr(node(p["value"]))];
  }

  #call(n: Node): Expr {
    const callee = node(n["callee"]);
    const args = nodes(n["arguments"]);
    if (callee?.type === "Identifier" && callee["name"] === "require" && n.type === "CallExpression")
      return { t: "import", module: textOf(args[0]), at: n.start };
    return {
      t: "call",
      callee: this.expr(callee),
      args: args.map((a) => (a.type === "SpreadElement" ? opaque(this.expr(node(a["argument"]))) : this.expr(a))),
      named: [],
      isNew: n.type === "NewExpression",
      at: n.start,
    };
  }

  /** Whatever else holds expressions: they run, their result is not followed. */
  #below(n: Node): readonly Expr[] {
    if (n.type.startsWith("TS")) return [];
    const out: Expr[] = [];
    for (const [key, value] of Object.entries(n)) {
      if (key === "type" || key === "parent") continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        const inner = node(child);
        if (inner && typeof inner.type === "string" && !inner.type.startsWith("TS")) out.push(this.expr(inner));
      }
    }
    return out;
  }
}

function namesIn(statement: Stmt): readonly string[] {
  if (statement.s === "func" || statement.s === "class") return [statement.name];
  return statement.s === "bind" ? targetNames(statement.target) : [];
}

function targetNames(target: Target | undefined): readonly string[] {
  switch (target?.k) {
    case "name":
      return [target.name];
    case "fields":
      return [...target.fields.flatMap(([, inner]) => targetNames(inner)), ...targetNames(target.rest)];
    case "items":
      return target.items.flatMap(targetNames);
    case "default":
      return targetNames(target.target);
    default:
      return [];
  }
}

function nameOf(value: unknown): string | undefined {
  const n = node(value);
  return n?.type === "Identifier" || n?.type === "PrivateIdentifier" ? (n["name"] as string) : undefined;
}

/** The text of a string literal, or of a template without holes. */
function textOf(value: unknown): string | undefined {
  const n = node(value);
  if (n?.type === "Literal")
    return typeof n["value"] === "string" ? n["value"] : typeof n["value"] === "number" ? String(n["value"]) : undefined;
  if (n?.type === "TemplateLiteral" && nodes(n["expressions"]).length === 0)
    return (nodes(n["quasis"])[0]?.["value"] as { cooked?: string } | undefined)?.cooked;
  return undefined;
}
