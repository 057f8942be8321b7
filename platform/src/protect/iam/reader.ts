import { isUnknown, type Policy, type Statement, type Unknown, unknown } from "../../model/index.ts";
import type { Admission, Audience, Reading, ReadOptions } from "./audience.ts";
import { admits, type Entry, type Who } from "./exists/admits.ts";
import { ACTION } from "./exists/clauses.ts";
import type { Setting } from "./exists/domains.ts";
import { namesOf } from "./exists/names.ts";
import { textPattern } from "./exists/pattern.ts";
import { type Rule, rulesOf } from "./exists/rules.ts";
import { settingOf } from "./exists/setting.ts";
import { type Domain, type Literal } from "./exists/values.ts";
import { overlap } from "./glob.ts";
import { wild } from "./policy/glob.ts";

export type { Admission, Audience, Reading, ReadOptions } from "./audience.ts";

/** Many checks ask the same of the same policy. */
const readings = new WeakMap<Policy, Map<string, Reading>>();

/**
 * Who a resource policy lets in. `undefined` (no policy) admits nobody.
 *
 * INVARIANT: an admission is proven: some request by that audience is allowed. What might be cut off by something unreadable
 * is in `undecided` instead. No admission of a class and nothing undecided means there is none of that class.
 */
export function readPolicy(policy: Policy | undefined, options: ReadOptions): Reading {
  if (policy === undefined) return { admissions: [], undecided: [] };
  const { account, actions = [], publicAccessBlock } = options;
  const key = `${account} ${actions.join()} ${publicAccessBlock?.RestrictPublicBuckets ?? false}`;
  let known = readings.get(policy);
  if (!known) readings.set(policy, (known = new Map()));
  let reading = known.get(key);
  if (!reading) known.set(key, (reading = read(policy, options)));
  return reading;
}
