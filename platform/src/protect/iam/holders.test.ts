import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnknown, type Policy, type Resource, unknown, World } from "../../model/index.ts";
import { caseTime, resource } from "../cases.ts";
import { administratorGrants, allows, firstUndecided, hasEffect, wildcardGrants } from "./permission-questions.ts";
import { type Holder, permissionsOf, withGrants } from "./permissions.ts";
import { allow, deny, policy } from "./worlds.test-helper.ts";

const A = "111122223333";
const unread = unknown("access-denied");

const inline = (...statements: readonly object[]) => [{ PolicyName: "own", PolicyDocument: policy(...statements) }];
const Condition = { Bool: { "aws:SecureTransport": "false" } };

const nothing = { Policies: [], ManagedPolicyArns: [], PermissionsBoundary: undefined, region: "global" };
const role = (fields: object) => resource("Role", { Arn: `arn:aws:iam::${A}:role/r`, name: "r", ...nothing, ...fields });
const user = (fields: object) => resource("User", { Arn: `arn:aws:iam::${A}:user/u`, name: "u", Groups: [], ...nothing, ...fields });
const group = (fields: object) => resource("Group", { Arn: `arn:aws:iam::${A}:group/g`, name: "g", ...nothing, ...fields });
const managed = (name: string, PolicyDocument: Policy | typeof unread) =>
  resource("ManagedPolicy", { Arn: `arn:aws:iam::${A}:policy/${name}`, name, region: "global", PolicyDocument });

function worldWith(...resources: readonly unknown[]): World {
  return new World({ scopes: [], resources: resources as Resource[], gaps: [], problems: [], unrecognised: {} }, { now: caseTime });
}
const of = (holder: Holder, ...beside: readonly unknown[]) => permissionsOf(holder, worldWith(holder, ...beside));

/** The control policies over the account, at the root and at the account itself. */
function organization(...documents: readonly (Policy | typeof unread)[]) {
  const attached = documents.map((Content, i) => ({
    PolicyId: `p${i}`,
    Name: `scp${i}`,
    Type: "SERVICE_CONTROL_POLICY",
    TargetIds: ["r-1", A],
    Content,
  }));
  return resource("Account", {
    name: A,
    region: "global",
    Organization: { Id: "o-1", ManagementAccount: "999988887777", MemberAccounts: [] },
    OrganizationPolicies: { EnabledTypes: ["SERVICE_CONTROL_POLICY"], Parents: { [A]: "r-1" }, Policies: attached as never },
  });
}

describe("the grants of a holder", () => {
  const readable = managed("m", policy(allow("sqs:SendMessage")));
  const members = group({ Policies: inline(allow("sns:Publish")), ManagedPolicyArns: [readable.id] });
  const told = (holder: Holder) => {
    const { grants, undecided } = of(holder, readable, managed("hidden", unread), members);
    return [
      ...grants.map((one) => `${one.policy}${one.inline ? " inline" : ""} ${one.actions.join()}`),
      ...undecided.map(({ reason, what }) => `? ${reason}${what === undefined ? "" : ` ${what}`}`),
    ];
  };
  const elsewhere = "arn:aws:iam::444455556666:policy/theirs";

  it.each<readonly [what: string, holder: Holder, expected: readonly string[]]>([
    ["nothing", role({}), []],
    ["inline", role({ Policies: inline(allow("S3:GetObject"), deny("s3:*")) }), ["own inline s3:getobject", "own inline s3:*"]],
    ["inline, and part of it cannot be read", role({ Policies: inline(allow(["s3:GetObject", unread])) }), ["own inline s3:getobject"]],
    ["inline, and nobody could read it", role({ Policies: [{ PolicyName: "own", PolicyDocument: unread }] }), ["? access-denied"]],
    ["inline, and nobody could list them", role({ Policies: unread }), ["? access-denied"]],
    ["managed", role({ ManagedPolicyArns: [readable.id] }), [`${readable.id} sqs:sendmessage`]],
    ["managed, by its name", role({ ManagedPolicyArns: ["m"] }), ["m sqs:sendmessage"]],
    ["managed, and nobody could read it", role({ ManagedPolicyArns: [`arn:aws:iam::${A}:policy/hidden`] }), ["? access-denied"]],
    ["managed, and nobody could say which", role({ ManagedPolicyArns: [unread] }), ["? access-denied"]],
    ["managed, and nobody could list them", role({ ManagedPolicyArns: unread }), ["? access-denied"]],
    ["managed elsewhere", role({ ManagedPolicyArns: [elsewhere] }), [`? elsewhere ${elsewhere}`]],
    ["managed, and gone", role({ ManagedPolicyArns: [`arn:aws:iam::${A}:policy/gone`] }), [`? elsewhere arn:aws:iam::${A}:policy/gone`]],
    ["those of a user's groups", user({ Groups: ["g"] }), ["own inline sns:publish", `${readable.id} sqs:sendmessage`]],
    ["none of a group that is gone", user({ Groups: ["other"] }), []],
    ["a group that nobody could name", user({ Groups: [unread] }), ["? access-denied"]],
    ["groups that nobody could list", user({ Groups: unread }), ["? access-denied"]],
    ["a group's own", members, ["own inline sns:publish", `${readable.id} sqs:sendmessage`]],
  ])("%s", (_, holder, expected) => {
    expect(told(holder)).toEqual(expected);
  });

  it("bear the name they were reached by, whoever was read before", () => {
    const [byArn, byName] = [role({ ManagedPolicyArns: [readable.id] }), user({ ManagedPolicyArns: ["m"] })];
    const world = worldWith(byArn, byName, readable);
    const names = [byArn, byName, byArn].map((holder) => permissionsOf(holder, world).grants.map((one) => one.policy));
    expect(names).toEqual([[readable.id], ["m"], [readable.id]]);
  });
  it("have limits apart", () => {
    const boundary = (given: unknown) => of(role({ PermissionsBoundary: given }), readable).boundary;
    expect(boundary(undefined)).toBeUndefined();
    expect(boundary(readable.id)?.grants.map(({ actions }) => actions)).toEqual([["sqs:sendmessage"]]);
    expect(boundary(readable.id)?.undecided).toEqual([]);
    expect(boundary(unread)).toEqual({ grants: [], undecided: [unread] });
    expect(boundary(elsewhere)?.undecided).toMatchObject([{ what: elsewhere }]);
  });
});

describe("what keeps an answer from being certain", () => {
  const gap = unknown("parameter", { what: "P" });
  it.each<readonly [what: string, statement: object, certain: boolean]>([
    ["nothing", allow("s3:*"), true],
    ["the effect", { ...allow("s3:*"), Effect: gap }, false],
    ["an action", allow(["s3:GetObject", gap]), false],
    ["an action beside all of them", allow([gap, "*"]), true],
    ["an action that is left out", { Effect: "Allow", NotAction: ["s3:GetObject", gap], Resource: "*" }, false],
    ["a resource", allow("s3:*", ["arn:aws:s3:::a", gap]), false],
    ["a resource beside all of them", allow("s3:*", ["*", gap]), true],
    ["a resource that is left out", { Effect: "Allow", Action: "s3:*", NotResource: [gap] }, false],
    ["a resource, where the actions are all known", allow(["*", gap], [gap]), false],
  ])("%s", (_, statement, certain) => {
    const permissions = of(role({ Policies: inline(allow("sqs:*"), statement) }));
    const expected = certain ? undefined : gap;
    for (const one of [permissions, permissions, withGrants(permissions, permissions.grants)]) expect(firstUndecided(one)).toBe(expected);
    expect(firstUndecided(withGrants(permissions, permissions.grants.slice(0, 1)))).toBeUndefined();
  });
  it("is a policy that could not be read first of all, and then the boundary", () => {
    const [first, second] = [unknown("parameter", { what: "first" }), unknown("parameter", { what: "second" })];
    expect(firstUndecided(of(role({ ManagedPolicyArns: [first], PermissionsBoundary: second })))).toBe(first);
    const bounded = of(role({ Policies: inline(allow(gap)), PermissionsBoundary: second }));
    expect(firstUndecided(bounded)).toBe(second);
    expect(firstUndecided(withGrants(bounded, []))).toBe(second);
  });
});

describe("a boundary that could not be read in full", () => {
  it.each<readonly [what: string, statement: object]>([
    ["its effect", { ...allow("*"), Effect: unread }],
    ["its actions", allow([unread])],
    ["its resource", allow("*", [unread])],
  ])("may let everything through: %s", (_, statement) => {
    const permissions = of(
      role({ Policies: inline(allow("*")), PermissionsBoundary: "b" }),
      managed("b", policy(allow("s3:*"), statement)),
    );
    expect(administratorGrants(permissions)).toEqual([]);
    expect(firstUndecided(permissions)).toBe(unread);
    expect(wildcardGrants(permissions)).toHaveLength(1);
    expect(allows(permissions, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q")).toBe("undecided");
  });
});

describe("an administrator", () => {
  const count = (holder: Holder, ...beside: readonly unknown[]) => administratorGrants(of(holder, ...beside)).length;
  it.each<readonly [what: string, statements: readonly object[], grants: number]>([
    ["stars", [allow("**")], 1],
    ["all beside something", [allow(["s3:*", "*"])], 1],
    ["all beside something nobody could read", [allow([unread, "*"])], 1],
    ["two statements, each for everything", [allow("*"), allow("*:*"), allow("s3:*")], 2],
    ["every ARN", [allow("*", "arn:*")], 1],
    ["every ARN of AWS, in any case", [allow("*", "ARN:AWS:*")], 1],
    ["every resource, in stars", [allow("*", "**")], 1],
    ["everything beside a bucket", [allow("*", ["arn:aws:s3:::a", "*"])], 1],
    ["every bucket", [allow("*", "arn:aws:s3:::*")], 0],
    ["what only looks like every ARN", [allow("*", "xarn:*")], 0],
    ["ARNs of one kind", [allow("*", "arn:*:role/*")], 0],
    ["what stands for everything, twice over", [{ ...allow("*"), NotResource: "arn:aws:s3:::a", Resource: undefined }], 0],
    ["a resource nobody could read", [allow("*", [unread])], 0],
    ["all but a bucket", [{ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::a" }], 0],
    ["a statement without a resource", [{ Effect: "Allow", Action: "*" }], 0],
    ["an effect nobody could read", [{ ...allow("*"), Effect: unread }], 0],
    ["only Denies", [deny("*")], 0],
    ["all, and a Deny of one bucket", [allow("*"), deny("*", "arn:aws:s3:::a")], 1],
    ["all, and a Deny of one service", [allow("*"), deny("s3:*")], 1],
    [
      "every action of a bucket, and all but IAM on everything",
      [allow("*", "arn:aws:s3:::a"), { Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
      0,
    ],
    ["many services", [allow(["s3:*", "iam:*", "g*"])], 0],
    [
      "all but a few, and one way to the rest beside it",
      [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow("s3:*"), allow("iam:PutUserPolicy")],
      2,
    ],
    [
      "the same, but that way only for one role",
      [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow("iam:PutUserPolicy", `arn:aws:iam::${A}:user/x`)],
      0,
    ],
  ])("%s: %i", (_, statements, grants) => {
    const subject = role({ Policies: inline(...statements) });
    const permissions = of(subject);
    expect(administratorGrants(permissions)).toHaveLength(grants);
    expect(administratorGrants(permissions)).toHaveLength(grants);
    for (const one of administratorGrants(permissions)) expect(permissions.grants).toContain(one);
  });
  it("of some statements only", () => {
    const permissions = of(role({ Policies: inline(allow("*"), allow("s3:*")) }));
    const [all, some] = permissions.grants;
    if (!all || !some) throw new Error("no grants");
    expect(administratorGrants(withGrants(permissions, [all]))).toEqual([all]);
    expect(administratorGrants(withGrants(permissions, [some]))).toEqual([]);
    expect(administratorGrants(permissions)).toEqual([all]);
    expect(wildcardGrants(withGrants(permissions, [some]))).toEqual([some]);
    expect(wildcardGrants(permissions)).toEqual([all, some]);
  });
  it("of some statements only, under the same limits", () => {
    const permissions = of(role({ Policies: inline(allow("*"), allow("sqs:*")) }), organization(policy(allow("s3:*"))));
    expect(administratorGrants(withGrants(permissions, permissions.grants))).toEqual([]);
    expect(wildcardGrants(withGrants(permissions, permissions.grants)).map(({ statement }) => statement.index)).toEqual([0]);
    expect(allows(withGrants(permissions, []), "sqs:SendMessage", "*")).toBe("denied");
  });
  it("a group makes its members administrators", () => {
    const admins = group({ Policies: inline(allow("*")) });
    expect(count(admins)).toBe(1);
    expect(count(user({ Groups: ["g"] }), admins)).toBe(1);
  });
  it("is one behind a boundary that lets everything through", () => {
    const bounded = (document: Policy) =>
      count(role({ Policies: inline(allow("*")), PermissionsBoundary: `arn:aws:iam::${A}:policy/b` }), managed("b", document));
    expect(bounded(policy(allow("*")))).toBe(1);
    expect(bounded(policy(allow("*"), deny("organizations:*")))).toBe(1);
    expect(bounded(policy(allow("*"), deny("*")))).toBe(0);
    expect(bounded(policy(allow("s3:*")))).toBe(0);
  });
  it("is none under a control policy that leaves one service, but for roles of services", () => {
    const own = { Policies: inline(allow("*")) };
    const s3Only = organization(policy(allow("s3:*")));
    const linked = { ...own, Arn: `arn:aws:iam::${A}:role/aws-service-role/x.amazonaws.com/r` };
    expect(count(role(own), s3Only)).toBe(0);
    expect(count(user(own), s3Only)).toBe(0);
    expect(count(role(linked), s3Only)).toBe(1);
    // A user may be called what it likes.
    expect(count(user({ ...own, Arn: `arn:aws:iam::${A}:user/x:role/aws-service-role/u` }), s3Only)).toBe(0);
    expect(count(role(own), organization(policy(allow("s3:*")), policy(allow("*"))))).toBe(1);
    expect(count(role(own), organization(unread))).toBe(1);
    expect(count(role(own), organization(policy(allow("s3:*")), unread))).toBe(1);
  });
});

describe("wildcards", () => {
  const wild = (statements: readonly object[], ...beside: readonly unknown[]) =>
    wildcardGrants(of(role({ Policies: inline(...statements), PermissionsBoundary: beside.length > 0 ? "b" : undefined }), ...beside)).map(
      ({ statement }) => statement.index,
    );

  it.each<readonly [Action: unknown, is: boolean]>([
    ["*", true],
    ["**", true],
    ["*:*", true],
    ["**:**", true],
    ["S3:*", true],
    ["s3:**", true],
    ["s3*", true],
    ["execute-api:*", true],
    [["s3:GetObject", "sqs:*"], true],
    ["s3:Get*", false],
    ["*:Get*", false],
    ["s3:*Object", false],
    [["s3:GetObject", unread], false],
  ])("%j: %s", (Action, is) => {
    expect(wild([allow(Action)])).toEqual(is ? [0] : []);
    expect(wild([deny(Action)])).toEqual([]);
  });
  it("all but some, too", () => {
    expect(
      wild([
        { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
        { ...allow("*"), Effect: unread },
      ]),
    ).toEqual([0]);
  });
  it.each<readonly [what: string, statements: readonly object[], left: readonly number[]]>([
    ["that a Deny takes away", [allow("s3:*"), deny("s3:*")], []],
    ["of which a Deny leaves something", [allow("s3:*"), deny("s3:Get*")], [0]],
    ["that a Deny takes away sometimes", [allow("s3:*"), deny("s3:*", "*", { Condition })], [0]],
    ["that a Deny takes away here and there", [allow("s3:*"), deny("s3:*", "arn:aws:s3:::a")], [0]],
    ["of which a Deny takes one and leaves one", [allow(["s3:*", "sqs:*"]), deny("s3:*")], [0]],
    ["of services that nobody documents", [allow("brandnew:*"), deny("*")], [0]],
    ["beside what could not be read", [allow(["s3:*", unread]), deny("s3:*")], [0]],
    ["all but some, of which nobody can say", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, deny("*")], [0]],
  ])("%s", (_, statements, left) => {
    expect(wild(statements)).toEqual(left);
  });
  it("in one policy, denied in another", () => {
    const subject = role({ Policies: inline(allow("s3:*")), ManagedPolicyArns: ["m"] });
    expect(wildcardGrants(of(subject, managed("m", policy(deny("s3:*")))))).toEqual([]);
    expect(wildcardGrants(of(subject, managed("m", policy(deny("sqs:*")))))).toHaveLength(1);
    expect(wildcardGrants(of(subject, managed("m", unread)))).toHaveLength(1);
    expect(wildcardGrants(of(role({ ...subject, ManagedPolicyArns: ["m", unread] }), managed("m", policy(deny("s3:*")))))).toEqual([]);
  });
  it("that the boundary or a control policy takes away", () => {
    expect(wild([allow("s3:*"), allow("sqs:*")], managed("b", policy(allow("s3:Get*"))))).toEqual([0]);
    const subject = role({ Policies: inline(allow("s3:*"), allow("sqs:*")) });
    const left = (...documents: readonly (Policy | typeof unread)[]) =>
      wildcardGrants(of(subject, organization(...documents))).map(({ statement }) => statement.index);
    expect(left(policy(allow("s3:*")))).toEqual([0]);
    expect(left(policy(allow("*"), deny("s3:*")))).toEqual([1]);
    expect(left(policy(allow("s3:*")), unread)).toEqual([0, 1]);
  });
  it("of a group, which no boundary limits", () => {
    const own = group({ Policies: inline(allow("s3:*"), deny("s3:*")) });
    expect(wildcardGrants(of(own))).toHaveLength(1);
    const [grant] = of(own).grants;
    if (!grant) throw new Error("no grants");
    expect(hasEffect(of(own), grant.statement)).toBe(true);
  });
});

describe("allows", () => {
  const own = { Policies: inline(allow("s3:*")) };
  const asked = (holder: Holder, ...beside: readonly unknown[]) => allows(of(holder, ...beside), "s3:GetObject", "arn:aws:s3:::home/u/a");

  it("what policy, boundary and control policies all do", () => {
    expect(asked(role(own))).toBe("allowed");
    expect(asked(role({ ...own, PermissionsBoundary: "b" }), managed("b", policy(allow("s3:Get*"))))).toBe("allowed");
    expect(asked(role({ ...own, PermissionsBoundary: "b" }), managed("b", policy(allow("sqs:*"))))).toBe("denied");
    expect(asked(role({ ...own, PermissionsBoundary: unread }))).toBe("undecided");
    expect(asked(role(own), organization(policy(allow("sqs:*"))))).toBe("denied");
    expect(asked(role(own), organization(policy(allow("s3:*"))))).toBe("allowed");
  });
  it("what control policies that could not be read may not: they take no finding away", () => {
    expect(asked(role(own), organization(policy(allow("sqs:*")), unread))).toBe("allowed");
  });
  it("a user by its name", () => {
    const home = { Policies: inline(allow("s3:*", "arn:aws:s3:::home/${aws:username}/*")) };
    expect(asked(user(home))).toBe("allowed");
    expect(asked(role(home))).toBe("denied");
  });
  it("nothing can be said of a group, which asks for nothing", () => {
    expect(asked(group(own))).toBe("undecided");
  });
});

describe("what allows on everything is seen at once", () => {
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    Action: fc.constantFrom("*", "logs:*", "LOGS:Put*", "logs:PutLogEvents", "s3:*", "logs:?utLogEvents"),
    Resource: fc.constantFrom("*", "arn:aws:logs:*:*:*", "arn:aws:logs:ap-northeast-1:111122223333:log-group:g:*"),
    Condition: fc.constantFrom(undefined, undefined, Condition),
  });
  const documents = fc.array(fc.oneof({ weight: 6, arbitrary: statement }, { weight: 1, arbitrary: fc.constant(unread) }), {
    maxLength: 3,
  });
  it("and says what the whole evaluation says", () => {
    const answers = new Set<string>();
    fc.assert(
      fc.property(documents, fc.constantFrom(undefined, allow("*"), allow("s3:*")), fc.boolean(), (list, boundary, controlled) => {
        const Policies = list.map((one, i) => ({ PolicyName: `p${i}`, PolicyDocument: isUnknown(one) ? one : policy(one) }));
        const limit = managed("limit", policy(boundary ?? allow("*")));
        const holder = role({ Policies, PermissionsBoundary: boundary && limit.id });
        const held = of(holder, limit, ...(controlled ? [organization(policy(allow("*"), deny("s3:*")))] : []));
        const one = ["logs:PutLogEvents", "arn:aws:logs:ap-northeast-1:111122223333:log-group:g:log-stream:x"] as const;
        const answer = allows(held, ...one);
        answers.add(answer);
        expect(answer).toBe(allows(withGrants(held, held.grants), ...one));
      }),
      { numRuns: 300 },
    );
    expect([...answers].sort()).toEqual(["allowed", "denied", "undecided"]);
  });
});
