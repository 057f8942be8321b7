import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { blockFlags } from "../../data/s3-block.ts";

export const accountPublicAccessBlockOff = defineCheck({
  id: "s3/account-public-access-block-off",
  on: "Account",
  severity: "medium",
  layer: "account",
  topic: "infrastructure-protection",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "aws-fsbp": ["S3.1"], "aws-config": ["s3-account-level-public-access-blocks"] },
  text: {
    en: {
      title: "Block Public Access is not fully on for the account",
      risk: "Any bucket of the account, also one made tomorrow by mistake, can be opened to the internet.",
      fix: "Turn on all four settings for the whole account. Buckets that must be public belong behind CloudFront or in an account of their own.",
    },
    ja: {
      title: "アカウントのパブリックアクセスブロックが未完全",
      risk: "アカウント内のどのバケットも、今後誤って作られるものを含めて、インターネットへ公開できる状態です。",
      fix: "アカウント全体で 4 つの設定をすべて有効にしてください。公開が必要なバケットは CloudFront の背後か専用アカウントに置きます。",
    },
  },
  remedy: {
    cli: "aws s3control put-public-access-block --account-id <account> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    terraform:
      'resource "aws_s3_account_public_access_block" "this" {\n  block_public_acls       = true\n  ignore_public_acls      = true\n  block_public_policy     = true\n  restrict_public_buckets = true\n}',
  },
  judge(account, need) {
    const block = need(account.S3PublicAccessBlock);
    const off = blockFlags.filter((flag) => !block?.[flag]);
    return failIf(
      off.map((flag) => ({ path: ["S3PublicAccessBlock", flag], found: { [flag]: block?.[flag] ?? "not set" }, expected: true })),
    );
  },
});
