import { IAMClient } from "@aws-sdk/client-iam";
import { describe, expect, test } from "vitest";
import { isUnknown, unknown } from "../../model/index.ts";
import { REPORT } from "./answers.fixture.ts";
import type { Aws } from "./collector.ts";
import { credentialReport, parseCredentialReport, ROOT_ROW } from "./credential-report.ts";

const HEADER = REPORT.split("\n")[0]!;
const rest = ",false,N/A,false,N/A"; // certificates

function row(line: string) {
  const rows = parseCredentialReport(`${HEADER}\n${line}\n`);
  if (isUnknown(rows)) throw new Error(rows.what);
  return [...rows][0]!;
}

describe("the credential report's rows", () => {
  const cases = {
    "the root user, whose password the report does not tell": [
      `<root_account>,arn:aws:iam::1:root,2020-01-01T00:00:00+00:00,not_supported,no_information,not_supported,not_supported,false,true,N/A,2026-01-02T00:00:00+00:00,N/A,N/A,false,N/A,N/A,N/A,N/A${rest}`,
      ROOT_ROW,
      {
        PasswordEnabled: false,
        PasswordLastUsed: undefined,
        MfaActive: false,
        Keys: [{ Active: true, LastRotated: undefined, LastUsed: "2026-01-02T00:00:00+00:00" }, { Active: false }],
      },
    ],
    "a person with password and device": [
      `ann,arn:aws:iam::1:user/ann,2024-01-01T00:00:00+00:00,true,2026-11-01T00:00:00+00:00,2026-05-01T00:00:00+00:00,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A${rest}`,
      "ann",
      {
        UserCreationTime: "2024-01-01T00:00:00+00:00",
        PasswordEnabled: true,
        PasswordLastUsed: "2026-11-01T00:00:00+00:00",
        PasswordLastChanged: "2026-05-01T00:00:00+00:00",
        MfaActive: true,
      },
    ],
    "flags in capitals": [
      `BOB,arn:aws:iam::1:user/BOB,2024-01-01T00:00:00+00:00,TRUE,N/A,N/A,N/A,TRUE,TRUE,N/A,N/A,N/A,N/A,FALSE,N/A,N/A,N/A,N/A${rest}`,
      "BOB",
      { PasswordEnabled: true, MfaActive: true, Keys: [{ Active: true }, { Active: false }] },
    ],
    "a name with commas, not quoted": [
      `a,b,c,arn:aws:iam::1:user/a,b,c,2024-01-01T00:00:00+00:00,true,N/A,N/A,N/A,true,false,N/A,N/A,N/A,N/A,true,N/A,N/A,N/A,N/A${rest}`,
      "a,b,c",
      { PasswordEnabled: true, MfaActive: true, Keys: [{ Active: false }, { Active: true }] },
    ],
    "a name with commas, quoted": [
      `"a,b","arn:aws:iam::1:user/a,b",2024-01-01T00:00:00+00:00,false,N/A,N/A,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A${rest}`,
      "a,b",
      { PasswordEnabled: false, MfaActive: true },
    ],
  } as const;
  for (const [name, [line, user, expected]] of Object.entries(cases)) {
    test(name, () => {
      const [key, value] = row(line);
      expect(key).toBe(user);
      expect(value).toMatchObject(expected);
    });
  }

  test("columns that are new do no harm, wherever they stand", () => {
    const csv = REPORT.split("\n")
      .map((line) => (line === "" ? "" : `${line.startsWith("user,") ? "new_column" : "x"},${line}`))
      .join("\r\n");
    expect(parseCredentialReport(csv)).toEqual(parseCredentialReport(REPORT));
  });

  test("a report without a needed column, or with a broken row, is malformed: not a report without users", () => {
    for (const bad of ["", HEADER.replace("mfa_active", "other"), `${HEADER}\nann,arn:x,only`, "<html>"])
      expect(isUnknown(parseCredentialReport(bad)), bad).toBe(true);
  });
});

describe("waiting for the report", () => {
  const client = new IAMClient({ region: "us-east-1" });
  const reader = (answers: unknown[]): Pick<Aws, "read"> => ({ read: async () => answers.shift() as never });
  const Content = new TextEncoder().encode(REPORT);

  test("asks again until it is complete", async () => {
    const pauses: number[] = [];
    const rows = await credentialReport(
      reader([{ State: "STARTED" }, { State: "INPROGRESS" }, { State: "COMPLETE" }, { Content }]),
      client,
      async (ms) => pauses.push(ms),
    );
    expect(isUnknown(rows) ? rows : [...rows.keys()]).toEqual([ROOT_ROW, "ann"]);
    expect(pauses).toHaveLength(2);
  });

  test("gives up in the end, and says so", async () => {
    const rows = await credentialReport({ read: async () => ({ State: "INPROGRESS" }) as never }, client, async () => undefined);
    expect(rows).toMatchObject({ reason: "failed", action: "iam:GenerateCredentialReport" });
  });

  test("a refusal is handed on", async () => {
    const no = unknown("access-denied", { action: "iam:GenerateCredentialReport" });
    expect(await credentialReport(reader([no]), client)).toBe(no);
    expect(await credentialReport(reader([{ State: "COMPLETE" }, no]), client)).toBe(no);
  });
});
