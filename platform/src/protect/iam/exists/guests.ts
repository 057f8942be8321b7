import { isUnknown, type Noun, type Unknown, unknown, type World } from "../../../model/index.ts";
import { decide } from "../decide/decide.ts";
import type { Request } from "../question.ts";
import type { ExternalAccess } from "./external.ts";

const PROVIDER = "cognito-identity.amazonaws.com";

/** An identity pool that knows guests hands a role to everybody who asks. Undefined when it knows none. */
export function guestAccess(pool: Noun<"IdentityPool">, world: World): ExternalAccess | undefined {
  if (isUnknown(pool.AllowUnauthenticatedIdentities)) return undecided(pool.AllowUnauthenticatedIdentities);
  if (!pool.AllowUnauthenticatedIdentities) return undefined;
  const reference = pool.UnauthenticatedRole;
  if (reference === undefined) return undefined;
  const role = isUnknown(reference) ? reference : world.find("Role", reference, pool);
  if (role === undefined) return undefined;
  if (isUnknown(role)) return undecided(role);
  const source = { name: role.name, policy: role.AssumeRolePolicyDocument, carrier: role.id };
  const keys = new Map<string, readonly string[] | "unknown">([
    [`${PROVIDER}:aud`, isUnknown(pool.IdentityPoolId) ? "unknown" : [pool.IdentityPoolId]],
    [`${PROVIDER}:amr`, ["unauthenticated"]],
  ]);
  const witness: Request = {
    caller: { type: "federated", provider: PROVIDER },
    action: "sts:AssumeRoleWithWebIdentity",
    resource: role.id,
    resourceAccount: role.account,
    context: { keys, others: "absent" },
  };
  const { answer, by } = decide(witness, { identity: [], serviceControl: [], resourceControl: [], resource: [source] });
  if (answer === "depends")
    return undecided(isUnknown(pool.IdentityPoolId) ? pool.IdentityPoolId : unknown("elsewhere", { what: "AssumeRolePolicyDocument" }));
  if (answer !== "allowed") return { ...NOTHING, reaches: "no" };
  return { ...NOTHING, reaches: "yes", findings: [{ who: { who: "anonymous" }, witness, by, conditions: [] }] };
}

const NOTHING: Omit<ExternalAccess, "reaches"> = { findings: [], undecided: [], publicByS3: undefined, unless: undefined };

function undecided(because: Unknown): ExternalAccess {
  return { ...NOTHING, reaches: "undecided", undecided: [{ who: { who: "anonymous" }, because }] };
}
