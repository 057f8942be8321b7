import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const originHttpAllowed = defineCheck({
  id: "cloudfront/origin-http-allowed",
  on: "CloudFrontDistribution",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["CloudFront.9"], "cis-aws-three-tier-1.0.0": ["3.13"], "aws-config": ["cloudfront-traffic-to-origin-encrypted"] },
  text: {
    en: {
      title: "CloudFront reaches an origin over plain HTTP",
      risk: "What viewers sent over TLS goes on unprotected over the internet to the origin.",
      fix: "Set the origin protocol policy to https-only.",
    },
    ja: {
      title: "CloudFront からオリジンへの通信が平文の HTTP",
      risk: "閲覧者が TLS で送った内容が、インターネット上を保護されないままオリジンへ流れます。",
      fix: "オリジンプロトコルポリシーを https-only に設定してください。",
    },
  },
  remedy: { cloudformation: "CustomOriginConfig:\n  OriginProtocolPolicy: https-only", terraform: 'origin_protocol_policy = "https-only"' },
  judge(distribution, need) {
    const customs = need.outer(distribution.Origins).filter(({ IsS3 }) => IsS3 !== true);
    const behaviors = need.outer(distribution.CacheBehaviors);
    const viewersMayUseHttp = behaviors.some(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === "allow-all");
    const plain = customs.filter(
      ({ OriginProtocolPolicy }) => OriginProtocolPolicy === "http-only" || (OriginProtocolPolicy === "match-viewer" && viewersMayUseHttp),
    );
    if (plain.length === 0) {
      for (const { IsS3, OriginProtocolPolicy } of customs) {
        if (!need(IsS3) && need(OriginProtocolPolicy) === "match-viewer")
          for (const { ViewerProtocolPolicy } of behaviors) need(ViewerProtocolPolicy);
      }
      if (customs.length === 0) return notApplicable;
    }
    return failIf(
      plain.map(({ Id, OriginProtocolPolicy }) => ({
        subject: Id,
        path: ["DistributionConfig", "Origins"],
        found: OriginProtocolPolicy,
        expected: "https-only",
      })),
    );
  },
});
