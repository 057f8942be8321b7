import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysSince } from "../../people/credentials.ts";

/** Compares the last uses in the credential report with the setting `unusedDays`. */
export const rootUsedRecently = defineCheck({
  id: "account/root-used-recently",
  on: "Account",
  severity: "medium",
  layer: "account",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "DE.CM-3"],
  meets: { "cis-aws-foundations-2.0.0": ["1.7"], "cis-aws-foundations-7.0.0": ["2.7"] },
  text: {
    en: {
      title: "The root user was used recently",
      risk: "Routine work as root leaves no trace of who it was and cannot be limited. Every use also exposes the credential once more.",
      fix: "Do daily work with roles; keep root for the few tasks that demand it, and record why it was used.",
    },
    ja: {
      title: "ルートユーザーが最近使用された",
      risk: "ルートユーザーでの日常作業は、誰の操作か判別できず、権限の制限もできません。使用するたびに認証情報が漏えいの危険にさらされます。",
      fix: "日常作業はロールで行い、ルートユーザーはルートが必須の作業だけに使用して、理由を記録してください。",
    },
  },
  judge(account, need, world) {
    const { PasswordLastUsed, KeyLastUsed } = need(account.RootCredentials);
    const limit = world.settings.unusedDays;
    const uses = [PasswordLastUsed, ...KeyLastUsed].filter((time) => time !== undefined);
    return failIf(
      uses
        .filter((time) => daysSince(time, world.now, need) < limit)
        .map((time) => ({ path: ["RootCredentials"], found: { lastUsed: time }, expected: { unusedForDays: limit } })),
    );
  },
});
