import { describe, expect, it } from "vitest";
import { type Noun, type Policy, type Resource, unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { accountAlone, allow, deny, policy, roleWith, worldWith } from "../worlds.test-helper.ts";
import { confirm, countPairs, pairs } from "./pairs.ts";
import { roleClasses } from "./profiles.ts";
import { levelNames } from "./statements.ts";

const A = "111122223333";
const B = "444455556666";
const unread = unknown("access-denied");

const Condition = { Bool: { "aws:SecureTransport": "true" } };
const at = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:${A}:${rest}`;

const table = resource("DynamoTable", { Arn: at("dynamodb", "table/orders"), name: "orders", Policy: undefined, Tags: {} });
const old = resource("DynamoTable", { Arn: at("dynamodb", "table/old"), name: "old", Policy: undefined, Tags: {} });
const fn = resource("LambdaFunction", { Arn: at("lambda", "function:pay"), name: "pay", Policies: [], Tags: {} });
const bucketWith = (fields: object = {}) =>
  resource("Bucket", {
    Arn: "arn:aws:s3:::reports",
    name: "reports",
    Policy: undefined,
    AclGrants: [],
    ObjectOwnership: "BucketOwnerEnforced",
    PublicAccessBlock: undefined,
    Tags: {},
    ...fields,
  });
const queueWith = (name: string, Policy: unknown) =>
  resource("Queue", { Arn: at("sqs", name), name, Policy: Policy as undefined, Tags: {} });
const alone = accountAlone();

/** One line a row: resource, form, levels that are sure, levels that may be. */
function rows(subject: Noun<"Role">, ...beside: readonly unknown[]): readonly string[] {
  return pairs(worldWith(subject, alone, table, fn, bucketWith(), queueWith("q", undefined), ...beside)).classes.flatMap((one) =>
    one.rows.flatMap(({ resources, levels, perhaps }) => {
      const names = (given: number) => levelNames(given).join("+") || "-";
      return resources.members.map(({ name }) => `${name} ${resources.form}: ${names(levels)} / ${names(perhaps)}`);
    }),
  );
}

describe("what a statement allows on each resource", () => {
  const EVERY = "List+Read+Write+Tagging+Permissions management";
  it.each<readonly [what: string, statements: readonly object[], expected: readonly string[]]>([
    ["nothing", [], []],
    ["an action of a table", [allow("dynamodb:GetItem", table.id)], ["orders self: Read / -"]],
    ["one of its indexes", [allow("dynamodb:Query", `${table.id}/index/*`)], ["orders inside: Read / -"]],
    ["an action of both", [allow("dynamodb:Query", "*")], ["orders self: Read / -", "orders inside: Read / -"]],
    ["objects of a bucket", [allow("s3:GetObject")], ["reports inside: Read / -"]],
    ["a bucket itself", [allow("s3:ListBucket")], ["reports self: List / -"]],
    ["a function and its aliases", [allow("lambda:InvokeFunction", `${fn.id}*`)], ["pay self: Write / -", "pay inside: Write / -"]],
    ["an action that takes no resource", [allow("dynamodb:ListTables")], []],
    ["an action that nobody documents", [allow("s3:BrandNew")], ["reports self: Write / -", "reports inside: Write / -"]],
    ["two levels", [allow(["sqs:SendMessage", "sqs:GetQueueUrl"])], ["q self: Read+Write / -"]],
    ["under a condition", [allow("sqs:SendMessage", "*", { Condition })], ["q self: - / Write"]],
    ["with an effect nobody could read", [{ ...allow("sqs:SendMessage"), Effect: unread }], ["q self: - / Write"]],
    ["with an action nobody could read", [allow([unread], [at("sqs", "q")])], [`q self: - / ${EVERY}`]],
    ["with an action nobody could read beside one", [allow(["sqs:SendMessage", unread], at("sqs", "q"))], [`q self: Write / ${EVERY}`]],
    ["with a resource nobody could read", [allow("sqs:SendMessage", [unread])], ["q self: - / Write"]],
    ["with a resource that the request fills in", [allow("sqs:SendMessage", at("sqs", "${aws:username}"))], ["q self: - / Write"]],
    [
      "with a resource that the request fills in between",
      [allow("dynamodb:GetItem", at("dynamodb", "table/${aws:PrincipalTag/a}s"))],
      ["orders self: - / Read"],
    ],
    ["with a part that is not closed", [allow("sqs:SendMessage", at("sqs", "${aws"))], ["q self: - / Write"]],
    ["of all resources but one", [{ Effect: "Allow", Action: "sqs:SendMessage", NotResource: at("sqs", "other") }], ["q self: - / Write"]],
    ["without a resource", [{ Effect: "Allow", Action: "sqs:SendMessage" }], []],
    ["that a Deny takes away", [allow("sqs:SendMessage"), deny("sqs:*")], []],
    ["that a Deny takes away sometimes", [allow("sqs:SendMessage"), deny("sqs:*", "*", { Condition })], ["q self: - / Write"]],
    ["of which a Deny takes one part away", [allow(["sqs:SendMessage", "sqs:GetQueueUrl"]), deny("sqs:Send*")], ["q self: Read / -"]],
    [
      "of which a Deny takes one part away sometimes",
      [allow(["sqs:SendMessage", "sqs:GetQueueUrl"]), deny("sqs:Send*", "*", { Condition })],
      ["q self: Read / Write"],
    ],
  ])("%s", (_, statements, expected) => {
    expect(rows(roleWith("r", statements))).toEqual(expected);
  });

  it("is told apart where statements, services or limits differ, whoever was asked before", () => {
    const plain = roleWith("plain", [allow(["sqs:SendMessage", "dynamodb:GetItem"])]);
    const under = roleWith("under", [allow(["sqs:SendMessage", "dynamodb:GetItem"], "*", { Condition })]);
    const denied = roleWith("denied", [allow(["sqs:SendMessage", "dynamodb:GetItem"]), deny("sqs:*")]);
    const other = roleWith("other", [allow(["sqs:GetQueueUrl", "dynamodb:GetItem"])]);
    const but = roleWith("but", [{ Effect: "Allow", NotAction: ["sqs:*", "iam:*", "dynamodb:*"], Resource: "*" }]);
    const world = worldWith(plain, under, denied, other, but, alone, table, queueWith("q", undefined));
    const told = pairs(world).classes.map(({ roles, rows: found }) => [
      roles.roles.map(({ name }) => name).join(),
      ...found.map(({ resources, levels, perhaps }) => `${resources.members.map(({ name }) => name).join()} ${levels} ${perhaps}`),
    ]);
    expect(told).toEqual([
      ["plain", "orders 2 0", "q 4 0"],
      ["under", "orders 0 2", "q 0 4"],
      ["denied", "orders 2 0"],
      ["other", "orders 2 0", "q 2 0"],
      ["but"],
    ]);
  });
});

describe("resources that have a say of their own", () => {
  const admits = policy({ Effect: "Allow", Principal: { AWS: B }, Action: "sqs:*", Resource: "*" });
  const refuses = policy(
    { Effect: "Allow", Principal: { AWS: B }, Action: "sqs:*", Resource: "*" },
    { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "*" },
  );
  const maybe = policy({ Effect: unread, Principal: "*", Action: "sqs:*", Resource: "*" });
  it("are keys, roles, and what may refuse", () => {
    const key = resource("KmsKey", { Arn: at("kms", "key/k"), name: "k", Policy: admits, Grants: [] });
    const refusing = resource("LambdaFunction", {
      Arn: at("lambda", "function:no"),
      name: "no",
      Policies: [{ Qualifier: undefined, Document: refuses }],
    });
    const world = worldWith(
      roleWith("r", []),
      alone,
      table,
      fn,
      refusing,
      key,
      resource("LogGroup", { Arn: at("logs", "log-group:l"), name: "l" }),
      queueWith("without", undefined),
      queueWith("admits", admits),
      queueWith("refuses", refuses),
      queueWith("maybe", maybe),
      queueWith("unread", unread),
    );
    expect([...pairs(world).guarded].map(({ name }) => name).toSorted()).toEqual(["k", "maybe", "no", "r", "refuses", "unread"]);
  });
});

describe("roles that have the same policies", () => {
  const own = [allow("sqs:*")];
  const bound = (name: string, document: Policy) =>
    resource("ManagedPolicy", { Arn: `arn:aws:iam::${A}:policy/${name}`, name, region: "global", PolicyDocument: document });
  const groups = (...resources: readonly unknown[]) =>
    roleClasses(worldWith(alone, ...resources)).map(({ roles }) => roles.map(({ name }) => name).join(" "));
  const inline = (...documents: readonly Policy[]) => ({
    Policies: documents.map((PolicyDocument, i) => ({ PolicyName: `p${i}`, PolicyDocument })),
  });
  const [one, two] = [policy(allow("sqs:*")), policy(allow("sns:*"))];

  it.each<readonly [what: string, resources: readonly unknown[], expected: readonly string[]]>([
    ["are one class", [roleWith("a", own), roleWith("b", own), roleWith("c", [allow("sns:*")])], ["a b", "c"]],
    ["in any order", [roleWith("a", [], inline(one, two)), roleWith("b", [], inline(two, one))], ["a b"]],
    ["but not twice as many", [roleWith("a", [], inline(one)), roleWith("b", [], inline(one, two))], ["a", "b"]],
    [
      "and the same boundary",
      [
        roleWith("a", own),
        roleWith("b", own, { PermissionsBoundary: "x" }),
        roleWith("c", own, { PermissionsBoundary: "y" }),
        roleWith("d", own, { PermissionsBoundary: "z" }),
        bound("x", one),
        bound("y", policy(allow("sqs:*"))),
        bound("z", two),
      ],
      ["a", "b c", "d"],
    ],
    ["in one account", [roleWith("a", own), roleWith("b", own, { account: B, scope: `aws:${B}` })], ["a", "b"]],
    [
      "and are both of a service, which no control policy binds, or neither",
      [roleWith("a", own), roleWith("b", own, { Arn: `arn:aws:iam::${A}:role/aws-service-role/x.amazonaws.com/b` })],
      ["a", "b"],
    ],
    [
      "those that nobody could read are not the same",
      [roleWith("a", [], { Policies: unread }), roleWith("b", [], { Policies: unknown("access-denied") })],
      ["a", "b"],
    ],
  ])("%s", (_, resources, expected) => {
    expect(groups(...resources)).toEqual(expected);
  });

  it("tell what they allow, and what nobody could read", () => {
    const gap = { PolicyName: "gap", PolicyDocument: unread };
    const [found] = roleClasses(
      worldWith(
        alone,
        roleWith("r", [], {
          Policies: [
            { PolicyName: "own", PolicyDocument: policy(allow("sqs:*"), deny("sqs:SendMessage"), { ...allow("sns:*"), Effect: unread }) },
            gap,
          ],
          PermissionsBoundary: unread,
        }),
      ),
    );
    expect(found?.allows.map(({ statement }) => statement.index)).toEqual([0, 2]);
    expect(found?.unread.map(({ name }) => name)).toEqual(["gap", "?"]);
    expect(found?.limits.leaves("sqs:sendmessage")).toBe("none");
    expect(found?.account).toBe(A);
  });
});

describe("pairs are counted once", () => {
  const count = (...resources: readonly unknown[]) => countPairs(pairs(worldWith(alone, table, old, ...resources)));
  it.each<readonly [what: string, resources: readonly unknown[], expected: number]>([
    ["none", [roleWith("r", [])], 0],
    ["one statement", [roleWith("r", [allow("dynamodb:GetItem")])], 2],
    ["two statements for one table", [roleWith("r", [allow("dynamodb:GetItem", table.id), allow("dynamodb:PutItem", table.id)])], 1],
    ["two statements, one for both", [roleWith("r", [allow("dynamodb:GetItem", table.id), allow("dynamodb:PutItem")])], 2],
    ["for each role of a class", [roleWith("a", [allow("dynamodb:GetItem")]), roleWith("b", [allow("dynamodb:GetItem")])], 4],
    ["for each class", [roleWith("a", [allow("dynamodb:Query")]), roleWith("b", [allow("dynamodb:Scan")])], 4],
  ])("%s", (_, resources, expected) => {
    expect(count(...resources)).toBe(expected);
  });
});

describe("one pair is confirmed by the evaluator", () => {
  const asked = (statements: readonly object[], target: unknown, action: string, form: "self" | "inside") => {
    const world = worldWith(roleWith("r", statements), alone, target);
    const [roles] = roleClasses(world);
    if (!roles) throw new Error("no class");
    return confirm(world, roles, target as Resource, action, form);
  };
  const given = policy({ Effect: "Deny", Principal: "*", Action: "sqs:SendMessage", Resource: "*" });
  it.each<
    readonly [what: string, statements: readonly object[], target: unknown, action: string, form: "self" | "inside", expected: string]
  >([
    ["allowed", [allow("sqs:*")], queueWith("q", undefined), "sqs:SendMessage", "self", "allowed"],
    ["refused by the resource", [allow("sqs:*")], queueWith("q", given), "sqs:SendMessage", "self", "denied"],
    ["not allowed", [allow("sns:*")], queueWith("q", undefined), "sqs:SendMessage", "self", "denied"],
    [
      "under a condition",
      [allow("sqs:*", "*", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } })],
      queueWith("q", undefined),
      "sqs:SendMessage",
      "self",
      "depends",
    ],
    ["objects of a bucket", [allow("s3:GetObject", "arn:aws:s3:::reports/*")], bucketWith(), "s3:GetObject", "inside", "allowed"],
    ["objects, asked of the bucket", [allow("s3:GetObject", "arn:aws:s3:::reports/*")], bucketWith(), "s3:GetObject", "self", "denied"],
    ["what is inside a table", [allow("dynamodb:Query", `${table.id}/*`)], table, "dynamodb:Query", "inside", "allowed"],
    ["what is inside a function", [allow("lambda:InvokeFunction", `${fn.id}:*`)], fn, "lambda:InvokeFunction", "inside", "allowed"],
    [
      "what is inside a function, asked of the function",
      [allow("lambda:InvokeFunction", `${fn.id}:*`)],
      fn,
      "lambda:InvokeFunction",
      "self",
      "denied",
    ],
  ])("%s", (_, statements, target, action, form, expected) => {
    expect(asked(statements, target, action, form)).toBe(expected);
  });
  it("of a class without roles nothing is allowed", () => {
    const world = worldWith(roleWith("r", [allow("*")]), alone, table);
    const [roles] = roleClasses(world);
    if (!roles) throw new Error("no class");
    expect(confirm(world, { ...roles, roles: [] }, table as Resource, "dynamodb:GetItem", "self")).toBe("denied");
  });
});
