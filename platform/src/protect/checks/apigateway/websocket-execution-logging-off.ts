import { fail, failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const websocketExecutionLoggingOff = defineCheck({
  id: "apigateway/websocket-execution-logging-off",
  on: "HttpStage",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3"],
  meets: { "aws-fsbp": ["APIGateway.1"], "aws-config": ["api-gw-execution-logging-enabled"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The WebSocket stage writes no execution log",
      risk: "Refused connections and failed messages leave no explanation.",
      fix: "Set the default route's logging level to ERROR or INFO.",
    },
    ja: {
      title: "WebSocket ステージの実行ログが無効",
      risk: "拒否された接続や失敗したメッセージの理由が残りません。",
      fix: "既定ルートのログレベルを ERROR または INFO に設定してください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-stage --api-id <api> --stage-name <stage> --default-route-settings LoggingLevel=ERROR",
    cloudformation: "DefaultRouteSettings:\n  LoggingLevel: ERROR",
  },
  judge(stage, need) {
    if (need(stage.ProtocolType) !== "WEBSOCKET") return notApplicable;
    const on = (level: string | undefined) => level === "ERROR" || level === "INFO";
    const level = need(stage.DefaultLoggingLevel)?.toUpperCase();
    if (!on(level)) return fail({ path: ["DefaultRouteSettings", "LoggingLevel"], found: level ?? "OFF", expected: "ERROR" });
    const silent = need
      .outer(stage.RouteSettings)
      .filter(({ LoggingLevel }) => !isUnknown(LoggingLevel) && LoggingLevel !== undefined && !on(LoggingLevel.toUpperCase()));
    if (silent.length === 0) for (const { LoggingLevel } of need.outer(stage.RouteSettings)) need(LoggingLevel);
    return failIf(silent.map(({ RouteKey, LoggingLevel }) => ({ subject: RouteKey, path: ["RouteSettings"], found: LoggingLevel })));
  },
});
