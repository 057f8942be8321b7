import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const logsExecutionData = defineCheck({
  id: "stepfunctions/logs-execution-data",
  on: "StateMachine",
  severity: "info",
  layer: "monitoring",
  topic: "data-protection",
  csf: ["PR.DS-5"],
  meets: { "csa-sas-12": ["SAS-10"] },
  text: {
    en: {
      title: "The state machine logs the data of its executions",
      risk: "Inputs and outputs of every state land in the log group, personal data and tokens included.",
      fix: "Set IncludeExecutionData to false, or protect the log group like the data itself.",
    },
    ja: {
      title: "ステートマシンが実行データをログに記録",
      risk: "各ステートの入出力が、個人データやトークンも含めてロググループに残ります。",
      fix: "IncludeExecutionData を false に設定するか、ロググループをデータと同じ水準で保護してください。",
    },
  },
  remedy: {
    cli: "aws stepfunctions update-state-machine --state-machine-arn <arn> --logging-configuration level=ERROR,includeExecutionData=false,destinations=<…>",
    cloudformation: "LoggingConfiguration:\n  IncludeExecutionData: false",
  },
  judge(machine, need) {
    if (need(machine.LoggingLevel) === "OFF") return notApplicable;
    return need(machine.IncludeExecutionData)
      ? fail({ path: ["LoggingConfiguration", "IncludeExecutionData"], found: true, expected: false })
      : pass;
  },
});
