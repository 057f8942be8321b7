import { fail, notApplicable, pass, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysSince } from "../../data/days.ts";

/** AWS finishes a rotation within the day it is due, so one day is allowed on top of the schedule. */
export const rotationOverdue = defineCheck({
  id: "secretsmanager/rotation-overdue",
  on: "Secret",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-1"],
  meets: { "aws-fsbp": ["SecretsManager.2"], "aws-config": ["secretsmanager-scheduled-rotation-success-check"] },
  text: {
    en: {
      title: "The scheduled rotation does not happen",
      risk: "Rotation is switched on but fails: everybody believes the secret changes, and it does not.",
      fix: "Look at the log of the rotation function and start the rotation by hand once.",
    },
    ja: {
      title: "予定どおりローテーションされていない",
      risk: "ローテーションは有効ですが失敗しており、変更されていると誤解されたままになります。",
      fix: "ローテーション関数のログを確認し、手動で一度実行してください。",
    },
  },
  remedy: {
    cli: "aws secretsmanager rotate-secret --secret-id <secret>",
  },
  judge(secret, need, world) {
    if (secret.origin.source === "template" || !need(secret.RotationEnabled)) return notApplicable;
    const last = need(secret.LastRotatedDate) ?? need(secret.CreatedDate);
    const days = need(secret.RotationDays);
    const next = need(secret.NextRotationDate);
    if (next !== undefined && daysSince(next, world.now) > 1) return fail({ found: { nextRotation: next } });
    // By a schedule expression AWS names the next date; without either nobody can say what is due.
    if (next !== undefined && days === undefined) return pass;
    if (last === undefined || days === undefined) return need<typeof pass>(unknown("unsupported", { what: "RotationRules" }));
    const age = daysSince(last, world.now);
    return age <= days + 1 ? pass : fail({ found: { lastRotated: last, days: Math.floor(age) }, expected: { days } });
  },
});
