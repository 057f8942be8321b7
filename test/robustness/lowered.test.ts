import { expect, test } from "vitest";
import { yagura } from "./yagura.ts";

/** A user who makes a key for another, every day, from the first day of the logs. */
const input = Buffer.from(
  JSON.stringify({
    Records: Array.from({ length: 20 }, (_, day) => ({
      eventVersion: "1.11",
      eventID: `e-${day}`,
      eventTime: `2026-11-${String(day + 1).padStart(2, "0")}T05:00:00Z`,
      eventSource: "iam.amazonaws.com",
      eventName: "CreateAccessKey",
      awsRegion: "us-east-1",
      recipientAccountId: "012345678901",
      sourceIPAddress: "198.51.100.7",
      userAgent: "aws-cli/2.31.4",
      userIdentity: {
        type: "IAMUser",
        arn: "arn:aws:iam::012345678901:user/kei",
        accountId: "012345678901",
        userName: "kei",
        accessKeyId: "AKIAKEI0000000000001",
      },
      requestParameters: { userName: "nas" },
      responseElements: { accessKey: { userName: "nas" } },
    })),
  }),
);

test.each([
  ["en", "Signals told lower than their rules say: 13 by habit of the caller; --min low", "Told as low instead of medium"],
  ["ja", "シグナル 13 件の重大度を、ルールの値より下げました（主体の習慣 13 件）", "重大度を「中」から「低」に下げています。"],
])("what is told lower is counted, and says so: %s", async (lang, summary, why) => {
  const { code, stdout, stderr } = await yagura(["detect", "-", "--min", "low", "--lang", lang, "--no-progress"], { input });
  expect(code).toBe(0);
  expect(stderr).toContain(summary);
  expect(stdout.split(why)).toHaveLength(14);
});
