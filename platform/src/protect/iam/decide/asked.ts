import { arnParts } from "../policy/arn.ts";
import type { Supposed, Term } from "../policy/conditions.ts";
import type { Lookup } from "../policy/lookup.ts";
import { MAYBE, type Truth } from "../policy/truth.ts";
import type { Caller, Request } from "../question.ts";
import { lookupOf } from "./implicit.ts";

/** A request made ready to be put to policies. */
export interface Asked {
  readonly caller: Caller;
  /** In lower case. */
  readonly action: string;
  /** Prefix of the action, in lower case. */
  readonly service: string;
  readonly resource: string;
  readonly lookup: Lookup;
  /** The account that owns the resource; undefined when nobody knows. */
  readonly owner: string | undefined;
  /** The caller has a permissions boundary. */
  readonly bounded: boolean;
  readonly holds: (term: Term) => Truth;
}

export function ask(request: Request, bounded: boolean): Asked {
  const { caller } = request;
  const action = request.action.toLowerCase();
  const colon = action.indexOf(":");
  const owner = ownerOf(request);
  const lookup = lookupOf(request, owner);
  return {
    caller,
    action,
    service: colon < 0 ? action : action.slice(0, colon),
    // The one action without a resource that S3 puts to policies as all buckets.
    resource: action === "s3:listallmybuckets" && request.resource === "*" ? "arn:aws:s3:::*" : request.resource,
    lookup,
    owner,
    bounded,
    holds: (term) => term.holds(lookup),
  };
}

/** The same question under suppositions about some keys. */
export function supposing(asked: Asked, world: ReadonlyMap<string, Supposed>): Asked {
  const holds = (term: Term): Truth => {
    const plain = term.holds(asked.lookup);
    const supposed = plain === MAYBE ? world.get(term.key.toLowerCase()) : undefined;
    return supposed === undefined ? plain : term.supposing(supposed);
  };
  return { ...asked, holds };
}

/** An action that takes no resource happens in the caller's own account. */
function ownerOf({ resource, resourceAccount, caller }: Request): string | undefined {
  if (resourceAccount !== undefined) return resourceAccount;
  if (resource === "*") return "account" in caller ? caller.account : undefined;
  const account = arnParts(resource)[4];
  return account === undefined || account === "" || /[*?]/.test(account) ? undefined : account;
}
