import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** A detector that is enabled; its features are further checks. */
export const off = defineCheck({
  id: "guardduty/off",
  on: "Region",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.CM-4", "DE.AE-2"],
  meets: {
    "aws-fsbp": [
      "GuardDuty.1",
      "GuardDuty.5",
      "GuardDuty.6",
      "GuardDuty.7",
      "GuardDuty.8",
      "GuardDuty.9",
      "GuardDuty.10",
      "GuardDuty.11",
      "GuardDuty.12",
      "GuardDuty.13",
    ],
    "aws-config": ["guardduty-enabled-centralized"],
    "csa-sas-12": ["SAS-5"],
  },
  text: {
    en: {
      title: "GuardDuty is off in this region",
      risk: "Stolen keys, mining and contact with known attackers go unnoticed. Attackers like regions nobody uses.",
      fix: "Enable GuardDuty in every region, best from the organisation's delegated administrator.",
    },
    ja: {
      title: "GuardDuty が無効なリージョン",
      risk: "キーの盗用・暗号資産の採掘・既知の攻撃者との通信に気付けません。攻撃者は使われていないリージョンを好みます。",
      fix: "すべてのリージョンで GuardDuty を有効にしてください。組織の委任管理者からの一括有効化を推奨します。",
    },
  },
  remedy: {
    cli: "aws guardduty create-detector --enable --region <region>",
    cloudformation: "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true",
    terraform: 'resource "aws_guardduty_detector" "main" {\n  enable = true\n}',
  },
  judge(region, need) {
    const detector = need.outer(region.GuardDuty);
    return detector?.Status === "ENABLED" ? pass : fail({ path: ["GuardDuty"], found: detector?.Status ?? null, expected: "ENABLED" });
  },
});
