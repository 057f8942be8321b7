import { failIf, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const aclInUse = defineCheck({
  id: "s3/acl-in-use",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["S3.12"], "aws-config": ["s3-bucket-acl-prohibited"] },
  text: {
    en: {
      title: "Access is given by access control lists",
      risk: "Access control lists are easy to overlook beside policies and can open single objects.",
      fix: "Set object ownership to BucketOwnerEnforced, which switches the lists off, and write what is needed into the policy.",
    },
    ja: {
      title: "ACL によるアクセス許可",
      risk: "ACL はポリシーの陰で見落とされやすく、オブジェクト単位の公開も可能です。",
      fix: "オブジェクト所有権を BucketOwnerEnforced にして ACL を無効化し、必要な許可はポリシーに記述してください。",
    },
  },
  remedy: {
    cli: "aws s3api put-bucket-ownership-controls --bucket <bucket> --ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'",
    cloudformation: "OwnershipControls:\n  Rules:\n    - ObjectOwnership: BucketOwnerEnforced",
  },
  judge(bucket, need) {
    if (need(bucket.ObjectOwnership) === "BucketOwnerEnforced") return pass;
    return failIf(
      need(bucket.AclGrants).map((grant) => ({ subject: `${grant.Grantee}/${grant.Permission}`, path: ["AccessControl"], found: grant })),
    );
  },
});
