import { defineCheck } from "../../check.ts";
import { judgeFeature } from "../../monitoring/guardduty.ts";

/** Watches sign-ins to Aurora and RDS. */
export const rdsProtectionOff = defineCheck({
  id: "guardduty/rds-protection-off",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.CM-3"],
  meets: { "aws-fsbp": ["GuardDuty.9"] },
  text: {
    en: {
      title: "GuardDuty RDS Protection is off",
      risk: "Guessed or stolen database passwords are not noticed at the database's door.",
      fix: "Enable the feature RDS_LOGIN_EVENTS.",
    },
    ja: {
      title: "GuardDuty の RDS Protection が無効",
      risk: "データベースへの総当たりや、盗まれたパスワードによるログインを検知できません。",
      fix: "機能 RDS_LOGIN_EVENTS を有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <detector-id> --features \'[{"Name":"RDS_LOGIN_EVENTS","Status":"ENABLED"}]\'',
    cloudformation:
      "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true\n  Features:\n    - Name: RDS_LOGIN_EVENTS\n      Status: ENABLED",
  },
  judge(region, need) {
    return judgeFeature(region, need, ["RDS_LOGIN_EVENTS"]);
  },
});
