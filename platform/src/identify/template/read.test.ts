import { describe, expect, it, test } from "vitest";
import { readDocument } from "./read.ts";

const parse = (text: string) => readDocument("t.yaml", text).root;

describe("YAML as CloudFormation reads it", () => {
  const short: Record<string, readonly [text: string, expected: unknown]> = {
    "!Ref": ["!Ref A", { Ref: "A" }],
    "!Ref of what looks like a number": ["!Ref 123", { Ref: "123" }],
    "!Condition": ["!Condition A", { Condition: "A" }],
    "!GetAtt with a dot": ["!GetAtt A.Arn", { "Fn::GetAtt": ["A", "Arn"] }],
    "!GetAtt with two dots": ["!GetAtt A.Outputs.X", { "Fn::GetAtt": ["A", "Outputs.X"] }],
    "!GetAtt as a list": ["!GetAtt [A, Arn]", { "Fn::GetAtt": ["A", "Arn"] }],
    "!Sub": ["!Sub '${A}-x'", { "Fn::Sub": "${A}-x" }],
    "!Sub with a map": ["!Sub ['${A}', {A: !Ref B}]", { "Fn::Sub": ["${A}", { A: { Ref: "B" } }] }],
    "functions in functions": [
      "!Join ['-', [!Ref A, !Select [0, !GetAZs '']]]",
      { "Fn::Join": ["-", [{ Ref: "A" }, { "Fn::Select": [0, { "Fn::GetAZs": "" }] }]] },
    ],
    "!If": ["!If [C, 1, !Ref AWS::NoValue]", { "Fn::If": ["C", 1, { Ref: "AWS::NoValue" }] }],
    "!Transform": ["!Transform {Name: AWS::Include}", { "Fn::Transform": { Name: "AWS::Include" } }],
    "other functions": [
      "[!Base64 a, !Cidr [a, 1], !FindInMap [a, b, c], !ImportValue x, !Split [a, b], !And [a], !Or [a], !Not [a], !Equals [a, b], !Length [a], !ToJsonString {a: b}]",
      [
        { "Fn::Base64": "a" },
        { "Fn::Cidr": ["a", 1] },
        { "Fn::FindInMap": ["a", "b", "c"] },
        { "Fn::ImportValue": "x" },
        { "Fn::Split": ["a", "b"] },
        { "Fn::And": ["a"] },
        { "Fn::Or": ["a"] },
        { "Fn::Not": ["a"] },
        { "Fn::Equals": ["a", "b"] },
        { "Fn::Length": ["a"] },
        { "Fn::ToJsonString": { a: "b" } },
      ],
    ],
    "a tag on a block": ["!Sub\n  - a\n  - b: c\n", { "Fn::Sub": ["a", { b: "c" }] }],
    "dates stay text": ["2012-10-17", "2012-10-17"],
    "account ids with a leading zero stay text": ["012345678901", "012345678901"],
    "numbers that would lose a digit stay text": ["3.10", "3.10"],
    "ports are no times of day": ["22:22", "22:22"],
    numbers: ["[1, -2, 3.5, 0]", [1, -2, 3.5, 0]],
    "very long numbers stay text": ["123456789012345678901234567890", "123456789012345678901234567890"],
    "words for booleans": ["[true, False, YES, no]", [true, false, true, false]],
    "ON and OFF in capitals are values of enumerations": ["[ON, OFF]", ["ON", "OFF"]],
    "quoted words stay text": ["['true', \"5\"]", ["true", "5"]],
    nothing: ["{a: , b: ~, c: null}", { a: null, b: null, c: null }],
    "explicit strings": ["!!str 5", "5"],
    aliases: ["{a: &x [1], b: *x}", { a: [1], b: [1] }],
    "merge keys": ["a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n", { a: { p: 1, q: 2 }, b: { q: 3, p: 1 } }],
    "keys that look like numbers": ["{'200': a, 100: b, x: c}", { 100: "b", 200: "a", x: "c" }],
  };
  test.each(Object.entries(short))("%s", (_name, [text, expected]) => {
    const document = readDocument("t.yaml", text);
    expect(document.root).toEqual(expected);
    expect(document.problems).toEqual([]);
  });

  it("reads JSON and YAML into the same data", () => {
    const data = { a: [1, "x", { b: true, c: null }], "200": { d: "ü" } };
    expect(readDocument("t.json", JSON.stringify(data)).root).toEqual(data);
    expect(parse(JSON.stringify(data))).toEqual(data);
  });

  it("takes a byte order mark and UTF-16", () => {
    expect(readDocument("t.yaml", Buffer.from("\ufeffa: 1")).root).toEqual({ a: 1 });
    expect(readDocument("t.json", Buffer.from('\ufeff{"a": 1}', "utf16le")).root).toEqual({ a: 1 });
  });
});

describe("what is wrong is said with its place", () => {
  const bomb = `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(",")}]`).join("\n")}`;
  const faults: Record<string, readonly [file: string, input: string | Uint8Array, expected: object]> = {
    "YAML that ends too soon": ["t.yaml", "a:\n  - [1, 2\nb: 3\n", { code: "E_TEMPLATE_SYNTAX", place: { file: "t.yaml", line: 3 } }],
    "YAML with a bad indent": ["t.yaml", "a:\n    b: 1\n  c: 2\n", { code: "E_TEMPLATE_SYNTAX", place: { line: 3 } }],
    "YAML with a tab": ["t.yaml", "a:\n\tb: 1\n", { code: "E_TEMPLATE_SYNTAX", place: { line: 2 } }],
    "an alias to nothing": ["t.yaml", "a: 1\nb: *x\n", { code: "E_TEMPLATE_SYNTAX", detail: { reason: "BAD_ALIAS" }, place: { line: 2 } }],
    "a list as key": ["t.yaml", "a: 1\n[x, y]: 2\n", { code: "E_TEMPLATE_SYNTAX", place: { line: 2 } }],
    "two documents": [
      "t.yaml",
      "a: 1\n---\nb: 2\n",
      { code: "E_TEMPLATE_SYNTAX", detail: { reason: "MULTIPLE_DOCS" }, place: { line: 2 } },
    ],
    "a key twice in YAML": [
      "t.yaml",
      "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n",
      { code: "E_TEMPLATE_DUPLICATE_KEY", detail: { key: "c" }, place: { file: "t.yaml", line: 5, column: 3 } },
    ],
    "a key twice in JSON": [
      "t.json",
      '{"a": {"b": "x\\"{", "c": [{"b": 1}],\n "b": 2}}',
      { code: "E_TEMPLATE_DUPLICATE_KEY", detail: { key: "b" }, place: { line: 2, column: 2 } },
    ],
    "JSON with a comma too many": [
      "t.json",
      '{\n  "a": 1,\n}',
      { code: "E_TEMPLATE_SYNTAX", detail: { reason: "PropertyNameExpected" }, place: { line: 3, column: 1 } },
    ],
    "JSON that ends too soon": ["t.json", '{"a": [1, 2', { code: "E_TEMPLATE_SYNTAX", place: { line: 1 } }],
    "an alias bomb": ["t.yaml", bomb, { code: "E_TEMPLATE_ALIAS_BOMB" }],
    "brackets without end": ["t.yaml", `a: ${"[".repeat(100_000)}`, { code: "E_TEMPLATE_TOO_DEEP" }],
    "YAML nested too deeply": ["t.yaml", `a: ${"[".repeat(300)}${"]".repeat(300)}`, { code: "E_TEMPLATE_TOO_DEEP" }],
    "JSON nested too deeply": ["t.json", `{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`, { code: "E_TEMPLATE_TOO_DEEP" }],
    "an empty file": ["t.yaml", "", { code: "E_TEMPLATE_EMPTY", place: { line: 1 } }],
    "a file of blanks": ["t.yaml", "\n  \n", { code: "E_TEMPLATE_EMPTY" }],
    "Latin-1": ["t.yaml", Buffer.from("a: caf\xe9", "latin1"), { code: "E_TEMPLATE_ENCODING" }],
    Shift_JIS: ["t.yaml", Uint8Array.from([0x61, 0x3a, 0x20, 0x83, 0x65, 0x83, 0x58]), { code: "E_TEMPLATE_ENCODING" }],
    binary: ["t.yaml", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]), { code: "E_TEMPLATE_ENCODING" }],
    "a huge file": ["t.yaml", "# ".padEnd(17 * 1024 * 1024, "x"), { code: "E_TEMPLATE_TOO_LARGE" }],
    "a key that reaches for the prototype": [
      "t.yaml",
      "a: 1\n__proto__: {b: 2}\n",
      { code: "E_TEMPLATE_FORBIDDEN_KEY", place: { line: 2 } },
    ],
  };
  test.each(Object.entries(faults))("%s", (_name, [file, input, expected]) => {
    const [first, ...rest] = readDocument(file, input).problems;
    expect(first).toMatchObject(expected);
    expect(rest).toEqual([]);
  });

  it("uses the last of two values, as deployment does", () => {
    expect(parse("a: 1\na: 2\n")).toEqual({ a: 2 });
  });

  it("does not stumble over an alias bomb that stays small when shared", () => {
    expect(readDocument("t.yaml", "a: &a [1]\nb: [*a, *a, *a]\n").problems).toEqual([]);
  });
});

describe("places", () => {
  const yaml =
    "Resources:\n  Fn:\n    Type: X\n    Properties:\n      List:\n        - a\n        - b: 1\n      '200': x\n      Plain: y\n";
  const json = JSON.stringify({ Resources: { Fn: { Type: "X", Properties: { List: ["a", { b: 1 }], 200: "x", Plain: "y" } } } }, null, 2);
  const base = ["Resources", "Fn", "Properties"] as const;
  test.each([
    [[...base, "List", 0], 6, 11],
    [[...base, "List", 1, "b"], 7, 11],
    [[...base, "200"], 8, 7],
    [[...base, "Plain"], 9, 7],
    [[...base, "Nothing", "here"], 4, 5],
    [[], undefined, undefined],
  ] as const)("%j in YAML", (path, line, column) => {
    const place = readDocument("t.yaml", yaml).locate(path);
    expect(place).toEqual(line === undefined ? undefined : { file: "t.yaml", line, column });
  });
  test.each([
    [[...base, "List", 1, "b"], 10],
    [[...base, "200"], 6],
    [[...base, "Plain"], 13],
    [["Nowhere"], undefined],
  ] as const)("%j in JSON", (path, line) => {
    const lines = json.split("\n");
    const place = readDocument("t.json", json).locate(path);
    expect(place?.line).toBe(
      line === undefined ? undefined : lines.findIndex((text) => text.trim().startsWith(`"${String(path.at(-1))}"`)) + 1,
    );
  });
});

describe("size", () => {
  it("reads a template of five megabytes in seconds", () => {
    const one = (i: number) =>
      `  Fn${i}:\n    Type: AWS::Lambda::Function\n    Properties:\n      FunctionName: !Sub "fn-\${AWS::Region}-${i}"\n      Environment:\n        Variables:\n          TABLE: !GetAtt Table.Arn\n          TEXT: ${"x".repeat(8000)}\n`;
    const text = `Resources:\n${Array.from({ length: 640 }, (_, i) => one(i)).join("")}`;
    expect(text.length).toBeGreaterThan(5_000_000);
    const started = performance.now();
    const document = readDocument("t.yaml", text);
    expect(document.problems).toEqual([]);
    expect(document.locate(["Resources", "Fn639", "Properties", "Environment"])?.line).toBe(2 + 639 * 8 + 4);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
  it("reads a map with a hundred thousand keys in seconds", () => {
    const document = readDocument("t.yaml", Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join("\n"));
    expect(Object.keys(document.root as object)).toHaveLength(100_000);
  });
});
