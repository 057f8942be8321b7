import { setTimeout as sleep } from "node:timers/promises";
import { GenerateCredentialReportCommand, GetCredentialReportCommand, type IAMClient } from "@aws-sdk/client-iam";
import { type CredentialReportRow, type Fact, isUnknown, unknown } from "../../model/index.ts";
import type { Aws } from "./collector.ts";

/** The name of the root user's row. */
export const ROOT_ROW = "<root_account>";

/** The calls that `credentialReport` makes, for the collectors that use it. */
export const credentialReportCalls = {
  GenerateCredentialReport: "iam:GenerateCredentialReport",
  GetCredentialReport: "iam:GetCredentialReport",
} as const;

const POLLS = 30;
const POLL_MS = 500;
const NEEDED = [
  "user",
  "arn",
  "user_creation_time",
  "password_enabled",
  "password_last_used",
  "password_last_changed",
  "mfa_active",
] as const;
const NOTHING = new Set(["", "N/A", "n/a", "no_information", "not_supported"]);

/** Has IAM write its credential report (at most four hours old), waits for it, and reads it: one row per user and one for root. */
export async function credentialReport(
  aws: Pick<Aws, "read">,
  client: IAMClient,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<Fact<ReadonlyMap<string, CredentialReportRow>>> {
  for (let poll = 0; ; poll += 1) {
    const state = await aws.read(client, new GenerateCredentialReportCommand({}));
    if (isUnknown(state)) return state;
    if (state?.State === "COMPLETE") break;
    if (poll === POLLS)
      return unknown("failed", { action: credentialReportCalls.GenerateCredentialReport, what: "the report is not ready" });
    await pause(POLL_MS);
  }
  const report = await aws.read(client, new GetCredentialReportCommand({}));
  if (isUnknown(report)) return report;
  return parseCredentialReport(new TextDecoder().decode(report?.Content));
}

/** Reads the report's CSV by its column names; columns that are new are skipped, missing ones make it malformed. */
export function parseCredentialReport(csv: string): Fact<ReadonlyMap<string, CredentialReportRow>> {
  const [header, ...lines] = csv
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line !== "");
  const columns = header === undefined ? [] : cells(header);
  const missing = NEEDED.find((name) => !columns.includes(name));
  if (missing !== undefined) return unknown("malformed", { what: `the credential report has no column ${missing}` });
  const rows = new Map<string, CredentialReportRow>();
  for (const line of lines) {
    const values = rejoin(cells(line), columns.length);
    if (values === undefined) return unknown("malformed", { what: "a row of the credential report has another number of columns" });
    const cell = (name: string) => values[columns.indexOf(name)] ?? "";
    const date = (name: string) => (NOTHING.has(cell(name)) ? undefined : cell(name));
    const flag = (name: string) => cell(name).toLowerCase() === "true";
    rows.set(cell("user"), {
      UserCreationTime: date("user_creation_time"),
      PasswordEnabled: flag("password_enabled"),
      PasswordLastUsed: date("password_last_used"),
      PasswordLastChanged: date("password_last_changed"),
      MfaActive: flag("mfa_active"),
      Keys: [1, 2].map((n) => ({
        Active: flag(`access_key_${n}_active`),
        LastRotated: date(`access_key_${n}_last_rotated`),
        LastUsed: date(`access_key_${n}_last_used_date`),
      })),
    });
  }
  return rows;
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
    m[1] === undefined ? (m[2] ?? "") : m[1].replaceAll('""', '"'),
  );
}

/** IAM allows commas in user names and does not quote them: the name then fills several cells, and the ARN behind it as many. */
function rejoin(values: readonly string[], count: number): readonly string[] | undefined {
  const extra = values.length - count;
  if (extra === 0) return values;
  if (extra < 0 || extra % 2 === 1) return undefined;
  const width = extra / 2 + 1;
  return [values.slice(0, width).join(","), values.slice(width, 2 * width).join(","), ...values.slice(2 * width)];
}
