import { defineCheck } from "../../check.ts";
import { openBucket } from "../../data/open-bucket.ts";

export const bucketWritableByAnyone = defineCheck({
  id: "s3/bucket-writable-by-anyone",
  on: "Bucket",
  also: ["Account"],
  severity: "critical",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-3", "PR.DS-6"],
  meets: {
    "aws-fsbp": ["S3.3"],
    "cis-aws-foundations-7.0.0": ["2.21"],
    "aws-config": ["s3-bucket-public-write-prohibited"],
    "owasp-serverless-top10": ["S6:2018"],
    "csa-sas-12": ["SAS-3"],
  },
  text: {
    en: {
      title: "Anyone can write to the bucket",
      risk: "Strangers can replace or delete objects, plant malware, and start the functions that listen to the bucket, at your cost.",
      fix: "Remove the public statement or grant and turn on Block Public Access. Let browsers upload with presigned URLs.",
    },
    ja: {
      title: "誰でもバケットに書き込める",
      risk: "第三者がオブジェクトの改ざん・削除やマルウェアの設置を行えます。通知先の関数も、利用者の費用負担で起動されます。",
      fix: "公開しているステートメントや ACL を削除し、パブリックアクセスブロックを有効にしてください。ブラウザーからのアップロードには署名付き URL を使います。",
    },
  },
  remedy: {
    cli: "aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    cloudformation:
      "PublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  IgnorePublicAcls: true\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true",
  },
  judge(bucket, need, world) {
    return openBucket(bucket, need, world, {
      actions: [
        "s3:putobject",
        "s3:deleteobject",
        "s3:deleteobjectversion",
        "s3:putobjectacl",
        "s3:putbucketpolicy",
        "s3:putbucketacl",
        "s3:deletebucket",
        "s3:restoreobject",
      ],
      grants: ["WRITE", "WRITE_ACP", "FULL_CONTROL"],
    });
  },
});
