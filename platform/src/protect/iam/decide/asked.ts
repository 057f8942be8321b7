import { arnParts } from "../policy/arn.ts";
import type { Lookup } from "../policy/lookup.ts";
import type { Request } from "../question.ts";
import { lookupOf } from "./implicit.ts";

/** A request made ready to be put to policies. */
export interface Asked {
  readonly request: Request;
  /** In lower case. */
  readonly action: string;
  /** Prefix of the action, in lower case. */
  readonly service: string;
  readonly lookup: Lookup;
  /** The account that owns the resource; undefined when nobody knows. */
  readonly owner: string | undefined;
}

export function ask(request: Request): Asked {
  const action = request.action.toLowerCase();
  const colon = action.indexOf(":");
  const owner = ownerOf(request);
  return { request, action, service: colon < 0 ? action : action.slice(0, colon), lookup: lookupOf(request, owner), owner };
}

/** An action that takes no resource happens in the caller's own account. */
function ownerOf({ resource, resourceAccount, caller }: Request): string | undefined {
  if (resourceAccount !== undefined) return resourceAccount;
  if (resource === "*") return "account" in caller ? caller.account : undefined;
  const account = arnParts(resource)[4];
  return account === undefined || account === "" || /[*?]/.test(account) ? undefined : account;
}
