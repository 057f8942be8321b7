import { expect, test } from "vitest";
import { unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { admits, policy, worldWith } from "../worlds.test-helper.ts";
import { guestAccess } from "./guests.ts";

const A = "111122223333";
const ROLE = `arn:aws:iam::${A}:role/r`;
const COGNITO = "cognito-identity.amazonaws.com";

const trust = (Condition: object) => policy(admits({ Federated: COGNITO }, "sts:AssumeRoleWithWebIdentity", { Condition }));
const forPool = trust({ StringEquals: { [`${COGNITO}:aud`]: "pool-1" } });
const forAll = trust({ "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "unauthenticated" } });
const withEmail = trust({ StringEquals: { [`${COGNITO}:email`]: "x" } });

function see(pool: object, AssumeRolePolicyDocument: unknown = forPool, roles = true): string {
  const noun = resource("IdentityPool", {
    name: "pool",
    IdentityPoolId: "pool-1",
    AllowUnauthenticatedIdentities: true,
    UnauthenticatedRole: ROLE,
    ...pool,
  });
  const role = resource("Role", { Arn: ROLE, name: "r", region: "global", AssumeRolePolicyDocument: AssumeRolePolicyDocument as never });
  const world = worldWith(noun, ...(roles ? [role] : []));
  const access = guestAccess(noun, world);
  if (access === undefined) return "no guests";
  expect(access).toMatchObject({ publicByS3: undefined, unless: undefined });
  for (const { who } of [...access.findings, ...access.undecided]) expect(who).toEqual({ who: "anonymous" });
  const [finding] = access.findings;
  if (finding) {
    expect(finding.conditions).toEqual([]);
    expect(finding.by).toHaveLength(1);
    expect(finding.witness).toMatchObject({ action: "sts:AssumeRoleWithWebIdentity", resource: ROLE, resourceAccount: A });
    expect(finding.witness.context.others).toBe("absent");
  }
  return [access.reaches, ...access.undecided.map(({ because }) => [because.reason, because.what].join(" ").trim())].join(": ");
}

const unread = unknown("access-denied");

test.each<readonly [what: string, seen: () => string, expected: string]>([
  ["a role for the guests of the pool", () => see({}), "yes"],
  ["a role for the guests of all pools", () => see({}, forAll), "yes"],
  ["a role for another pool", () => see({ IdentityPoolId: "pool-2" }), "no"],
  ["a role for those of whom more is known", () => see({}, withEmail), "no"],
  ["a pool without guests", () => see({ AllowUnauthenticatedIdentities: false }), "no guests"],
  ["a pool of which that is not known", () => see({ AllowUnauthenticatedIdentities: unread }), "undecided: access-denied"],
  ["a pool without a role for them", () => see({ UnauthenticatedRole: undefined }), "no guests"],
  ["a pool whose role is not known", () => see({ UnauthenticatedRole: unread }), "undecided: access-denied"],
  ["a pool whose id is not known", () => see({ IdentityPoolId: unread }), "undecided: access-denied"],
  ["a role nobody could read", () => see({}, unread), "undecided: elsewhere AssumeRolePolicyDocument"],
])("%s: %s", (_, seen, expected) => {
  expect(seen()).toBe(expected);
});
