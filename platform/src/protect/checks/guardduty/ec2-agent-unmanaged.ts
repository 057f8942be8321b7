import { defineCheck } from "../../check.ts";
import { judgeFeature } from "../../monitoring/guardduty.ts";

/** Runtime monitoring with managed agents on EC2. */
export const ec2AgentUnmanaged = defineCheck({
  id: "guardduty/ec2-agent-unmanaged",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-4", "DE.CM-7"],
  meets: { "aws-fsbp": ["GuardDuty.13"] },
  text: {
    en: {
      title: "GuardDuty does not install its agent on instances",
      risk: "An instance without the agent is blind to runtime monitoring, and new ones are forgotten.",
      fix: "Enable EC2_AGENT_MANAGEMENT under RUNTIME_MONITORING.",
    },
    ja: {
      title: "GuardDuty が EC2 のエージェントを管理していない",
      risk: "エージェントのないインスタンスはランタイムモニタリングの対象外となり、新しいインスタンスが漏れがちです。",
      fix: "RUNTIME_MONITORING の EC2_AGENT_MANAGEMENT を有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <detector-id> --features \'[{"Name":"RUNTIME_MONITORING","Status":"ENABLED","AdditionalConfiguration":[{"Name":"EC2_AGENT_MANAGEMENT","Status":"ENABLED"}]}]\'',
    cloudformation:
      "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true\n  Features:\n    - Name: RUNTIME_MONITORING\n      Status: ENABLED\n      AdditionalConfiguration:\n        - Name: EC2_AGENT_MANAGEMENT\n          Status: ENABLED",
  },
  judge(region, need) {
    return judgeFeature(region, need, ["RUNTIME_MONITORING"], "EC2_AGENT_MANAGEMENT");
  },
});
