import { defineCheck } from "../../check.ts";
import { judgeFeature } from "../../monitoring/guardduty.ts";

/** Watches what runs inside containers and instances. */
export const runtimeMonitoringOff = defineCheck({
  id: "guardduty/runtime-monitoring-off",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-4", "DE.CM-7"],
  meets: { "aws-fsbp": ["GuardDuty.7", "GuardDuty.11", "GuardDuty.12", "GuardDuty.13"] },
  text: {
    en: {
      title: "GuardDuty Runtime Monitoring is off",
      risk: "Processes, files and connections inside containers and instances stay unseen.",
      fix: "Enable the feature RUNTIME_MONITORING with managed agents.",
    },
    ja: {
      title: "GuardDuty のランタイムモニタリングが無効",
      risk: "コンテナやインスタンス内部のプロセス・ファイル・通信を監視できません。",
      fix: "機能 RUNTIME_MONITORING をエージェント自動管理とともに有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <detector-id> --features \'[{"Name":"RUNTIME_MONITORING","Status":"ENABLED"}]\'',
    cloudformation:
      "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true\n  Features:\n    - Name: RUNTIME_MONITORING\n      Status: ENABLED",
  },
  judge(region, need) {
    return judgeFeature(region, need, ["RUNTIME_MONITORING"]);
  },
});
