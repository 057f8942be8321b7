import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Reads the account summary. */
export const rootAccessKey = defineCheck({
  id: "account/root-access-key",
  on: "Account",
  severity: "critical",
  layer: "account",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4"],
  meets: {
    "cis-aws-foundations-2.0.0": ["1.4"],
    "cis-aws-foundations-7.0.0": ["2.4"],
    "aws-fsbp": ["IAM.4"],
    "aws-config": ["iam-root-access-key-check"],
  },
  text: {
    en: {
      title: "The root user has an access key",
      risk: "A root key opens everything in the account and no policy of the account can limit it. Whoever finds it in a file or a log owns the account.",
      fix: "Sign in as root, delete the key, and let programs use roles.",
    },
    ja: {
      title: "ルートユーザーにアクセスキーがある",
      risk: "ルートのキーはアカウント内のすべてを操作でき、アカウント内のポリシーでは制限できません。ファイルやログから漏えいすると、アカウント全体を奪われます。",
      fix: "ルートユーザーでサインインしてキーを削除し、プログラムにはロールを使用してください。",
    },
  },
  remedy: {
    cli: "# signed in as the root user\naws iam list-access-keys\naws iam delete-access-key --access-key-id <key-id>",
  },
  judge(account, need) {
    return need(account.RootAccessKeysPresent) ? fail({ path: ["RootAccessKeysPresent"], found: true, expected: false }) : pass;
  },
});
