import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Only enabled, symmetric customer keys whose material AWS made can rotate; replicas follow their primary key. */
export const keyRotationOff = defineCheck({
  id: "kms/key-rotation-off",
  on: "KmsKey",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1", "PR.AC-1"],
  meets: {
    "cis-aws-foundations-2.0.0": ["3.8"],
    "cis-aws-foundations-7.0.0": ["4.6"],
    "aws-fsbp": ["KMS.4"],
    "aws-config": ["cmk-backing-key-rotation-enabled"],
  },
  text: {
    en: {
      title: "The key does not rotate",
      risk: "All data ever encrypted hangs on one key material; if it leaks, everything is readable.",
      fix: "Turn on automatic rotation. Data that is already encrypted stays readable.",
    },
    ja: {
      title: "キーの自動ローテーションが無効",
      risk: "すべての暗号化データが 1 つのキーマテリアルに依存し、漏えいすると全体が解読されます。",
      fix: "自動ローテーションを有効にしてください。暗号化済みのデータはそのまま復号できます。",
    },
  },
  remedy: {
    cli: "aws kms enable-key-rotation --key-id <key>",
    cloudformation: "EnableKeyRotation: true",
    terraform: "enable_key_rotation = true",
  },
  judge(key, need) {
    if (need(key.KeyManager) !== "CUSTOMER" || need(key.KeySpec) !== "SYMMETRIC_DEFAULT" || need(key.Origin) !== "AWS_KMS")
      return notApplicable;
    if (need(key.KeyState) !== "Enabled" || need(key.MultiRegionReplica)) return notApplicable;
    return need(key.RotationEnabled) ? pass : fail({ path: ["EnableKeyRotation"], found: false, expected: true });
  },
});
