import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** One finding per holder of the managed policy. */
export const cloudshellFullAccess = defineCheck({
  id: "iam/cloudshell-full-access",
  on: "Account",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.DS-5"],
  meets: { "cis-aws-foundations-2.0.0": ["1.22"], "cis-aws-foundations-7.0.0": ["2.20"] },
  text: {
    en: {
      title: "AWSCloudShellFullAccess is attached",
      risk: "CloudShell can upload and download files: whoever holds the full-access policy can carry data out of the account from a browser.",
      fix: "Detach the policy and give a narrower one that leaves out cloudshell:GetFileDownloadUrls and GetFileUploadUrls.",
    },
    ja: {
      title: "AWSCloudShellFullAccess が付与されている",
      risk: "CloudShell ではファイルをアップロード・ダウンロードでき、この権限を持つ人はブラウザーからデータを持ち出せます。",
      fix: "このポリシーをデタッチし、cloudshell:GetFileDownloadUrls と GetFileUploadUrls を含まない、より狭いポリシーを付与してください。",
    },
  },
  remedy: {
    cli: "aws iam detach-group-policy --group-name <group> --policy-arn arn:aws:iam::aws:policy/AWSCloudShellFullAccess",
  },
  judge(account, need) {
    const holders = need(account.CloudShellFullAccessHolders);
    const rows = [
      ...holders.Roles.map((name) => `role/${name}`),
      ...holders.Users.map((name) => `user/${name}`),
      ...holders.Groups.map((name) => `group/${name}`),
    ];
    return failIf(rows.map((subject) => ({ subject, path: ["CloudShellFullAccessHolders"], found: subject })));
  },
});
