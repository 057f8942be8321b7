import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysSince } from "../../data/days.ts";

/** A secret that was never read counts from the day it was made. */
export const secretUnused = defineCheck({
  id: "secretsmanager/secret-unused",
  on: "Secret",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.IP-6"],
  meets: { "aws-fsbp": ["SecretsManager.3"], "aws-config": ["secretsmanager-secret-unused"], "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "Nobody has read the secret for a long time",
      risk: "A forgotten secret still opens something, and nobody would notice its misuse.",
      fix: "Find out what it opens, revoke it there, then delete the secret with a recovery window.",
    },
    ja: {
      title: "長期間読み取られていないシークレット",
      risk: "忘れられたシークレットも有効なままで、悪用されても気付けません。",
      fix: "何の認証情報かを確認して失効させ、復旧期間を付けて削除してください。",
    },
  },
  remedy: {
    cli: "aws secretsmanager delete-secret --secret-id <secret> --recovery-window-in-days 30",
  },
  judge(secret, need, world) {
    if (secret.origin.source === "template") return notApplicable;
    const since = need(secret.LastAccessedDate) ?? need(secret.CreatedDate);
    if (since === undefined) return notApplicable;
    const age = daysSince(since, world.now);
    return age <= world.settings.unusedDays
      ? pass
      : fail({ found: { since, days: Math.floor(age) }, expected: { days: world.settings.unusedDays } });
  },
});
