import { defineCheck } from "../../check.ts";
import { judgeFeature } from "../../monitoring/guardduty.ts";

/** Runtime monitoring with managed agents on EKS; the older feature counts too. */
export const eksAgentUnmanaged = defineCheck({
  id: "guardduty/eks-agent-unmanaged",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-4", "DE.CM-7"],
  meets: { "aws-fsbp": ["GuardDuty.7"] },
  text: {
    en: {
      title: "GuardDuty does not manage its agent on EKS",
      risk: "Clusters get the agent only when somebody remembers to add it.",
      fix: "Enable EKS_ADDON_MANAGEMENT under RUNTIME_MONITORING.",
    },
    ja: {
      title: "GuardDuty が EKS のエージェントを管理していない",
      risk: "エージェントの追加を手作業に頼ると、対象から漏れるクラスターが出ます。",
      fix: "RUNTIME_MONITORING の EKS_ADDON_MANAGEMENT を有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <detector-id> --features \'[{"Name":"RUNTIME_MONITORING","Status":"ENABLED","AdditionalConfiguration":[{"Name":"EKS_ADDON_MANAGEMENT","Status":"ENABLED"}]}]\'',
    cloudformation:
      "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true\n  Features:\n    - Name: RUNTIME_MONITORING\n      Status: ENABLED\n      AdditionalConfiguration:\n        - Name: EKS_ADDON_MANAGEMENT\n          Status: ENABLED",
  },
  judge(region, need) {
    return judgeFeature(region, need, ["RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING"], "EKS_ADDON_MANAGEMENT");
  },
});
