import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Reads the trail's own setting. */
export const logFileValidationOff = defineCheck({
  id: "cloudtrail/log-file-validation-off",
  on: "Trail",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.DS-6", "PR.PT-1"],
  meets: { "cis-aws-foundations-2.0.0": ["3.2"], "cis-aws-foundations-7.0.0": ["4.2"], "aws-fsbp": ["CloudTrail.4"] },
  text: {
    en: {
      title: "Log-file validation is off",
      risk: "Without digests nobody can prove that the logs were not changed or deleted after the fact.",
      fix: "Enable log-file validation on the trail.",
    },
    ja: {
      title: "ログファイルの検証が無効",
      risk: "ダイジェストがないと、ログが後から改ざん・削除されていないことを証明できません。",
      fix: "証跡のログファイルの検証を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws cloudtrail update-trail --name <trail> --enable-log-file-validation",
    cloudformation: "Type: AWS::CloudTrail::Trail\nProperties:\n  EnableLogFileValidation: true",
    terraform: "enable_log_file_validation = true",
  },
  judge(trail, need) {
    return need(trail.LogFileValidationEnabled) ? pass : fail({ path: ["EnableLogFileValidation"], found: false, expected: true });
  },
});
