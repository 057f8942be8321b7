import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const tracingOff = defineCheck({
  id: "stepfunctions/tracing-off",
  on: "StateMachine",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.AE-3"],
  meets: { "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "X-Ray tracing is off on the state machine",
      risk: "The way of a request through the workflow and its functions cannot be followed.",
      fix: "Enable tracing and allow the role to write to X-Ray.",
    },
    ja: {
      title: "ステートマシンの X-Ray トレースが無効",
      risk: "ワークフローと関数を通るリクエストの経路を追跡できません。",
      fix: "トレースを有効にし、ロールに X-Ray への書き込みを許可してください。",
    },
  },
  remedy: {
    cli: "aws stepfunctions update-state-machine --state-machine-arn <arn> --tracing-configuration enabled=true",
    cloudformation: "TracingConfiguration:\n  Enabled: true",
  },
  judge(machine, need) {
    return need(machine.TracingEnabled) ? pass : fail({ path: ["TracingConfiguration", "Enabled"], found: false, expected: true });
  },
});
