import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysSince } from "../../data/days.ts";

export const notRotatedIn90Days = defineCheck({
  id: "secretsmanager/not-rotated-in-90-days",
  on: "Secret",
  severity: "low",
  impliedBy: "secretsmanager/rotation-off",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-1"],
  meets: { "aws-fsbp": ["SecretsManager.4"], "aws-config": ["secretsmanager-secret-periodic-rotation"] },
  text: {
    en: {
      title: "The secret has not changed for more than 90 days",
      risk: "The longer a secret lives, the more copies of it exist in logs, laptops and former colleagues' heads.",
      fix: "Rotate it now and turn on automatic rotation.",
    },
    ja: {
      title: "90 日を超えて変更されていないシークレット",
      risk: "長く使うほど、ログ・端末・退職者の記憶などに写しが増えていきます。",
      fix: "今すぐローテーションし、自動ローテーションを有効にしてください。",
    },
  },
  remedy: {
    cli: "aws secretsmanager rotate-secret --secret-id <secret>",
  },
  judge(secret, need, world) {
    if (secret.origin.source === "template") return notApplicable;
    const since = need(secret.LastRotatedDate) ?? need(secret.CreatedDate);
    if (since === undefined) return notApplicable;
    const age = daysSince(since, world.now);
    return age <= 90 ? pass : fail({ found: { since, days: Math.floor(age) }, expected: { days: 90 } });
  },
});
