import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const signedByAccountKeys = defineCheck({
  id: "cloudfront/signed-by-account-keys",
  on: "CloudFrontDistribution",
  severity: "low",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-7"],
  meets: { "aws-fsbp": ["CloudFront.17"] },
  text: {
    en: {
      title: "Signed URLs rely on key pairs of AWS accounts",
      risk: "Those keys can be made only by the root user, cannot be limited by IAM and are seldom rotated.",
      fix: "Use trusted key groups and remove the trusted signers.",
    },
    ja: {
      title: "署名付き URL が AWS アカウントのキーペアに依存",
      risk: "このキーペアはルートユーザーしか作成できず、IAM で制限できず、ローテーションもされにくくなります。",
      fix: "信頼されたキーグループを使用し、信頼された署名者を削除してください。",
    },
  },
  remedy: {
    cli: "aws cloudfront create-key-group --key-group-config Name=<name>,Items=<public key id>",
    cloudformation: "TrustedKeyGroups: [!Ref <KeyGroup>]",
  },
  judge(distribution, need) {
    const behaviors = need.outer(distribution.CacheBehaviors);
    const legacy = behaviors.filter(({ TrustedSigners, TrustedKeyGroups }) => TrustedSigners === true && TrustedKeyGroups === false);
    if (legacy.length === 0) for (const { TrustedSigners, TrustedKeyGroups } of behaviors) if (need(TrustedSigners)) need(TrustedKeyGroups);
    if (behaviors.every(({ TrustedSigners, TrustedKeyGroups }) => TrustedSigners === false && TrustedKeyGroups === false))
      return notApplicable;
    return failIf(
      legacy.map(({ PathPattern }) => ({
        subject: PathPattern,
        path: ["DistributionConfig", PathPattern === "*" ? "DefaultCacheBehavior" : "CacheBehaviors"],
        found: "TrustedSigners",
        expected: "TrustedKeyGroups",
      })),
    );
  },
});
