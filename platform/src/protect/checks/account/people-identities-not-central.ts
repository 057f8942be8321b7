import { manual, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Without any IAM user nobody is managed locally; else a person decides. */
export const peopleIdentitiesNotCentral = defineCheck({
  id: "account/people-identities-not-central",
  on: "Account",
  also: ["User", "IdentityProvider"],
  severity: "low",
  layer: "account",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-6"],
  meets: { "cis-aws-foundations-2.0.0": ["1.21"], "cis-aws-foundations-7.0.0": ["2.19"] },
  text: {
    en: {
      title: "People may be managed in this account instead of centrally",
      risk: "A user that lives in one account outlives the person's job: leaving the company does not close it.",
      fix: "Let people sign in through IAM Identity Center or a federated provider, and delete their IAM users.",
      manual:
        "Decide whether this account is meant to hold people's users. The evidence shows users with a console password and the identity providers of the account; users of IAM Identity Center live in the organisation and do not show here.",
    },
    ja: {
      title: "人の ID がアカウント内で個別に管理されている可能性",
      risk: "アカウントごとに作成したユーザーは、退職しても自動では無効にならず残り続けます。",
      fix: "IAM Identity Center またはフェデレーションでサインインさせ、人が使う IAM ユーザーは削除してください。",
      manual:
        "このアカウントに人のユーザーを置く方針かどうかを判断してください。根拠には、コンソールパスワードを持つユーザーとアカウントの ID プロバイダーを示します。IAM Identity Center のユーザーは組織側にあり、ここには表示されません。",
    },
  },
  judge(account, need, world) {
    const users = need.outer(world.all("User", account));
    if (users.length === 0) return pass;
    const people = users.filter((user) => need(user.Credentials)?.PasswordEnabled ?? false).map((user) => user.name);
    const providers = need.outer(world.all("IdentityProvider", account)).map((provider) => provider.name);
    return manual({ found: { consoleUsers: people, users: users.length, identityProviders: providers } });
  },
});
