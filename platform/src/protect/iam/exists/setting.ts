import type { Setting } from "./callers.ts";
import { namesOf } from "./names.ts";
import type { Rule } from "./rules.ts";
import type { Domain } from "./values.ts";

/** Who is trusted, and whose the resource is. */
export interface Zone {
  /** Account of the resource. */
  readonly account: string;
  /** Further accounts that are trusted. */
  readonly trusted?: readonly string[];
  /** The organisation whose members are trusted. */
  readonly organization?: string;
}

export function settingOf(rules: readonly Rule[], zone: Zone, trust: boolean): Setting {
  const names = namesOf(rules);
  const zoneAccounts = new Set([zone.account, ...(zone.trusted ?? [])]);
  return {
    names,
    zoneAccounts,
    strangersNot: [...new Set([...names.accounts, ...names.sourceAccounts, ...names.wayAccounts, ...zoneAccounts])],
    zoneOrganization: zone.organization,
    resourceAccount: zone.account,
    resourceOrganization: zone.organization,
    trust,
    multiple: multipleKeys(rules),
  };
}

/** Keys that somebody compares value by value. */
export function multipleKeys(rules: readonly Rule[]): ReadonlySet<string> {
  const out = new Set<string>();
  for (const { conditions } of rules)
    for (const { part, operator } of conditions) if (operator !== undefined && /^for(any|all)/i.test(operator)) out.add(part);
  return out;
}

/** Trust policies stand on a role and are about assuming it. */
export function isTrust(rules: readonly Rule[]): boolean {
  return rules.some(
    ({ action, resource }) => resource === undefined && action.values.some((value) => typeof value === "string" && /^sts:/i.test(value)),
  );
}

/** Any text: nothing is asked of the part. */
export const anyText: Domain = { absent: false, present: true, multiple: false, form: [] };
