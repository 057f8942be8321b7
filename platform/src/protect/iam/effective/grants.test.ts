import { describe, expect, it } from "vitest";
import { type Noun, unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { accountAlone, allow, deny, roleWith, worldWith } from "../worlds.test-helper.ts";
import { effectiveOf, sharedRoles, wildcardExposure } from "./effective.ts";

const A = "111122223333";
const unread = unknown("access-denied");
const at = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:${A}:${rest}`;
const Q = at("sqs", "q");

const Condition = { Bool: { "aws:SecureTransport": "true" } };

const role = (statements: readonly object[], fields: object = {}) => roleWith("worker", statements, fields);
const queues = ["q", "r"].map((name) => resource("Queue", { Arn: at("sqs", name), name, Policy: undefined, Tags: {} }));
const table = resource("DynamoTable", { Arn: at("dynamodb", "table/orders"), name: "orders", Policy: undefined, Tags: {} });

const estate = (...more: readonly unknown[]) => worldWith(accountAlone(), table, ...queues, ...more);

describe("what a role may do, one line a grant", () => {
  const told = (subject: Noun<"Role">, ...beside: readonly unknown[]) =>
    effectiveOf(estate(subject, ...beside), subject).services.flatMap(({ levels }) =>
      Object.entries(levels).flatMap(([level, grants]) =>
        grants.map(
          ({ actions, patterns, resources, conditional }) =>
            `${level}: ${actions.join()} on ${patterns.join()} (${resources.map((id) => id.split(":").at(-1)).join()})${conditional ? ", perhaps" : ""}`,
        ),
      ),
    );

  it.each<readonly [what: string, statements: readonly object[], expected: readonly string[]]>([
    ["nothing", [], []],
    ["an action", [allow("sqs:SendMessage", Q)], [`Write: sqs:SendMessage on ${Q} (q)`]],
    ["an action on everything", [allow("sqs:SendMessage")], ["Write: sqs:SendMessage on * (q,r)"]],
    [
      "two services",
      [allow(["sqs:SendMessage", "dynamodb:GetItem"])],
      ["Read: dynamodb:GetItem on * (table/orders)", "Write: sqs:SendMessage on * (q,r)"],
    ],
    [
      "two levels",
      [allow(["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"])],
      ["Read: sqs:GetQueueUrl,sqs:ReceiveMessage on * (q,r)", "Write: sqs:SendMessage on * (q,r)"],
    ],
    [
      "two statements",
      [allow("sqs:SendMessage", Q), allow("sqs:PurgeQueue", Q)],
      [`Write: sqs:SendMessage on ${Q} (q)`, `Write: sqs:PurgeQueue on ${Q} (q)`],
    ],
    ["what is inside", [allow("dynamodb:Query", `${table.id}/index/*`)], [`Read: dynamodb:Query on ${table.id}/index/* (table/orders)`]],
    ["of what is not there", [allow("sqs:SendMessage", at("sqs", "gone"))], [`Write: sqs:SendMessage on ${at("sqs", "gone")} ()`]],
    ["under a condition", [allow("sqs:SendMessage", Q, { Condition })], [`Write: sqs:SendMessage on ${Q} (q), perhaps`]],
    [
      "with an effect nobody could read",
      [{ ...allow("sqs:SendMessage", Q), Effect: unread }],
      [`Write: sqs:SendMessage on ${Q} (q), perhaps`],
    ],
    ["with a resource nobody could read", [allow("sqs:SendMessage", [Q, unread])], [`Write: sqs:SendMessage on ${Q} (q), perhaps`]],
    [
      "with a resource that the request fills in",
      [allow("sqs:SendMessage", at("sqs", "${aws:username}"))],
      [`Write: sqs:SendMessage on ${at("sqs", "${aws:username}")} (), perhaps`],
    ],
    ["without a resource", [{ Effect: "Allow", Action: "sqs:SendMessage" }], ["Write: sqs:SendMessage on  ()"]],
    ["of all but one", [{ Effect: "Allow", Action: "sqs:SendMessage", NotResource: Q }], ["Write: sqs:SendMessage on * (q,r), perhaps"]],
    ["denied", [allow(["sqs:SendMessage", "sqs:PurgeQueue"]), deny("sqs:SendMessage")], ["Write: sqs:PurgeQueue on * (q,r)"]],
    ["all denied", [allow(["sqs:SendMessage"]), deny("sqs:*")], []],
    [
      "denied in part",
      [allow(["sqs:SendMessage", "sqs:PurgeQueue"]), deny("sqs:SendMessage", Q)],
      ["Write: sqs:PurgeQueue on * (q,r)", "Write: sqs:SendMessage on * (q,r), perhaps"],
    ],
  ])("%s", (_, statements, expected) => {
    expect(told(role(statements))).toEqual(expected);
  });
  it("says what could not be read", () => {
    const subject = role([], { Policies: unread });
    expect(effectiveOf(estate(subject), subject).unread.map(({ policy: given }) => given)).toEqual([unread]);
  });
});

describe("statements that name more than they need", () => {
  const told = (...statements: readonly object[]) => {
    const subject = role(statements);
    return wildcardExposure(estate(subject), subject).map(
      ({ by, services, everyAction, everyResource }) =>
        `${by.statement.index}: ${services.length > 3 ? "many" : services.join()}${everyAction ? " every action" : ""}${everyResource ? " every resource" : ""}`,
    );
  };
  const every = (Action: unknown) => allow(Action, Q);
  it.each<readonly [what: string, statements: readonly object[], expected: readonly string[]]>([
    ["none", [allow("sqs:SendMessage", Q)], []],
    ["every action of a service", [every("SQS:*")], ["0: sqs every action"]],
    ["in stars", [every("sqs:**")], ["0: sqs every action"]],
    ["of every service", [every("**")], ["0: many every action"]],
    ["beside one", [every(["dynamodb:GetItem", "sqs:*"])], ["0: dynamodb,sqs every action"]],
    ["beside what nobody could read", [every([unread, "sqs:*"])], ["0: sqs every action"]],
    ["all but some", [{ Effect: "Allow", NotAction: "s3:*", Resource: Q }], ["0: many every action"]],
    ["some actions of a service", [every("sqs:Send*")], []],
    ["of every service that are called so", [every("*:SendMessage")], []],
    ["on every resource", [allow("sqs:SendMessage")], ["0: sqs every resource"]],
    ["on every resource, in stars", [allow("sqs:SendMessage", "**")], ["0: sqs every resource"]],
    ["on every resource beside one", [allow("sqs:SendMessage", [Q, "*"])], ["0: sqs every resource"]],
    ["on every queue", [allow("sqs:SendMessage", "arn:aws:sqs:*:*:*")], []],
    ["on what ends in a star", [allow("sqs:SendMessage", "*:q*")], []],
    ["on a resource nobody could read", [allow("sqs:SendMessage", [unread])], []],
    ["on all but one", [{ Effect: "Allow", Action: "sqs:SendMessage", NotResource: Q }], ["0: sqs every resource"]],
    ["without a resource", [{ Effect: "Allow", Action: "sqs:SendMessage" }], []],
    ["on every resource, for want of another", [allow("s3:ListAllMyBuckets")], []],
    ["on every resource, for want of another and needlessly", [allow(["sqs:ListQueues", "sqs:SendMessage"])], ["0: sqs every resource"]],
    ["on every resource, for want of another beside one that needs it not", [allow("sqs:ListQueues"), allow("sqs:SendMessage", Q)], []],
    ["two statements", [allow("sqs:SendMessage"), every("sqs:*")], ["0: sqs every resource", "1: sqs every action"]],
    ["that a Deny takes away", [allow("sqs:SendMessage"), deny("sqs:*")], []],
    ["of which a Deny leaves what must be so", [allow(["sqs:ListQueues", "sqs:SendMessage"]), deny("sqs:SendMessage")], []],
  ])("%s", (_, statements, expected) => {
    expect(told(...statements)).toEqual(expected);
  });
});

describe("roles that functions share", () => {
  const fn = (name: string, Role: unknown) =>
    resource("LambdaFunction", { Arn: at("lambda", `function:${name}`), name, Role: Role as string });
  it.each<readonly [what: string, roles: readonly unknown[], expected: readonly string[]]>([
    ["of none", [], []],
    ["of one", [role([]).id], []],
    ["of two", [role([]).id, role([]).id], ["f0 f1"]],
    ["of two, by its name", ["worker", role([]).id], ["f0 f1"]],
    ["that is gone", ["gone", "gone"], []],
    ["that nobody could say", [unread, unread], []],
  ])("%s", (_, roles, expected) => {
    const world = estate(role([]), ...roles.map((one, i) => fn(`f${i}`, one)));
    expect([...sharedRoles(world).values()].map((functions) => functions.map(({ name }) => name).join(" "))).toEqual(expected);
  });
});
