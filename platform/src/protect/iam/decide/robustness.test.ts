import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parsePolicy } from "../../../model/index.ts";
import { arnResource } from "../policy/arn.ts";
import { glob, wild } from "../policy/glob.ts";
import { parseTemplate } from "../policy/template.ts";
import { allow, ask, context, given } from "./cases/case.ts";
import { decide } from "./decide.ts";

afterEach(() => vi.restoreAllMocks());

/** Characters that searches pass and comparisons that are made while `run` runs: work that does not depend on the machine. */
function work(run: () => void): number {
  let count = 0;
  // oxlint-disable-next-line typescript/unbound-method -- each is called with the text it is a method of
  const { indexOf, startsWith, includes } = String.prototype;
  vi.spyOn(String.prototype, "indexOf").mockImplementation(function (this: string, piece, from = 0) {
    const found = indexOf.call(this, piece, from);
    count += (found < 0 ? this.length : found) - from + piece.length;
    return found;
  });
  vi.spyOn(String.prototype, "startsWith").mockImplementation(function (this: string, piece, from) {
    count += piece.length + 1;
    return startsWith.call(this, piece, from);
  });
  vi.spyOn(String.prototype, "includes").mockImplementation(function (this: string, piece, from) {
    count += 1;
    return includes.call(this, piece, from);
  });
  try {
    run();
  } finally {
    vi.restoreAllMocks();
  }
  return count;
}

const SIZES = [500, 1000, 2000, 4000, 8000];

function expectLinear(run: (size: number) => void): void {
  const counts = SIZES.map((size) => work(() => run(size)));
  for (const [i, count] of counts.entries()) {
    const before = counts[i - 1];
    if (before !== undefined) expect(count, counts.join(", ")).toBeLessThan(before * 2.3 + 100);
  }
  expect(counts[0]).toBeGreaterThan(0);
}

describe("hostile patterns", () => {
  it.each([
    ["many stars that almost match", (n: number) => glob(wild(`${"a*".repeat(n)}b`)).matches("a".repeat(2 * n))],
    ["many stars that match up to the middle", (n: number) => glob(wild(`${"*a".repeat(n)}*b*c`)).matches(`${"a".repeat(2 * n)}c`)],
    ["stars and question marks in turn", (n: number) => glob(wild("*?".repeat(n))).matches("a".repeat(2 * n))],
    ["stars beside stars", (n: number) => glob(wild(`${"*".repeat(n)}x`)).matches("a".repeat(n))],
    ["a pattern longer than the text", (n: number) => glob(wild(`${"ab*".repeat(n)}`)).matches("ab")],
    ["an ARN of stars", (n: number) => arnResource(wild(`arn:aws:s3:::${"a*".repeat(n)}b`)).matches(`arn:aws:s3:::${"a".repeat(2 * n)}`)],
  ] as const)("%s: work grows with size, not faster", (_, run) => {
    expectLinear(run);
  });

  it.each(["${", "${a,'", "${a,''", "${a, ", "${ ", "$", "${a,'b'", "${a"])("%j left open again and again is read once", (piece) => {
    const texts = SIZES.map((size) => piece.repeat(size));
    for (const text of texts) expect(parseTemplate(text, { variables: true, wildcards: true })).toEqual([text]);
    expectLinear((size) => parseTemplate(piece.repeat(size), { variables: true, wildcards: true }));
  });

  it("a star inside a part is matched without backtracking", () => {
    const pattern = arnResource(wild(`arn:aws:${"a*".repeat(400)}b:x`));
    expect(pattern.matches(`arn:aws:${"a".repeat(1500)}:x`)).toBe(false);
    expect(pattern.matches(`arn:aws:${"a".repeat(1500)}b:x`)).toBe(true);
  });
});

describe("large policies", () => {
  const statement = allow({ Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket-0123456789/prefix/*" });
  const length = JSON.stringify(statement).length + 1;

  it.each([6144, 10_240, 20_480, 61_440, 102_400, 204_800])("%i characters are compiled and asked", (size) => {
    const count = Math.floor(size / length);
    const statements = Array.from({ length: count }, (_, i) => ({ ...statement, Resource: `arn:aws:s3:::bucket-${i}/*` }));
    const policies = given({ identity: statements });
    expect(decide(ask({ resource: `arn:aws:s3:::bucket-${count - 1}/k` }), policies).answer).toBe("allowed");
    expect(decide(ask({ resource: `arn:aws:s3:::bucket-${count}/k` }), policies).answer).toBe("implicitly-denied");
  });

  it("work grows with the number of statements, not faster", () => {
    const request = ask({ resource: "arn:aws:s3:::none/k" });
    expectLinear((size) => {
      const statements = Array.from({ length: size }, (_, i) => ({
        ...statement,
        Resource: `arn:aws:s3:::bucket-${size}-${10_000 + i}/*`,
      }));
      decide(request, given({ identity: statements }));
    });
  });

  it("work grows with the number of conditions in doubt, not faster", () => {
    const request = ask({ context: context({}, "unknown") });
    expectLinear((size) => {
      const statements = Array.from({ length: size }, (_, i) => allow({ Condition: { StringEquals: { "svc:a": String(i) } } }));
      expect(decide(request, given({ identity: statements })).answer).toBe("depends");
    });
  });
});

describe("malformed policies", () => {
  const element = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>("*", ["*"], "s3:*", { AWS: "*" }, { StringEquals: { "svc:a": [1, null, true] } }),
  );
  const field = fc.constantFrom(
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
    "Sid",
  );

  it("are never allowed to stop the evaluator", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(field, element)), fc.boolean(), (statements, known) => {
        const document = parsePolicy({ Version: "2012-10-17", Statement: statements });
        const { answer } = decide(
          ask(known ? {} : { context: context({}, "unknown") }),
          given({ identity: document, resource: document, boundary: document }),
        );
        expect(["allowed", "implicitly-denied", "explicitly-denied", "depends"]).toContain(answer);
      }),
      { numRuns: 500 },
    );
  });

  it("a document that is no policy leaves the answer open", () => {
    for (const document of ["{", "[]", 7, { Statement: "x" }]) {
      expect(decide(ask(), given({ identity: parsePolicy(document) })).answer).toBe("depends");
    }
  });

  it("a request that is no ARN and no action is only refused", () => {
    for (const [action, resource] of [
      ["", ""],
      [":", ":::::"],
      ["s3", "arn"],
      ["s3:GetObject:x", "arn:aws:s3"],
    ] as const) {
      expect(decide(ask({ action, resource }), given({ identity: allow({ Action: "sqs:*" }) })).answer).not.toBe("allowed");
    }
  });
});
