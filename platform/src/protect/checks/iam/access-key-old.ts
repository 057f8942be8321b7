import { failIf, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysSince } from "../../people/credentials.ts";

/** Active keys by their age. */
export const accessKeyOld = defineCheck({
  id: "iam/access-key-old",
  on: "User",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "cis-aws-foundations-2.0.0": ["1.14"], "cis-aws-foundations-7.0.0": ["2.12"], "aws-fsbp": ["IAM.3"] },
  text: {
    en: {
      title: "An access key is older than 90 days",
      risk: "The longer a key lives, the more copies of it exist, and a leaked one stays useful until somebody turns it off.",
      fix: "Replace the key, or better: let the program use a role and delete the key.",
    },
    ja: {
      title: "90 日を超えて更新されていないアクセスキー",
      risk: "キーは長く使うほど複製が増え、漏えいしたキーは無効化するまで悪用され続けます。",
      fix: "キーを更新してください。可能であればプログラムをロールに移行し、キー自体を削除してください。",
    },
  },
  remedy: {
    cli: "aws iam create-access-key --user-name <user>\n# move the programs, then\naws iam update-access-key --user-name <user> --access-key-id <old-key-id> --status Inactive\naws iam delete-access-key --user-name <user> --access-key-id <old-key-id>",
  },
  judge(user, need, world) {
    const old = need(user.AccessKeys).filter((key) => {
      if (key.Status !== "Active") return false;
      // A template's key is made when it is deployed.
      if (key.CreateDate === undefined)
        return user.origin.source === "template" ? false : need<boolean>(unknown("malformed", { what: `…${key.KeyIdSuffix}` }));
      return daysSince(key.CreateDate, world.now, need) > 90;
    });
    return failIf(
      old.map((key) => ({
        subject: key.KeyIdSuffix,
        path: ["AccessKeys"],
        found: { created: key.CreateDate },
        expected: { maximumAgeDays: 90 },
      })),
    );
  },
});
