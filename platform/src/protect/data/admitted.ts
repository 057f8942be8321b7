import {
  type Evidence,
  type Fact,
  fail,
  isUnknown,
  manual,
  type Path,
  type Policy,
  pass,
  type Resource,
  type Unknown,
  unknown,
  type Verdict,
  type World,
} from "../../model/index.ts";
import type { Need } from "../check.ts";
import type { Admission, ReadOptions } from "../iam/audience.ts";
import { readPolicy } from "../iam/reader.ts";

const ANONYMOUS_ACCOUNT = "000000000000";

/**
 * Evidence for every way in that `wanted` picks out of a resource policy.
 * When none is found but a part could not be read, that part ends the check as unknown.
 */
export function admitted(
  policy: Fact<Policy | undefined>,
  owner: { readonly account: string },
  need: Need,
  wanted: (admission: Admission) => boolean,
  options: Partial<ReadOptions> & { readonly path: Path },
): readonly Evidence[] {
  const { path, ...rest } = options;
  const { admissions, undecided } = readPolicy(need.outer(policy), { account: owner.account, ...rest });
  const picked = admissions.filter(wanted);
  if (picked.length === 0 && undecided[0]) need(undecided[0]);
  return picked.map((admission) => shown(admission, path));
}

function shown({ statement, audience, actions, allExcept, residual }: Admission, path: Path): Evidence {
  return {
    subject: statement.Sid ?? String(statement.index),
    ...(statement.at ? { at: statement.at } : { path }),
    found: {
      audience,
      ...(allExcept ? { NotAction: actions } : { Action: actions }),
      ...(residual.length === 0 ? {} : { conditionsThatDoNotSayWho: residual }),
    },
  };
}

/** Everyone on the internet, or every AWS principal. */
export function isAnyone({ audience }: Admission): boolean {
  return audience.who === "anyone";
}

/**
 * An AWS service acts for whoever configured it. The ARN of a bucket names no account, and a deleted bucket's name can be taken
 * by somebody else: such a source does not say whose it is.
 */
export function isThroughService({ audience }: Admission): boolean {
  if (audience.who === "any-account-through-service") return true;
  return (
    audience.who === "service" && audience.accounts.length === 0 && (audience.service === "s3.amazonaws.com" || audience.service === "*")
  );
}

/**
 * Fails for admissions to accounts that are neither scanned, nor of the organisation, nor trusted in the settings: by name, through
 * a service that acts for them, or as members of another organisation.
 */
export function judgeStrangers(
  policy: Fact<Policy | undefined>,
  resource: Resource,
  need: Need,
  world: World,
  options: { readonly path: Path; readonly known?: ReadonlySet<string> },
): Verdict {
  const { path, known } = options;
  const isForeign = (account: string) => !known?.has(account) && !world.isOwnAccount(account, resource);
  let gap: Unknown | undefined;
  const isStranger = ({ audience }: Admission) => {
    if (audience.who === "account") return isForeign(audience.account);
    if (audience.who === "service") return audience.accounts.some(isForeign);
    if (audience.who !== "organization") return false;
    const own = ownOrganization(resource, world);
    if (isUnknown(own)) gap ??= own;
    return !isUnknown(own) && own !== audience.organization;
  };
  const evidence = admitted(policy, resource, need, isStranger, { path });
  if (evidence.length === 0) {
    need(gap);
    return pass;
  }
  // A template that does not know its own account cannot tell a stranger from itself.
  if (resource.account === ANONYMOUS_ACCOUNT) return manual(...evidence);
  // An organisation that could not be listed may hold the account.
  if (resource.origin.source === "aws") for (const account of need.outer(world.all("Account", resource))) need(account.Organization);
  return fail(...evidence);
}

/** Id of the organisation the resource's account is in; undefined outside of one. */
function ownOrganization(resource: Resource, world: World): Fact<string | undefined> {
  const accounts = world.all("Account", resource);
  if (isUnknown(accounts)) return accounts;
  const account = accounts.find((one) => one.account === resource.account) ?? accounts[0];
  if (account === undefined)
    return unknown(resource.origin.source === "template" ? "elsewhere" : "not-collected", { what: "organization" });
  return isUnknown(account.Organization) ? account.Organization : account.Organization?.Id;
}
