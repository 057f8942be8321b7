import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const httpAccessLoggingOff = defineCheck({
  id: "apigateway/http-access-logging-off",
  on: "HttpStage",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3", "DE.CM-1"],
  meets: {
    "aws-fsbp": ["APIGateway.9"],
    "aws-config": ["api-gwv2-access-logs-enabled"],
    "cis-aws-foundations-7.0.0": ["4.10"],
    "owasp-serverless-top10": ["S10:2018"],
    "csa-sas-12": ["SAS-5"],
  },
  text: {
    en: {
      title: "The HTTP or WebSocket stage writes no access log",
      risk: "HTTP APIs have no execution log: without access logs a request leaves no trace at all at the front door.",
      fix: "Set AccessLogSettings with a log group and a JSON format on the stage.",
    },
    ja: {
      title: "HTTP または WebSocket ステージのアクセスログが無効",
      risk: "HTTP API には実行ログがないため、アクセスログがなければ入口でのリクエストの記録がまったく残りません。",
      fix: "ステージの AccessLogSettings に、ロググループと JSON 形式を設定してください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-stage --api-id <api> --stage-name <stage> --access-log-settings DestinationArn=<log group arn>,Format='$context.requestId'",
    cloudformation:
      'AccessLogSettings:\n  DestinationArn: !GetAtt <LogGroup>.Arn\n  Format: \'{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","status":"$context.status"}\'',
  },
  judge(stage, need) {
    return need(stage.AccessLogDestination) ? pass : fail({ path: ["AccessLogSettings", "DestinationArn"] });
  },
});
