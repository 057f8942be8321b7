import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arnResource } from "../policy/arn.ts";
import { STAR, wild } from "../policy/glob.ts";
import { walk } from "./automaton.ts";
import { budget, STEPS } from "./budget.ts";
import { apart, coversPattern, matchesPattern } from "./matching.ts";
import { arnPattern, caselessPattern, literal, type Pattern, resourcePattern, textPattern } from "./pattern.ts";
import { findText } from "./texts.ts";

/** Every text over two letters and a colon up to a length. */
const texts: string[] = [""];
for (let i = 0; texts.length < 1093; i += 1) for (const letter of ["a", "b", ":"]) texts.push(`${texts[i]}${letter}`);

const written = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", ":"), maxLength: 5 });
const glob = written.map((text) => textPattern(wild(text)));
const resource = written.map((text) => resourcePattern(wild(text)));
const any: fc.Arbitrary<Pattern> = fc.oneof(glob, resource);
const lists = fc.array(fc.array(any, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 });
const none = fc.array(any, { maxLength: 2 });

function fits(text: string, all: readonly (readonly Pattern[])[], barred: readonly Pattern[]): boolean {
  return all.every((list) => list.some((one) => matchesPattern(one, text))) && !barred.some((one) => matchesPattern(one, text));
}

describe("sets of texts", () => {
  test("a text that is found is in every list and not barred", () => {
    fc.assert(
      fc.property(lists, none, (all, barred) => {
        const found = findText(all, barred, budget());
        return typeof found === "string" || fits(found.text, all, barred);
      }),
      { numRuns: 1000 },
    );
  });
  test("none is found only where no short text fits either", () => {
    fc.assert(
      fc.property(
        lists,
        none,
        (all, barred) => findText(all, barred, budget()) !== "none" || !texts.some((text) => fits(text, all, barred)),
      ),
      { numRuns: 1000 },
    );
  });
  test("small questions are always answered", () => {
    fc.assert(fc.property(lists, none, (all, barred) => findText(all, barred, budget()) !== "unknown"));
  });
  test("the short cuts and the automaton agree", () => {
    fc.assert(
      fc.property(lists, none, (all, barred) => (findText(all, barred, budget()) === "none") === (walk(all, barred, budget()) === "none")),
      { numRuns: 1000 },
    );
  });
  test("a cover leaves nothing, and what is apart has nothing in common", () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const difference = walk([[a]], [b], budget());
        const common = walk([[a], [b]], [], budget());
        return (!coversPattern(b, a) || difference === "none") && (!apart(a, b) || common === "none");
      }),
      { numRuns: 2000 },
    );
  });
  test("a pattern and its complement share nothing, and leave nothing out", () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const empty = walk([[a]], [a], budget()) === "none";
        const whole = texts.every((text) => matchesPattern(a, text) !== !matchesPattern(a, text));
        // De Morgan: outside of a and of b is outside of their union.
        const outside = findText([[textPattern(STAR)]], [a, b], budget());
        return empty && whole && (typeof outside === "string" || (!matchesPattern(a, outside.text) && !matchesPattern(b, outside.text)));
      }),
    );
  });
});

describe("sets of ARNs", () => {
  const part = fc.constantFrom("*", "a", "a*", "?", "", "ab");
  const arn = fc.tuple(part, part, part, part, part, fc.constantFrom("*", "a/*", "a:b", "*/a", "a")).map((parts) => parts.join(":"));
  const arnOf = (text: string) => arnPattern(wild(text)) as Pattern;

  test("part by part gives the same as the automaton of the whole", () => {
    fc.assert(
      fc.property(fc.array(arn, { minLength: 1, maxLength: 2 }), fc.array(arn, { maxLength: 3 }), (yes, no) => {
        const all = yes.map((text) => [arnOf(text)]);
        const barred = no.map(arnOf);
        const found = findText(all, barred, budget(1_000_000));
        const walked = walk(all, barred, budget(1_000_000));
        if (found === "unknown" || walked === "unknown") return true;
        return (found === "none") === (walked === "none") && (found === "none" || fits(found.text, all, barred));
      }),
      { numRuns: 500 },
    );
  });
  test("a star does not cross a colon of the first five", () => {
    const pattern = arnOf("arn:aws:iam::*:role/x");
    expect(matchesPattern(pattern, "arn:aws:iam::1:role/x")).toBe(true);
    expect(matchesPattern(pattern, "arn:aws:iam::1:2:role/x")).toBe(false);
    expect(matchesPattern(textPattern(wild("arn:aws:iam::*:role/x")), "arn:aws:iam::1:2:role/x")).toBe(true);
  });
  test("a star of a resource crosses the colons that it does when a request is decided", () => {
    const resources = fc.string({ unit: fc.constantFrom("a", "*", "?", ":", ":"), maxLength: 14 });
    const called = fc.string({ unit: fc.constantFrom("a", ":", ":"), maxLength: 10 });
    let both = 0;
    fc.assert(
      fc.property(resources, fc.array(called, { minLength: 20, maxLength: 20 }), (text, names) => {
        const [searched, decided] = [resourcePattern(wild(text)), arnResource(wild(text))];
        for (const name of [
          ...names,
          text.replaceAll(/[*?]/g, "a"),
          text.replaceAll("*", ":").replaceAll("?", "a"),
          text.replaceAll("?", ":"),
        ]) {
          expect([name, matchesPattern(searched, name)]).toEqual([name, decided.matches(name)]);
          if (decided.matches(name)) both += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(both).toBeGreaterThan(500);
  });
  test.each<readonly [pattern: string, matched: string, not: string]>([
    ["arn:aws:s3:*:1:b", "arn:aws:s3::1:1:b", "arn:aws:s3::1:b:1"],
    ["arn:aws:s3:e*1:1:b", "arn:aws:s3:eu1:1:b", "arn:aws:s3:e:1:1:b"],
    ["arn:aws:s3:?:1:b", "arn:aws:s3:e:1:b", "arn:aws:s3:::1:b"],
    ["arn:aws:s3:::b*c", "arn:aws:s3:::b:c", "arn:aws:s3::b:c"],
    ["arn:aws:s3:::b?c", "arn:aws:s3:::b:c", "arn:aws:s3:::bc"],
  ])("as in %s", (text, matched, not) => {
    const pattern = resourcePattern(wild(text));
    expect([matched, not].filter((name) => matchesPattern(pattern, name))).toEqual([matched]);
    expect([matched, not].filter(arnResource(wild(text)).matches)).toEqual([matched]);
  });
  test("the shape that made the whole automaton explode takes a few hundred steps", () => {
    const wanted = Array.from({ length: 6 }, (_, i) => [arnOf(`arn:aws:cloudtrail:*:11111111111${i % 2}:trail/*`)]);
    const excluded = Array.from({ length: 40 }, (_, i) => arnOf(`arn:aws:*:*:11111111111${i % 10}:*`));
    const steps = budget();
    expect(findText(wanted.slice(0, 1), excluded, steps)).toBe("none");
    expect(60_000 - steps.left).toBeLessThan(1000);
  });
});

describe("work is bounded", () => {
  test.each([2, 4, 8, 16])("%i patterns made to explode stop at the budget", (count) => {
    const bad = Array.from({ length: count }, (_, i) => [textPattern(wild(`${"*a".repeat(20 + i)}*b${"?".repeat(i)}c*`))]);
    const barred = Array.from({ length: count }, (_, i) => textPattern(wild(`${"*b".repeat(10 + i)}*c*`)));
    const steps = budget(20_000);
    findText(bad, barred, steps);
    // One state more than was left, and no state is larger than all patterns together.
    expect(steps.left).toBeGreaterThan(-20_000);
  });
  const arns = (...texts: string[]) => texts.map((text) => arnPattern(wild(text)) as Pattern);
  const globs = (...texts: string[]) => texts.map((text) => textPattern(wild(text)));
  test.each<readonly [what: string, all: readonly (readonly Pattern[])[], none: readonly Pattern[], exists: boolean]>([
    [
      "ARNs but for some of their parts",
      [arns("arn:aws:*:*:1*:role/*"), arns("arn:*:iam:*:*:*", "arn:*:sts:*:*:*")],
      arns("arn:*:*:us*:*:*", "arn:*:*:*:*1:*", "arn:*:iam:*:*:*", "arn:*:*:?*:*:role/?*", "arn:*:s*:*:1:*"),
      true,
    ],
    [
      "ARNs of which nothing is left",
      [arns("arn:aws:s*:*:1*:role/*")],
      arns("arn:*:s*:a*:*:*", "arn:*:*:*:1*:*e/*", "arn:*:*:b:*:*"),
      false,
    ],
    [
      "ARNs of one list or the other",
      [arns("a:b*:c:*:*:*", "a:*:c:*:*:d*"), arns("a:*x:*:*:*:*", "a:*:*:*:*:*x")],
      arns("*:b*:*:*:*:*", "*:*:*:*:*:d", "*:*:*:*:*:dx"),
      true,
    ],
    ["texts with stars on both sides", [globs("*a*b*", "*b*c*"), globs("*c*a*"), globs("???*")], globs("*ca*", "a*", "*aa*"), true],
    ["texts of which nothing is left", [globs("*a*b*"), globs("?*?")], globs("*a*", "b*c"), false],
    ["a text out of a list", [globs("a", "b", "ab"), globs("*b")], globs("b"), true],
  ])("fewer steps never make something nothing: %s", (_, all, none, exists) => {
    const enough = budget();
    const answer = findText(all, none, enough);
    expect(typeof answer === "object").toBe(exists);
    expect(answer).not.toBe("unknown");
    const used = STEPS - enough.left;
    for (let steps = 0; steps <= used; steps += Math.ceil(used / 200)) {
      const found = findText(all, none, budget(steps));
      if (found === "unknown") continue;
      expect(typeof found === "object").toBe(exists);
      if (typeof found === "object") expect(fits(found.text, all, none)).toBe(true);
    }
    expect(findText(all, none, budget(0))).toBe("unknown");
  });
  test("ARNs of which every two have something in common, and all have nothing", () => {
    expect(findText([arns("arn:aws:s3:::a*"), arns("arn:aws:s3:::*b"), arns("arn:aws:s3:::?")], [], budget())).toBe("none");
    expect(findText([arns("arn:aws:s3:a*::x"), arns("arn:aws:s3:*b::x"), arns("arn:aws:s3:?::x")], [], budget())).toBe("none");
  });
  /** Between them they leave no region, though neither does alone. */
  const nowhere = arns("arn:*:*::*:*", "arn:*:*:?*:*:*");
  test.each<readonly [what: string, all: readonly (readonly Pattern[])[], none: readonly Pattern[]]>([
    [
      "many ways to be unlike what is barred",
      [arns("arn:aws:s3:*:*:b/*")],
      [...arns(...Array.from("abcdefghijklmnopqrstuvwx", (letter) => `arn:*:*:${letter}*:${letter}*:*`)), ...nowhere],
    ],
    [
      "many ways to be of what is wanted",
      Array.from("abcdefghijklmnopqrstuvwx", (letter) => arns(`arn:aws:s3:*:*:*${letter}*`, `arn:aws:s3:*:*${letter}*:*`)),
      nowhere,
    ],
  ])("%s are not all tried", (_, all, none) => {
    const steps = budget(2000);
    expect(findText(all, none, steps)).toBe("unknown");
    expect(steps.left).toBeGreaterThan(-1000);
  });
  test("what is wanted of ARNs is not tried with what is apart from it", () => {
    const letters = Array.from("abcdefghijkl");
    const next = (i: number) => letters[(i + 1) % letters.length];
    const regions = letters.map((letter) => `arn:aws:s3:${letter}*:*:*`);
    const accounts = letters.map((letter) => `arn:aws:s3:*:${letter}*:*`);
    const pairs = letters.map((letter, i) => `arn:aws:s3:${letter}*:${next(i)}*:*`);
    const none = arns("arn:*:*:*:*:?*", "arn:*:*:*:*:");
    const steps = budget();
    expect(
      findText(
        [regions, accounts, pairs].map((texts) => arns(...texts)),
        none,
        steps,
      ),
    ).toBe("none");
    expect(STEPS - steps.left).toBeLessThan(9000);
  });
  test("letters of either case are one", () => {
    const found = findText([[caselessPattern("abc")], [textPattern(wild("A*"))]], [literal("Abc")], budget());
    expect(typeof found === "object" && found.text.toLowerCase()).toBe("abc");
  });
});
