import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

const OUTDATED: ReadonlySet<string> = new Set(["TLSv1"]);

export const originTlsOutdated = defineCheck({
  id: "cloudfront/origin-tls-outdated",
  on: "CloudFrontDistribution",
  severity: "low",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "cis-aws-three-tier-1.0.0": ["1.17"] },
  text: {
    en: {
      title: "CloudFront may use TLS 1.0 with an origin",
      risk: "Connections to the origin can be downgraded to a protocol with known weaknesses.",
      fix: "Allow TLSv1.2 only, once the origin supports it.",
    },
    ja: {
      title: "オリジンとの通信で TLS 1.0 を許可",
      risk: "既知の弱点がある古いプロトコルに、オリジンとの接続を引き下げられるおそれがあります。",
      fix: "オリジンの対応を確認し、TLSv1.2 だけを許可してください。",
    },
  },
  remedy: { cloudformation: "CustomOriginConfig:\n  OriginSSLProtocols: [TLSv1.2]" },
  judge(distribution, need) {
    const customs = need.outer(distribution.Origins).filter(({ IsS3 }) => IsS3 !== true);
    if (customs.length === 0) return notApplicable;
    const evidence = customs.flatMap(({ Id, OriginSslProtocols }) => {
      const old = isUnknown(OriginSslProtocols) ? [] : OriginSslProtocols.filter((protocol) => OUTDATED.has(protocol));
      // SSL 3.0 beside it is the stronger fault, and cloudfront/origin-sslv3 says it.
      if (!isUnknown(OriginSslProtocols) && OriginSslProtocols.includes("SSLv3")) return [];
      return old.length > 0 ? [{ subject: Id, path: ["DistributionConfig", "Origins"], found: old, expected: ["TLSv1.2"] }] : [];
    });
    if (evidence.length === 0) for (const { IsS3, OriginSslProtocols } of customs) if (!need(IsS3)) need(OriginSslProtocols);
    return failIf(evidence);
  },
});
