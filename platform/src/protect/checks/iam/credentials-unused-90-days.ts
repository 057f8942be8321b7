import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { credentialsOf, idleCredentials } from "../../people/credentials.ts";

/** Every password and key that is on, by its last use, or else by the day it was set. */
export const credentialsUnused90Days = defineCheck({
  id: "iam/credentials-unused-90-days",
  on: "User",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4"],
  meets: { "cis-aws-foundations-2.0.0": ["1.12"], "cis-aws-foundations-7.0.0": ["2.11"], "aws-fsbp": ["IAM.8"] },
  text: {
    en: {
      title: "A credential was not used for more than 90 days",
      risk: "After a quarter without use the credential has no purpose but an attacker's.",
      fix: "Delete the key or the login profile, and the user if nothing else is left of it.",
    },
    ja: {
      title: "90 日を超えて使われていない認証情報",
      risk: "四半期にわたり使われない認証情報は、攻撃者以外の役に立ちません。",
      fix: "キーまたはログインプロファイルを削除し、ほかに用途がなければユーザーも削除してください。",
    },
  },
  remedy: {
    cli: "aws iam update-access-key --user-name <user> --access-key-id <key-id> --status Inactive\naws iam delete-login-profile --user-name <user>",
  },
  judge(user, need, world) {
    const row = credentialsOf(user, need);
    if (row === undefined) return notApplicable;
    const idle = idleCredentials(row, (days) => days > 90, world.now, need);
    return failIf(idle.map(({ subject, found }) => ({ subject, path: ["Credentials"], found, expected: { unusedForAtMostDays: 90 } })));
  },
});
