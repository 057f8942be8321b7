import { describe, expect, it } from "vitest";
import { type Fact, isUnknown, type Resource, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { policy } from "../worlds.test-helper.ts";
import { controlLevels } from "./organization.ts";

const A = "111122223333";
const B = "444455556666";
const MANAGEMENT = "999988887777";
const unread = unknown("access-denied");

const FULL = policy({ Effect: "Allow", Action: "*", Resource: "*" });

function worldWith(...resources: readonly unknown[]): World {
  const scope = (account: string) => ({ id: `aws:${account}`, source: "aws" as const, account, regions: [], label: account });
  return new World(
    { scopes: [scope(A), scope(B)], resources: resources as Resource[], gaps: [], problems: [], unrecognised: {} },
    { now: new Date("2026-11-22T00:00:00Z") },
  );
}
const account = (id: string, fields: object) =>
  resource("Account", { name: id, region: "global", account: id, id: `account:${id}`, ...fields });
const member = (Id = "o-1") => ({ Id, ManagementAccount: MANAGEMENT, MemberAccounts: [A, B] });
const attached = (Name: Fact<string>, targets: unknown, Type = "SERVICE_CONTROL_POLICY", Content: unknown = FULL) =>
  ({ PolicyId: `p-${String(Name)}`, Name, Type, TargetIds: targets, Content }) as never;
const tree = (Policies: readonly never[], more: object = {}) => ({
  EnabledTypes: ["SERVICE_CONTROL_POLICY"],
  Parents: { [A]: "ou-2", "ou-2": "ou-1", "ou-1": "r-1", [B]: "r-1" },
  Policies,
  ...more,
});

/** The names on each level, from the root down; what could not be read with its reason. */
function told(
  world: World,
  of = A,
  type: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" = "SERVICE_CONTROL_POLICY",
): readonly string[] {
  return controlLevels(world, of, type).map((level) =>
    level
      .map(({ name, policy: given }) => (isUnknown(given) ? `${name} ? ${given.reason} ${given.action ?? given.what ?? ""}`.trim() : name))
      .join(", "),
  );
}

describe("the control policies over an account", () => {
  const all = [
    attached("root", ["r-1"]),
    attached("unit", ["ou-1", "ou-9"]),
    attached("inner", ["ou-2"]),
    attached("own", [A]),
    attached("theirs", [B]),
  ];

  it("stand level by level, from the root down to the account", () => {
    const world = worldWith(account(A, { Organization: member(), OrganizationPolicies: tree(all) }));
    expect(told(world)).toEqual(["root", "unit", "inner", "own"]);
    expect(controlLevels(world, A, "SERVICE_CONTROL_POLICY")).toBe(controlLevels(world, A, "SERVICE_CONTROL_POLICY"));
  });
  it("of one type only, which is on; those of resources beside what AWS attaches everywhere", () => {
    const mixed = tree([...all, attached("data", ["r-1"], "RESOURCE_CONTROL_POLICY")], {
      EnabledTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
    });
    const world = worldWith(account(A, { Organization: member(), OrganizationPolicies: mixed }));
    expect(told(world)).toEqual(["root", "unit", "inner", "own"]);
    expect(told(world, A, "RESOURCE_CONTROL_POLICY")).toEqual([
      "RCPFullAWSAccess, data",
      "RCPFullAWSAccess",
      "RCPFullAWSAccess",
      "RCPFullAWSAccess",
    ]);
    expect(told(worldWith(account(A, { Organization: member(), OrganizationPolicies: tree(all) })), A, "RESOURCE_CONTROL_POLICY")).toEqual(
      [],
    );
  });
  it("that could not be read, or whose targets could not, are on every level they may be on", () => {
    const world = worldWith(
      account(A, {
        Organization: member(),
        OrganizationPolicies: tree([
          attached("gap", ["r-1"], "SERVICE_CONTROL_POLICY", unread),
          attached(unread as never, [A]),
          attached("maybe", unread),
        ]),
      }),
    );
    expect(told(world)).toEqual(["gap ? access-denied, maybe", "maybe", "maybe", expect.stringMatching(/^p-.*, maybe$/)]);
    const [, [maybe] = []] = controlLevels(world, A, "SERVICE_CONTROL_POLICY");
    expect(maybe?.policy).toMatchObject({ Statement: [{ Condition: { reason: "access-denied" } }] });
  });
  it.each<readonly [what: string, resources: readonly unknown[], expected: readonly string[]]>([
    ["outside an organisation", [account(A, { Organization: undefined, OrganizationPolicies: undefined })], []],
    [
      "of the management account",
      [account(A, { Organization: { ...member(), ManagementAccount: A }, OrganizationPolicies: tree(all) })],
      [],
    ],
    ["where there are none", [account(A, { Organization: member(), OrganizationPolicies: undefined })], []],
    [
      "where the organisation could not be read",
      [account(A, { Organization: unread, OrganizationPolicies: undefined })],
      ["SERVICE_CONTROL_POLICY ? access-denied"],
    ],
    [
      "where they could not be read",
      [account(A, { Organization: member(), OrganizationPolicies: unread })],
      ["SERVICE_CONTROL_POLICY ? access-denied"],
    ],
    ["where nobody looked at the account", [], ["SERVICE_CONTROL_POLICY ? not-collected organizations:DescribeOrganization"]],
    [
      "of an account that is not in the tree yet",
      [account(A, { Organization: member(), OrganizationPolicies: tree(all, { Parents: { [B]: "r-1" } }) })],
      ["SERVICE_CONTROL_POLICY ? not-collected organizations:ListAccountsForParent"],
    ],
    [
      "in a tree that goes round, as none should",
      [
        account(A, {
          Organization: member(),
          OrganizationPolicies: tree(all, { Parents: { [A]: "ou-2", "ou-2": "ou-1", "ou-1": "ou-2" } }),
        }),
      ],
      ["unit", "inner", "own"],
    ],
  ])("%s", (_, resources, expected) => {
    expect(told(worldWith(...resources))).toEqual(expected);
  });
  it("that the account may not read are read from one of its organisation that may", () => {
    const self = account(A, { Organization: member(), OrganizationPolicies: unread });
    const other = (id: string, organization: unknown, policies: unknown) =>
      account(id, { Organization: organization, OrganizationPolicies: policies });
    const theirs = tree([attached("read elsewhere", ["r-1"])]);
    const found = ["read elsewhere", "", "", ""];
    expect(told(worldWith(self, other(B, member(), theirs)))).toEqual(found);
    expect(told(worldWith(self, other(B, member(), unread), other(MANAGEMENT, member(), theirs)))).toEqual(found);
    expect(told(worldWith(self, other(B, member(), undefined), other(MANAGEMENT, member(), theirs)))).toEqual(found);
    const closed = ["SERVICE_CONTROL_POLICY ? access-denied"];
    expect(told(worldWith(self, other(B, member("o-2"), theirs)))).toEqual(closed);
    expect(told(worldWith(self, other(B, unread, theirs)))).toEqual(closed);
    expect(told(worldWith(self, other(B, undefined, theirs)))).toEqual(closed);
  });
  it("a snapshot of an older version says nothing about", () => {
    const old = { ...account(A, { Organization: member(), OrganizationPolicies: undefined }) } as Record<string, unknown>;
    delete old["OrganizationPolicies"];
    expect(told(worldWith(old))).toEqual(["SERVICE_CONTROL_POLICY ? not-collected organizations:ListPolicies"]);
  });
});
