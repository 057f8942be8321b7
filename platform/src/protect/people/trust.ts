import { type Fact, isUnknown, type Statement } from "../../model/index.ts";
import type { Admission } from "../iam/reader.ts";

const EXACT = ["stringequals", "stringequalsignorecase", "stringlike"];

/** A role that AWS made for itself; its trust policy cannot be changed. */
export function isServiceLinked(path: string): boolean {
  return path.startsWith("/aws-service-role/");
}

/**
 * The values a condition of the statement allows for a key; undefined when no condition limits the key.
 * Only operators that demand equality or a pattern count, for one that excludes lets all others in.
 */
export function allowedValues(statement: Statement, key: RegExp): Fact<readonly string[] | undefined> {
  const condition = statement.Condition;
  if (condition === undefined || isUnknown(condition)) return condition;
  let found: readonly string[] | undefined;
  for (const [operator, keys] of Object.entries(condition)) {
    const base = operator
      .toLowerCase()
      .replace(/^for(any|all)values?:/, "")
      .replace(/ifexists$/, "");
    if (!EXACT.includes(base)) continue;
    for (const [name, values] of Object.entries(keys)) {
      if (!key.test(name)) continue;
      const gap = values.find(isUnknown);
      if (gap) return gap;
      // Several conditions hold at once: any one of them may be the narrow one, so the first that has no wildcard wins.
      const texts = values
        .filter((value): value is string => !isUnknown(value))
        .map((value) => (base === "stringlike" ? value : literal(value)));
      if (found === undefined || found.some(hasWildcard)) found = texts;
    }
  }
  return found;
}

/** `StringEquals` knows no wildcards: a star in it is a star. */
function literal(value: string): string {
  return value.replace(/[*?]/g, "\u0000");
}

function hasWildcard(value: string): boolean {
  return /[*?]/.test(value);
}

export type GithubReach = "any-owner" | "any-repository" | "named";

const SUBJECT = /^token\.actions\.githubusercontent\.com[^:]*:sub$/i;
const OTHER_CLAIMS =
  /^token\.actions\.githubusercontent\.com[^:]*:(repository|repository_id|repository_owner|repository_owner_id|job_workflow_ref|enterprise_id)$/i;

/** Whose workflows on GitHub a federated admission lets in; undefined when it is not about GitHub. */
export function githubReach({ audience, statement }: Admission): Fact<GithubReach | undefined> {
  if (audience.who !== "federated" || !/token\.actions\.githubusercontent\.com/i.test(audience.provider)) return undefined;
  const subjects = allowedValues(statement, SUBJECT);
  if (isUnknown(subjects)) return subjects;
  const reaches: readonly GithubReach[] = subjects === undefined ? ["any-owner"] : subjects.map(reachOf);
  const widest = reaches.includes("any-owner") ? "any-owner" : reaches.includes("any-repository") ? "any-repository" : "named";
  if (widest === "named") return widest;
  const claims = allowedValues(statement, OTHER_CLAIMS);
  if (isUnknown(claims)) return claims;
  return claims !== undefined && !claims.some(hasWildcard) ? "named" : widest;
}

function reachOf(subject: string): GithubReach {
  if (!subject.toLowerCase().startsWith("repo:")) return /^[^:]*[*?]/.test(subject) ? "any-owner" : "named";
  const [owner = "", ...rest] = subject.slice(5).split("/");
  // A wildcard before the slash reaches over it: `repo:acme*` is also `repo:acme-evil/…`.
  if (hasWildcard(owner)) return "any-owner";
  const repository = rest.join("/").split(":")[0] ?? "";
  return hasWildcard(repository) ? "any-repository" : "named";
}

/** Whether a federated admission lets in the identities of any Cognito identity pool, also of other accounts; undefined when it is not about them. */
export function admitsAnyIdentityPool({ audience, statement }: Admission): Fact<boolean | undefined> {
  if (audience.who !== "federated" || audience.provider.toLowerCase() !== "cognito-identity.amazonaws.com") return undefined;
  const pools = allowedValues(statement, /^cognito-identity\.amazonaws\.com:aud$/i);
  if (isUnknown(pools)) return pools;
  return pools === undefined || pools.some((pool) => /^[*?]/.test(pool) || /:[*?]/.test(pool));
}

/** What a refused statement looks like in evidence. */
export function shownTrust(statement: Statement, found: object) {
  return {
    subject: statement.Sid ?? String(statement.index),
    ...(statement.at ? { at: statement.at } : { path: ["AssumeRolePolicyDocument", "Statement", statement.index] }),
    found,
  };
}
