import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const scheduleWithoutDeadLetterQueue = defineCheck({
  id: "events/schedule-without-dead-letter-queue",
  on: "Schedule",
  severity: "low",
  layer: "messaging",
  topic: "incident-response",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Runs that could not be started are lost",
      risk: "When the target refuses, the scheduled job silently did not happen: a backup, a payment, a clean-up.",
      fix: "Give the schedule's target a dead-letter queue.",
    },
    ja: {
      title: "起動できなかったスケジュールの退避先なし",
      risk: "ターゲットが拒否すると、バックアップや決済などの定期処理が気付かれないまま実行されません。",
      fix: "スケジュールのターゲットにデッドレターキューを設定してください。",
    },
  },
  remedy: {
    cloudformation:
      "Target:\n  Arn: !GetAtt Function.Arn\n  RoleArn: !GetAtt Role.Arn\n  DeadLetterConfig: { Arn: !GetAtt DeadLetters.Arn }",
  },
  judge(schedule, need) {
    return need(schedule.DeadLetterArn) ? pass : fail({ path: ["Target", "DeadLetterConfig"], found: "not set" });
  },
});
