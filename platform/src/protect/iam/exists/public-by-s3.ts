import { isUnknown, type Unknown, unknown } from "../../../model/index.ts";
import type { Clause } from "./clauses.ts";
import { type Rule } from "./rules.ts";
import { prefix } from "./typed.ts";

const FIXED_BY = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principalserviceName".toLowerCase(),
  "aws:sourcearn",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceowner",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

/**
 * Whether S3 Block Public Access takes the policy for public. Its notion is one of writing, not of effect: an Allow is public unless
 * it is limited to values without wildcards; Denies do not count.
 */
export function isPublicByS3(rules: readonly Rule[]): boolean | Unknown {
  let gap: Unknown | undefined;
  for (const rule of rules) {
    if (rule.effect === "Deny") continue;
    const found = isOpen(rule);
    if (found === true && rule.effect === "Allow") return true;
    if (found !== false) gap ??= isUnknown(found) ? found : isUnknown(rule.effect) ? rule.effect : undefined;
  }
  return gap ?? false;
}

function isOpen({ principal, notPrincipal, conditions }: Rule): boolean | Unknown {
  if (notPrincipal === undefined && principal && !principal.everybody && !principal.everyPrincipal) return principal.unclear ?? false;
  let gap: Unknown | undefined;
  for (const clause of conditions) {
    const found = isFixed(clause);
    if (found === true) return false;
    if (isUnknown(found)) gap = found;
  }
  return gap ?? true;
}

function isFixed({ part, limit, because, values, operator = "" }: Clause): boolean | Unknown {
  // Conditions that could not be read at all have no key.
  if (part === "" && because) return because;
  if (part !== "aws:sourceip" && !FIXED_BY.has(part)) return false;
  if (because) return because;
  if (limit !== undefined && (limit.of !== "some" || limit.not)) return false;
  // Nobody documents what S3 makes of a key that has to be there, whatever its value.
  if (/(^|:)null$/i.test(operator)) return unknown("unsupported", { what: "Condition.Null" });
  const texts = values.filter((value): value is string => !isUnknown(value));
  if (part === "aws:sourceip") return /^ipaddress$/i.test(operator) && texts.length > 0 && texts.every(isNarrow);
  return texts.length > 0 && texts.every((value) => isFixedValue(part, value));
}

function isNarrow(value: string): boolean {
  const range = prefix(value);
  return range !== undefined && range.bits >= (range.v6 ? 32 : 8);
}

function isFixedValue(part: string, value: string): boolean {
  if (value.includes("${")) return false;
  // The name of an access point may have wildcards when its account has none; so may the session of a role's id.
  if (part === "s3:dataaccesspointarn") return /^\d{12}$/.test(value.split(":")[4] ?? "");
  if (part === "aws:userid") return !/[*?]/.test(value.split(":", 1)[0] ?? "");
  return !/[*?]/.test(value);
}
