import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Required tokens, or no metadata service at all. */
export const metadataWithoutToken = defineCheck({
  id: "ec2/metadata-without-token",
  on: "Ec2Instance",
  severity: "medium",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.AC-4", "PR.PT-3", "PR.AC-1"],
  meets: { "cis-aws-foundations-2.0.0": ["5.6"], "cis-aws-foundations-7.0.0": ["6.7"], "cis-aws-compute-1.0.0": ["2.8"] },
  text: {
    en: {
      title: "The instance answers metadata requests without a token",
      risk: "A web application that can be talked into fetching a URL hands out the role's credentials.",
      fix: "Require IMDSv2, or switch the metadata service off.",
    },
    ja: {
      title: "インスタンスメタデータがトークンなしで取得できる（IMDSv1）",
      risk: "任意の URL を取得させられる脆弱性のある Web アプリケーションから、ロールの認証情報が盗まれます。",
      fix: "IMDSv2 を必須にするか、メタデータサービスを無効にしてください。",
    },
  },
  remedy: {
    cli: "aws ec2 modify-instance-metadata-options --instance-id <instance-id> --http-tokens required --http-endpoint enabled",
    cloudformation: "Type: AWS::EC2::LaunchTemplate\nProperties:\n  LaunchTemplateData:\n    MetadataOptions:\n      HttpTokens: required",
  },
  judge(instance, need) {
    if (["terminated", "shutting-down"].includes(need(instance.State))) return notApplicable;
    if (instance.HttpEndpoint === "disabled" || instance.HttpTokens === "required") return pass;
    need(instance.HttpEndpoint);
    return fail({ path: ["MetadataOptions", "HttpTokens"], found: need(instance.HttpTokens), expected: "required" });
  },
});
