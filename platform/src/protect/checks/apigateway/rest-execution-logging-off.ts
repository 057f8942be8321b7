import { fail, failIf, isUnknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restExecutionLoggingOff = defineCheck({
  id: "apigateway/rest-execution-logging-off",
  on: "RestStage",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3"],
  meets: {
    "aws-fsbp": ["APIGateway.1"],
    "aws-config": ["api-gw-execution-logging-enabled"],
    "owasp-serverless-top10": ["S10:2018"],
    "csa-sas-12": ["SAS-5"],
  },
  text: {
    en: {
      title: "The REST stage writes no execution log",
      risk: "Refused, throttled and failed requests leave no explanation: neither attacks on authorizers nor errors of integrations can be traced.",
      fix: "Set the logging level ERROR (or INFO) for all methods of the stage.",
    },
    ja: {
      title: "REST ステージの実行ログが無効",
      risk: "拒否・スロットリング・失敗したリクエストの理由が残らず、オーソライザーへの攻撃や統合のエラーを追跡できません。",
      fix: "ステージの全メソッドに対して、ログレベルを ERROR（または INFO）に設定してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name <stage> --patch-operations 'op=replace,path=/*/*/logging/loglevel,value=ERROR'",
    cloudformation: 'MethodSettings:\n  - HttpMethod: "*"\n    ResourcePath: "/*"\n    LoggingLevel: ERROR',
  },
  judge(stage, need) {
    const settings = need.outer(stage.MethodSettings);
    const everything = settings.find(({ ResourcePath, HttpMethod }) => HttpMethod === "*" && ["*", "/*"].includes(ResourcePath));
    if (everything === undefined) return fail({ path: ["MethodSettings"], expected: { "*/*": "ERROR" } });
    const silent = settings.filter(
      (setting) =>
        (setting === everything || !isUnknown(setting.LoggingLevel)) &&
        ["OFF", ""].includes(
          (isUnknown(setting.LoggingLevel) ? "?" : (setting.LoggingLevel ?? (setting === everything ? "OFF" : "?"))).toUpperCase(),
        ),
    );
    if (silent.length === 0) for (const { LoggingLevel } of settings) need(LoggingLevel);
    return failIf(
      silent.map(({ ResourcePath, HttpMethod, LoggingLevel }) => ({
        subject: `${HttpMethod} ${ResourcePath}`,
        path: ["MethodSettings"],
        found: LoggingLevel ?? "OFF",
        expected: "ERROR",
      })),
    );
  },
});
