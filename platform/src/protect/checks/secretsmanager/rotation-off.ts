import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Secrets that an AWS service owns are rotated by that service. */
export const rotationOff = defineCheck({
  id: "secretsmanager/rotation-off",
  on: "Secret",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-1"],
  meets: { "aws-fsbp": ["SecretsManager.1"], "aws-config": ["secretsmanager-rotation-enabled-check"] },
  text: {
    en: {
      title: "The secret does not rotate by itself",
      risk: "A secret that leaked once works for as long as nobody remembers to change it.",
      fix: "Turn on rotation; managed databases need no function of your own for it.",
    },
    ja: {
      title: "シークレットの自動ローテーションが無効",
      risk: "一度漏えいしたシークレットが、誰かが変更するまで使われ続けます。",
      fix: "ローテーションを有効にしてください。マネージドデータベースでは独自の関数は不要です。",
    },
  },
  remedy: {
    cli: "aws secretsmanager rotate-secret --secret-id <secret> --rotation-lambda-arn <function> --rotation-rules AutomaticallyAfterDays=30",
    cloudformation:
      "Type: AWS::SecretsManager::RotationSchedule\nProperties:\n  SecretId: !Ref Secret\n  HostedRotationLambda: { RotationType: PostgreSQLSingleUser }\n  RotationRules: { AutomaticallyAfterDays: 30 }",
  },
  judge(secret, need) {
    if (need(secret.OwningService) !== undefined) return notApplicable;
    return need(secret.RotationEnabled) ? pass : fail({ path: ["RotationRules"], found: "no rotation" });
  },
});
