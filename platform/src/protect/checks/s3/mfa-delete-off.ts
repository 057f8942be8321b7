import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Only the root user can set it, through the API; templates cannot, so they are not judged. */
export const mfaDeleteOff = defineCheck({
  id: "s3/mfa-delete-off",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1", "PR.IP-4", "PR.AC-7"],
  meets: { "cis-aws-foundations-2.0.0": ["2.1.2"], "cis-aws-foundations-7.0.0": ["3.1.2"], "aws-config": ["s3-bucket-mfa-delete-enabled"] },
  text: {
    en: {
      title: "Object versions can be deleted for good without MFA",
      risk: "Stolen credentials are enough to wipe every version of every object.",
      fix: "Turn on versioning with MFA Delete as the root user where the data is worth it, or use Object Lock, which protects even against root.",
    },
    ja: {
      title: "MFA なしでオブジェクトのバージョンを完全削除できる",
      risk: "認証情報が盗まれると、全オブジェクトの全バージョンを消去されるおそれがあります。",
      fix: "重要なデータでは、ルートユーザーでバージョニングと MFA Delete を有効にしてください。ルートからも守る Object Lock も有効です。",
    },
  },
  remedy: {
    cli: 'aws s3api put-bucket-versioning --bucket <bucket> --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa "<device-arn> <code>"',
  },
  judge(bucket, need) {
    if (bucket.origin.source === "template") return notApplicable;
    const versioning = need(bucket.Versioning);
    const mfaDelete = need(bucket.MfaDelete);
    return versioning === "Enabled" && mfaDelete
      ? pass
      : fail({
          path: ["VersioningConfiguration", "Status"],
          found: { Status: versioning ?? "never enabled", MfaDelete: mfaDelete },
          expected: { Status: "Enabled", MfaDelete: true },
        });
  },
});
