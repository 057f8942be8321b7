import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, Context, Request } from "../question.ts";
import { allow, ask, context, type Given, given, user } from "./cases/case.ts";
import { tables } from "./cases/index.ts";
import { decide } from "./decide.ts";
import { contexts, KEYS, layers, requests, resourceStatements, statements } from "./generate.test-helper.ts";
import { oracle } from "./oracle.test-helper.ts";

const RUNS = { numRuns: 1000 };
const many = (of: unknown): readonly object[] => of as readonly object[];

describe("the evaluator and the naive one", () => {
  it("agree on whatever is generated, and all three answers come up", () => {
    const seen = new Map<Answer, number>();
    fc.assert(
      fc.property(requests, layers, (request, of) => {
        const { answer } = decide(request, given(of));
        seen.set(answer, (seen.get(answer) ?? 0) + 1);
        expect(answer).toBe(oracle(request, given(of)));
      }),
      { numRuns: 6000 },
    );
    expect(seen.get("depends")).toBeUndefined();
    for (const answer of ["allowed", "implicitly-denied", "explicitly-denied"] as const) expect(seen.get(answer)).toBeGreaterThan(100);
  });

  it("agree on the cases that leave nothing open", () => {
    let asked = 0;
    for (const { name, ask: request, policies, answer } of Object.values(tables).flat()) {
      let said: Answer;
      try {
        said = oracle(request, policies);
      } catch {
        continue;
      }
      if (answer === "depends" || SPECIAL.test(name)) continue;
      asked += 1;
      expect(said, name).toBe(answer);
    }
    expect(asked).toBeGreaterThan(200);
  });
});

/** What the naive evaluator does not know: keys and rules it was not given, and spellings it does not read. */
const SPECIAL =
  /^(trap 10|aws:|kms:CallerAccount|listing all buckets|a session always|a key's policy for calls|an Allow if|every service|every provider|a Deny if|one key|absent and|a pattern and|IpAddress, version 6|a network of|all of version|a range that|what is n|a policy's value|a date as|an operator's name|the session name|variables are|a service's name|an id that|a role's id|Null as|boundary and identity|a quote inside|a variable that is not closed|trap 14: function|a question mark is no colon|StringLikeIfExists with|Null of both|ForAllValues with a star|an address that)/;

describe("explicit Deny and Allow", () => {
  it("an explicit Deny always wins", () => {
    fc.assert(
      fc.property(requests, layers, (request, of) => {
        const everything = { Effect: "Deny", Action: "*", Resource: "*", Principal: "*" };
        const { answer } = decide(request, given({ ...of, resource: [...many(of.resource), everything] } as Given));
        expect(answer).toBe("explicitly-denied");
      }),
      RUNS,
    );
  });

  it("one more Allow never takes access away", () => {
    fc.assert(
      fc.property(requests, layers, statements, resourceStatements, (request, of, more, rest) => {
        const before = decide(request, given(of)).answer;
        const richer = {
          ...of,
          identity: [...many(of.identity), { ...more, Effect: "Allow" }],
          resource: "NotPrincipal" in rest ? of.resource : [...many(of.resource), { ...rest, Effect: "Allow" }],
        } as Given;
        if (before === "allowed") expect(decide(request, given(richer)).answer).toBe("allowed");
      }),
      RUNS,
    );
  });

  it("one more Deny never gives access", () => {
    fc.assert(
      fc.property(requests, layers, statements, (request, of, more) => {
        const before = decide(request, given(of)).answer;
        const poorer = { ...of, identity: [...many(of.identity), { ...more, Effect: "Deny" }] } as Given;
        if (before !== "allowed") expect(decide(request, given(poorer)).answer).not.toBe("allowed");
      }),
      RUNS,
    );
  });

  it("the order of statements and policies does not matter", () => {
    fc.assert(
      fc.property(requests, layers, (request, of) => {
        const turned = { ...of, identity: many(of.identity).toReversed(), resource: many(of.resource).toReversed() } as Given;
        expect(decide(request, given(turned)).answer).toBe(decide(request, given(of)).answer);
      }),
      RUNS,
    );
  });
});

function forget(request: Request, keys: readonly string[]): Request {
  const known = new Map<string, readonly string[] | "absent" | "unknown">(request.context.keys);
  for (const key of keys) known.set(key, "unknown");
  return { ...request, context: { ...request.context, keys: known } };
}

function fill(request: Request, from: Context): Request {
  return { ...request, context: { ...request.context, keys: new Map([...request.context.keys, ...from.keys]) } };
}

describe("what is not known", () => {
  it("never makes an answer that what it turns out to be takes back", () => {
    const seen = new Map<Answer, number>();
    fc.assert(
      fc.property(requests, layers, fc.subarray([...KEYS, "svc:arn"], { minLength: 1 }), contexts, (request, of, unknown, later) => {
        const before = decide(forget(request, unknown), given(of)).answer;
        seen.set(before, (seen.get(before) ?? 0) + 1);
        const after = decide(
          fill(request, { ...later, keys: new Map([...later.keys].filter(([key]) => unknown.includes(key))) }),
          given(of),
        ).answer;
        if (before === "allowed" || before === "explicitly-denied") expect(after).toBe(before);
        if (before === "implicitly-denied") expect(after).not.toBe("allowed");
      }),
      { numRuns: 3000 },
    );
    expect(seen.get("depends")).toBeGreaterThan(20);
  });

  it("makes an answer depend only where it really varies", () => {
    const operator = fc.constantFrom("StringEquals", "StringNotEquals", "StringEqualsIfExists", "StringNotEqualsIfExists");
    const term = fc.tuple(operator, fc.constantFrom("svc:a", "svc:b"), fc.subarray(["1", "2"], { minLength: 1 }));
    const blocks = fc.array(term, { maxLength: 2 }).map((terms) => {
      const condition: Record<string, Record<string, readonly string[]>> = {};
      for (const [name, key, values] of terms) condition[name] = { ...condition[name], [key]: values };
      return { Condition: condition };
    });
    const row = fc.tuple(fc.constantFrom("Allow", "Deny"), blocks).map(([Effect, more]) => ({ ...allow(), Effect, ...more }));
    const states = [["1"], ["2"], ["other"], "absent"] as const;
    let open = 0;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), fc.option(fc.array(row, { maxLength: 3 }), { nil: undefined }), (identity, boundary) => {
        const policies = given({ identity, ...(boundary ? { boundary } : {}) });
        const answers = states.flatMap((a) =>
          states.map(
            (b) =>
              decide(
                {
                  ...ask({ caller: user }),
                  context: {
                    keys: new Map([
                      ["svc:a", a],
                      ["svc:b", b],
                    ]),
                    others: "absent",
                  },
                },
                policies,
              ).answer,
          ),
        );
        const allowed = answers.filter((answer) => answer === "allowed").length;
        const { answer } = decide(ask({ context: context({}, "unknown") }), policies);
        expect(answer === "depends").toBe(allowed > 0 && allowed < answers.length);
        if (answer === "depends") open += 1;
      }),
      RUNS,
    );
    expect(open).toBeGreaterThan(30);
  });
});
