import { defineCheck } from "../../check.ts";
import { judgeFeature } from "../../monitoring/guardduty.ts";

/** Watches the audit logs of clusters. */
export const eksAuditLogsOff = defineCheck({
  id: "guardduty/eks-audit-logs-off",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.CM-3"],
  meets: { "aws-fsbp": ["GuardDuty.5"] },
  text: {
    en: {
      title: "GuardDuty does not read EKS audit logs",
      risk: "Where Kubernetes runs, misuse of its API goes unnoticed.",
      fix: "Enable the feature EKS_AUDIT_LOGS, at no cost while there is no cluster.",
    },
    ja: {
      title: "GuardDuty の EKS 監査ログモニタリングが無効",
      risk: "Kubernetes を利用している場合、API の不正利用を検知できません。",
      fix: "機能 EKS_AUDIT_LOGS を有効にしてください。クラスターがない間は費用がかかりません。",
    },
  },
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <detector-id> --features \'[{"Name":"EKS_AUDIT_LOGS","Status":"ENABLED"}]\'',
    cloudformation:
      "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true\n  Features:\n    - Name: EKS_AUDIT_LOGS\n      Status: ENABLED",
  },
  judge(region, need) {
    return judgeFeature(region, need, ["EKS_AUDIT_LOGS"]);
  },
});
