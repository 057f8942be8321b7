import type { Noun, World } from "../../model/index.ts";
import type { Need } from "../check.ts";

const ANONYMOUS_ACCOUNT = "000000000000";

/**
 * Whether an account that looks foreign may be the function's own: a template that does not know where it goes cannot tell.
 * Ends the check as unknown when the organisation, which may hold the account, could not be read.
 */
export function strangersCannotBeTold(fn: Noun<"LambdaFunction">, need: Need, world: World): boolean {
  if (fn.account === ANONYMOUS_ACCOUNT) return true;
  if (fn.origin.source === "aws") for (const account of need.outer(world.all("Account", fn))) need(account.Organization);
  return false;
}
