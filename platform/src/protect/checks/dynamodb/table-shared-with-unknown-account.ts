import { defineCheck } from "../../check.ts";
import { judgeStrangers } from "../../data/admitted.ts";

export const tableSharedWithUnknownAccount = defineCheck({
  id: "dynamodb/table-shared-with-unknown-account",
  on: "DynamoTable",
  also: ["Account"],
  severity: "medium",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {},
  text: {
    en: {
      title: "The table is shared with an account nobody vouched for",
      risk: "An account outside your organisation can reach the items.",
      fix: "Remove the statement, or name the account in the settings (trustedAccounts).",
      manual: "The template does not know its own account. Compare the account ids shown with your own accounts.",
    },
    ja: {
      title: "未確認アカウントへのテーブル共有",
      risk: "組織外のアカウントが項目に到達できます。",
      fix: "ステートメントを削除するか、設定の trustedAccounts にアカウントを登録してください。",
      manual: "テンプレートだけでは配置先アカウントが分かりません。表示されたアカウント ID を自社のアカウントと照合してください。",
    },
  },
  judge(table, need, world) {
    const verdict = judgeStrangers(table.Policy, table, need, world, { path: ["ResourcePolicy", "PolicyDocument"] });
    // A stream repeats every item that is written, and has a policy of its own.
    if (verdict.status !== "pass" || !("StreamPolicy" in table)) return verdict;
    return judgeStrangers(table.StreamPolicy, table, need, world, { path: ["StreamSpecification", "ResourcePolicy", "PolicyDocument"] });
  },
});
