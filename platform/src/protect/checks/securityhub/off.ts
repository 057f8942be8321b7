import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Whether the region has a hub; its standards are another check. */
export const off = defineCheck({
  id: "securityhub/off",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.CM-8", "ID.RA-1"],
  meets: { "cis-aws-foundations-2.0.0": ["4.16"], "cis-aws-foundations-7.0.0": ["5.16"] },
  text: {
    en: {
      title: "Security Hub is off in this region",
      risk: "Findings of GuardDuty, Inspector, Macie and Config lie in separate places, and those of this region in none.",
      fix: "Enable Security Hub in every region and gather the findings in one.",
    },
    ja: {
      title: "Security Hub が無効なリージョン",
      risk: "GuardDuty・Inspector・Macie・Config の検出結果が分散し、このリージョンの結果は集約されません。",
      fix: "すべてのリージョンで Security Hub を有効にし、検出結果を 1 つのリージョンに集約してください。",
    },
  },
  remedy: {
    cli: "aws securityhub enable-security-hub --enable-default-standards --region <region>",
    cloudformation: "Type: AWS::SecurityHub::Hub",
    terraform: 'resource "aws_securityhub_account" "main" {}',
  },
  judge(region, need) {
    return need.outer(region.SecurityHub) === undefined ? fail({ path: ["SecurityHub"], found: null }) : pass;
  },
});
