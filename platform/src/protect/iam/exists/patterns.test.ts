import { describe, expect, test } from "vitest";
import { wild } from "../policy/glob.ts";
import { walk } from "./automaton.ts";
import { budget } from "./budget.ts";
import { apart, coversPattern, matchesPattern } from "./matching.ts";
import {
  ANY,
  arnPattern,
  CAPITAL,
  caselessPattern,
  classOf,
  codesOf,
  contains,
  DIGIT,
  everything,
  holds,
  isEverything,
  literal,
  many,
  NAME,
  NOT_COLON,
  ofParts,
  type Pattern,
  repeats,
  resourcePattern,
  shape,
  textPattern,
} from "./pattern.ts";
import { findText } from "./texts.ts";

const glob = (text: string) => textPattern(wild(text));
const anyCase = (text: string) => caselessPattern(wild(text));
const inResource = (text: string) => resourcePattern(wild(text));
const arn = (text: string) => arnPattern(wild(text)) as Pattern;

/** A letter of every class, and every text of them up to a length. */
const LETTERS = ["a", "A", "z", "9", "Z", ":", "/"];
const texts: string[] = [""];
for (let i = 0; texts.length < 400; i += 1) for (const letter of LETTERS) texts.push(`${texts[i]}${letter}`);

const patterns: Readonly<Record<string, Pattern>> = {
  everything,
  "*": glob("*"),
  "a*": glob("a*"),
  "*a": glob("*a"),
  "a*z": glob("a*z"),
  "*a*": glob("*a*"),
  "?": glob("?"),
  "?a": glob("?a"),
  "??*": glob("??*"),
  a: literal("a"),
  "a/9": literal("a/9"),
  nothing: literal(""),
  "a in either case": anyCase("a"),
  "9az in either case": anyCase("9az"),
  "a* in either case": anyCase("a*"),
  digit: shape([DIGIT]),
  digits: shape(many(DIGIT)),
  "two digits": shape([DIGIT, DIGIT]),
  capital: shape([CAPITAL]),
  capitals: shape(many(CAPITAL)),
  "a and capitals": shape("a", many(CAPITAL)),
  name: shape([NAME]),
  names: shape(many(NAME)),
  "a name and a": shape(many(NAME), "a"),
  "no colon": shape([NOT_COLON]),
  "no colons": shape(many(NOT_COLON)),
  "no colons and /a": shape(many(NOT_COLON), "/a"),
  "anything and a name": shape("*", [NAME]),
  "a name, anything": shape([NAME], "*"),
  "names and digits": shape(many(NAME), many(DIGIT)),
  "a:*z of a resource": inResource("a:*z"),
  "*:a of a resource": inResource("*:a"),
  "?* of a resource": inResource("?*"),
};

const CLASSES = [
  [ANY, "[^]"],
  [NOT_COLON, "[^:]"],
  [NAME, "[^:/]"],
  [DIGIT, "[0-9]"],
  [CAPITAL, "[0-9A-Z]"],
] as const;

/** The same as a regular expression. */
function expressionOf({ tokens }: Pattern): RegExp {
  const one = (token: number) => {
    const codes = codesOf(classOf(token));
    const named = CLASSES.find(([kind]) => kind === classOf(token));
    const text = named ? named[1] : `[${(codes as readonly number[]).map((code) => `\\u${code.toString(16).padStart(4, "0")}`).join("")}]`;
    return repeats(token) ? `${text}*` : text;
  };
  return new RegExp(`^${tokens.map(one).join("")}$`);
}

const all = Object.entries(patterns).map(([name, pattern]) => {
  const expression = expressionOf(pattern);
  return { name, pattern, expression, members: new Set(texts.filter((text) => expression.test(text))) };
});

test.each(all)("$name matches what its regular expression does", ({ pattern, members }) => {
  expect(texts.filter((text) => matchesPattern(pattern, text))).toEqual(texts.filter((text) => members.has(text)));
});

describe.each(all)("of $name", ({ pattern: one, expression, members }) => {
  test("what others leave, and what they have in common with it", () => {
    for (const { name, pattern: other, expression: others, members: its } of all) {
      const left = texts.some((text) => members.has(text) && !its.has(text));
      const common = texts.some((text) => members.has(text) && its.has(text));
      for (const found of [findText([[one]], [other], budget()), walk([[one]], [other], budget())]) {
        if (typeof found === "object")
          expect([name, found.text, expression.test(found.text) && !others.test(found.text)]).toEqual([name, found.text, true]);
        else expect([name, found, left]).toEqual([name, "none", false]);
      }
      for (const found of [findText([[one], [other]], [], budget()), walk([[one], [other]], [], budget())]) {
        if (typeof found === "object")
          expect([name, found.text, expression.test(found.text) && others.test(found.text)]).toEqual([name, found.text, true]);
        else expect([name, found, common]).toEqual([name, "none", false]);
      }
      if (coversPattern(other, one)) expect([name, "covers", left]).toEqual([name, "covers", false]);
      if (apart(other, one)) expect([name, "is apart", common]).toEqual([name, "is apart", false]);
    }
  });
  test("any of two", () => {
    for (const { name, pattern: other, expression: others } of all) {
      const found = findText([[one, other]], [glob("a*"), shape(many(DIGIT))], budget());
      const left = texts.some((text) => (expression.test(text) || others.test(text)) && !/^(?:a.*|\d*)$/.test(text));
      if (typeof found === "object")
        expect([name, found.text, expression.test(found.text) || others.test(found.text)]).toEqual([name, found.text, true]);
      else expect([name, found, left]).toEqual([name, "none", false]);
    }
  });
});

describe("what is told without a search", () => {
  test.each<readonly [outer: Pattern, inner: Pattern]>([
    [everything, glob("a*b?")],
    [glob("a*"), glob("ab*c")],
    [glob("*b"), glob("a*b")],
    [glob("a*c*"), glob("ab*c")],
    [glob("?*"), glob("a*")],
    [glob("a??"), glob("a?b")],
    [glob("*"), shape(many(NAME))],
    [glob("?"), shape([DIGIT])],
    [glob("?"), anyCase("a")],
    [glob("a*"), literal("abc")],
    [glob("*9"), shape(many(NAME), "9")],
    [arn("arn:aws:*:*:*:*"), arn("arn:aws:s3:*:*:b/*")],
    [arn("arn:aws:s3:::*"), arn("arn:aws:s3:::b/*")],
  ])("%o covers %o", (outer, inner) => {
    expect(coversPattern(outer, inner)).toBe(true);
    expect(coversPattern(inner, outer)).toBe(false);
  });
  test.each<readonly [one: Pattern, other: Pattern]>([
    [glob("a*"), glob("b*")],
    [glob("*a"), glob("*b")],
    [glob("a*c"), glob("a*b")],
    [literal("a"), glob("b*")],
    [shape([DIGIT], "*"), glob("a*")],
    [anyCase("a*"), glob("b*")],
    [shape("*", [CAPITAL]), glob("*a")],
    [arn("arn:aws:s3:::*"), arn("arn:aws:sqs:*:*:*")],
    [arn("arn:aws:s3:::a*"), arn("arn:aws:s3:::b*")],
  ])("%o and %o are apart", (one, other) => {
    expect(apart(one, other)).toBe(true);
    expect(apart(other, one)).toBe(true);
  });
  test.each<readonly [one: Pattern, other: Pattern]>([
    [glob("a*"), glob("*b")],
    [glob("a?"), glob("?b")],
    [anyCase("a"), glob("A*")],
    [shape([DIGIT], "*"), glob("?9*")],
    [arn("arn:aws:s3:::*"), arn("arn:*:s3:*:*:b*")],
  ])("%o and %o are not", (one, other) => {
    expect(apart(one, other)).toBe(false);
    expect(coversPattern(one, other)).toBe(false);
  });
});

test.each<readonly [what: string, wanted: Pattern, barred: readonly string[]]>([
  ["the last digit", shape([DIGIT]), Array.from("012345678")],
  ["the first digit", shape([DIGIT]), Array.from("123456789")],
  ["some digit", shape([DIGIT]), ["0", "9"]],
  ["the last capital", shape([CAPITAL]), Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXY")],
  ["some capital", shape([CAPITAL]), Array.from("0123456789A")],
  ["a character of a name", shape([NAME]), ["a", "x", "0", "A", "あ", "ぁ"]],
  ["any character", glob("?"), ["a", "b", "x", "0", "9", "A", "Z", "ぁ", ":", "/"]],
  ["a slash", shape([NOT_COLON], "a"), Array.from("abcdefghijklmnopqrstuvwxyz").map((letter) => `${letter}a`)],
])("%s is found though others are barred", (_, wanted, barred) => {
  const none = barred.map(literal);
  for (const found of [walk([[wanted]], none, budget()), findText([[wanted]], none, budget())]) {
    expect(typeof found === "object" && matchesPattern(wanted, found.text) && !barred.includes(found.text)).toBe(true);
  }
});

describe("classes of characters", () => {
  const kinds = [
    ANY,
    NOT_COLON,
    NAME,
    CAPITAL,
    DIGIT,
    "a".charCodeAt(0),
    ":".charCodeAt(0),
    ...anyCase("a").tokens,
    ...anyCase("z").tokens,
  ];
  const codes = Array.from({ length: 128 }, (_, code) => code);
  test("one is in another only where all its characters are", () => {
    for (const outer of kinds)
      for (const inner of kinds)
        if (contains(outer, inner)) expect(codes.filter((code) => holds(inner, code) && !holds(outer, code))).toEqual([]);
  });
  test.each([
    [ANY, NOT_COLON],
    [NOT_COLON, NAME],
    [NOT_COLON, CAPITAL],
    [NAME, CAPITAL],
    [NAME, DIGIT],
    [CAPITAL, DIGIT],
    [NAME, anyCase("a").tokens[0] as number],
    [anyCase("a").tokens[0] as number, "A".charCodeAt(0)],
    [DIGIT, "0".charCodeAt(0)],
    [DIGIT, "9".charCodeAt(0)],
    [CAPITAL, "A".charCodeAt(0)],
    [CAPITAL, "Z".charCodeAt(0)],
  ])("%i contains %i, and not the other way round", (outer, inner) => {
    expect(contains(outer, inner)).toBe(true);
    expect(contains(inner, outer)).toBe(false);
    expect(contains(outer, outer)).toBe(true);
  });
  test("the bounds of digits and capitals", () => {
    const of = (kind: number) =>
      codes
        .filter((code) => holds(kind, code))
        .map((code) => String.fromCharCode(code))
        .join("");
    expect(of(DIGIT)).toBe("0123456789");
    expect(of(CAPITAL)).toBe("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    expect(of(anyCase("k").tokens[0] as number)).toBe("Kk");
    expect(codes.filter((code) => !holds(NAME, code)).map((code) => String.fromCharCode(code))).toEqual(["/", ":"]);
    expect(codes.filter((code) => !holds(NOT_COLON, code)).map((code) => String.fromCharCode(code))).toEqual([":"]);
  });
  test("letters beyond ASCII have cases too, and digits have none", () => {
    expect(matchesPattern(anyCase("é1"), "É1")).toBe(true);
    expect(matchesPattern(anyCase("É1"), "é1")).toBe(true);
    expect(matchesPattern(anyCase("é"), "e")).toBe(false);
    for (const [barred, left] of ["éÉ", "Éé", "aA", "Aa"].map((pair) => Array.from(pair)))
      expect(walk([[anyCase(left as string)]], [literal(barred as string)], budget())).toEqual({ text: left });
    expect(anyCase("19").literal).toBe("19");
    expect(anyCase("a").literal).toBeUndefined();
  });
});

test("a shape is written in texts, characters of a class, and any number of them", () => {
  const given = shape("x*:", [DIGIT, CAPITAL], many(NAME), "?");
  const fits = ["x:0Z!", "xyz:99:", "x::1A-b/"];
  const not = ["y:0Z!", "x:Z0!", "x:0z!", "x:0Z", "x:0Z/b!", "x0Z!"];
  expect([...fits, ...not].filter((text) => matchesPattern(given, text))).toEqual(fits);
});

describe("how patterns are told apart", () => {
  test("by whether one text is all they match", () => {
    expect(glob("ab").literal).toBe("ab");
    expect(glob("a?").literal).toBeUndefined();
    expect(arn("arn:aws:s3:::b").literal).toBe("arn:aws:s3:::b");
    expect(inResource("a:b").literal).toBe("a:b");
    expect(ofParts(["arn", "aws", "s3", "", "", "b"].map(literal)).literal).toBe("arn:aws:s3:::b");
  });
  test("by whether they match everything", () => {
    expect([everything, glob("*"), glob("**"), arn("*")].map(isEverything)).toEqual([true, true, true, true]);
    const less = [
      glob("?"),
      glob("*a"),
      glob("?*"),
      literal(""),
      literal("*"),
      shape(many(NAME)),
      shape(many(NOT_COLON)),
      arn("arn:*:*:*:*:*"),
    ];
    expect(less.map(isEverything)).toEqual(less.map(() => false));
  });
  test("by the parts of ARNs", () => {
    expect(arn("arn:aws:s3:::b/*").parts?.map((part) => part.literal)).toEqual(["arn", "aws", "s3", "", "", undefined]);
    expect(literal("arn:aws:s3:::b:c").parts?.map((part) => part.literal)).toEqual(["arn", "aws", "s3", "", "", "b:c"]);
    expect(literal("a:b:c:d:e:f").parts).toBeUndefined();
    expect(literal("arn:aws:s3").parts).toBeUndefined();
    // What has too few parts matches no ARN.
    expect(arnPattern(wild("arn:aws:*"))).toBeUndefined();
    expect(arnPattern(wild("arn:aws:s3"))?.literal).toBe("arn:aws:s3");
  });
});
