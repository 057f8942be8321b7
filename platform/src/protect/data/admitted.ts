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

/** Fails for admissions to accounts that are neither scanned, nor of the organisation, nor trusted in the settings. */
export function judgeStrangers(
  policy: Fact<Policy | undefined>,
  resource: Resource,
  need: Need,
  world: World,
  options: { readonly path: Path; readonly known?: ReadonlySet<string> },
): Verdict {
  const { path, known } = options;
  const isStranger = ({ audience }: Admission) =>
    audience.who === "account" && !known?.has(audience.account) && !world.isOwnAccount(audience.account, resource);
  const evidence = admitted(policy, resource, need, isStranger, { path });
  if (evidence.length === 0) return pass;
  // A template that does not know its own account cannot tell a stranger from itself.
  if (resource.account === ANONYMOUS_ACCOUNT) return manual(...evidence);
  for (const account of world.known("Account", resource)) {
    // An organisation that could not be listed may hold the account.
    if (isUnknown(account.Organization)) need(account.Organization);
  }
  return fail(...evidence);
}
