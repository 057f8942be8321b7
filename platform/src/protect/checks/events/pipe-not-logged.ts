import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const pipeNotLogged = defineCheck({
  id: "events/pipe-not-logged",
  on: "Pipe",
  severity: "low",
  layer: "messaging",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3"],
  meets: { "owasp-serverless-top10": ["S10:2018"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The pipe writes no logs",
      risk: "Events that are filtered, fail or change on the way leave no trace.",
      fix: "Set a log level of ERROR or more, with a destination.",
    },
    ja: {
      title: "パイプのログなし",
      risk: "途中で除外・失敗・変換されたイベントの痕跡が残りません。",
      fix: "ログレベルを ERROR 以上にし、出力先を設定してください。",
    },
  },
  remedy: {
    cli: "aws pipes update-pipe --name <pipe> --role-arn <role> --log-configuration 'Level=ERROR,CloudwatchLogsLogDestination={LogGroupArn=<log-group-arn>}'",
    cloudformation: "LogConfiguration:\n  Level: ERROR\n  CloudwatchLogsLogDestination: { LogGroupArn: !GetAtt LogGroup.Arn }",
  },
  judge(pipe, need) {
    const level = need(pipe.LogLevel);
    return level === undefined || level === "OFF"
      ? fail({ path: ["LogConfiguration", "Level"], found: level ?? "not set", expected: "ERROR" })
      : pass;
  },
});
