import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const poolDeletionProtectionOff = defineCheck({
  id: "cognito/pool-deletion-protection-off",
  on: "UserPool",
  severity: "low",
  layer: "identity",
  topic: "data-protection",
  csf: ["PR.DS-4", "PR.IP-4"],
  meets: { "aws-fsbp": ["Cognito.6"] },
  text: {
    en: {
      title: "The user pool can be deleted by one call",
      risk: "All accounts and passwords are gone, and there is no backup of a pool.",
      fix: "Turn on deletion protection.",
    },
    ja: {
      title: "ユーザープールの削除保護が無効",
      risk: "全ユーザーのアカウントとパスワードが失われます。ユーザープールにバックアップはありません。",
      fix: "削除保護を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool --user-pool-id <pool> --deletion-protection ACTIVE",
    cloudformation: "DeletionProtection: ACTIVE",
    terraform: 'deletion_protection = "ACTIVE"',
  },
  judge(pool, need) {
    return need(pool.DeletionProtection) ? pass : fail({ path: ["DeletionProtection"], found: "INACTIVE", expected: "ACTIVE" });
  },
});
