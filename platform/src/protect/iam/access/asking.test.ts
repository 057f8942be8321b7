import { describe, expect, it } from "vitest";
import { isUnknown, type Resource, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { accountAlone, admits, allow, policy, roleWith, scopeOf } from "../worlds.test-helper.ts";
import { ask, policiesFor, principalNames } from "./access.ts";
import { callersOf, type Person, personOfFunction, personsOf } from "./callers.ts";
import { assumptions, contextOf } from "./context.ts";
import { instancesOf } from "./instances.ts";
import { targetOf } from "./resources.ts";

const A = "111122223333";
const B = "444455556666";
const unread = unknown("access-denied");
const at = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:${A}:${rest}`;

const role = (name: string, statements: readonly object[], fields: object = {}) =>
  roleWith(name, statements, { RoleId: "AROAEXAMPLE", Tags: { Team: "orders" }, ...fields });
const user = (name: string, statements: readonly object[], fields: object = {}) =>
  resource("User", {
    Arn: `arn:aws:iam::${A}:user/${name}`,
    name,
    region: "global",
    UserId: "AIDAEXAMPLE",
    Policies: [{ PolicyName: "own", PolicyDocument: policy(...statements) }],
    ManagedPolicyArns: [],
    Groups: [],
    PermissionsBoundary: undefined,
    Tags: { Team: "orders" },
    ...fields,
  });
const queue = (name: string, Policy?: unknown, Tags: unknown = {}) =>
  resource("Queue", { Arn: at("sqs", name), name, Policy: Policy as undefined, Tags: Tags as Record<string, string> });
const account = accountAlone;

function worldWith(...resources: readonly unknown[]): World {
  return new World(
    { scopes: [scopeOf("999988887777"), scopeOf(A)], resources: resources as Resource[], gaps: [], problems: [], unrecognised: {} },
    { now: new Date("2026-11-22T00:00:00.500Z") },
  );
}
function answer(world: World, principal: string, action: string, on: string): string {
  const found = ask(world, { principal, action, resource: on });
  return "problem" in found
    ? `${found.problem}? ${found.candidates.join(" ")}${found.because ? ` ${found.because.reason}` : ""}`
    : found.decision.answer;
}

describe("what callers hold", () => {
  const q = queue("q", policy(admits({ AWS: `arn:aws:iam::${B}:role/theirs` }, "sqs:*")));
  it("theirs, where it was read; nobody knows what, of another account; nothing, of who has no policies", () => {
    const world = worldWith(account(), role("mine", [allow("sqs:*")], { PermissionsBoundary: "gone" }), q);
    const held = (text: string) => {
      const persons = personsOf(world, text);
      const [person] = isUnknown(persons) ? [] : persons;
      if (!person) return ["nobody"];
      const { identity, boundary } = policiesFor(world, person, targetOf(world, q.id));
      return [...identity, ...(boundary ?? [])].map(({ name, policy: given }) =>
        isUnknown(given) ? `${name} ${given.reason} ${given.what}` : name,
      );
    };
    expect(held("mine")).toEqual(["own", "gone elsewhere gone"]);
    const theirs = `arn:aws:iam::${B}:role/theirs`;
    expect(held(theirs)).toEqual([`${theirs} elsewhere ${theirs}`]);
    for (const text of [A, B, "anonymous", "sns.amazonaws.com"]) expect(held(text), text).toEqual([]);
  });
  it("a caller of another account needs both, and nobody knows what its own says", () => {
    const world = worldWith(account(), q);
    expect(answer(world, `arn:aws:iam::${B}:role/theirs`, "sqs:SendMessage", "q")).toBe("depends");
    expect(answer(world, `arn:aws:iam::${B}:role/other`, "sqs:SendMessage", "q")).toBe("implicitly-denied");
  });
  it("a function whose role is gone has what resources give", () => {
    const fn = resource("LambdaFunction", {
      Arn: at("lambda", "function:f"),
      name: "f",
      Role: `arn:aws:iam::${A}:role/gone`,
      Policies: [],
      Tags: {},
    });
    const given = queue("g", policy(admits({ AWS: `arn:aws:iam::${A}:role/gone` }, "sqs:SendMessage")));
    const world = worldWith(account(), fn, queue("n"), given);
    expect(answer(world, "f", "sqs:SendMessage", "g")).toBe("allowed");
    expect(answer(world, "f", "sqs:SendMessage", "n")).toBe("implicitly-denied");
  });
});

describe("names", () => {
  it("that mean several are told apart by their ids", () => {
    const fn = (name: string, region: string) =>
      resource("LambdaFunction", {
        Arn: `arn:aws:lambda:${region}:${A}:function:${name}`,
        name,
        region,
        Role: `arn:aws:iam::${A}:role/w`,
        Policies: [],
        Tags: {},
      });
    const world = worldWith(
      account(),
      fn("f", "eu-west-1"),
      fn("f", "us-east-1"),
      queue("q"),
      role("w", []),
      role("path/w", [], { name: "w" }),
    );
    expect(answer(world, "f", "sqs:SendMessage", "q")).toBe(
      `principal? arn:aws:lambda:eu-west-1:${A}:function:f arn:aws:lambda:us-east-1:${A}:function:f`,
    );
    expect(answer(world, "w", "sqs:SendMessage", "q")).toBe(`principal? arn:aws:iam::${A}:role/w arn:aws:iam::${A}:role/path/w`);
    expect(principalNames(world)).toEqual(["w", "999988887777", A, "f"]);
  });
  it("of a function whose role nobody could find out", () => {
    const fn = resource("LambdaFunction", { Arn: at("lambda", "function:f"), name: "f", Role: unread, Policies: [], Tags: {} });
    expect(answer(worldWith(account(), fn, queue("q")), "f", "sqs:SendMessage", "q")).toBe("principal?  access-denied");
  });
  it("a function goes before a role, and a role before a user", () => {
    const fn = resource("LambdaFunction", {
      Arn: at("lambda", "function:x"),
      name: "x",
      Role: `arn:aws:iam::${A}:role/x`,
      Policies: [],
      Tags: {},
    });
    const who = (...resources: readonly unknown[]) => {
      const found = personsOf(worldWith(account(), ...resources), "x");
      return isUnknown(found) ? found : found.map(({ caller, fn: own }) => `${caller.type}${own ? " of a function" : ""}`);
    };
    expect(who(user("x", []), role("x", []), fn)).toEqual(["role of a function"]);
    expect(who(user("x", []), role("x", []))).toEqual(["role"]);
    expect(who(user("x", []))).toEqual(["user"]);
    const aliased = { aliases: ["x"], name: "y" };
    expect(who(user("y", [], aliased))).toEqual(["user"]);
    expect(who(role("y", [], aliased))).toEqual(["role"]);
  });
  it("a session of a role of the estate acts by the role's policies", () => {
    const world = worldWith(account(), role("w", [allow("sqs:*")]), queue("q"));
    expect(answer(world, `arn:aws:sts::${A}:assumed-role/w/me`, "sqs:SendMessage", "q")).toBe("allowed");
    expect(answer(world, `arn:aws:sts::${B}:assumed-role/w/me`, "sqs:SendMessage", "q")).toBe("implicitly-denied");
    const [person] = personsOf(world, `arn:aws:sts::${A}:assumed-role/w/me`) as readonly Person[];
    expect(person?.caller).toEqual({
      type: "role",
      arn: `arn:aws:iam::${A}:role/w`,
      account: A,
      serviceLinked: false,
      id: "AROAEXAMPLE",
      session: "me",
    });
    expect(personsOf(world, `arn:aws-cn:sts::${B}:assumed-role/w/a/b`)).toMatchObject([
      { caller: { arn: `arn:aws-cn:iam::${B}:role/w`, session: "a/b" } },
    ]);
  });
  it.each<readonly [text: string, types: readonly string[]]>([
    ["1111222233334", []],
    ["x111122223333", []],
    ["sns.amazonaws.com.example", []],
    ["Sns/sns.amazonaws.com", []],
    ["nobody", []],
    ["role:root", []],
    [`arn:aws:iam::${B}:role/oidc-provider/x`, ["role"]],
    [`arn:aws:iam::${B}:role/assumed-role/x/y`, ["role"]],
    [`arn:aws:iam::${B}:user/role/x`, ["user"]],
    [`arn:aws:iam::${B}:role/a:b`, ["role"]],
    [`arn:aws:sts::${A}:assumed-role/w/me`, ["role"]],
  ])("%s is %j", (text, types) => {
    const world = worldWith(account(), role("other", []), role("w", []), role("w", [], { account: B, Arn: `arn:aws:iam::${B}:role/w` }));
    const found = personsOf(world, text);
    expect(isUnknown(found) ? found : found.map(({ caller }) => caller.type)).toEqual(types);
    for (const { caller } of isUnknown(found) ? [] : found)
      if (text.includes(":sts:")) expect(caller).toMatchObject({ account: A, arn: `arn:aws:iam::${A}:role/w` });
  });
  it("everybody of an estate: roles, users, and the roots of the accounts that were looked at", () => {
    const here = worldWith(account(), role("w", []), user("u", []));
    expect(callersOf(here).map(({ caller, name }) => `${caller.type} ${name}`)).toEqual([
      "role w",
      "user u",
      "root 999988887777",
      `root ${A}`,
    ]);
    expect(callersOf(here)).toBe(callersOf(here));
    const template = { id: "t", source: "template" as const, account: B, regions: [], label: "t" };
    const declared = new World({ scopes: [template], resources: [], gaps: [], problems: [], unrecognised: {} }, { now: new Date() });
    expect(callersOf(declared)).toEqual([]);
  });
  it("an id that could not be read is none", () => {
    const [person] = personsOf(worldWith(account(), user("u", [], { UserId: unread })), "u") as readonly Person[];
    expect(person?.caller).toEqual({ type: "user", arn: `arn:aws:iam::${A}:user/u`, account: A });
    const [known] = personsOf(worldWith(account(), user("u", [])), "u") as readonly Person[];
    expect(known?.caller).toMatchObject({ id: "AIDAEXAMPLE" });
  });
});

describe("what is known of a request", () => {
  const world = (...resources: readonly unknown[]) =>
    worldWith(account({ Organization: { Id: "o-1", ManagementAccount: B, MemberAccounts: [] } }), ...resources);
  const NOBODY: Person = { caller: { type: "anonymous" }, holder: undefined, name: "" };
  /** What a policy that asks for these keys is told. */
  function known(here: World, person: Person, arn: string, keys: readonly string[], given?: ReadonlyMap<string, readonly string[]>) {
    const asks = { name: "p", policy: policy(...keys.map((key) => allow("*", "*", { Condition: { StringEquals: { [key]: "x" } } }))) };
    const target = targetOf(here, arn);
    const policies = { ...policiesFor(here, person, target), identity: [asks] };
    const context = contextOf(here, person, target, policies, "sqs:SendMessage", given);
    expect(context.others).toBe("unknown");
    return keys.map((key) => context.keys.get(key.toLowerCase()) ?? "unknown");
  }
  const one = (here: World, text: string): Person => {
    const persons = personsOf(here, text);
    const [person] = isUnknown(persons) ? [] : persons;
    if (!person) throw new Error(text);
    return person;
  };

  it("when and how, by what is taken for granted", () => {
    expect(Object.fromEntries(assumptions(new Date("2026-11-22T00:00:00.900Z")))).toEqual({
      "aws:securetransport": ["true"],
      "aws:viaawsservice": ["false"],
      "aws:calledvia": "absent",
      "aws:calledviafirst": "absent",
      "aws:calledvialast": "absent",
      "kms:viaservice": "absent",
      "aws:currenttime": ["2026-11-22T00:00:00.900Z"],
      "aws:epochtime": ["1795305600"],
    });
  });
  it("the tags of who asks: of a user and a function, for a session of a role may bring others", () => {
    const fn = resource("LambdaFunction", {
      Arn: at("lambda", "function:f"),
      name: "f",
      Role: `arn:aws:iam::${A}:role/w`,
      Policies: [],
      Tags: {},
    });
    const here = world(user("u", []), user("closed", [], { Tags: unread }), role("w", []), fn, queue("q"));
    const keys = ["aws:PrincipalTag/team", "aws:PrincipalTag/other"];
    const asked = (person: Person) => known(here, person, at("sqs", "q"), keys);
    expect(asked(one(here, "u"))).toEqual([["orders"], "absent"]);
    expect(asked(one(here, "f"))).toEqual([["orders"], "absent"]);
    expect(asked(one(here, "w"))).toEqual(["unknown", "unknown"]);
    expect(asked(one(here, "closed"))).toEqual(["unknown", "unknown"]);
    expect(asked(NOBODY)).toEqual(["unknown", "unknown"]);
  });
  it("the tags of what is asked for, but not of what is inside a bucket", () => {
    const bucket = resource("Bucket", {
      Arn: "arn:aws:s3:::b",
      name: "b",
      Policy: undefined,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      PublicAccessBlock: undefined,
      Tags: { Team: "orders" },
    });
    const here = world(
      bucket,
      queue("q", undefined, { Team: "orders" }),
      queue("closed", undefined, unread),
      queue("bare", undefined, undefined),
    );
    const keys = ["aws:ResourceTag/team", "sqs:ResourceTag/other", "aws:RequestTag/team"];
    expect(known(here, NOBODY, at("sqs", "q"), keys)).toEqual([["orders"], "absent", "unknown"]);
    expect(known(here, NOBODY, at("sqs", "closed"), keys)).toEqual(["unknown", "unknown", "unknown"]);
    expect(known(here, NOBODY, at("sqs", "gone"), keys)).toEqual(["unknown", "unknown", "unknown"]);
    expect(known(here, NOBODY, "arn:aws:s3:::b", keys)).toEqual([["orders"], "absent", "unknown"]);
    expect(known(here, NOBODY, "arn:aws:s3:::b/a", keys)).toEqual(["unknown", "unknown", "unknown"]);
  });
  it("the organisations of both sides", () => {
    const here = world(user("u", []), queue("q"));
    const keys = ["aws:PrincipalOrgID", "aws:ResourceOrgID"];
    expect(known(here, one(here, "u"), at("sqs", "q"), keys)).toEqual([["o-1"], ["o-1"]]);
    expect(known(here, one(here, B), at("sqs", "q"), keys)).toEqual(["unknown", ["o-1"]]);
    expect(known(here, NOBODY, "arn:aws:s3:::other", keys)).toEqual(["unknown", "unknown"]);
    const alone = worldWith(account(), user("u", []), queue("q"));
    expect(known(alone, one(alone, "u"), at("sqs", "q"), keys)).toEqual(["absent", "absent"]);
    const closed = worldWith(account({ Organization: unread }), user("u", []), queue("q"));
    expect(known(closed, one(closed, "u"), at("sqs", "q"), keys)).toEqual(["unknown", "unknown"]);
  });
  it("a function has no second factor, and says which it is", () => {
    const fn = resource("LambdaFunction", {
      Arn: at("lambda", "function:f"),
      name: "f",
      Role: `arn:aws:iam::${A}:role/w`,
      Policies: [],
      Tags: {},
    });
    const here = world(user("u", []), role("w", []), fn, queue("q"));
    const keys = ["lambda:SourceFunctionArn", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"];
    const person = personOfFunction(here, fn);
    if (isUnknown(person)) throw new Error("no role");
    expect(known(here, person, at("sqs", "q"), keys)).toEqual([[fn.id], "absent", "absent"]);
    expect(known(here, one(here, "u"), at("sqs", "q"), keys)).toEqual(["unknown", "unknown", "unknown"]);
  });
  it("a function called by itself is not called through its URL", () => {
    const here = world(user("u", []), queue("q"));
    const keys = (action: string) => {
      const target = targetOf(here, at("sqs", "q"));
      const { keys: told } = contextOf(here, NOBODY, target, policiesFor(here, NOBODY, target), action);
      return [told.get("lambda:functionurlauthtype"), told.get("lambda:invokedviafunctionurl")];
    };
    expect(keys("Lambda:InvokeFunction")).toEqual(["absent", ["false"]]);
    expect(keys("lambda:InvokeFunctionUrl")).toEqual([undefined, undefined]);
  });
  it("what the asker says goes before everything", () => {
    const here = world(user("u", []), queue("q"));
    const given = new Map([
      ["AWS:PrincipalTag/Team", ["x"]],
      ["aws:securetransport", ["false"]],
      ["aws:PrincipalOrgID", ["o-2"]],
    ]);
    expect(
      known(here, one(here, "u"), at("sqs", "q"), ["aws:PrincipalTag/team", "aws:SecureTransport", "aws:PrincipalOrgID"], given),
    ).toEqual([["x"], ["false"], ["o-2"]]);
  });
});

describe("resources of a form that policies are written for", () => {
  const of = (form: string, identity: readonly object[], resources: readonly object[] = []) =>
    instancesOf(form, {
      identity: [
        { name: "p", policy: policy(...identity) },
        { name: "closed", policy: unread },
      ],
      serviceControl: [],
      resourceControl: [],
      resource: resources.map((statement, i) => ({ name: String(i), policy: policy({ Principal: "*", ...statement }) })),
    }).toSorted();
  const spares = (NotResource: unknown) => ({ Effect: "Deny", Action: "*", NotResource });

  it.each<readonly [what: string, identity: readonly object[], expected: readonly string[]]>([
    ["none", [], []],
    ["what an Allow names", [allow("*", "arn:aws:s3:::b/a")], ["arn:aws:s3:::b/a"]],
    ["one of what an Allow names", [allow("*", "arn:aws:s3:::b/a/*")], ["arn:aws:s3:::b/a/x"]],
    ["one letter for another", [allow("*", "arn:aws:s3:::b/a?")], ["arn:aws:s3:::b/ax"]],
    ["what is of both forms", [allow("*", "arn:aws:s3:::*/a")], ["arn:aws:s3:::b/a"]],
    ["not what an Allow names elsewhere", [allow("*", ["arn:aws:s3:::c/a", "arn:aws:s3:::c/*"])], []],
    ["not everything", [allow("*", ["*", "**"])], []],
    ["what is written like everything", [allow("*", "*/a")], ["arn:aws:s3:::b/a"]],
    ["what a Deny leaves out", [spares("arn:aws:s3:::b/p/*")], ["arn:aws:s3:::b/p/x"]],
    ["not what a Deny names", [{ Effect: "Deny", Action: "*", Resource: "arn:aws:s3:::b/p/*" }], []],
    ["not what nobody could read", [allow("*", [unread])], []],
    ["not what an Allow leaves out", [{ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::b/a" }], []],
  ])("%s", (_, identity, expected) => {
    expect(of("arn:aws:s3:::b/*", identity)).toEqual(expected);
  });
  it("what two of them have in common", () => {
    const [one, two, both, ...rest] = of("arn:aws:s3:::b/*", [allow("*", "arn:aws:s3:::b/a*"), spares("arn:aws:s3:::b/*z")]);
    expect([one, two, rest]).toEqual(["arn:aws:s3:::b/ax", expect.stringMatching(/^arn:aws:s3:::b\/a.*z$/), []]);
    expect(both).toMatch(/^arn:aws:s3:::b\/.*z$/);
  });
  it("of every layer", () => {
    const layer = (name: string) => [{ name, policy: policy(allow("*", `arn:aws:s3:::b/${name}`)) }];
    const found = instancesOf("arn:aws:s3:::b/*", {
      identity: layer("identity"),
      boundary: layer("boundary"),
      session: layer("session"),
      serviceControl: [layer("scp")],
      resourceControl: [layer("rcp")],
      resource: layer("resource"),
      endpoint: layer("endpoint"),
    });
    expect(found.map((arn) => arn.split("/")[1])).toEqual(["identity", "boundary", "session", "scp", "rcp", "resource", "endpoint"]);
  });
  it("of many patterns some are enough, and it takes no time", () => {
    const many = Array.from({ length: 2000 }, (_, i) => `arn:aws:s3:::b/*${i}*`);
    expect(of("arn:aws:s3:::b/*", [allow("*", many)]).length).toBeLessThan(1000);
  });
});

describe("a form of resource", () => {
  const reader = (...statements: readonly object[]) => worldWith(account(), role("r", statements), queue("a"), queue("b"));
  const form = at("sqs", "*");
  it.each<readonly [what: string, statements: readonly object[], expected: string]>([
    ["allowed as a whole", [allow("sqs:*")], "allowed"],
    ["allowed in one", [allow("sqs:*", at("sqs", "a"))], "allowed"],
    [
      "allowed in one under a condition",
      [allow("sqs:*", at("sqs", "a"), { Condition: { StringEquals: { "aws:SourceVpc": "v" } } })],
      "depends",
    ],
    [
      "allowed in one under a condition, and in another",
      [allow("sqs:*", at("sqs", "a"), { Condition: { StringEquals: { "aws:SourceVpc": "v" } } }), allow("sqs:*", at("sqs", "b"))],
      "allowed",
    ],
    ["allowed elsewhere", [allow("sqs:*", "arn:aws:sqs:us-east-1:*:a")], "implicitly-denied"],
    ["denied in one of two", [allow("sqs:*"), { Effect: "Deny", Action: "sqs:*", Resource: at("sqs", "a") }], "allowed"],
    ["denied", [allow("sqs:*"), { Effect: "Deny", Action: "sqs:*", Resource: "*" }], "explicitly-denied"],
  ])("%s", (_, statements, expected) => {
    expect(answer(reader(...statements), "r", "sqs:SendMessage", form)).toBe(expected);
  });
});
