import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { blockFlags } from "../../data/s3-block.ts";

export const multiRegionAccessPointPublicAccessBlockOff = defineCheck({
  id: "s3/multi-region-access-point-public-access-block-off",
  on: "S3AccessPoint",
  severity: "medium",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.AC-3"],
  meets: { "aws-fsbp": ["S3.24"], "aws-config": ["s3-mrap-public-access-blocked"] },
  text: {
    en: {
      title: "The Multi-Region Access Point does not block public access",
      risk: "One policy on it can open buckets in several regions at once.",
      fix: "Make a new Multi-Region Access Point with all four settings on; they cannot be changed afterwards.",
    },
    ja: {
      title: "マルチリージョンアクセスポイントのパブリックアクセスブロックなし",
      risk: "ポリシー 1 つで、複数リージョンのバケットが同時に公開されるおそれがあります。",
      fix: "4 つの設定を有効にしたマルチリージョンアクセスポイントを作り直してください。作成後の変更はできません。",
    },
  },
  remedy: {
    cloudformation:
      "PublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  IgnorePublicAcls: true\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true",
  },
  judge(point, need) {
    if (!need(point.MultiRegion)) return notApplicable;
    const block = need(point.PublicAccessBlock);
    const off = blockFlags.filter((flag) => !block?.[flag]);
    return failIf(
      off.map((flag) => ({
        path: ["PublicAccessBlockConfiguration", flag],
        found: { [flag]: block?.[flag] ?? "not set" },
        expected: true,
      })),
    );
  },
});
