import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

const OUTDATED: ReadonlySet<string> = new Set(["SSLv3"]);

export const originSslv3 = defineCheck({
  id: "cloudfront/origin-sslv3",
  on: "CloudFrontDistribution",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "cis-aws-three-tier-1.0.0": ["1.17"], "aws-fsbp": ["CloudFront.10"], "aws-config": ["cloudfront-no-deprecated-ssl-protocols"] },
  text: {
    en: {
      title: "CloudFront may use SSL 3.0 with an origin",
      risk: "SSL 3.0 is broken (POODLE): traffic to the origin can be decrypted.",
      fix: "Allow TLSv1.2 only.",
    },
    ja: {
      title: "オリジンとの通信で SSL 3.0 を許可",
      risk: "SSL 3.0 には致命的な弱点（POODLE）があり、オリジンとの通信を解読されるおそれがあります。",
      fix: "TLSv1.2 だけを許可してください。",
    },
  },
  remedy: { cloudformation: "CustomOriginConfig:\n  OriginSSLProtocols: [TLSv1.2]" },
  judge(distribution, need) {
    const customs = need.outer(distribution.Origins).filter(({ IsS3 }) => IsS3 !== true);
    if (customs.length === 0) return notApplicable;
    const evidence = customs.flatMap(({ Id, OriginSslProtocols }) => {
      const old = isUnknown(OriginSslProtocols) ? [] : OriginSslProtocols.filter((protocol) => OUTDATED.has(protocol));
      return old.length > 0 ? [{ subject: Id, path: ["DistributionConfig", "Origins"], found: old, expected: ["TLSv1.2"] }] : [];
    });
    if (evidence.length === 0) for (const { IsS3, OriginSslProtocols } of customs) if (!need(IsS3)) need(OriginSslProtocols);
    return failIf(evidence);
  },
});
