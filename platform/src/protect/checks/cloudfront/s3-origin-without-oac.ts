import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const s3OriginWithoutOac = defineCheck({
  id: "cloudfront/s3-origin-without-oac",
  on: "CloudFrontDistribution",
  severity: "medium",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "aws-fsbp": ["CloudFront.13"], "aws-config": ["cloudfront-s3-origin-access-control-enabled"] },
  text: {
    en: {
      title: "An S3 origin does not use origin access control",
      risk: "Without it the bucket must be public, or relies on the legacy access identity, which knows neither SSE-KMS nor newer regions.",
      fix: "Create an origin access control, set it on the origin and limit the bucket policy to this distribution.",
    },
    ja: {
      title: "S3 オリジンにオリジンアクセスコントロールが未設定",
      risk: "バケットを公開するか、SSE-KMS や新しいリージョンに対応しない従来の OAI に頼ることになります。",
      fix: "オリジンアクセスコントロールを作成してオリジンに設定し、バケットポリシーをこのディストリビューションに限定してください。",
    },
  },
  remedy: {
    cli: "aws cloudfront create-origin-access-control --origin-access-control-config Name=<name>,SigningProtocol=sigv4,SigningBehavior=always,OriginAccessControlOriginType=s3",
    cloudformation: 'OriginAccessControlId: !GetAtt <OriginAccessControl>.Id\nS3OriginConfig:\n  OriginAccessIdentity: ""',
    terraform: "origin_access_control_id = aws_cloudfront_origin_access_control.<name>.id",
  },
  judge(distribution, need) {
    const buckets = need.outer(distribution.Origins).filter(({ IsS3 }) => IsS3 !== false);
    if (buckets.length === 0) return notApplicable;
    const open = buckets.filter(({ IsS3, OriginAccessControlId }) => IsS3 === true && !OriginAccessControlId);
    if (open.length === 0) for (const { IsS3, OriginAccessControlId } of buckets) if (need(IsS3)) need(OriginAccessControlId);
    return failIf(
      open.map(({ Id, OriginAccessIdentity }) => ({
        subject: Id,
        path: ["DistributionConfig", "Origins"],
        found: { OriginAccessIdentity },
        expected: "OriginAccessControlId",
      })),
    );
  },
});
