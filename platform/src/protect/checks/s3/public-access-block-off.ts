import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { blockFlags, effectiveBlock } from "../../data/s3-block.ts";

/** A flag counts as on when the bucket or its account has it on. */
export const publicAccessBlockOff = defineCheck({
  id: "s3/public-access-block-off",
  on: "Bucket",
  also: ["Account"],
  severity: "medium",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.AC-3", "PR.AC-4", "PR.DS-5"],
  meets: {
    "cis-aws-foundations-2.0.0": ["2.1.4"],
    "cis-aws-foundations-7.0.0": ["3.1.4"],
    "aws-fsbp": ["S3.8"],
    "aws-config": ["s3-bucket-level-public-access-prohibited"],
  },
  text: {
    en: {
      title: "Block Public Access is not fully on for the bucket",
      risk: "One wrong policy or access control list is enough to open the data to the internet.",
      fix: "Turn on all four settings on the bucket, or once for the account.",
    },
    ja: {
      title: "バケットのパブリックアクセスブロックが未完全",
      risk: "ポリシーや ACL を 1 つ誤るだけで、データがインターネットへ公開されます。",
      fix: "バケットで、またはアカウント全体で、4 つの設定をすべて有効にしてください。",
    },
  },
  remedy: {
    cli: "aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    cloudformation:
      "Type: AWS::S3::Bucket\nProperties:\n  PublicAccessBlockConfiguration:\n    BlockPublicAcls: true\n    IgnorePublicAcls: true\n    BlockPublicPolicy: true\n    RestrictPublicBuckets: true",
  },
  judge(bucket, need, world) {
    const block = effectiveBlock(bucket, need, world);
    const off = blockFlags.filter((flag) => !block[flag]);
    return failIf(off.map((flag) => ({ path: ["PublicAccessBlockConfiguration", flag], found: { [flag]: false }, expected: true })));
  },
});
