import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const viewerHttpAllowed = defineCheck({
  id: "cloudfront/viewer-http-allowed",
  on: "CloudFrontDistribution",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["CloudFront.3"], "cis-aws-three-tier-1.0.0": ["3.12"], "aws-config": ["cloudfront-viewer-policy-https"] },
  text: {
    en: {
      title: "Viewers may use plain HTTP",
      risk: "Pages, cookies and tokens can be read and changed on the way between viewers and CloudFront.",
      fix: "Set redirect-to-https or https-only for the default and every other cache behaviour.",
    },
    ja: {
      title: "閲覧者が平文の HTTP で接続できる",
      risk: "閲覧者と CloudFront の間で、ページ・Cookie・トークンを盗み見や改ざんされるおそれがあります。",
      fix: "既定を含むすべてのキャッシュビヘイビアに、redirect-to-https または https-only を設定してください。",
    },
  },
  remedy: {
    cli: "aws cloudfront update-distribution --id <id> --if-match <etag> --distribution-config file://config.json",
    cloudformation: "DefaultCacheBehavior:\n  ViewerProtocolPolicy: redirect-to-https",
    terraform: 'viewer_protocol_policy = "redirect-to-https"',
  },
  judge(distribution, need) {
    const behaviors = need.outer(distribution.CacheBehaviors);
    const plain = behaviors.filter(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === "allow-all");
    if (plain.length === 0) for (const { ViewerProtocolPolicy } of behaviors) need(ViewerProtocolPolicy);
    return failIf(
      plain.map(({ PathPattern }) => ({
        subject: PathPattern,
        path: [
          "DistributionConfig",
          PathPattern === "*" ? "DefaultCacheBehavior" : "CacheBehaviors",
          ...(PathPattern === "*" ? ["ViewerProtocolPolicy"] : []),
        ],
        found: "allow-all",
        expected: "redirect-to-https",
      })),
    );
  },
});
