import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { blockFlags } from "../../data/s3-block.ts";

/** Looks at the bucket alone: the account's setting may be gone when the bucket is moved or the setting is changed. */
export const ownPublicAccessBlockOff = defineCheck({
  id: "s3/own-public-access-block-off",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "aws-fsbp": ["S3.8"], "aws-config": ["s3-bucket-level-public-access-prohibited"] },
  text: {
    en: {
      title: "The bucket itself does not block public access",
      risk: "Protection hangs on the account's setting alone. When somebody relaxes that for another bucket, this one opens too.",
      fix: "Set all four flags on the bucket itself as well.",
    },
    ja: {
      title: "バケット自身のパブリックアクセスブロックなし",
      risk: "保護がアカウントの設定だけに依存しています。別のバケットのために設定を緩めると、このバケットも公開可能になります。",
      fix: "バケット自身にも 4 つの設定をすべて付けてください。",
    },
  },
  remedy: {
    cli: "aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    cloudformation:
      "PublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  IgnorePublicAcls: true\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true",
  },
  judge(bucket, need) {
    const own = need(bucket.PublicAccessBlock);
    const off = blockFlags.filter((flag) => !own?.[flag]);
    return failIf(
      off.map((flag) => ({ path: ["PublicAccessBlockConfiguration", flag], found: { [flag]: own?.[flag] ?? "not set" }, expected: true })),
    );
  },
});
