import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const keyPendingDeletion = defineCheck({
  id: "kms/key-pending-deletion",
  on: "KmsKey",
  severity: "high",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1", "PR.DS-4"],
  meets: { "aws-fsbp": ["KMS.3"], "aws-config": ["kms-cmk-not-scheduled-for-deletion"] },
  text: {
    en: {
      title: "The key is going to be deleted",
      risk: "When the waiting period ends, everything encrypted with the key is lost for good. It is also the last step of an extortion.",
      fix: "Find out who scheduled it. If the key is still used, cancel the deletion and enable the key again.",
    },
    ja: {
      title: "削除待ちのキー",
      risk: "待機期間が終わると、このキーで暗号化したデータは二度と復号できません。恐喝型攻撃の最終段階でも使われます。",
      fix: "誰が削除を予約したかを確認し、使用中であれば削除を取り消してキーを有効に戻してください。",
    },
  },
  remedy: {
    cli: "aws kms cancel-key-deletion --key-id <key> && aws kms enable-key --key-id <key>",
  },
  judge(key, need) {
    if (need(key.KeyManager) !== "CUSTOMER") return notApplicable;
    const state = need(key.KeyState);
    return state === "PendingDeletion" || state === "PendingReplicaDeletion" ? fail({ path: ["KeyState"], found: state }) : pass;
  },
});
