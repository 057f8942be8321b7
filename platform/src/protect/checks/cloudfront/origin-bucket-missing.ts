import { type Evidence, isUnknown, manual, notApplicable, pass, type Unknown, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { namesOf } from "../../compute/functions.ts";
import { oncePer } from "../../compute/once.ts";

export const originBucketMissing = defineCheck({
  id: "cloudfront/origin-bucket-missing",
  on: "CloudFrontDistribution",
  also: ["Bucket"],
  severity: "high",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-5", "PR.AC-5"],
  meets: { "aws-fsbp": ["CloudFront.12"], "aws-config": ["cloudfront-s3-origin-non-existent-bucket"] },
  text: {
    en: {
      title: "An origin points to a bucket that is not in the account",
      risk: "If the bucket does not exist, anyone may create one of that name and serve content under your domain (takeover).",
      fix: "Remove the origin, or create the bucket in your account.",
      manual:
        "The bucket may belong to another account. Run `aws s3api head-bucket --bucket <bucket>`: 404 means it does not exist and can be taken over; 403 means somebody owns it, so ask who.",
    },
    ja: {
      title: "オリジンが自アカウントにない S3 バケットを参照",
      risk: "バケットが存在しない場合、第三者が同じ名前で作成し、自社ドメインで任意のコンテンツを配信できてしまいます（乗っ取り）。",
      fix: "オリジンを削除するか、自社アカウントでバケットを作成してください。",
      manual:
        "別アカウントのバケットの可能性もあります。`aws s3api head-bucket --bucket <bucket>` を実行し、404 なら存在せず乗っ取り可能です。403 なら誰かが所有しているため、所有者を確認してください。",
    },
  },
  remedy: { cli: "aws s3api head-bucket --bucket <bucket>" },
  judge(distribution, need, world) {
    const buckets = need.outer(distribution.Origins).filter(({ IsS3 }) => IsS3 !== false);
    if (buckets.length === 0) return notApplicable;
    // Buckets live in every region, the distribution in none: look by name over all of them.
    const known = oncePer(world, distribution, "bucket-names", () => new Set(world.known("Bucket", distribution).flatMap(namesOf)));
    const missing: Evidence[] = [];
    let gap: Unknown | undefined;
    for (const { Id, IsS3, DomainName } of buckets) {
      if (isUnknown(IsS3)) gap ??= IsS3;
      else if (isUnknown(DomainName)) gap ??= DomainName;
      else {
        const bucket = DomainName.replace(/\.s3([.-](dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/i, "");
        if (!known.has(bucket)) missing.push({ subject: Id, path: ["DistributionConfig", "Origins"], found: { DomainName, bucket } });
      }
    }
    if (missing.length > 0) {
      need.outer(world.all("Bucket", distribution));
      // A template may use what another one declares; only a live account shows that a bucket is absent.
      if (distribution.origin.source === "template") need(unknown("elsewhere", { what: "Bucket" }));
      return manual(...missing);
    }
    if (gap) need(gap);
    return pass;
  },
});
