import { defineCheck } from "../../check.ts";
import { judgeFeature } from "../../monitoring/guardduty.ts";

/** Runtime monitoring with managed agents on Fargate. */
export const fargateAgentUnmanaged = defineCheck({
  id: "guardduty/fargate-agent-unmanaged",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-4", "DE.CM-7"],
  meets: { "aws-fsbp": ["GuardDuty.12"] },
  text: {
    en: {
      title: "GuardDuty does not place its agent in Fargate tasks",
      risk: "Containers on Fargate run unwatched, for nobody can install an agent on their host.",
      fix: "Enable ECS_FARGATE_AGENT_MANAGEMENT under RUNTIME_MONITORING.",
    },
    ja: {
      title: "GuardDuty が Fargate タスクのエージェントを管理していない",
      risk: "Fargate ではホストにエージェントを導入できないため、コンテナの動作が監視されません。",
      fix: "RUNTIME_MONITORING の ECS_FARGATE_AGENT_MANAGEMENT を有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <detector-id> --features \'[{"Name":"RUNTIME_MONITORING","Status":"ENABLED","AdditionalConfiguration":[{"Name":"ECS_FARGATE_AGENT_MANAGEMENT","Status":"ENABLED"}]}]\'',
    cloudformation:
      "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true\n  Features:\n    - Name: RUNTIME_MONITORING\n      Status: ENABLED\n      AdditionalConfiguration:\n        - Name: ECS_FARGATE_AGENT_MANAGEMENT\n          Status: ENABLED",
  },
  judge(region, need) {
    return judgeFeature(region, need, ["RUNTIME_MONITORING"], "ECS_FARGATE_AGENT_MANAGEMENT");
  },
});
