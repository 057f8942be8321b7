import { describe, expect, test } from "vitest";
import { isUnknown, parsePolicy, unknown, World } from "../../model/index.ts";
import { caseTime, resource } from "../cases.ts";
import { administratorGrants, allows, firstUndecided, wildcardGrants } from "./permission-questions.ts";
import { permissionsOf } from "./permissions.ts";

function inline(...statements: object[]) {
  const document = parsePolicy({ Version: "2012-10-17", Statement: statements });
  return [{ PolicyName: "p", PolicyDocument: document }];
}
function role(Policies: ReturnType<typeof inline>, more: object = {}) {
  return resource("Role", { Policies, ManagedPolicyArns: [], PermissionsBoundary: undefined, ...more });
}
function worldWith(...resources: ReturnType<typeof resource>[]): World {
  return new World({ scopes: [], resources: resources as never, gaps: [], problems: [], unrecognised: {} }, { now: caseTime });
}
const all = { Effect: "Allow", Action: "*", Resource: "*" };

describe("administrator", () => {
  const rows: [string, object[], boolean][] = [
    ["* on *", [all], true],
    ["*:* on *", [{ ...all, Action: "*:*" }], true],
    ["* on one bucket", [{ ...all, Resource: "arn:aws:s3:::b" }], false],
    [
      "iam:* with NotAction iam:*",
      [
        { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
        { ...all, Action: "iam:*" },
      ],
      true,
    ],
    ["NotAction of what grants nothing", [{ Effect: "Allow", NotAction: "aws-portal:*", Resource: "*" }], true],
    [
      "all but IAM, and one way to grant oneself the rest",
      [
        { Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" },
        { Effect: "Allow", Action: "iam:PutRolePolicy", Resource: "*" },
      ],
      true,
    ],
    [
      "all but IAM, and reading of IAM",
      [
        { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
        { Effect: "Allow", Action: ["iam:Get*", "iam:List*"], Resource: "*" },
      ],
      false,
    ],
    ["NotAction alone", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }], false],
    ["taken away by a blanket deny", [all, { Effect: "Deny", Action: "*", Resource: "*" }], false],
    [
      "a conditional deny does not take it away",
      [all, { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "aws:ViaAWSService": "false" } } }],
      true,
    ],
  ];
  test.each(rows)("%s", (_, statements, expected) => {
    const subject = role(inline(...statements));
    expect(administratorGrants(permissionsOf(subject, worldWith(subject))).length > 0).toBe(expected);
  });

  test("AWS's AdministratorAccess counts even when only its ARN is known", () => {
    const subject = role([], { ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] });
    expect(administratorGrants(permissionsOf(subject, worldWith(subject)))).toHaveLength(1);
  });
  test("a boundary limits it", () => {
    const boundary = resource("ManagedPolicy", {
      name: "b",
      Arn: "arn:aws:iam::111122223333:policy/b",
      region: "global",
      PolicyDocument: parsePolicy({ Statement: [{ ...all, Action: "s3:*" }] }),
    });
    const subject = role(inline(all), { PermissionsBoundary: "arn:aws:iam::111122223333:policy/b" });
    expect(administratorGrants(permissionsOf(subject, worldWith(subject, boundary as never)))).toEqual([]);
  });
  test("an unreadable boundary leaves it undecided", () => {
    const subject = role(inline(all), { PermissionsBoundary: unknown("access-denied") });
    const permissions = permissionsOf(subject, worldWith(subject));
    expect(administratorGrants(permissions)).toEqual([]);
    expect(isUnknown(firstUndecided(permissions))).toBe(true);
  });
});

test("wildcards", () => {
  const subject = role(inline({ ...all, Action: "s3:*" }, { ...all, Action: "s3:Get*" }, { Effect: "Deny", Action: "*", Resource: "x" }));
  expect(wildcardGrants(permissionsOf(subject, worldWith(subject))).map((g) => g.statement.index)).toEqual([0]);
});

describe("allows", () => {
  const table = "arn:aws:dynamodb:ap-northeast-1:111122223333:table/orders";
  const rows: [string, object[], string][] = [
    ["an exact grant", [{ ...all, Action: "dynamodb:GetItem", Resource: table }], "allowed"],
    ["actions ignore case", [{ ...all, Action: "DynamoDB:getitem" }], "allowed"],
    ["another table", [{ ...all, Resource: `${table}-2` }], "denied"],
    ["an explicit deny wins", [all, { Effect: "Deny", Action: "dynamodb:*", Resource: "*" }], "denied"],
    ["a condition decides", [{ ...all, Condition: { StringEquals: { "aws:PrincipalTag/a": "b" } } }], "undecided"],
    ["a conditional deny", [all, { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { a: "b" } } }], "undecided"],
    ["NotResource leaves it out", [{ Effect: "Allow", Action: "*", NotResource: table }], "denied"],
    ["an unresolved resource", [{ ...all, Resource: [unknown("parameter")] }], "undecided"],
  ];
  test.each(rows)("%s", (_, statements, expected) => {
    const subject = role(inline(...statements));
    expect(allows(permissionsOf(subject, worldWith(subject)), "dynamodb:GetItem", table)).toBe(expected);
  });
});

describe("limits", () => {
  const account = (Content: object, Parents: object = { "111122223333": "r-1" }) =>
    resource("Account", {
      name: "111122223333",
      region: "global",
      Organization: { Id: "o-1", ManagementAccount: "999988887777", MemberAccounts: [] },
      OrganizationPolicies: {
        EnabledTypes: ["SERVICE_CONTROL_POLICY"],
        Parents: Parents as Record<string, string>,
        Policies: [
          {
            PolicyId: "p",
            Name: "scp",
            Type: "SERVICE_CONTROL_POLICY",
            TargetIds: ["r-1"],
            Content: parsePolicy({ Version: "2012-10-17", Statement: [all] }),
          },
          {
            PolicyId: "q",
            Name: "own",
            Type: "SERVICE_CONTROL_POLICY",
            TargetIds: ["111122223333"],
            Content: parsePolicy({ Version: "2012-10-17", Statement: Content }),
          },
        ],
      },
    });
  const s3Only = parsePolicy({ Version: "2012-10-17", Statement: [{ ...all, Action: "s3:*" }] });
  const bounded = { PermissionsBoundary: "arn:aws:iam::111122223333:policy/b" };
  const boundary = resource("ManagedPolicy", {
    name: "b",
    Arn: "arn:aws:iam::111122223333:policy/b",
    region: "global",
    PolicyDocument: s3Only,
  });

  test("a control policy that lets only one service through makes no administrator", () => {
    const subject = role(inline(all));
    expect(administratorGrants(permissionsOf(subject, worldWith(subject, account([{ ...all, Action: "s3:*" }]) as never)))).toEqual([]);
    expect(administratorGrants(permissionsOf(subject, worldWith(subject, account([all]) as never)))).toHaveLength(1);
    expect(administratorGrants(permissionsOf(subject, worldWith(subject, account([all, { ...all, Effect: "Deny" }]) as never)))).toEqual(
      [],
    );
  });
  test("control policies of an account that is not in the tree are not known, and take no finding away", () => {
    const subject = role(inline(all));
    expect(
      administratorGrants(permissionsOf(subject, worldWith(subject, account([{ ...all, Action: "s3:*" }], {}) as never))),
    ).toHaveLength(1);
  });
  test("a wildcard of which the boundary leaves nothing is none", () => {
    const subject = role(inline({ ...all, Action: "dynamodb:*" }, { ...all, Action: "s3:*" }), bounded);
    expect(wildcardGrants(permissionsOf(subject, worldWith(subject, boundary as never))).map((g) => g.statement.index)).toEqual([1]);
  });
  test("a control policy denies what the identity allows", () => {
    const subject = role(inline(all));
    const denied = { Effect: "Deny", Action: "dynamodb:*", Resource: "*" };
    expect(allows(permissionsOf(subject, worldWith(subject, account([all, denied]) as never)), "dynamodb:GetItem", "*")).toBe("denied");
    expect(allows(permissionsOf(subject, worldWith(subject, account([all]) as never)), "dynamodb:GetItem", "*")).toBe("allowed");
  });
  test("lists that cover every service together make an administrator", () => {
    const subject = role(
      inline(
        { ...all, Action: ["a*", "b*", "c*", "d*", "e*", "f*", "g*", "h*", "i*", "j*", "k*", "l*", "m*"] },
        { ...all, NotAction: ["a*", "b*"], Action: undefined },
      ),
    );
    expect(administratorGrants(permissionsOf(subject, worldWith(subject)))).toHaveLength(2);
  });
});
