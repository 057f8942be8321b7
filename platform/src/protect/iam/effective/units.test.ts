import { describe, expect, it } from "vitest";
import { type Resource, unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { services } from "../catalog.ts";
import type { Source } from "../question.ts";
import { allow, deny, policy } from "../worlds.test-helper.ts";
import { deniesEverything, fullAccess, letsEverythingThrough } from "./administrator.ts";
import { limitsOf } from "./limits.ts";
import { type Form, ResourceIndex } from "./resource-index.ts";
import { actionsIn, levelBit, levelNames, statementsOf, UNDOCUMENTED } from "./statements.ts";

const A = "111122223333";
const B = "444455556666";
const unread = unknown("access-denied");

const source = (...statements: readonly object[]): Source => ({ name: "p", policy: policy(...statements) });
const Condition = { Bool: { "aws:SecureTransport": "false" } };

describe("the resources that a pattern covers", () => {
  const at = (service: string, rest: string, region = "ap-northeast-1") => `arn:aws:${service}:${region}:${A}:${rest}`;
  const nouns = [
    resource("DynamoTable", { Arn: at("dynamodb", "table/orders"), name: "orders", account: A }),
    resource("DynamoTable", { Arn: at("dynamodb", "table/orders-old"), name: "orders-old", account: A }),
    resource("DynamoTable", { Arn: at("dynamodb", "table/users", "us-east-1"), name: "users", account: A }),
    resource("LambdaFunction", { Arn: at("lambda", "function:pay"), name: "pay", account: A }),
    resource("LambdaFunction", { Arn: at("lambda", "function:pay-test"), name: "pay-test", account: A }),
    resource("Queue", { Arn: at("sqs", "q"), name: "q", account: A }),
    resource("Bucket", { Arn: "arn:aws:s3:::reports", name: "reports", account: A }),
    resource("Bucket", { Arn: "arn:aws:s3:::reports-eu", name: "reports-eu", account: A }),
    resource("LogGroup", { Arn: at("logs", "log-group:/x"), name: "/x", account: A }),
    resource("Template", { id: "template:stack", name: "stack", account: A }),
  ] as unknown as readonly Resource[];
  const index = new ResourceIndex(nouns);

  it.each<readonly [service: string, pattern: string, form: Form, names: readonly string[]]>([
    ["dynamodb", "*", "self", ["orders", "orders-old", "users"]],
    ["dynamodb", "**", "inside", ["orders", "orders-old", "users"]],
    ["dynamodb", at("dynamodb", "table/orders"), "self", ["orders"]],
    ["dynamodb", at("dynamodb", "table/orders"), "inside", []],
    ["dynamodb", at("dynamodb", "table/orders*"), "self", ["orders", "orders-old"]],
    ["dynamodb", at("dynamodb", "table/orders*"), "inside", ["orders", "orders-old"]],
    ["dynamodb", at("dynamodb", "table/orders/*"), "self", []],
    ["dynamodb", at("dynamodb", "table/orders/*"), "inside", ["orders"]],
    ["dynamodb", at("dynamodb", "table/orders/index/by-day"), "inside", ["orders"]],
    ["dynamodb", at("dynamodb", "table/orders/index/by-???"), "inside", ["orders"]],
    ["dynamodb", at("dynamodb", "table/order?"), "self", ["orders"]],
    ["dynamodb", "arn:aws:dynamodb:*:*:table/users", "self", ["users"]],
    ["dynamodb", at("dynamodb", "table/users"), "self", []],
    ["dynamodb", "arn:aws:dynamodb:*:*:*", "self", ["orders", "orders-old", "users"]],
    ["dynamodb", `arn:aws:dynamodb:*:${B}:table/*`, "self", []],
    ["lambda", at("lambda", "function:pay"), "self", ["pay"]],
    ["lambda", at("lambda", "function:pay:live"), "inside", ["pay"]],
    ["lambda", at("lambda", "function:pay:*"), "inside", ["pay"]],
    ["lambda", at("lambda", "function:pay*"), "inside", ["pay", "pay-test"]],
    ["lambda", "arn:aws:lambda:*:*:pay", "self", ["pay"]],
    ["lambda", "arn:aws:lambda:*:*:function:*", "self", ["pay", "pay-test"]],
    // Nothing lies inside a queue.
    ["sqs", "*", "inside", []],
    ["sqs", at("sqs", "q"), "self", ["q"]],
    ["sqs", "not an arn", "self", []],
    ["s3", "arn:aws:s3:::reports", "self", ["reports"]],
    ["s3", "arn:aws:s3:::reports", "inside", []],
    ["s3", "arn:aws:s3:::reports/*", "inside", ["reports"]],
    ["s3", "arn:aws:s3:::reports/a/b", "inside", ["reports"]],
    ["s3", "arn:aws:s3:::reports*", "inside", ["reports", "reports-eu"]],
    ["s3", "arn:aws:s3:::*/secret", "inside", ["reports", "reports-eu"]],
    ["s3", "arn:aws:s3:::other/*", "inside", []],
    ["logs", at("logs", "log-group:/x:*"), "inside", ["/x"]],
    ["logs", at("logs", "log-group:/y:*"), "inside", []],
    ["ec2", "*", "self", []],
  ])("%s: %s, %s", (service, pattern, form, names) => {
    const found = index.covered(A, service, pattern, form);
    expect(found).toMatchObject({ service, account: A, form });
    expect(found.members.map(({ name }) => name).toSorted()).toEqual([...names].toSorted());
    expect(index.covered(A, service, pattern, form)).toBe(found);
  });
  it("of one account only, and of the services there are", () => {
    expect(index.covered(B, "dynamodb", "*", "self").members).toEqual([]);
    expect(index.services).toEqual(["dynamodb", "lambda", "sqs", "s3", "logs"]);
  });
});

describe("what limits leave of an action", () => {
  type Leaves = "all" | "none" | "some";
  it.each<readonly [what: string, denies: readonly object[], caps: readonly (readonly Source[])[], expected: Leaves]>([
    ["no limits", [], [], "all"],
    ["a Deny", [deny("s3:GetObject")], [], "none"],
    ["a Deny of something else", [deny("s3:PutObject")], [], "all"],
    ["a Deny on a resource", [deny("s3:GetObject", "arn:aws:s3:::a/*")], [], "some"],
    ["a Deny under a condition", [deny("s3:GetObject", "*", { Condition })], [], "some"],
    ["a Deny of other resources", [{ ...deny("s3:GetObject"), Resource: undefined, NotResource: "arn:aws:s3:::a/*" }], [], "some"],
    ["a Deny nobody could read", [deny(unread)], [], "some"],
    ["an effect nobody could read", [{ ...deny("s3:GetObject"), Effect: unread }], [], "some"],
    ["a Deny under a condition, and one without", [deny("s3:*", "*", { Condition }), deny("s3:GetObject")], [], "none"],
    ["a boundary", [], [[source(allow("s3:*"))]], "all"],
    ["a boundary of another service", [], [[source(allow("sqs:*"))]], "none"],
    ["a boundary on a resource", [], [[source(allow("s3:*", "arn:aws:s3:::a/*"))]], "some"],
    ["a boundary under a condition", [], [[source(allow("s3:*", "*", { Condition }))]], "some"],
    ["a boundary with a Deny", [], [[source(allow("*"), deny("s3:GetObject"))]], "none"],
    ["a boundary of all resources but one", [], [[source({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::a" })]], "some"],
    ["a boundary on everything and something", [], [[source(allow("s3:*", ["arn:aws:s3:::a", "*"]))]], "all"],
    ["a boundary on everything, in stars", [], [[source(allow("s3:*", "**"))]], "all"],
    ["a boundary on what begins with a star", [], [[source(allow("s3:*", "*a"))]], "some"],
    ["a boundary on a resource nobody could read", [], [[source(allow("s3:*", [unread]))]], "some"],
    ["a boundary without a resource", [], [[source({ Effect: "Allow", Action: "s3:*" })]], "some"],
    ["a boundary with an action nobody could read", [], [[source(allow(unread))]], "some"],
    ["a boundary with an effect nobody could read", [], [[source({ ...allow("s3:*"), Effect: unread })]], "some"],
    ["a boundary nobody could read", [], [[{ name: "b", policy: unread }]], "some"],
    ["one of two nobody could read", [], [[{ name: "b", policy: unread }, source(allow("*"))]], "some"],
    ["an empty level", [], [[]], "none"],
    ["two levels", [], [[source(allow("*"))], [source(allow("s3:*"))]], "all"],
    ["two levels, one without it", [], [[source(allow("*"))], [source(allow("sqs:*"))]], "none"],
    ["either policy of a level", [], [[source(allow("sqs:*")), source(allow("s3:*"))]], "all"],
    ["a condition in one and none in the other", [], [[source(allow("s3:*", "*", { Condition }), allow("s3:Get*"))]], "all"],
  ])("%s: %s", (_, denies, caps, expected) => {
    const own = denies.length === 0 ? [] : statementsOf(source(...denies));
    const limits = limitsOf(own, caps);
    expect(limits.leaves("s3:getobject")).toBe(expected);
    expect(limits.plain).toBe(denies.length === 0 && caps.length === 0);
    expect(limitsOf(own, caps)).toBe(limits);
  });
});

describe("the actions of a statement", () => {
  const names = (statement: object, service = "sqs") => {
    const [written] = statementsOf(source(statement));
    return written ? actionsIn(written, service).map(({ name }) => name) : [];
  };
  it("that are documented, or written out", () => {
    expect(names(allow("sqs:SendMessage"))).toEqual(["sqs:SendMessage"]);
    expect(names(allow("SQS:sendmessage"))).toEqual(["sqs:SendMessage"]);
    expect(names(allow("sqs:Send*"))).toContain("sqs:SendMessage");
    expect(names(allow("s*:SendMessage"))).toEqual(["sqs:SendMessage"]);
    expect(names(allow("s3:GetObject"))).toEqual([]);
    expect(names(allow("nonsense"))).toEqual([]);
    expect(names(allow(":SendMessage"))).toEqual([]);
    expect(names(allow("sns:*SendMessage"))).toEqual([]);
    expect(names(allow("sqs:SendMessage*:x"))).toEqual([]);
    expect(names(allow("*:SendMessage"))).toEqual(["sqs:SendMessage"]);
    expect(names(allow("*qs:SendMessage"))).toEqual(["sqs:SendMessage"]);
    expect(names(allow("SQS:*"))).toHaveLength(names(allow("*")).length);
    expect(names({ Effect: "Allow", Resource: "*" })).toEqual([]);
    expect(names(allow([unread, "sqs:SendMessage"]))).toEqual(["sqs:SendMessage"]);
    expect(names(allow("*"))).toEqual(names(allow("sqs:*")));
    expect(names(allow("**")).length).toBeGreaterThan(10);
    expect(names(allow("sqs:NoSuch*"))).toEqual([]);
    expect(names(allow("sqs:BrandNew"))).toEqual(["sqs:BrandNew"]);
    const but = names({ Effect: "Allow", NotAction: "sqs:Send*", Resource: "*" });
    expect(but).toContain("sqs:ReceiveMessage");
    expect(but).not.toContain("sqs:SendMessage");
  });
  it("one that nobody documents may change things", () => {
    const [written] = statementsOf(source(allow("sqs:BrandNew")));
    expect(written && actionsIn(written, "sqs")).toEqual([
      { name: "sqs:BrandNew", service: "sqs", level: "Write", resourceTypes: [UNDOCUMENTED], conditionKeys: [] },
    ]);
  });
  it("have levels as bits", () => {
    expect(levelNames(levelBit("Read") | levelBit("Write")).toSorted()).toEqual(["Read", "Write"]);
    expect(levelNames(0)).toEqual([]);
  });
  it("none of a policy that nobody could read", () => {
    expect(statementsOf({ name: "p", policy: unread })).toEqual([]);
  });
});

/** Each half of the services in a statement. */
function halves(names: readonly string[]): readonly object[] {
  const all = names.map((service) => `${service}:*`);
  return [allow(all.slice(0, 100)), allow(all.slice(100))];
}
const withoutOne = (name: string) => services().flatMap((service) => (service === name ? [] : `${service}:*`));

describe("everything", () => {
  const full = (...statements: readonly object[]) => fullAccess(statementsOf(source(...statements))).length;
  it.each<readonly [what: string, statements: readonly object[], count: number]>([
    ["a star", [allow("*")], 1],
    ["a star of stars", [allow("*:*")], 1],
    ["a star beside something", [allow("s3:*"), allow("*")], 1],
    ["a star on one service's resources", [allow("*", "arn:aws:s3:::*")], 0],
    ["a star on every ARN", [allow("*", "arn:aws:*")], 1],
    ["a star on other resources", [{ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::a" }], 0],
    ["all but a few, and the few", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow("iam:*")], 2],
    ["all but a few", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], 0],
    ["stars", [allow("**")], 1],
    ["stars on stars", [allow("*", "**")], 1],
    ["a star on everything beside something", [allow("*", ["arn:aws:s3:::a", "*"])], 1],
    ["a star beside what nobody could read", [allow([unread, "*"])], 1],
    ["two stars", [allow("*"), allow("*:*")], 2],
    ["a star on something, and all but a few", [allow("*", "arn:aws:s3:::a"), { Effect: "Allow", NotAction: "iam:*", Resource: "*" }], 0],
    ["a star on all but a few resources, as written twice", [{ ...allow("*"), NotResource: "arn:aws:s3:::a" }], 0],
    ["no resource", [{ Effect: "Allow", Action: "*" }], 0],
    ["every service by its name", [allow(services().map((service) => `${service}:*`))], 1],
    ["every service in two statements, and one for nothing new", [...halves(services()), allow("s3:*")], 2],
    ["every service but one", [allow(withoutOne("s3"))], 0],
    ["every service but a rare one", [allow(withoutOne("groundstation"))], 0],
    ["every service but another rare one", [allow(withoutOne("braket"))], 0],
    ["every service, but of one only the reading", [allow([...withoutOne("s3"), "s3:Get*"])], 0],
    [
      "all but a few, a way to the rest, and more",
      [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, allow("s3:*"), allow("iam:PutUserPolicy")],
      2,
    ],
    ["an unread effect", [{ ...allow("*"), Effect: unread }], 0],
    ["an unread action", [allow(unread)], 0],
  ])("%s", (_, statements, count) => {
    expect(full(...statements)).toBe(count);
  });
  it.each<readonly [what: string, statement: object, is: boolean]>([
    ["everything", deny("*"), true],
    ["everything, written otherwise", deny("*:*", "arn:*"), true],
    ["under a condition", deny("*", "*", { Condition }), false],
    ["a service", deny("s3:*"), false],
    ["on a resource", deny("*", "arn:aws:s3:::a"), false],
    ["an Allow", allow("*"), false],
  ])("a Deny of %s: %s", (_, statement, is) => {
    expect(statementsOf(source(statement)).some(deniesEverything)).toBe(is);
  });
  it("is let through by what allows it, or could not be read", () => {
    expect(letsEverythingThrough([source(allow("*"))])).toBe(true);
    expect(letsEverythingThrough([source(allow("s3:*"))])).toBe(false);
    expect(letsEverythingThrough([source(deny("*"))])).toBe(false);
    expect(letsEverythingThrough([source(allow("*"), deny("*", "arn:aws:s3:::a"))])).toBe(true);
    expect(letsEverythingThrough([])).toBe(false);
    expect(letsEverythingThrough([source(allow("s3:*"), allow("*"))])).toBe(true);
    expect(letsEverythingThrough([source(allow("s3:*")), { name: "p", policy: unread }])).toBe(true);
  });
  it.each<readonly [what: string, statement: object, is: boolean]>([
    ["the effect", { ...allow("*"), Effect: unread }, true],
    ["the effect on one service", { ...allow("s3:*"), Effect: unread }, false],
    ["the actions", allow([unread]), true],
    ["the actions beside some", allow(["s3:*", unread]), true],
    ["the actions on one bucket", allow([unread], "arn:aws:s3:::a"), false],
    ["what is left out", { Effect: "Allow", NotAction: [unread], Resource: "*" }, true],
    ["the resource", allow("*", [unread]), true],
    ["the resource of some actions", allow("s3:*", [unread]), false],
    ["the resource left out", { Effect: "Allow", Action: "*", NotResource: [unread] }, false],
    ["the actions of a Deny", deny([unread]), false],
  ])("may be let through where nobody could read %s: %s", (_, statement, is) => {
    expect(letsEverythingThrough([source(statement)])).toBe(is);
  });
});
