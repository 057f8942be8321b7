import { defineCheck } from "../../check.ts";
import { openBucket } from "../../data/open-bucket.ts";

/** Policy and access control list together, after what Block Public Access of bucket and account cuts off. */
export const bucketReadableByAnyone = defineCheck({
  id: "s3/bucket-readable-by-anyone",
  on: "Bucket",
  also: ["Account"],
  severity: "critical",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-3", "PR.DS-5"],
  meets: {
    "aws-fsbp": ["S3.2"],
    "cis-aws-foundations-7.0.0": ["2.21"],
    "aws-config": ["s3-bucket-public-read-prohibited"],
    "owasp-serverless-top10": ["S3:2018", "S6:2018"],
    "csa-sas-12": ["SAS-3"],
  },
  text: {
    en: {
      title: "Anyone can read the bucket",
      risk: "Everything in it can be listed or downloaded by strangers; search engines for open buckets find them within hours.",
      fix: "Remove the public statement or grant and turn on Block Public Access. Serve public files through CloudFront with an origin access control.",
    },
    ja: {
      title: "誰でもバケットを読み取れる",
      risk: "中のオブジェクトを第三者が一覧・取得できます。公開バケットを探す検索サービスには数時間で見つかります。",
      fix: "公開しているステートメントや ACL を削除し、パブリックアクセスブロックを有効にしてください。公開ファイルは CloudFront とオリジンアクセスコントロール経由で配信します。",
    },
  },
  remedy: {
    cli: "aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    cloudformation:
      'Type: AWS::S3::BucketPolicy\nProperties:\n  PolicyDocument:\n    Statement:\n      - Effect: Allow\n        Principal: { Service: cloudfront.amazonaws.com }\n        Action: s3:GetObject\n        Resource: !Sub "${Bucket.Arn}/*"\n        Condition: { StringEquals: { AWS:SourceArn: !Sub "arn:aws:cloudfront::${AWS::AccountId}:distribution/${Distribution}" } }',
  },
  judge(bucket, need, world) {
    return openBucket(bucket, need, world, {
      actions: ["s3:getobject", "s3:getobjectversion", "s3:listbucket", "s3:listbucketversions"],
      grants: ["READ", "FULL_CONTROL"],
    });
  },
});
