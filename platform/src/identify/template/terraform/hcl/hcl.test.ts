import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnknown, unknown } from "../../../../model/index.ts";
import { evaluate, Instance, type Names } from "./evaluate.ts";
import { parseHcl } from "./parse.ts";

const queue = (name: string) =>
  new Instance((attribute) => (attribute === "arn" ? `arn:${name}` : unknown("known-after-deploy", { what: attribute })));
const roots: Readonly<Record<string, unknown>> = {
  var: { env: "prod", names: ["a", "b"], tags: { k: "v" } },
  each: { key: "one" },
  aws_sqs_queue: { q: queue("q"), many: [queue("m0"), queue("m1")], keyed: { x: queue("x") } },
  late: { id: unknown("known-after-deploy", { what: "late.id" }) },
};
const names: Names = {
  file: (path) => (path === "p.json" ? '{"a": "${name}"}' : undefined),
  root: (name) => (Object.hasOwn(roots, name) ? { value: roots[name], used: 0 } : undefined),
};

function value(expression: string): unknown {
  const body = parseHcl(`x = ${expression}\n`);
  if (!body) throw new Error(`not parsed: ${expression}`);
  return evaluate(body.attributes.get("x")!.value, names);
}

describe("expressions", () => {
  it.each<readonly [string, unknown]>([
    ['"a"', "a"],
    ["-1.5e1", -15],
    ["[1, true, null,]", [1, true, null]],
    ['{ a = 1, "b": 2\n c = 3 }', { a: 1, b: 2, c: 3 }],
    ["{ (var.env) = 1 }", { prod: 1 }],
    ['"${var.env}-x"', "prod-x"],
    ['"${var.names}"', ["a", "b"]],
    ['"$${kept} %%{kept}"', "${kept} %{kept}"],
    ['"tab\\t\\u0041\\""', 'tab\tA"'],
    ["<<EOT\nline ${var.env}\n  two\nEOT", "line prod\n  two\n"],
    ["<<-EOT\n    a\n      b\n    EOT", "a\n  b\n"],
    ["var.names[1]", "b"],
    ['var.tags["k"]', "v"],
    ["aws_sqs_queue.q.arn", "arn:q"],
    ["aws_sqs_queue.many[1].arn", "arn:m1"],
    ["aws_sqs_queue.many.0.arn", "arn:m0"],
    ['aws_sqs_queue.keyed["x"].arn', "arn:x"],
    ["aws_sqs_queue.many[*].arn", ["arn:m0", "arn:m1"]],
    ["aws_sqs_queue.many.*.arn", ["arn:m0", "arn:m1"]],
    ["[for q in aws_sqs_queue.many : q.arn]", ["arn:m0", "arn:m1"]],
    ["{ for k, v in var.tags : v => k }", { v: "k" }],
    ['[for n in var.names : upper(n) if n != "a"]', ["B"]],
    ['var.env == "prod" ? 1 : 2', 1],
    ["1 + 2 * 3 - 4 / 2", 5],
    ["!(true && false) || false", true],
    ["(\n 1 +\n 2\n)", 3],
    ['jsonencode({ Action = ["a"] })', '{"Action":["a"]}'],
    ['join(",", var.names, ["c"])', "a,b,c"],
    ['format("%s-%03d%%", "a", 7)', "a-007%"],
    ["merge(var.tags, { l = 1 })", { k: "v", l: 1 }],
    ["flatten([[1], [2, [3]]])", [1, 2, 3]],
    ['concat(["x"], var.names)', ["x", "a", "b"]],
    ['lookup(var.tags, "none", "d")', "d"],
    ['try(var.tags.none, "d")', "d"],
    ['replace("a-b", "/-(.)/", "+$1")', "a+b"],
    ['length("日本")', 2],
    ['templatefile("p.json", { name = "n" })', '{"a": "n"}'],
    [
      "setproduct([1], [2, 3])",
      [
        [1, 2],
        [1, 3],
      ],
    ],
    ["each.key", "one"],
    ['substr("hello", 1, 3)', "ell"],
  ])("%s", (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it.each([
    "late.id",
    '"${late.id}-x"',
    "nobody.knows",
    "sha256(var.env)",
    'late.id == "a" ? 1 : 2',
    "timestamp()",
    "[for x in late.id : x]",
    '"%{ if true }a%{ endif }"',
    "1 / 0",
    'file("none")',
  ])("%s is unknown", (expression) => {
    expect(isUnknown(value(expression))).toBe(true);
  });

  it("keeps what is known beside what is not", () => {
    const found = value('jsonencode({ Statement = [{ Action = "a", Resource = [late.id, "*"] }] })') as {
      Statement: readonly { Resource: readonly unknown[] }[];
    };
    expect(found.Statement[0]!.Resource[1]).toBe("*");
    expect(isUnknown(found.Statement[0]!.Resource[0])).toBe(true);
    expect(isUnknown(value("concat([1], late.id)"))).toBe(true);
  });
});

describe("files", () => {
  it("have blocks, labels, comments and nesting", () => {
    const body = parseHcl('# a\nresource "aws_x" "y" { // b\n  a = 1 /* c\n */\n  b { c = "d" }\n  lifecycle {}\n}\nlocals { z = 1 }\n')!;
    const [resource, locals] = body.blocks;
    expect(resource).toMatchObject({ type: "resource", labels: ["aws_x", "y"] });
    expect([...resource!.body.attributes.keys()]).toEqual(["a"]);
    expect(resource!.body.blocks.map((block) => block.type)).toEqual(["b", "lifecycle"]);
    expect(locals!.body.attributes.has("z")).toBe(true);
  });

  it("of another language are refused", () => {
    for (const text of ["a = ", "resource {", 'x = "', "= 1", "x = <<EOT\nnever ends", "a b c", "x = [1", "{}"])
      expect(parseHcl(text)).toBeUndefined();
  });

  it("never throw", () => {
    const token = fc.constantFrom(
      "a",
      '"',
      "${",
      "}",
      "{",
      "[",
      "]",
      "(",
      ")",
      "=",
      "\n",
      "for",
      " ",
      "in",
      ":",
      "*",
      ".",
      "<<E\n",
      "E",
      "?",
      "1",
      "%{",
      "\\",
      "...",
      "!",
      "var.env",
      ",",
      "=>",
      "if",
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        for (const attribute of parseHcl(tokens.join(""))?.attributes.values() ?? []) evaluate(attribute.value, names);
      }),
      { numRuns: 2000 },
    );
  });
});
