import { isUnknown, manual, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Macie that looks passes; else a person says what does it instead. */
export const s3DataUnclassified = defineCheck({
  id: "macie/s3-data-unclassified",
  on: "Region",
  also: ["Bucket"],
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["ID.AM-5", "PR.DS-1", "PR.DS-5"],
  meets: { "cis-aws-foundations-2.0.0": ["2.1.3"], "cis-aws-foundations-7.0.0": ["3.1.3"] },
  text: {
    en: {
      title: "Whether the data in S3 is classified needs confirming",
      risk: "Data nobody knows of is protected by nobody.",
      fix: "Enable Macie with automated discovery or with jobs, or name the tool that does it instead.",
      manual:
        "The evidence shows that Macie does not look for sensitive data in this region. If another tool finds and classifies the data of the buckets, record which one and when it last ran; otherwise enable Macie.",
    },
    ja: {
      title: "S3 データの分類状況の確認が必要",
      risk: "存在が把握されていないデータは保護されません。",
      fix: "Macie の自動検出またはジョブを有効にするか、代わりに使用しているツールを記録してください。",
      manual:
        "根拠は、このリージョンで Macie が機密データを検出していないことを示します。別のツールでバケットのデータを発見・分類している場合はツール名と最終実行日を記録し、そうでなければ Macie を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws macie2 enable-macie\naws macie2 update-automated-discovery-configuration --status ENABLED",
  },
  judge(region, need, world) {
    const buckets = world.inRegion("Bucket", region);
    if (!isUnknown(buckets) && buckets.length === 0) return notApplicable;
    const macie = need.outer(region.Macie);
    if (macie?.Status === "ENABLED") {
      if (macie.AutomatedDiscovery === "ENABLED") return pass;
      if (!isUnknown(macie.ActiveJobs) && macie.ActiveJobs > 0) return pass;
      need(macie);
    }
    need.outer(buckets);
    return manual({ path: ["Macie"], found: macie ?? null });
  },
});
