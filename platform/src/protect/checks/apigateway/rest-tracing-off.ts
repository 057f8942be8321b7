import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restTracingOff = defineCheck({
  id: "apigateway/rest-tracing-off",
  on: "RestStage",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.AE-3"],
  meets: { "aws-fsbp": ["APIGateway.3"], "aws-config": ["api-gw-xray-enabled"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "X-Ray tracing is off on the REST stage",
      risk: "Traces begin behind the API, so time and errors at the front door cannot be told from those of the functions.",
      fix: "Enable X-Ray tracing on the stage.",
    },
    ja: {
      title: "REST ステージの X-Ray トレースが無効",
      risk: "トレースが API より後ろからしか始まらず、入口での遅延やエラーを関数のものと区別できません。",
      fix: "ステージの X-Ray トレースを有効にしてください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name <stage> --patch-operations op=replace,path=/tracingEnabled,value=true",
    cloudformation: "TracingEnabled: true",
    terraform: "xray_tracing_enabled = true",
  },
  judge(stage, need) {
    return need(stage.TracingEnabled) ? pass : fail({ path: ["TracingEnabled"], found: false, expected: true });
  },
});
