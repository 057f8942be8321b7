import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const functionUrlOriginWithoutOac = defineCheck({
  id: "cloudfront/function-url-origin-without-oac",
  on: "CloudFrontDistribution",
  severity: "medium",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4", "PR.AC-7"],
  meets: { "aws-fsbp": ["CloudFront.16"] },
  text: {
    en: {
      title: "A function URL behind CloudFront can be called directly",
      risk: "Without origin access control CloudFront does not sign its requests, so the URL must be open to everyone: WAF, logs and caching can be passed by.",
      fix: "Set an origin access control of type lambda on the origin and AuthType AWS_IAM on the function URL.",
    },
    ja: {
      title: "CloudFront 配下の関数 URL を直接呼び出せる",
      risk: "オリジンアクセスコントロールがないと CloudFront はリクエストに署名しないため、関数 URL を公開せざるを得ず、WAF・ログ・キャッシュを迂回されます。",
      fix: "オリジンに種別 lambda のオリジンアクセスコントロールを設定し、関数 URL の AuthType を AWS_IAM にしてください。",
    },
  },
  remedy: {
    cli: "aws cloudfront create-origin-access-control --origin-access-control-config Name=<name>,SigningProtocol=sigv4,SigningBehavior=always,OriginAccessControlOriginType=lambda",
    cloudformation: "OriginAccessControlId: !GetAtt <OriginAccessControl>.Id",
  },
  judge(distribution, need) {
    const origins = need.outer(distribution.Origins);
    const urls = origins.filter(({ DomainName }) => isUnknown(DomainName) || /\.lambda-url\.[a-z0-9-]+\.on\.aws$/i.test(DomainName));
    if (urls.length === 0) return notApplicable;
    const open = urls.filter(({ DomainName, OriginAccessControlId }) => !isUnknown(DomainName) && !OriginAccessControlId);
    if (open.length === 0)
      for (const { DomainName, IsS3, OriginAccessControlId } of urls) if (IsS3 !== true && !need(OriginAccessControlId)) need(DomainName);
    return failIf(
      open.map(({ Id, DomainName }) => ({
        subject: Id,
        path: ["DistributionConfig", "Origins"],
        found: DomainName,
        expected: "OriginAccessControlId",
      })),
    );
  },
});
