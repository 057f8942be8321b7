/**
 * A fact is a value somebody read, or an Unknown that says why nobody could.
 *
 * INVARIANT: "could not look" is never a value. A denied read is an Unknown, not `undefined`, not `[]`; `undefined` means
 * "looked, and it is not set".
 */
export type Fact<T> = T | Unknown;

/** Every property of T as a fact. Nested values are plain; where they can be unknown on their own, T says `Fact<…>`. */
export type Facts<T> = { readonly [K in keyof T]: Fact<T[K]> };

export type UnknownReason =
  | "access-denied" // AWS refused; `action` names the missing IAM action
  | "throttled" // still refused after every retry
  | "region-disabled" // opt-in region the account has not enabled
  | "unsupported" // the operation does not exist at this endpoint, or answered something that is not an answer
  | "expired-credentials"
  | "failed" // network, 5xx, time-out
  | "interrupted" // the scan was stopped before this was read
  | "not-collected" // out of the scope the user asked for
  | "masked" // a snapshot took the value away on purpose
  | "malformed" // it was read, but it is not valid (a policy that is not JSON, say)
  | "elsewhere" // declared in another stack, account or file (an import, a dynamic reference)
  | "parameter" // a template parameter without a default or value
  | "known-after-deploy" // decided by AWS or by `terraform apply`
  | "exempted"; // AWS let what is older go on by a former rule; `what` is what it asks of the rest. Concluded, never read

export interface UnknownDetail {
  /** The IAM action that would have allowed the read, e.g. `lambda:GetPolicy`. */
  readonly action?: string;
  /** What was looked at or said, in AWS's own words; never a secret. */
  readonly what?: string;
}

export class Unknown {
  readonly reason: UnknownReason;
  readonly action: string | undefined;
  readonly what: string | undefined;

  constructor(reason: UnknownReason, detail: UnknownDetail = {}) {
    this.reason = reason;
    this.action = detail.action;
    this.what = detail.what;
  }
}

export function unknown(reason: UnknownReason, detail?: UnknownDetail): Unknown {
  return new Unknown(reason, detail);
}

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** Kept beside the Unknown and not in it, so that it never reaches a report or a file: it may hold a secret. */
const texts = new WeakMap<Unknown, string>();

/** An Unknown that is a part of a text of which the rest is written: `${…}` stands in the text for what is not known. */
export function unknownInText(because: Unknown, text: string): Unknown {
  const made = new Unknown(because.reason, {
    ...(because.action === undefined ? {} : { action: because.action }),
    ...(because.what === undefined ? {} : { what: because.what }),
  });
  texts.set(made, text);
  return made;
}

/** What is written around an Unknown; undefined when nothing is. */
export function textAround(value: Unknown): string | undefined {
  return texts.get(value);
}

/** The value when it is known, else `otherwise`. For showing, never for judging. */
export function knownOr<T, D>(fact: Fact<T>, otherwise: D): T | D {
  return fact instanceof Unknown ? otherwise : fact;
}

/** Applies `f` to a known value and hands an Unknown on as it is. */
export function mapFact<T, U>(fact: Fact<T>, f: (value: T) => Fact<U>): Fact<U> {
  return fact instanceof Unknown ? fact : f(fact);
}

/** The first Unknown anywhere inside a value, or undefined. */
export function unknownInside(value: unknown): Unknown | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Unknown) return value;
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = unknownInside(item);
      if (found) return found;
    }
    return undefined;
  }
  if (value instanceof Date) return undefined;
  for (const key in value) {
    const found = unknownInside((value as Record<string, unknown>)[key]);
    if (found) return found;
  }
  return undefined;
}
