import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Parsed } from "./read.ts";
import { readFully } from "./read-yaml.ts";
import { readQuickly } from "./yaml-quick.ts";

const folder = fileURLToPath(new URL("./fixtures/", import.meta.url));
const texts = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(folder + name, "utf8"));

/** Lines of all keys and items, in the order of the tree. Nothing is written of an empty value but its key. */
function linesOf(text: string, parsed: Parsed): readonly number[] {
  const offsets = parsed.offsets();
  const lines: number[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const row = offsets.get(value) ?? [];
    for (const [index, item] of Object.values(value).entries()) {
      if (item !== null) lines.push(text.slice(0, row[index]).split("\n").length);
      visit(item);
    }
  };
  visit(parsed.root);
  return lines;
}

/** The quick reader gives up, or says exactly what the full parser says. */
function agrees(text: string): boolean {
  const quick = readQuickly(text);
  if (!quick) return false;
  const full = readFully(text);
  expect(full.faults, text).toEqual([]);
  expect(quick.root, text).toEqual(full.root);
  expect(linesOf(text, quick), text).toEqual(linesOf(text, full));
  return true;
}

describe("the quick reader and the full parser", () => {
  it("agree on templates of other people, and the quick one reads most of them", () => {
    expect(texts.filter((text) => agrees(text)).length).toBeGreaterThanOrEqual(Math.floor(texts.length / 4));
  });

  const cases: Record<string, readonly [text: string, quick: boolean]> = {
    scalars: ["a: 1\nb: 'it''s'\nc: \"q\\n\\u00e9\"\nd: plain text here\ne: null\nf:\ng: 3.10\n", true],
    comments: ["# top\na: 1 # one\n# between\nb: # two\n  c: x#y\n  # inside\n  d: 'a # b' # three\n", true],
    "sequences as far left as their key": ["a:\n- 1\n- b: 2\n  c: 3\n-\n  - x\n- - y\n  - z\nd: e\n", true],
    "short functions": [
      "a: !Sub '${B}-x'\nb: !GetAtt A.Arn\nc: !If\n  - A\n  - !Ref B\n  - !Sub\n    - '${x}'\n    - x: !Ref C\nd: !Join ['', [a, !Ref 123, \"c\"]]\ne:\n  !Ref F\nf:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x/y}}\n",
      true,
    ],
    literals: ["a: |\n  one\n   two\n\n  # three\nb: |-\n  x\n\nc: |+\n  y\n\nd: >\n  fold\n  ed\n\n  more\ne: >-\n  z\n", true],
    "brackets over lines": ["a: [\n  1,\n  {b: c, 'd': [e, f,]},\n  ]\nb: {\n  x: !Ref Y }\n", true],
    CRLF: ["a:\r\n  b: |\r\n    x\r\n    y\r\n  c: 1\r\n", true],
    "a document start": ["# c\n---\na: 1\n", true],
    "a quoted key": ["'a b': 1\n\"c\" : 2\n", true],
    "colons inside": ["a: arn:aws:s3:::x\nAWS::Y: b\nc: [AWS::Z, x:y]\n", true],
    anchors: ["a: &x 1\nb: *x\n", false],
    "a value over two lines": ["a: one\n  two\n", false],
    "a quoted value over two lines": ["a: 'one\n  two'\n", false],
    "a key given twice": ["a: 1\na: 2\n", false],
    "a tab": ["a:\t1\n", false],
    "a wrong indent": ["a:\n    b: 1\n  c: 2\n", false],
    "an indentation given in digits": ["a: |2\n   x\n", false],
    "two documents": ["a: 1\n---\nb: 2\n", false],
    "a mapping in a plain value": ["a: b: c\n", false],
    "no mapping": ["- a\n", false],
    "a bracket too many": ["a: [b]]\n", false],
    "a pair in a list": ["a: [b: c]\n", false],
    "keys that look like numbers": ["a:\n  x: y\n  200: x\n  '100': z\n", true],
    "a bracket that ends as far left as its key": ["a:\n  b: [\n    c\n  ]\n  d: e\n", true],
    "blanks in a literal": ["a: |\n  x\n     \n  y\n\nb: 1\n", true],
    "a value that begins with a colon": ["a: :iam::aws\nb:\n  - :x\n", true],
    "a key with a question mark": ["? a\n: b\n", false],
    "a tag below a tag": ["a:\n !Join\n !Ref w", false],
  };
  test.each(Object.entries(cases))("%s", (_name, [text, quick]) => {
    expect(agrees(text)).toBe(quick);
  });

  it("agree on texts put together from the pieces templates are made of", () => {
    const piece = fc.constantFrom(
      "a:",
      "b: 1",
      "c: x",
      "- ",
      "- d",
      "-",
      "e: |",
      "f: >-",
      "g: [",
      "]",
      "{",
      "}",
      "h: {i: j}",
      "k: [l, m]",
      "'n': o",
      '"p":',
      "q: 'r'",
      's: "t"',
      "# u",
      " # v",
      "!Ref w",
      "x: !Sub y",
      "z: !If",
      "!Join",
      "- !GetAtt a.b",
      ",",
      ":",
      "  text  ",
      "text: ",
      "- a: b",
      "---",
      "...",
      "'",
      '"',
      "|",
      ">",
      "&a",
      "*a",
      "?",
      "? a",
      "yes",
      "~",
      "<<: *a",
      "a: #b",
      "b: 'c' d",
      "\u00e9: \u3042",
      "- - a",
      "c: -",
      "c: - d",
      "!x",
      "%",
      "@",
      "`",
      "k: a:b",
      "k: a: b",
      "k:v",
      "k: [a: b]",
      "k: {a}",
      'k: {"a":1}',
      "k: [a,b",
      "\\",
      '"\\x41"',
      "1: 2",
    );
    const line = fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.array(piece, { minLength: 0, maxLength: 2 }))
      .map(([indent, pieces]) => " ".repeat(indent) + pieces.join(""));
    const document = fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 9 }), fc.constantFrom("\n", "\n", "\r\n"), fc.constantFrom("", "\n"))
      .map(([lines, newline, end]) => lines.join(newline) + end);
    fc.assert(
      fc.property(document, (text) => void agrees(text)),
      { numRuns: 20_000 },
    );
  });

  it("agree on real templates after any small change", () => {
    const change = fc.constantFrom(
      "",
      "",
      " ",
      "  ",
      "\n",
      ":",
      ": ",
      "- ",
      "'",
      '"',
      "#",
      " #",
      "[",
      "]",
      "{",
      "}",
      ",",
      "!",
      "|",
      ">",
      "&",
      "*",
      "\t",
      "\r\n",
      "---\n",
      "x",
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(30), change, fc.nat(3), (text, at, length, insert, cut) => {
        const start = text.lastIndexOf("\n", at % text.length) + 1;
        let end = start;
        for (let n = 0; n < 8 + length && end >= 0; n += 1) end = text.indexOf("\n", end + 1);
        const part = text.slice(start, end < 0 ? undefined : end + 1);
        const indent = /^ */.exec(part)![0].length;
        const shifted = part
          .split("\n")
          .map((line) => (line.startsWith(" ".repeat(indent)) ? line.slice(indent) : line))
          .join("\n");
        const point = at % (shifted.length + 1);
        agrees(shifted.slice(0, point) + insert + shifted.slice(point + cut));
      }),
      { numRuns: 3_000 },
    );
  });
});
