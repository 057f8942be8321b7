import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const loggingOff = defineCheck({
  id: "stepfunctions/logging-off",
  on: "StateMachine",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3"],
  meets: {
    "aws-fsbp": ["StepFunctions.1"],
    "aws-config": ["step-functions-state-machine-logging-enabled"],
    "owasp-serverless-top10": ["S10:2018"],
    "csa-sas-12": ["SAS-5"],
  },
  text: {
    en: {
      title: "The state machine writes no log",
      risk: "Express executions leave no history at all, standard ones only for 90 days: failures and misuse cannot be reconstructed.",
      fix: "Set the logging level to ERROR or ALL with a log group.",
    },
    ja: {
      title: "ステートマシンのログが無効",
      risk: "Express の実行履歴はまったく残らず、Standard でも 90 日で消えるため、失敗や悪用を後から調べられません。",
      fix: "ロググループを指定し、ログレベルを ERROR または ALL に設定してください。",
    },
  },
  remedy: {
    cli: "aws stepfunctions update-state-machine --state-machine-arn <arn> --logging-configuration 'level=ERROR,destinations=[{cloudWatchLogsLogGroup={logGroupArn=<log group arn>:*}}]'",
    cloudformation:
      "LoggingConfiguration:\n  Level: ERROR\n  Destinations:\n    - CloudWatchLogsLogGroup:\n        LogGroupArn: !GetAtt <LogGroup>.Arn",
  },
  judge(machine, need) {
    const level = need(machine.LoggingLevel);
    return level === "OFF" ? fail({ path: ["LoggingConfiguration", "Level"], found: level, expected: "ERROR" }) : pass;
  },
});
