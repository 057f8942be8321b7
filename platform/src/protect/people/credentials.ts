import { type CredentialReportRow, type Noun, unknown } from "../../model/index.ts";
import type { Need } from "../check.ts";

const DAY = 86_400_000;

/** Days between an ISO 8601 time and now, with fractions. A time that cannot be read is unknown. */
export function daysSince(time: string, now: Date, need: Need): number {
  const then = Date.parse(time);
  return Number.isNaN(then) ? need<number>(unknown("malformed", { what: time })) : (now.getTime() - then) / DAY;
}

/** The user's row of the credential report; undefined only in templates, where there are no credentials yet. */
export function credentialsOf(user: Noun<"User">, need: Need): CredentialReportRow | undefined {
  const row = need(user.Credentials);
  // The report can be hours older than the list of users: a user without a row was not looked at.
  if (row === undefined && user.origin.source === "aws")
    need(unknown("not-collected", { action: "iam:GetCredentialReport", what: user.name }));
  return row;
}

/** The user's passwords and access keys that are switched on but were not used (or, if never used, set) so many days ago that `idle` says so. */
export function idleCredentials(
  row: CredentialReportRow,
  idle: (days: number) => boolean,
  now: Date,
  need: Need,
): readonly { readonly subject: string; readonly found: object }[] {
  const out: { subject: string; found: object }[] = [];
  const judge = (subject: string, used: string | undefined, set: string | undefined) => {
    const since = used ?? set ?? row.UserCreationTime;
    if (since === undefined) need(unknown("malformed", { what: `${subject}: no date` }));
    else if (idle(daysSince(since, now, need))) out.push({ subject, found: { lastUsed: used ?? null, set: set ?? null } });
  };
  if (row.PasswordEnabled) judge("password", row.PasswordLastUsed, row.PasswordLastChanged);
  for (const [index, key] of row.Keys.entries()) if (key.Active) judge(`access-key-${index + 1}`, key.LastUsed, key.LastRotated);
  return out;
}
