import { fail, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Whether Macie's session is enabled. */
export const off = defineCheck({
  id: "macie/off",
  on: "Region",
  also: ["Bucket"],
  severity: "low",
  layer: "data",
  topic: "detective-controls",
  csf: ["ID.AM-5", "DE.CM-8"],
  meets: { "aws-fsbp": ["Macie.1", "Macie.2"] },
  text: {
    en: {
      title: "Macie is off in this region",
      risk: "Nobody knows which buckets hold personal data, and whether one of them is open.",
      fix: "Enable Macie where buckets hold data of people or customers.",
    },
    ja: {
      title: "Macie が無効なリージョン",
      risk: "どのバケットに個人データがあり、それが公開されていないかを把握できません。",
      fix: "個人や顧客のデータを保存するバケットがあるリージョンで、Macie を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws macie2 enable-macie --region <region>",
    cloudformation: "Type: AWS::Macie::Session\nProperties:\n  Status: ENABLED",
  },
  severityOf(region, world) {
    const buckets = world.inRegion("Bucket", region);
    return !isUnknown(buckets) && buckets.length === 0 ? "info" : "low";
  },
  judge(region, need) {
    const macie = need.outer(region.Macie);
    return macie?.Status === "ENABLED" ? pass : fail({ path: ["Macie"], found: macie?.Status ?? null, expected: "ENABLED" });
  },
});
