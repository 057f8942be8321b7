import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { credentialsOf, idleCredentials } from "../../people/credentials.ts";

/** The first half of idleness; from the 91st day on iam/credentials-unused-90-days says it. */
export const credentialsUnused45Days = defineCheck({
  id: "iam/credentials-unused-45-days",
  on: "User",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4"],
  meets: { "cis-aws-foundations-2.0.0": ["1.12"], "cis-aws-foundations-7.0.0": ["2.11"] },
  text: {
    en: {
      title: "A credential was not used for 45 days",
      risk: "A forgotten password or key is one nobody misses when it is stolen.",
      fix: "Deactivate the key or delete the login profile; delete it later when nobody complained.",
    },
    ja: {
      title: "45 日以上使われていない認証情報",
      risk: "使われていないパスワードやキーは、盗まれて悪用されても気付かれません。",
      fix: "キーを無効化するかログインプロファイルを削除し、支障がなければ完全に削除してください。",
    },
  },
  remedy: {
    cli: "aws iam update-access-key --user-name <user> --access-key-id <key-id> --status Inactive\naws iam delete-login-profile --user-name <user>",
  },
  judge(user, need, world) {
    const row = credentialsOf(user, need);
    if (row === undefined) return notApplicable;
    const idle = idleCredentials(row, (days) => days >= 45 && days <= 90, world.now, need);
    return failIf(idle.map(({ subject, found }) => ({ subject, path: ["Credentials"], found, expected: { unusedForLessThanDays: 45 } })));
  },
});
