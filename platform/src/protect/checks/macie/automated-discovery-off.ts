import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Only where Macie runs at all. */
export const automatedDiscoveryOff = defineCheck({
  id: "macie/automated-discovery-off",
  on: "Region",
  severity: "low",
  layer: "data",
  topic: "detective-controls",
  csf: ["ID.AM-5", "PR.DS-5"],
  meets: { "aws-fsbp": ["Macie.2"] },
  text: {
    en: {
      title: "Macie does not look for sensitive data by itself",
      risk: "Only buckets somebody wrote a job for are looked at; new ones are missed.",
      fix: "Enable automated sensitive data discovery in the Macie administrator account.",
    },
    ja: {
      title: "Macie の機密データ自動検出が無効",
      risk: "ジョブを作成したバケットしか調べられず、新しいバケットが漏れます。",
      fix: "Macie 管理者アカウントで機密データの自動検出を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws macie2 update-automated-discovery-configuration --status ENABLED",
  },
  judge(region, need) {
    const macie = need.outer(region.Macie);
    if (macie === undefined || macie.Status !== "ENABLED") return notApplicable;
    const status = need(macie.AutomatedDiscovery);
    return status === "ENABLED" ? pass : fail({ path: ["Macie", "AutomatedDiscovery"], found: status ?? null, expected: "ENABLED" });
  },
});
