import { fail, isUnknown, type Noun, notApplicable, pass, type World } from "../../../model/index.ts";
import { defineCheck, type Need } from "../../check.ts";
import { blockFlags, effectiveBlock } from "../../data/s3-block.ts";

/** Looks at the bucket alone: the account's setting may be gone when the bucket is moved or the setting is changed. */
export const ownPublicAccessBlockOff = defineCheck({
  id: "s3/own-public-access-block-off",
  on: "Bucket",
  also: ["Account"],
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
  judge(bucket, need, world) {
    const own = need(bucket.PublicAccessBlock);
    const off = blockFlags.filter((flag) => !own?.[flag]);
    if (off.length === 0) return pass;
    // Where the account does not block either, s3/public-access-block-off has said so.
    if (!covered(bucket, need, world)) return notApplicable;
    return fail(
      ...off.map((flag) => ({
        path: ["PublicAccessBlockConfiguration", flag],
        found: { [flag]: own?.[flag] ?? "not set" },
        expected: true,
      })),
    );
  },
});

/** Whether bucket and account together block everything; also when the account's part could not be read, for then nothing else was said. */
function covered(bucket: Noun<"Bucket">, need: Need, world: World): boolean {
  try {
    const block = effectiveBlock(bucket, need, world);
    return blockFlags.every((flag) => block[flag]);
  } catch (thrown) {
    if (isUnknown(thrown)) return true;
    throw thrown;
  }
}
