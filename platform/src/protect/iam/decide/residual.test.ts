import { describe, expect, it } from "vitest";
import { unknown } from "../../../model/index.ts";
import type { Residual } from "../question.ts";
import { allow, anySession, ask, context, deny, type Given, given, HERE, SESSION_ARN, THERE, user } from "./cases/case.ts";
import { decide } from "./decide.ts";

const UNKNOWN = context({}, "unknown");

/** What one needs to show a residual: where it stands, and the condition or the reason. */
function shown({ layer, source, statement, key, operator, values, because }: Residual): object {
  return { layer, source: source.name, index: statement.index, key, operator, values, reason: because?.reason, what: because?.what };
}

function residualOf(layers: Given, question = ask()): readonly object[] {
  const { answer, residual } = decide(question, given(layers));
  expect(answer).toBe("depends");
  return residual.map(shown);
}

const NOTHING = { key: undefined, operator: undefined, values: undefined, reason: undefined, what: undefined };

describe("what an answer hangs on", () => {
  it("a condition: its operator, key and values as written, and the statement that has it", () => {
    const statement = deny({ Condition: { StringNotEqualsIfExists: { "aws:SourceVpc": ["vpc-1", "vpc-2"] } } });
    expect(residualOf({ identity: [allow(), statement] }, ask({ context: UNKNOWN }))).toEqual([
      {
        ...NOTHING,
        layer: "identity",
        source: "identity",
        index: 1,
        key: "aws:SourceVpc",
        operator: "StringNotEqualsIfExists",
        values: ["vpc-1", "vpc-2"],
      },
    ]);
  });

  it("only the conditions that are undecided", () => {
    const statement = allow({ Condition: { StringEquals: { "svc:a": "1", "svc:b": "2" } } });
    const keys = { "svc:a": "1", "svc:b": "unknown" };
    expect(residualOf({ identity: statement }, ask({ keys }))).toEqual([
      { ...NOTHING, layer: "identity", source: "identity", index: 0, key: "svc:b", operator: "StringEquals", values: ["2"] },
    ]);
  });

  it.each(["boundary", "session", "endpoint"] as const)("the layer: %s", (layer) => {
    const statement = allow({ Principal: "*", Condition: { Bool: { "svc:a": "true" } } });
    expect(residualOf({ identity: allow(), [layer]: statement }, ask({ context: UNKNOWN }))).toEqual([
      { ...NOTHING, layer, source: layer, index: 0, key: "svc:a", operator: "Bool", values: ["true"] },
    ]);
  });

  it.each(["serviceControl", "resourceControl"] as const)("the layer: %s", (layer) => {
    const statement = allow({ Principal: "*", Condition: { Bool: { "svc:a": "true" } } });
    expect(residualOf({ identity: allow(), [layer]: [statement] }, ask({ context: UNKNOWN }))).toMatchObject([{ layer, key: "svc:a" }]);
  });

  it("a policy that could not be read", () => {
    expect(residualOf({ identity: unknown("access-denied", { what: "policy" }) })).toEqual([
      { ...NOTHING, layer: "identity", source: "identity", index: 0, reason: "access-denied", what: "policy" },
    ]);
  });

  it.each([
    ["an action", { Action: [unknown("parameter", { what: "A" })] }, "A"],
    ["a NotAction", { NotAction: [unknown("parameter", { what: "NA" })] }, "NA"],
    ["a resource", { Resource: [unknown("parameter", { what: "R" })] }, "R"],
    ["a NotResource", { NotResource: [unknown("parameter", { what: "NR" })] }, "NR"],
    ["an effect", { Effect: unknown("parameter", { what: "E" }) }, "E"],
  ])("%s that could not be read", (_, change, what) => {
    expect(residualOf({ identity: allow(change) })).toEqual([
      { ...NOTHING, layer: "identity", source: "identity", index: 0, reason: "parameter", what },
    ]);
  });

  it.each([
    ["a principal", { Principal: { AWS: unknown("parameter", { what: "P" }) } }, "P"],
    ["a Principal", { Principal: unknown("parameter", { what: "PP" }) }, "PP"],
    ["a NotPrincipal", { NotPrincipal: { AWS: [unknown("parameter", { what: "NP" })] } }, "NP"],
  ])("%s that could not be read", (_, change, what) => {
    expect(residualOf({ resource: allow(change) })).toEqual([
      { ...NOTHING, layer: "resource", source: "resource", index: 0, reason: "parameter", what },
    ]);
  });

  it("a value that could not be read", () => {
    const because = unknown("elsewhere", { what: "Export" });
    expect(residualOf({ identity: allow({ Condition: { StringEquals: { "svc:a": because } } }) }, ask({ keys: { "svc:a": "1" } }))).toEqual(
      [
        {
          ...NOTHING,
          layer: "identity",
          source: "identity",
          index: 0,
          key: "svc:a",
          operator: "StringEquals",
          values: [because],
          reason: "elsewhere",
          what: "Export",
        },
      ],
    );
  });

  it("a presence that could not be read", () => {
    const because = unknown("elsewhere");
    const statement = allow({ Condition: { Null: { "svc:a": because } } });
    for (const keys of [{ "svc:a": "1" }, { "svc:a": "absent" }, { "svc:a": "unknown" }]) {
      expect(residualOf({ identity: statement }, ask({ keys }))).toMatchObject([{ key: "svc:a", reason: "elsewhere" }]);
    }
  });

  it("a Condition that could not be read", () => {
    expect(residualOf({ identity: allow({ Condition: unknown("elsewhere") }) })).toEqual([
      { ...NOTHING, layer: "identity", source: "identity", index: 0, key: "", operator: "", values: [], reason: "elsewhere" },
    ]);
  });

  it("an operator that AWS does not have", () => {
    expect(residualOf({ identity: allow({ Condition: { StringMatches: { "svc:a": "1" } } }) })).toEqual([
      {
        ...NOTHING,
        layer: "identity",
        source: "identity",
        index: 0,
        key: "svc:a",
        operator: "StringMatches",
        values: ["1"],
        reason: "malformed",
        what: "Condition.StringMatches",
      },
    ]);
  });

  it("a variable in a resource", () => {
    const statement = allow({ Resource: "arn:aws:s3:::bucket/${svc:a}" });
    expect(residualOf({ identity: statement }, ask({ context: UNKNOWN }))).toMatchObject([{ reason: "not-collected", what: "Resource" }]);
  });

  it("the name of the session", () => {
    const statement = allow({ Principal: { AWS: SESSION_ARN } });
    expect(residualOf({ resource: statement }, ask({ caller: anySession }))).toMatchObject([
      { reason: "not-collected", what: "session name" },
    ]);
    const both = allow({ Principal: { AWS: [HERE, SESSION_ARN] } });
    expect(residualOf({ resource: both }, ask({ caller: anySession }))).toMatchObject([{ reason: "not-collected", what: "session name" }]);
  });

  it("a principal AWS would refuse", () => {
    const statement = allow({ Principal: { AWS: `arn:aws:iam::${HERE}:user/*` } });
    expect(residualOf({ resource: statement })).toMatchObject([{ reason: "malformed", what: "Principal" }]);
    expect(residualOf({ resource: statement }, ask({ caller: { ...anySession, session: "s1" } as typeof anySession }))).toMatchObject([
      { what: "Principal" },
    ]);
  });

  it("whose resource it is", () => {
    const { resourceAccount: _, ...question } = ask();
    expect(residualOf({ identity: allow() }, question)).toEqual([
      { ...NOTHING, layer: "identity", source: "identity", index: 0, reason: "not-collected", what: "account of the resource" },
    ]);
    expect(residualOf({ identity: allow(), boundary: allow() }, question)).toHaveLength(1);
    expect(residualOf({ resource: allow({ Principal: { AWS: (user as { arn: string }).arn } }) }, question)).toMatchObject([
      { layer: "resource" },
    ]);
  });
});

describe("what allows or denies", () => {
  it("is named with its layer and source", () => {
    const { by } = decide(
      ask({ resourceAccount: THERE }),
      given({
        identity: allow(),
        boundary: allow(),
        session: allow(),
        endpoint: allow({ Principal: "*" }),
        resource: allow({ Principal: "*" }),
        serviceControl: [allow(), allow()],
        resourceControl: [allow({ Principal: "*" })],
      }),
    );
    expect(by.map(({ layer, source }) => `${layer}: ${source.name}`)).toEqual([
      "identity: identity",
      "boundary: boundary",
      "session: session",
      "serviceControl: scp 0",
      "serviceControl: scp 1",
      "resourceControl: rcp 0",
      "resource: resource",
      "endpoint: endpoint",
    ]);
  });

  it("is each named once where several cases lead to it", () => {
    const when = (operator: string): ReturnType<typeof allow> => ({
      ...allow({ Condition: { [operator]: { "svc:a": "1" } } }),
      Sid: operator,
    });
    const { answer, by } = decide(
      ask({ context: UNKNOWN }),
      given({
        identity: [when("StringEquals"), when("StringNotEquals"), allow({ Condition: { Null: { "svc:b": "true" } } })],
        boundary: allow(),
      }),
    );
    expect(answer).toBe("allowed");
    expect(by.map(({ layer, statement }) => `${layer} ${statement.Sid}`).toSorted()).toEqual([
      "boundary undefined",
      "identity StringEquals",
      "identity StringNotEquals",
      "identity undefined",
    ]);
  });

  it("is missing in every layer some case misses", () => {
    const { answer, missing } = decide(
      ask({ context: UNKNOWN }),
      given({
        identity: allow({ Condition: { StringEquals: { "svc:a": "1" } } }),
        boundary: allow({ Condition: { StringNotEquals: { "svc:a": "1" } } }),
      }),
    );
    expect(answer).toBe("implicitly-denied");
    expect([...missing].toSorted()).toEqual(["boundary", "identity"]);
  });
});
