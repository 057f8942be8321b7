import { expect, test } from "vitest";
import { wild } from "../policy/glob.ts";
import { walk } from "./automaton.ts";
import { budget, STEPS } from "./budget.ts";
import { matchesPattern } from "./matching.ts";
import { arnPattern, CAPITAL, DIGIT, literal, many, NAME, type Pattern, shape, textPattern } from "./pattern.ts";
import { type Conjunction, search } from "./search.ts";
import { findText } from "./texts.ts";
import type { Domain, Limit } from "./values.ts";

const globs = (...texts: readonly string[]) => texts.map((text) => textPattern(wild(text)));
const arns = (...texts: readonly string[]) => texts.map((text) => arnPattern(wild(text)) as Pattern);
const hundred = Array.from({ length: 100 }, (_, i) => literal(`x${i}`));
const thirty = Array.from({ length: 30 }, (_, i) => `arn:aws:s${i}:*:*:*c`);
/** Nothing that a star is filled with at first fits any of these parts. */
const awkward = ["arn:*:*::*:*", "arn:*:*:x*:*:*", "arn:*:*:*::*", "arn:*:*:*:x*:*", "arn:*:*:*:*:b/", "arn:*:*:*:*:b/x*"];

/** What most policies ask takes a handful of steps; who walks automata for it takes hundreds. */
test.each<readonly [what: string, all: readonly (readonly Pattern[])[], none: readonly Pattern[], exists: boolean, steps: number]>([
  ["anything at all", [globs("*")], [], true, 3],
  ["anything that is in two lists", [globs("*"), globs("a*", "*")], globs("x"), true, 4],
  ["nothing, where everything is barred", [globs("a*b*c*d*")], globs("*"), false, 1],
  ["one of a hundred names", [hundred, globs("x9?")], globs("x90"), true, 110],
  ["none of a hundred names", [hundred, globs("y*")], [], false, 110],
  ["what is covered", [globs("a*b*c*")], globs("a*"), false, 4],
  ["what is covered, each by another", [globs("a*b", "c*d")], globs("a*", "c*"), false, 8],
  ["what begins otherwise", [globs("a*b*c*"), globs("b*a*")], [], false, 4],
  ["lists that begin otherwise", [globs("a*x", "b*x"), globs("c*y", "d*y")], [], false, 6],
  ["a pattern with its stars left out", [globs("a*b*c*d*e*f*g*")], [], true, 3],
  ["a pattern with its stars filled", [globs("a*b*c*d*e*f*g*")], globs("abcdefg"), true, 4],
  ["a pattern with its stars filled with more", [globs("a*b")], globs("ab", "a?b"), true, 5],
  ["digits", [[shape("a", [DIGIT, DIGIT])]], globs("a0*"), true, 4],
  ["digits and capitals", [[shape("a", many(DIGIT), many(CAPITAL))]], globs("b"), true, 4],
  ["a capital", [[shape("a", [CAPITAL], "*")]], globs("b"), true, 4],
  ["a name", [[shape("a", [NAME], many(NAME))]], globs("b"), true, 4],
  [
    "an ARN of which some parts are barred",
    [arns("arn:aws:s3:*:*:b/*"), arns("arn:*:s3:*:1*:*")],
    arns("arn:*:*:us*:*:*", "arn:*:*:*:12*:*"),
    true,
    400,
  ],
  [
    "an ARN of several lists",
    [
      arns("arn:aws:s3:*:*:b/*", "arn:aws:sqs:*:*:*"),
      arns("arn:*:sns:*:1*:*", "arn:*:sqs:*:2*:*"),
      arns("arn:*:sqs:*:2*:*b*", "arn:*:sns:*:*:*"),
    ],
    arns("arn:*:*:*:*:b*"),
    true,
    400,
  ],
  ["an ARN unlike thirty others", [arns("arn:aws:s3:*:*:b/*")], arns(...thirty), true, 40],
  [
    "an ARN that no part can be of",
    [arns("arn:aws:s3:*:*:b/*"), arns("arn:*:*:*:*:*c")],
    arns("arn:*:s3:a*:*:*", "arn:*:*:b*:*:*", "arn:*:*:*:*:b/*"),
    false,
    8,
  ],
  ["an ARN of awkward parts", [arns("arn:aws:s3:*:*:b/*")], arns(...awkward), true, 1200],
  ["an ARN of awkward parts, unlike thirty others", [arns("arn:aws:s99:*:*:b/*")], arns(...awkward, ...thirty), true, 1250],
  [
    "an ARN of the second kind, where parts of the first leave none",
    [arns("arn:aws:s3:*:*:*", "arn:aws:sqs:*:*:*")],
    arns("arn:aws:s3::*:*", "arn:aws:s3:?*:*:*", "arn:aws:sqs::*:*", "arn:aws:sqs:x:*:*", "arn:aws:sqs:x7q:*:*"),
    true,
    350,
  ],
  ["an ARN of parts that leave none together", [arns("arn:aws:s3:*:*:*")], arns("arn:aws:s3::*:*", "arn:aws:s3:?*:*:*"), false, 250],
  ["an ARN that is like a text", [arns("arn:aws:s3:*:*:b/*"), globs("*z")], arns("arn:*:*:*::*"), true, 700],
  ["an ARN or a text", [[...arns("arn:aws:s3:*:*:b/*"), ...globs("*z")], globs("*z?")], arns("arn:*:*:*::*"), true, 750],
  ["an ARN that is not like a text", [arns("arn:aws:s3:*:*:b/*")], [...arns(...awkward), ...globs("*:*:*:*::*")], true, 2600],
])("%s", (_, all, none, exists, steps) => {
  const left = budget();
  const found = findText(all, none, left);
  expect(typeof found === "object").toBe(exists);
  expect(found).not.toBe("unknown");
  if (typeof found === "object") {
    for (const list of all) expect(list.some((one) => matchesPattern(one, found.text))).toBe(true);
    expect(none.filter((one) => matchesPattern(one, found.text))).toEqual([]);
  }
  expect(STEPS - left.left).toBeLessThanOrEqual(steps);
  expect(STEPS - left.left).toBeGreaterThan(0);
});

/** Where the automata are walked, no more of them is than must be. */
test.each<readonly [what: string, all: readonly (readonly Pattern[])[], none: readonly Pattern[], exists: boolean, steps: number]>([
  ["what is barred before the first letter", [globs("a*b*c*")], globs("*"), false, 6],
  ["a long beginning", [globs("abcdefghijklmnopqrstuvwxyz*")], globs("*z"), true, 450],
  ["beginnings that part", [globs("ab*cd"), globs("ac*cd")], [], false, 18],
  ["what is barred from some letter on", [globs("*a*")], globs("a*", "*b*", "?*"), false, 95],
  ["many stars", [globs("*a*b*c*d*")], globs("*d*c*b*a*"), true, 460],
  ["stars that stand for each other's letters", [globs("*a*a*a*a*a*a*b")], [], true, 235],
  ["two patterns of many stars", [globs("*a*a*a*"), globs("*b*b*b*")], globs("*ab*"), true, 900],
  ["names", [globs("x1", "x2", "x3")], globs("x1", "x2"), true, 40],
])("%s", (_, lists, none, exists, steps) => {
  const left = budget();
  const found = walk(lists, none, left);
  expect(found).not.toBe("unknown");
  expect(typeof found === "object").toBe(exists);
  expect(STEPS - left.left).toBeLessThanOrEqual(steps);
  expect(STEPS - left.left).toBeGreaterThan(0);
});

const free: Domain = { absent: true, present: true, multiple: false, form: [] };
const some = (pattern: string, not = false): Limit => ({ of: "some", not, test: { kind: "text", patterns: globs(pattern) } });
const all = (count: number, make: (i: number) => Conjunction) => Array.from({ length: count }, (_, i) => make(i));

/** A conjunction that the first values break costs a step; the one with the fewest ways out is next. */
test.each<readonly [what: string, wanted: Conjunction, barred: readonly Conjunction[], absent: boolean, exists: boolean, steps: number]>([
  [
    "what the wanted values break",
    [["x", some("a")]],
    all(100, (i) => [
      ["x", some(`b${i}`)],
      ["y", some("*")],
    ]),
    false,
    true,
    110,
  ],
  ["what absent values break", [], all(100, (i) => [["x", some(`b${i}`)]]), true, true, 105],
  [
    "what any value breaks",
    [],
    all(100, (i) => [
      ["x", some(`a${i}*`)],
      ["y", some("*")],
    ]),
    false,
    true,
    105,
  ],
  [
    "what one other value breaks",
    [["x", some("a*")]],
    all(100, () => [
      ["x", some("a*")],
      ["y", some("*")],
      ["z", some("*a*")],
    ]),
    false,
    true,
    110,
  ],
  [
    "what nothing breaks, after what has ways out",
    [["x", some("a*")]],
    [
      ...all(10, (i) => [
        [`p${i}`, some("?")],
        [`q${i}`, some("?")],
      ]),
      [
        ["x", some("a*")],
        ["y", some("*")],
      ],
    ],
    false,
    false,
    85,
  ],
  [
    "what is broken one way, among what is in three",
    [["x", some("a*")]],
    [
      ...all(12, (i) => [
        ["p", some("x")],
        [`q${i}`, some("*x")],
        [`r${i}`, some("x*")],
      ]),
      [
        ["p", some("*", true)],
        ["p", some("x")],
      ],
    ],
    false,
    true,
    145,
  ],
])("%s", (_, wanted, barred, absent, exists, steps) => {
  const left = budget();
  const found = search(wanted, barred, () => ({ ...free, absent }), left);
  expect(found).not.toBe("unknown");
  expect(typeof found === "object").toBe(exists);
  expect(STEPS - left.left).toBeLessThanOrEqual(steps);
  expect(STEPS - left.left).toBeGreaterThan(0);
});
