import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { blockFlags } from "../../data/s3-block.ts";

/** The block of an access point is decided when it is made and cannot be changed later. */
export const accessPointPublicAccessBlockOff = defineCheck({
  id: "s3/access-point-public-access-block-off",
  on: "S3AccessPoint",
  severity: "medium",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.AC-3"],
  meets: { "aws-fsbp": ["S3.19"], "aws-config": ["s3-access-point-public-access-blocks"] },
  text: {
    en: {
      title: "The access point does not block public access",
      risk: "A policy on the access point can open the bucket behind it to the internet.",
      fix: "Make a new access point with all four settings on and delete this one; the settings cannot be changed afterwards.",
    },
    ja: {
      title: "アクセスポイントのパブリックアクセスブロックなし",
      risk: "アクセスポイントのポリシー次第で、背後のバケットがインターネットへ公開されます。",
      fix: "4 つの設定を有効にしたアクセスポイントを作り直してください。作成後の変更はできません。",
    },
  },
  remedy: {
    cli: "aws s3control create-access-point --account-id <account> --name <name> --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    cloudformation:
      "PublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  IgnorePublicAcls: true\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true",
  },
  judge(point, need) {
    if (need(point.MultiRegion)) return notApplicable;
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
