import { defineCheck } from "../../check.ts";
import { judgeStrangers } from "../../data/admitted.ts";
import { logDeliveryAccounts } from "../../data/log-delivery.ts";

export const bucketSharedWithUnknownAccount = defineCheck({
  id: "s3/bucket-shared-with-unknown-account",
  on: "Bucket",
  also: ["Account"],
  severity: "medium",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {},
  text: {
    en: {
      title: "The bucket is shared with an account nobody vouched for",
      risk: "An account outside your organisation can reach the data. Old partners and copied policies are how data leaves unnoticed.",
      fix: "Remove the statement, or name the account in the settings (trustedAccounts) when the sharing is wanted.",
      manual: "The template does not know the account it is deployed to. Compare the account ids shown with your own accounts.",
    },
    ja: {
      title: "未確認アカウントへのバケット共有",
      risk: "組織外のアカウントがデータへ到達できます。古い取引先や流用したポリシーは、気付かれない情報流出の原因になります。",
      fix: "ステートメントを削除してください。意図した共有であれば、設定の trustedAccounts にアカウントを登録します。",
      manual: "テンプレートだけでは配置先アカウントが分かりません。表示されたアカウント ID を自社のアカウントと照合してください。",
    },
  },
  judge(bucket, need, world) {
    return judgeStrangers(bucket.Policy, bucket, need, world, { path: ["Policy"], known: logDeliveryAccounts });
  },
});
