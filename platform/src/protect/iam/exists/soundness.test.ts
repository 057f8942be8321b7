import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Policy } from "../../../model/index.ts";
import { decide } from "../decide/decide.ts";
import type { Caller, Request, Source } from "../question.ts";
import { policy } from "../worlds.test-helper.ts";
import { grantsAny, isAtMostAsPermissive } from "./compare.ts";
import { externalAccess } from "./external.ts";

const OWN = "111111111111";
const NAMED = "222222222222";
const QUEUE = `arn:aws:sqs:us-east-1:${OWN}:q`;

const keyValues: readonly (readonly [string, readonly string[]])[] = [
  ["aws:PrincipalOrgID", ["o-named", "o-*", "o-own"]],
  ["aws:PrincipalAccount", [OWN, NAMED, "3*", "*"]],
  ["aws:PrincipalArn", [`arn:aws:iam::${NAMED}:role/*`, "arn:aws:iam::*:role/r", `arn:aws:iam::${OWN}:*`]],
  ["aws:SourceAccount", [OWN, NAMED]],
  ["aws:SourceArn", [`arn:aws:sns:*:${OWN}:*`, "arn:aws:s3:::named", "arn:aws:s3:::n*"]],
  ["aws:SourceVpce", ["vpce-named", "vpce-*"]],
  ["aws:SecureTransport", ["true", "false"]],
  ["aws:PrincipalTag/team", ["a", "b*"]],
  ["aws:Referer", ["a*", "b"]],
];
const operators = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIfExists",
  "StringNotEqualsIfExists",
  "ForAllValues:StringLike",
  "ForAnyValue:StringLike",
  "ForAnyValue:StringNotLike",
  "ArnLike",
  "ArnNotLike",
];

const condition = fc
  .array(
    fc
      .tuple(fc.constantFrom(...operators), fc.constantFrom(...keyValues))
      .chain(([operator, [key, values]]) => fc.subarray([...values], { minLength: 1 }).map((some) => [operator, key, some] as const)),
    { maxLength: 2 },
  )
  .map((rows) => {
    const out: Record<string, Record<string, readonly string[]>> = {};
    for (const [operator, key, values] of rows) (out[operator] ??= {})[key] = values;
    return out;
  });
const withNull = fc
  .tuple(condition, fc.option(fc.tuple(fc.constantFrom(...keyValues.map(([key]) => key)), fc.constantFrom("true", "false")), { freq: 4 }))
  .map(([given, one]) => (one ? { ...given, Null: { [one[0]]: [one[1]] } } : given));

const principal = fc.constantFrom<object | string>(
  "*",
  { AWS: "*" },
  { AWS: NAMED },
  { AWS: `arn:aws:iam::${NAMED}:role/r` },
  { AWS: OWN },
  { Service: "sns.amazonaws.com" },
);
const action = fc.constantFrom("sqs:SendMessage", "sqs:*", "*", "sqs:ReceiveMessage");
const resource = fc.constantFrom("*", QUEUE, "arn:aws:sqs:*:*:q", "arn:aws:sqs:*:*:other");
const element = <T>(name: string, values: fc.Arbitrary<T>) =>
  fc.tuple(fc.boolean(), values).map(([not, value]) => ({ [not ? `Not${name}` : name]: value }));

const allow = fc
  .tuple(principal, action, resource, withNull)
  .map(([Principal, Action, Resource, Condition]) => ({ Effect: "Allow", Principal, Action, Resource, Condition }));
const deny = fc
  .tuple(
    fc.oneof(
      principal.map((Principal) => ({ Principal })),
      fc
        .constantFrom({ AWS: NAMED }, { AWS: [NAMED, `arn:aws:iam::${NAMED}:role/r`] }, { Service: "sns.amazonaws.com" })
        .map((NotPrincipal) => ({ NotPrincipal })),
    ),
    element("Action", action),
    element("Resource", resource),
    withNull,
  )
  .map(([who, what, where, Condition]) => ({ Effect: "Deny", ...who, ...what, ...where, Condition }));
const resourcePolicy = fc
  .tuple(fc.array(allow, { minLength: 1, maxLength: 2 }), fc.array(deny, { maxLength: 2 }))
  .map(([allows, denies]) => policy([...allows, ...denies]));

// A bucket that a policy names is taken for the owner's: there is none of a stranger by that name here.
const STRANGER = "333333333333";
const outsiders: readonly (readonly [Caller, Record<string, readonly string[]>])[] = [
  [{ type: "anonymous" }, {}],
  [
    { type: "role", arn: `arn:aws:iam::${STRANGER}:role/r`, account: STRANGER, serviceLinked: false },
    { "aws:principalorgid": ["o-stranger"] },
  ],
  [{ type: "role", arn: `arn:aws:iam::${STRANGER}:role/r`, account: STRANGER, serviceLinked: false }, {}],
  [{ type: "user", arn: `arn:aws:iam::${STRANGER}:user/u`, account: STRANGER }, { "aws:principalorgid": ["o-named"] }],
  [{ type: "role", arn: `arn:aws:iam::${NAMED}:role/r`, account: NAMED, serviceLinked: false }, { "aws:principalorgid": ["o-named"] }],
  [{ type: "role", arn: `arn:aws:iam::${NAMED}:role/s`, account: NAMED, serviceLinked: false }, {}],
  [{ type: "root", account: NAMED }, { "aws:principalorgid": ["o-other"] }],
  [
    { type: "service", service: "sns.amazonaws.com" },
    { "aws:sourceaccount": [STRANGER], "aws:sourcearn": [`arn:aws:sns:us-east-1:${STRANGER}:t`] },
  ],
  [
    { type: "service", service: "sns.amazonaws.com" },
    { "aws:sourceaccount": [NAMED], "aws:sourcearn": [`arn:aws:sns:us-east-1:${NAMED}:t`] },
  ],
  [{ type: "service", service: "sns.amazonaws.com" }, { "aws:sourcearn": ["arn:aws:s3:::nobodys"] }],
];
const chosen = fc.record(
  {
    "aws:sourcevpce": fc.constantFrom("vpce-strange", "vpce-named"),
    "aws:securetransport": fc.constantFrom("true", "false"),
    "aws:principaltag/team": fc.constantFrom("a", "bb"),
    "aws:referer": fc.constantFrom("ab", "b", "c"),
  },
  { requiredKeys: [] },
);
const request: fc.Arbitrary<Request> = fc
  .tuple(fc.constantFrom(...outsiders), chosen, fc.constantFrom("sqs:SendMessage", "sqs:ReceiveMessage"))
  .map(([[caller, own], free, name]) => {
    const keys = new Map<string, readonly string[]>(Object.entries(own));
    for (const [key, value] of Object.entries(free)) {
      if (key === "aws:sourcevpce" && caller.type === "service") continue;
      // Only principals of an account have tags.
      if (key === "aws:principaltag/team" && caller.type !== "user" && caller.type !== "role") continue;
      keys.set(key, [value as string]);
    }
    return { caller, action: name, resource: QUEUE, resourceAccount: OWN, context: { keys, others: "absent" } };
  });

const all: Source = { name: "all", policy: policy([{ Effect: "Allow", Action: "*", Resource: "*" }]) };
const nothing = { identity: [], serviceControl: [], resourceControl: [], resource: [] };

describe("external access against requests picked at random", () => {
  const ask = (given: Policy) =>
    externalAccess({
      policies: [{ name: "p", policy: given }],
      resource: QUEUE,
      service: "sqs",
      zone: { account: OWN, organization: "o-own" },
    });
  const decided = (given: Policy, one: Request) =>
    decide(one, { ...nothing, identity: [all], resource: [{ name: "p", policy: given }] }).answer;

  test("nobody gets in where it says that nobody does", () => {
    let no = 0;
    fc.assert(
      fc.property(resourcePolicy, fc.array(request, { minLength: 20, maxLength: 20 }), (given, requests) => {
        if (ask(given).reaches !== "no") return true;
        no += 1;
        return requests.every((one) => decided(given, one) !== "allowed");
      }),
      { numRuns: 4000 },
    );
    expect(no).toBeGreaterThan(200);
  });
  test("it is seldom undecided, and every witness is allowed", () => {
    let undecided = 0;
    fc.assert(
      fc.property(resourcePolicy, (given) => {
        const { reaches, findings } = ask(given);
        if (reaches === "undecided") undecided += 1;
        return findings.every(({ witness }) => decided(given, witness) === "allowed");
      }),
      { numRuns: 1000 },
    );
    expect(undecided).toBeLessThan(60);
  });
  test("an Allow more never closes, a Deny more never opens", () => {
    fc.assert(
      fc.property(resourcePolicy, allow, deny, (given, more, less) => {
        // A name in a Deny makes its owner a class of its own, so both sides must name the same.
        const named = {
          Effect: "Deny",
          Principal: "*",
          Action: "none:None",
          Resource: "*",
          Condition: { StringEquals: Object.fromEntries(keyValues) },
        };
        given = { ...given, Statement: [...given.Statement, ...policy([named]).Statement] };
        const { reaches } = ask(given);
        const wider = ask({ ...given, Statement: [...given.Statement, ...policy([more]).Statement] }).reaches;
        const narrower = ask({ ...given, Statement: [...given.Statement, ...policy([less]).Statement] }).reaches;
        return !(reaches === "yes" && wider === "no") && !(reaches === "no" && narrower === "yes");
      }),
      { numRuns: 500 },
    );
  });
});

const identityStatement = (effect: string) =>
  fc
    .tuple(element("Action", action), element("Resource", resource), withNull)
    .map(([what, where, Condition]) => ({ Effect: effect, ...what, ...where, Condition }));
const identityPolicy = fc
  .tuple(fc.array(identityStatement("Allow"), { minLength: 1, maxLength: 2 }), fc.array(identityStatement("Deny"), { maxLength: 2 }))
  .map(([allows, denies]) => policy([...allows, ...denies]));
const OWNER: Caller = { type: "role", arn: `arn:aws:iam::${OWN}:role/r`, account: OWN, serviceLinked: false };
const free = fc.record(
  Object.fromEntries(
    keyValues.map(([key, values]) => [key.toLowerCase(), fc.constantFrom(...values.map((value) => value.replaceAll("*", "x")), "other")]),
  ),
  { requiredKeys: [] },
);
const ownRequest: fc.Arbitrary<Request> = fc
  .tuple(
    free,
    fc.constantFrom("sqs:SendMessage", "sqs:ReceiveMessage", "s3:GetObject"),
    fc.constantFrom(QUEUE, "arn:aws:sqs:x:y:other", "arn:aws:s3:::b"),
  )
  .map(([keys, name, where]) => {
    const known = new Map<string, readonly string[] | "absent">(keyValues.map(([key]) => [key.toLowerCase(), "absent"]));
    for (const [key, value] of Object.entries(keys)) known.set(key, [value as string]);
    return { caller: OWNER, action: name, resource: where, resourceAccount: OWN, context: { keys: known, others: "absent" } };
  });

describe("comparison of policies against requests picked at random", () => {
  const allowed = (given: Policy, one: Request) =>
    decide(one, { ...nothing, identity: [{ name: "p", policy: given }] }).answer === "allowed";

  test("a policy allows at most what it allows itself", () => {
    fc.assert(
      fc.property(identityPolicy, (given) => isAtMostAsPermissive(given, { ...given }, { kind: "identity" }).answer === "yes"),
      { numRuns: 500 },
    );
  });
  test("yes holds for every request, and no comes with a request that shows it", () => {
    let yes = 0;
    let no = 0;
    fc.assert(
      fc.property(identityPolicy, identityPolicy, fc.array(ownRequest, { minLength: 15, maxLength: 15 }), (a, b, requests) => {
        const found = isAtMostAsPermissive(a, b, { kind: "identity" });
        if (found.answer === "unknown") return true;
        if (found.answer === "no") {
          no += 1;
          return allowed(a, found.witness) && !allowed(b, found.witness);
        }
        yes += 1;
        return requests.every((one) => !allowed(a, one) || allowed(b, one));
      }),
      { numRuns: 4000 },
    );
    expect(yes).toBeGreaterThan(100);
    expect(no).toBeGreaterThan(300);
  });
  test("more denied is at most as permissive, more allowed at least", () => {
    fc.assert(
      fc.property(identityPolicy, identityStatement("Deny"), identityStatement("Allow"), (given, less, more) => {
        const narrower = { ...given, Statement: [...given.Statement, ...policy([less]).Statement] };
        const wider = { ...given, Statement: [...given.Statement, ...policy([more]).Statement] };
        return (
          isAtMostAsPermissive(narrower, given, { kind: "identity" }).answer !== "no" &&
          isAtMostAsPermissive(given, wider, { kind: "identity" }).answer !== "no"
        );
      }),
      { numRuns: 500 },
    );
  });
  test("resource policies: yes holds for every caller", () => {
    fc.assert(
      fc.property(resourcePolicy, resourcePolicy, fc.array(request, { minLength: 15, maxLength: 15 }), (a, b, requests) => {
        const by = (given: Policy, one: Request) =>
          decide(one, { ...nothing, identity: [all], resource: [{ name: "p", policy: given }] }).answer === "allowed";
        const found = isAtMostAsPermissive(a, b, { kind: "resource", account: OWN });
        if (found.answer === "unknown") return true;
        if (found.answer === "no") return by(a, found.witness) && !by(b, found.witness);
        return requests.every((one) => !by(a, one) || by(b, one));
      }),
      { numRuns: 500 },
    );
  });
  test("trap 9: two statements make an administrator", () => {
    const split = policy([
      { Effect: "Allow", Action: "iam:*", Resource: "*" },
      { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
    ]);
    const admin = policy([{ Effect: "Allow", Action: "*", Resource: "*" }]);
    expect(isAtMostAsPermissive(admin, split, { kind: "identity" })).toEqual({ answer: "yes" });
    const part = isAtMostAsPermissive(admin, policy([{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }]), { kind: "identity" });
    expect(part).toMatchObject({ answer: "no", witness: { action: expect.stringMatching(/^iam:/) as string } });
  });
  test("grantsAny says what it found, and no only where there is none", () => {
    expect(grantsAny(policy([{ Effect: "Allow", Action: "iam:Create*", Resource: "*" }]), ["iam:CreateUser"])).toMatchObject({
      answer: "yes",
      action: "iam:createuser",
    });
    expect(grantsAny(policy([{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }]), ["iam:PassRole"])).toEqual({ answer: "no" });
    fc.assert(
      fc.property(identityPolicy, fc.array(ownRequest, { minLength: 15, maxLength: 15 }), (given, requests) => {
        const found = grantsAny(given, ["sqs:sendmessage", "s3:*"]);
        return found.answer !== "no" || requests.every((one) => one.action === "sqs:ReceiveMessage" || !allowed(given, one));
      }),
      { numRuns: 500 },
    );
  });
});
