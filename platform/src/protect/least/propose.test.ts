import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnknown, type Policy, parsePolicy, type Statement, unknown } from "../../model/index.ts";
import { decide } from "../iam/decide/decide.ts";
import { policyOf } from "./analyse.ts";
import { mergeNeeds } from "./needs.ts";
import { joinPieces, proposeFor } from "./propose.ts";
import type { Evidence, Need } from "./types.ts";
import { asked } from "./verify.ts";

const ROLE = { type: "role", arn: "arn:aws:iam::111122223333:role/app", account: "111122223333", serviceLinked: false } as const;
const TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/orders";

function need(action: string, resource: string, resolved = true): Need {
  return { action, resource, resolved, proofs: [{ reason: "called", confidence: "medium", what: action }] };
}

function evidence(needs: readonly Need[], more: Partial<Evidence> = {}): Evidence {
  return { needs: mergeNeeds(needs), reserves: [], files: ["x"], records: undefined, dataEvents: new Set(), accessed: undefined, ...more };
}

const open = { reserves: [{ why: "library", what: "x" }] };
const year = { first: "2025-01-01T00:00:00.000Z", last: "2026-01-01T00:00:00.000Z", days: 365, events: 1, denied: 0 };

function policy(...statements: readonly object[]): Policy {
  const parsed = parsePolicy({ Version: "2012-10-17", Statement: statements });
  if (isUnknown(parsed)) throw new Error("not a policy");
  return parsed;
}

const one = (statement: object, given: Evidence) => proposeFor(policy(statement).Statement[0] as Statement, given, 90);
const shown = (outcome: ReturnType<typeof one>) =>
  outcome.after.map((p) => `${(p.actions ?? p.notActions ?? []).join(",")} ${(p.resources ?? p.notResources ?? []).join(",")}`);

describe("one statement", () => {
  const table: readonly (readonly [name: string, statement: object, given: Evidence, fate: string, after: readonly string[]])[] = [
    [
      "a grant that is needed as it is",
      { Effect: "Allow", Action: "dynamodb:GetItem", Resource: TABLE },
      evidence([need("dynamodb:GetItem", TABLE)]),
      "kept",
      [`dynamodb:GetItem ${TABLE}`],
    ],
    [
      "a wildcard action",
      { Effect: "Allow", Action: "dynamodb:*", Resource: "*" },
      evidence([need("dynamodb:GetItem", TABLE)]),
      "narrowed",
      [`dynamodb:GetItem ${TABLE}`],
    ],
    [
      "actions in another case",
      { Effect: "Allow", Action: "DYNAMODB:getitem", Resource: TABLE },
      evidence([need("dynamodb:GetItem", TABLE)]),
      "kept",
      [`dynamodb:GetItem ${TABLE}`],
    ],
    [
      "a grant nobody needs",
      { Effect: "Allow", Action: "sqs:*", Resource: "*" },
      evidence([need("dynamodb:GetItem", TABLE)]),
      "removed",
      [],
    ],
    [
      "a grant nobody needs, but code that is not fully known",
      { Effect: "Allow", Action: "sqs:*", Resource: "*" },
      evidence([], open),
      "unexplained",
      ["sqs:* *"],
    ],
    [
      "a need that is wider than the grant",
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/in/*" },
      evidence([need("s3:GetObject", "arn:aws:s3:::b/*")]),
      "kept",
      ["s3:GetObject arn:aws:s3:::b/in/*"],
    ],
    [
      "a need that crosses the grant",
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::*/a" },
      evidence([need("s3:GetObject", "arn:aws:s3:::b/*")]),
      "kept",
      ["s3:GetObject arn:aws:s3:::*/a"],
    ],
    [
      "a need elsewhere",
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::other/*" },
      evidence([need("s3:GetObject", "arn:aws:s3:::b/*")]),
      "removed",
      [],
    ],
    [
      "a need nobody can place",
      { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::b/*" },
      evidence([need("s3:GetObject", "*", false)]),
      "narrowed",
      ["s3:GetObject arn:aws:s3:::b/*"],
    ],
    ["a Deny", { Effect: "Deny", Action: "*", Resource: "*" }, evidence([]), "kept", ["* *"]],
    [
      "NotAction",
      { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
      evidence([need("sqs:SendMessage", "arn:aws:sqs:us-east-1:1:q")]),
      "narrowed",
      ["sqs:SendMessage arn:aws:sqs:us-east-1:1:q"],
    ],
    [
      "NotAction and code that is not fully known",
      { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
      evidence([], open),
      "unexplained",
      ["iam:* *"],
    ],
    [
      "NotResource",
      { Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::secret/*" },
      evidence([need("s3:GetObject", "arn:aws:s3:::b/*")]),
      "narrowed",
      ["s3:GetObject arn:aws:s3:::b/*"],
    ],
    [
      "NotResource that is needed",
      { Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::secret/*" },
      evidence([need("s3:GetObject", "arn:aws:s3:::secret/x")]),
      "removed",
      [],
    ],
    [
      "a policy variable",
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/${aws:PrincipalTag/team}/*" },
      evidence([need("s3:GetObject", "arn:aws:s3:::b/*")]),
      "kept",
      ["s3:GetObject arn:aws:s3:::b/${aws:PrincipalTag/team}/*"],
    ],
    [
      "management calls and a year of records",
      { Effect: "Allow", Action: "ec2:TerminateInstances", Resource: "*" },
      evidence([], { ...open, records: year }),
      "removed",
      [],
    ],
    [
      "data calls and a year of records without data events",
      { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
      evidence([], { ...open, records: year }),
      "unexplained",
      ["s3:GetObject *"],
    ],
    [
      "data calls and a year of records with data events",
      { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
      evidence([], { ...open, records: year, dataEvents: new Set(["s3"]) }),
      "removed",
      [],
    ],
    [
      "a year of records, some of which could not be read",
      { Effect: "Allow", Action: "ec2:TerminateInstances", Resource: "*" },
      evidence([], { ...open, records: { ...year, unread: 1 } }),
      "unexplained",
      ["ec2:TerminateInstances *"],
    ],
    [
      "a week of records",
      { Effect: "Allow", Action: "ec2:TerminateInstances", Resource: "*" },
      evidence([], { ...open, records: { ...year, days: 7 } }),
      "unexplained",
      ["ec2:TerminateInstances *"],
    ],
    [
      "PassRole, which CloudTrail does not know",
      { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
      evidence([], { ...open, records: year }),
      "unexplained",
      ["iam:PassRole *"],
    ],
    [
      "keys, which others use in the caller's name",
      { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" },
      evidence([], { ...open, records: year }),
      "unexplained",
      ["kms:Decrypt *"],
    ],
    [
      "a service IAM never saw used",
      { Effect: "Allow", Action: "sqs:*", Resource: "*" },
      evidence([], { ...open, accessed: { role: "r", services: [{ service: "sqs", last: undefined, actions: [] }] } }),
      "removed",
      [],
    ],
    [
      "a service IAM did not look at",
      { Effect: "Allow", Action: "sqs:*", Resource: "*" },
      evidence([], { ...open, accessed: { role: "r", services: unknown("access-denied") } }),
      "unexplained",
      ["sqs:* *"],
    ],
    [
      "keys of a service IAM never saw used",
      { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" },
      evidence([], { ...open, accessed: { role: "r", services: [{ service: "kms", last: undefined, actions: [] }] } }),
      "unexplained",
      ["kms:Decrypt *"],
    ],
    [
      "a service somebody used: only what IAM tracks",
      { Effect: "Allow", Action: ["s3:PutBucketPolicy", "s3:GetObject"], Resource: "*" },
      evidence([], {
        ...open,
        accessed: {
          role: "r",
          services: [{ service: "s3", last: "2026-01-01", actions: [{ action: "PutBucketPolicy", last: undefined }] }],
        },
      }),
      "unexplained",
      ["s3:GetObject *"],
    ],
  ];
  it.each(table)("%s", (_, statement, given, fate, after) => {
    const outcome = one(statement, given);
    expect([outcome.fate, shown(outcome)]).toEqual([fate, after]);
  });

  it("a condition stays with what is left", () => {
    const outcome = one(
      { Effect: "Allow", Action: "*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } },
      evidence([need("dynamodb:GetItem", TABLE)]),
    );
    expect(outcome.after[0]?.condition).toEqual({ Bool: { "aws:SecureTransport": ["true"] } });
  });

  it("what could not be read is not judged", () => {
    const statement = {
      ...(policy({ Effect: "Allow", Action: "*", Resource: "*" }).Statement[0] as Statement),
      Resource: [unknown("parameter")],
    };
    expect(proposeFor(statement, evidence([]), 90).fate).toBe("unreadable");
  });
});

// ---------------------------------------------------------------- properties

const ACTIONS = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListBucket",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "sqs:SendMessage",
  "iam:PassRole",
  "kms:Decrypt",
  "logs:PutLogEvents",
];
const PATTERNS = [...ACTIONS, "*", "s3:*", "s3:Get*", "dynamodb:*Item", "sqs:Send?essage", "S3:putobject"];
const ARNS = [
  "arn:aws:s3:::a",
  "arn:aws:s3:::a/x",
  "arn:aws:s3:::a/x/y",
  "arn:aws:s3:::b/x",
  TABLE,
  `${TABLE}/index/i`,
  "arn:aws:sqs:us-east-1:1:q",
];
const WIDE = [
  ...ARNS,
  "*",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::*/x",
  "arn:aws:s3:::?/x*",
  "arn:aws:dynamodb:*:*:table/*",
  "arn:aws:s3:::a/${aws:userid}/*",
];

const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const statement = fc
  .record({
    effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
    actions: some(PATTERNS),
    isNotAction: fc.constantFrom(false, false, false, true),
    resources: some(WIDE),
    isNotResource: fc.constantFrom(false, false, false, true),
    condition: fc.constantFrom(
      undefined,
      undefined,
      { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
      { Bool: { "aws:SecureTransport": "true" } },
    ),
  })
  .map(({ effect, actions, isNotAction, resources, isNotResource, condition }) => ({
    Effect: effect,
    [isNotAction ? "NotAction" : "Action"]: actions,
    [isNotResource ? "NotResource" : "Resource"]: resources,
    ...(condition ? { Condition: condition } : {}),
  }));
const needs = fc
  .array(
    fc.record({
      action: fc.constantFrom(...ACTIONS),
      resource: fc.constantFrom(...WIDE.filter((arn) => !arn.includes("${"))),
      resolved: fc.constantFrom(true, true, false),
    }),
    { maxLength: 5 },
  )
  .map((list) => list.map(({ action, resource, resolved }) => need(action, resolved ? resource : "*", resolved && resource !== "*")));
const given = fc
  .record({ needs, isOpen: fc.boolean(), recorded: fc.boolean(), data: fc.boolean() })
  .map(({ needs: list, isOpen, recorded, data }) =>
    evidence(list, {
      ...(isOpen ? open : {}),
      ...(recorded ? { records: year } : {}),
      ...(data ? { dataEvents: new Set(["s3", "dynamodb", "sqs"]) } : {}),
    }),
  );

const RANK = { allowed: 2, depends: 1, "implicitly-denied": 0, "explicitly-denied": 0 } as const;

function rank(document: Policy, action: string, resource: string, secure?: string): number {
  const policies = { identity: [{ name: "p", policy: document }], serviceControl: [], resourceControl: [], resource: [] };
  const keys = new Map(secure === undefined ? [] : [["aws:securetransport", [secure]]]);
  return RANK[decide({ caller: ROLE, action, resource, context: { keys, others: "unknown" } }, policies).answer];
}

function proposed(today: Policy, evidenceGiven: Evidence): Policy {
  return policyOf(joinPieces(today.Statement.flatMap((s) => proposeFor(s, evidenceGiven, 90).after)));
}

describe("whatever the policies and the evidence", () => {
  const worlds = fc.record({ statements: fc.array(statement, { minLength: 1, maxLength: 4 }), given });

  it("nothing is allowed that is refused today", () => {
    fc.assert(
      fc.property(
        worlds,
        fc.constantFrom(...ACTIONS, "ec2:RunInstances"),
        fc.constantFrom(...ARNS, "arn:aws:s3:::c/z"),
        ({ statements, given: g }, action, resource) => {
          const today = policy(...statements);
          expect(rank(proposed(today, g), action, resource)).toBeLessThanOrEqual(rank(today, action, resource));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("everything that is needed and allowed today stays allowed", () => {
    fc.assert(
      fc.property(worlds, ({ statements, given: g }) => {
        const today = policy(...statements);
        const then = proposed(today, g);
        const granted = today.Statement.flatMap((s) => (s.Resource ?? []) as readonly string[]);
        // `depends` may be said of what can never be: an Allow and a Deny on the same condition. Each case by itself is decided.
        for (const one of g.needs)
          for (const resource of asked(one, granted))
            for (const secure of ["true", "false"])
              expect(rank(then, one.action, resource, secure)).toBeGreaterThanOrEqual(rank(today, one.action, resource, secure));
      }),
      { numRuns: 1000 },
    );
  });

  it("nothing goes on the code's word alone when the code is not fully known", () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        needs,
        fc.constantFrom(...ACTIONS),
        fc.constantFrom(...ARNS),
        (statements, list, action, resource) => {
          const today = policy(...statements);
          expect(rank(proposed(today, evidence(list, open)), action, resource)).toBe(rank(today, action, resource));
        },
      ),
      { numRuns: 500 },
    );
  });
});
