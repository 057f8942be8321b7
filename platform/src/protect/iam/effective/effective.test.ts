import { describe, expect, it } from "vitest";
import { syntheticIam } from "../../../../../bench/parts/synthetic-iam.ts";
import { isUnknown, type Noun, type Policy, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { decideIn } from "../access/access.ts";
import { roleCaller } from "../access/callers.ts";
import { targetOf } from "../access/resources.ts";
import { actionInfo } from "../catalog.ts";
import { allow, deny, policy, worldWith } from "../worlds.test-helper.ts";
import { dataReach } from "./data-reach.ts";
import { effectiveOf, sharedRoles, wildcardExposure } from "./effective.ts";
import { countPairs, pairs } from "./pairs.ts";
import { levelBit } from "./statements.ts";

const A = "111122223333";
const NOW = new Date("2026-11-22T00:00:00Z");

interface RoleGiven {
  readonly name?: string;
  readonly documents?: readonly (Policy | ReturnType<typeof unknown>)[];
  readonly boundary?: string;
}

function role({ name = "worker", documents = [], boundary }: RoleGiven): Noun<"Role"> {
  return resource("Role", {
    Arn: `arn:aws:iam::${A}:role/${name}`,
    name,
    region: "global",
    RoleName: name,
    Path: "/",
    AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
    Policies: documents.map((PolicyDocument, i) => ({ PolicyName: `p${i}`, PolicyDocument })),
    ManagedPolicyArns: [],
    PermissionsBoundary: boundary,
    RoleId: undefined,
    Tags: {},
  });
}

function managed(name: string, PolicyDocument: Policy): Noun<"ManagedPolicy"> {
  return resource("ManagedPolicy", {
    Arn: `arn:aws:iam::${A}:policy/${name}`,
    name,
    region: "global",
    PolicyName: name,
    AwsManaged: false,
    PolicyDocument,
  });
}

function account(fields: Parameters<typeof resource<"Account">>[1]): Noun<"Account"> {
  return resource("Account", { name: A, region: "global", id: `arn:aws:iam::${A}:root`, AccountId: A, ...fields });
}

const alone = account({ Organization: undefined, OrganizationPolicies: undefined });

const ADMIN = policy(allow("*"));
const bound = `arn:aws:iam::${A}:policy/bound`;

function controlled(...documents: readonly Policy[]): Noun<"Account"> {
  return account({
    Organization: { Id: "o-1", ManagementAccount: "999988887777", MemberAccounts: [A] },
    OrganizationPolicies: {
      EnabledTypes: ["SERVICE_CONTROL_POLICY"],
      Parents: { [A]: "r-1" },
      Policies: [
        { PolicyId: "p-full", Name: "FullAWSAccess", Type: "SERVICE_CONTROL_POLICY", Content: ADMIN, TargetIds: ["r-1"] },
        ...documents.map((Content, i) => ({
          PolicyId: `p-${i}`,
          Name: `scp${i}`,
          Type: "SERVICE_CONTROL_POLICY" as const,
          Content,
          TargetIds: [A],
        })),
      ],
    },
  });
}

describe("who is an administrator", () => {
  const rows: readonly (readonly [what: string, is: boolean, given: RoleGiven, beside: readonly unknown[]])[] = [
    ["everything on everything", true, { documents: [ADMIN] }, [alone]],
    [
      "a condition does not make it less",
      true,
      { documents: [policy(allow("*", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }))] },
      [alone],
    ],
    [
      "NotAction completed by another policy",
      true,
      { documents: [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), policy(allow("iam:*"))] },
      [alone],
    ],
    [
      "every letter of the alphabet",
      true,
      { documents: [policy(allow("abcdefghijklmnopqrstuvwxyz".split("").map((c) => `${c}*`)))] },
      [alone],
    ],
    ["NotAction that leaves IAM out", false, { documents: [policy({ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" })] }, [alone]],
    ["everything, and denied everything", false, { documents: [ADMIN, policy(deny("*"))] }, [alone]],
    [
      "a Deny of few things leaves an administrator",
      true,
      { documents: [ADMIN, policy(deny("organizations:LeaveOrganization"))] },
      [alone],
    ],
    [
      "cut to one service by its boundary",
      false,
      { documents: [ADMIN], boundary: bound },
      [alone, managed("bound", policy(allow("s3:*")))],
    ],
    ["a boundary that lets everything through", true, { documents: [ADMIN], boundary: bound }, [alone, managed("bound", ADMIN)]],
    [
      "a boundary that could not be read takes nothing away",
      true,
      { documents: [ADMIN], boundary: "arn:aws:iam::444455556666:policy/theirs" },
      [alone],
    ],
    ["cut to one service by a control policy", false, { documents: [ADMIN] }, [controlled(policy(allow("s3:*")))]],
    [
      "a control policy that denies a region leaves it",
      true,
      { documents: [ADMIN] },
      [controlled(policy(allow("*"), deny("ec2:*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } } })))],
    ],
    [
      "control policies that could not be read take nothing away",
      true,
      { documents: [ADMIN] },
      [
        account({
          Organization: { Id: "o-1", ManagementAccount: "999988887777", MemberAccounts: [] },
          OrganizationPolicies: unknown("access-denied", { action: "organizations:ListRoots" }),
        }),
      ],
    ],
    [
      "another policy that could not be read does not make one",
      false,
      { documents: [policy(allow("s3:*")), unknown("access-denied")] },
      [alone],
    ],
  ];
  it.each(rows)("%s: %s", (_, is, given, beside) => {
    const subject = role(given);
    expect(effectiveOf(worldWith(subject, ...beside), subject).administrator.length > 0).toBe(is);
  });
});

describe("what a role may do", () => {
  it("is told by service, level and resource, after Denies and boundary", () => {
    const table = `arn:aws:dynamodb:ap-northeast-1:${A}:table/orders`;
    const subject = role({
      documents: [
        policy(allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "sqs:SendMessage"], table)),
        policy(deny("dynamodb:DeleteItem")),
      ],
      boundary: bound,
    });
    const world = worldWith(
      subject,
      alone,
      managed("bound", policy(allow("dynamodb:*"))),
      resource("DynamoTable", { Arn: table, name: "orders", Policy: undefined }),
    );
    const { services, unread } = effectiveOf(world, subject);
    expect(unread).toEqual([]);
    expect(services.map(({ service }) => service)).toEqual(["dynamodb"]);
    expect(services[0]?.levels.Read).toMatchObject([
      { actions: ["dynamodb:GetItem"], patterns: [table], resources: [table], conditional: false },
    ]);
    expect(services[0]?.levels.Write).toMatchObject([{ actions: ["dynamodb:PutItem"] }]);
  });

  it("says which statements name more than they need", () => {
    const subject = role({
      documents: [
        policy(
          allow("sqs:*", "arn:aws:sqs:*:*:q"),
          allow("dynamodb:GetItem"),
          allow("s3:ListAllMyBuckets"),
          allow("sns:Publish", "arn:aws:sns:*:*:t"),
        ),
      ],
    });
    const found = wildcardExposure(worldWith(subject, alone), subject);
    expect(found.map(({ services, everyAction, everyResource }) => [services, everyAction, everyResource])).toEqual([
      [["dynamodb"], false, true],
      [["sqs"], true, false],
    ]);
  });

  it("knows which functions share a role", () => {
    const subject = role({});
    const fn = (name: string) =>
      resource("LambdaFunction", { Arn: `arn:aws:lambda:ap-northeast-1:${A}:function:${name}`, name, Role: subject.id });
    const shared = sharedRoles(
      worldWith(subject, fn("a"), fn("b"), resource("LambdaFunction", { name: "c", Role: "arn:aws:iam::1:role/other" })),
    );
    expect([...shared].map(([r, fns]) => [r.name, fns.map(({ name }) => name)])).toEqual([["worker", ["a", "b"]]]);
  });
});

describe("every role by every resource", () => {
  const world = new World(syntheticIam({ roles: 60, resources: 300, apps: 6, accounts: 3, seed: 7, boundaries: 0.4 }), { now: NOW });
  const found = pairs(world);
  const levels = new Map<string, { sure: number; perhaps: number }>();
  for (const { roles, rows } of found.classes)
    for (const { resources, ...row } of rows)
      for (const member of resources.members)
        for (const { id } of roles.roles) {
          const key = `${id}|${member.id}|${resources.form}`;
          const before = levels.get(key) ?? { sure: 0, perhaps: 0 };
          levels.set(key, { sure: before.sure | row.levels, perhaps: before.perhaps | row.perhaps });
        }
  const ASKED: Readonly<Record<string, readonly (readonly [string, "self" | "inside"])[]>> = {
    DynamoTable: [
      ["dynamodb:GetItem", "self"],
      ["dynamodb:PutItem", "self"],
      ["dynamodb:DeleteTable", "self"],
    ],
    Bucket: [
      ["s3:GetObject", "inside"],
      ["s3:PutObject", "inside"],
      ["s3:PutBucketPolicy", "self"],
    ],
    Queue: [
      ["sqs:SendMessage", "self"],
      ["sqs:ReceiveMessage", "self"],
    ],
    Secret: [["secretsmanager:GetSecretValue", "self"]],
    Topic: [["sns:Publish", "self"]],
    LambdaFunction: [
      ["lambda:InvokeFunction", "self"],
      ["lambda:UpdateFunctionCode", "self"],
    ],
  };

  it("misses no pair that the evaluator allows, and makes none up", () => {
    let allowed = 0;
    for (const subject of world.everywhere("Role").values()) {
      for (const target of world.estate.resources) {
        for (const [action, form] of ASKED[target.kind] ?? []) {
          const arn = form === "self" ? target.id : `${target.id}/key`;
          const { decision } = decideIn(world, {
            person: { caller: roleCaller(subject), holder: subject, name: "" },
            action,
            target: targetOf(world, arn),
          });
          const said = levels.get(`${subject.id}|${target.id}|${form}`) ?? { sure: 0, perhaps: 0 };
          const bit = levelBit(actionInfo(action)!.level);
          if (decision.answer === "allowed" && target.account === subject.account) {
            allowed += 1;
            expect((said.sure | said.perhaps) & bit, `${subject.id} ${action} ${arn}`).toBe(bit);
          }
          if (said.sure === 0 && said.perhaps === 0) expect(decision.answer, `${subject.id} ${action} ${arn}`).not.toBe("allowed");
        }
      }
    }
    expect(allowed).toBeGreaterThan(500);
    expect(countPairs(found)).toBeGreaterThan(500);
  });

  it("covers what lies inside a resource, and a star that runs over a type", () => {
    const table = resource("DynamoTable", { Arn: `arn:aws:dynamodb:ap-northeast-1:${A}:table/orders`, name: "orders", Policy: undefined });
    const fn = resource("LambdaFunction", { Arn: `arn:aws:lambda:ap-northeast-1:${A}:function:pay`, name: "pay", Policies: [] });
    const bucket = resource("Bucket", {
      Arn: "arn:aws:s3:::reports",
      name: "reports",
      Policy: undefined,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      PublicAccessBlock: undefined,
    });
    const cases: readonly (readonly [pattern: string, action: string, name: string | undefined, form: string | undefined])[] = [
      [`arn:aws:dynamodb:*:*:table/orders/index/*`, "dynamodb:Query", "orders", "inside"],
      ["arn:aws:lambda:*:*:pay", "lambda:InvokeFunction", "pay", "self"],
      ["arn:aws:lambda:*:*:function:pay:live", "lambda:InvokeFunction", "pay", "inside"],
      ["arn:aws:s3:::rep*/2026/*", "s3:GetObject", "reports", "inside"],
      ["arn:aws:s3:::reports", "s3:GetObject", undefined, undefined],
      ["arn:aws:s3:::other/*", "s3:GetObject", undefined, undefined],
      [`arn:aws:dynamodb:*:999999999999:table/*`, "dynamodb:GetItem", undefined, undefined],
    ];
    for (const [pattern, action, name, form] of cases) {
      const world2 = worldWith(role({ documents: [policy(allow(action, pattern))] }), alone, table, fn, bucket);
      const rows = pairs(world2)
        .classes.flatMap((c) => c.rows)
        .filter((row) => row.levels > 0);
      expect([...new Set(rows.flatMap(({ resources }) => resources.members.map((m) => m.name)))], pattern).toEqual(
        name === undefined ? [] : [name],
      );
      expect(rows[0]?.resources.form, pattern).toBe(form);
    }
  });
});

describe("the data a function reaches", () => {
  const table = `arn:aws:dynamodb:ap-northeast-1:${A}:table/orders`;
  const key = `arn:aws:kms:ap-northeast-1:${A}:key/k`;
  const subject = (documents: readonly Policy[]) => role({ documents });
  const fn = resource("LambdaFunction", {
    Arn: `arn:aws:lambda:ap-northeast-1:${A}:function:pay`,
    name: "pay",
    Role: `arn:aws:iam::${A}:role/worker`,
  });
  const tableOf = (KmsKeyArn: string | undefined) =>
    resource("DynamoTable", { Arn: table, name: "orders", Policy: undefined, KmsKeyArn, Tags: {} });
  const keyWith = (Policy: Policy) => resource("KmsKey", { Arn: key, name: "k", KeyManager: "CUSTOMER", Policy, Grants: [], Tags: {} });
  const reach = (...resources: readonly unknown[]) => {
    const found = dataReach(worldWith(fn, alone, ...resources), fn);
    if (isUnknown(found)) throw new Error("unknown");
    return found.map(({ resource: { name }, verbs }) => [name, Object.entries(verbs).map(([verb, { answer }]) => `${verb} ${answer}`)]);
  };

  it("is what its role allows", () => {
    expect(reach(subject([policy(allow("dynamodb:GetItem", table))]), tableOf(undefined))).toEqual([["orders", ["read allowed"]]]);
  });
  it("is nothing without the key of the data", () => {
    const closed = keyWith(policy({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${A}:role/other` }, Action: "kms:*", Resource: "*" }));
    expect(reach(subject([policy(allow("dynamodb:GetItem", table))]), tableOf(key), closed)).toEqual([]);
  });
  it("is what the key allows through the service", () => {
    const open = keyWith(
      policy({
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${A}:root` },
        Action: "kms:*",
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": "dynamodb.ap-northeast-1.amazonaws.com" } },
      }),
    );
    expect(reach(subject([policy(allow(["dynamodb:GetItem", "kms:Decrypt"], "*"))]), tableOf(key), open)).toEqual([
      ["orders", ["read allowed"]],
    ]);
  });
  it("is what a resource gives by itself, and not what it refuses", () => {
    const queue = (statement: object) =>
      resource("Queue", {
        Arn: `arn:aws:sqs:ap-northeast-1:${A}:q`,
        name: "q",
        KmsMasterKeyId: undefined,
        Tags: {},
        Policy: policy(statement),
      });
    const given = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${A}:role/worker` }, Action: "sqs:SendMessage", Resource: "*" };
    expect(reach(subject([]), queue(given))).toEqual([["q", ["write allowed"]]]);
    expect(reach(subject([policy(allow("sqs:*"))]), queue({ ...given, Effect: "Deny" }))).toEqual([
      ["q", ["read allowed", "delete allowed"]],
    ]);
  });
  it("depends, when a policy could not be read", () => {
    expect(reach(role({ documents: [unknown("access-denied")] }), tableOf(undefined))).toEqual([
      ["orders", ["read depends", "write depends", "delete depends"]],
    ]);
  });
});
