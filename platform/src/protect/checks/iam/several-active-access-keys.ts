import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Counts the active keys. */
export const severalActiveAccessKeys = defineCheck({
  id: "iam/several-active-access-keys",
  on: "User",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "cis-aws-foundations-2.0.0": ["1.13"] },
  text: {
    en: {
      title: "A user has more than one active access key",
      risk: "Two keys double what can leak, and the older one usually survives the rotation it was kept for.",
      fix: "Finish the rotation: move the programs to the new key, then deactivate and delete the other.",
    },
    ja: {
      title: "有効なアクセスキーが複数ある",
      risk: "キーが増えるほど漏えいの機会が増え、更新のために残した古いキーがそのまま使われ続けがちです。",
      fix: "プログラムを新しいキーに切り替え、もう一方を無効化して削除し、更新を完了してください。",
    },
  },
  remedy: {
    cli: "aws iam update-access-key --user-name <user> --access-key-id <old-key-id> --status Inactive\naws iam delete-access-key --user-name <user> --access-key-id <old-key-id>",
  },
  judge(user, need) {
    const active = need(user.AccessKeys).filter((key) => key.Status === "Active");
    return active.length > 1 ? fail({ path: ["AccessKeys"], found: active.map((key) => `…${key.KeyIdSuffix}`), expected: 1 }) : pass;
  },
});
