import { fail, isUnknown, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { eventSourcesOf, sourceService } from "../../compute/event-sources.ts";

export const tracingOff = defineCheck({
  id: "lambda/tracing-off",
  on: "LambdaFunction",
  also: ["EventSourceMapping"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.AE-3"],
  meets: {
    "aws-fsbp": ["Lambda.7"],
    "aws-config": ["lambda-function-xray-enabled"],
    "owasp-serverless-top10": ["S10:2018"],
    "csa-sas-12": ["SAS-5"],
  },
  text: {
    en: {
      title: "X-Ray tracing is off",
      risk: "Without traces nobody can follow a request through the functions, queues and tables it touched, neither when it fails nor when it is an attack.",
      fix: "Set the tracing mode to Active and allow the execution role xray:PutTraceSegments and xray:PutTelemetryRecords.",
    },
    ja: {
      title: "X-Ray トレースが無効",
      risk: "トレースがないと、障害時にも攻撃時にも、リクエストが通った関数・キュー・テーブルを追跡できません。",
      fix: "トレースモードを Active にし、実行ロールに xray:PutTraceSegments と xray:PutTelemetryRecords を許可してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --tracing-config Mode=Active",
    cloudformation: "TracingConfig:\n  Mode: Active",
    terraform: 'tracing_config {\n  mode = "Active"\n}',
  },
  judge(fn, need, world) {
    const mode = need(fn.TracingMode);
    if (mode === "Active") return pass;
    const sources = eventSourcesOf(fn, world);
    const untraceable = sources.some(
      (mapping) => !isUnknown(mapping.EventSourceArn) && ["kafka", "mq", "rds"].includes(sourceService(mapping.EventSourceArn) ?? ""),
    );
    return untraceable ? notApplicable : fail({ path: ["TracingConfig", "Mode"], found: mode, expected: "Active" });
  },
});
