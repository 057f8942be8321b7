import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const given = { S3BucketName: "trail-logs" };

function policy(statement: object) {
  return parsePolicy({ Statement: { Effect: "Allow", Resource: "arn:aws:s3:::trail-logs/*", ...statement } });
}

function bucket(change: object) {
  return resource("Bucket", {
    Arn: "arn:aws:s3:::trail-logs",
    name: "trail-logs",
    Policy: undefined,
    PublicAccessBlock: undefined,
    AclGrants: [],
    ...change,
  });
}

export default defineCases<"Trail">({
  pass: {
    "only CloudTrail writes": {
      given,
      beside: [bucket({ Policy: policy({ Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:PutObject" }) })],
    },
    "a public grant, but public ACLs are ignored": {
      given,
      beside: [
        bucket({
          AclGrants: [{ Grantee: "AllUsers", Permission: "READ" }],
          PublicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
        }),
      ],
    },
    "everyone in the policy, but the account restricts public buckets": {
      given,
      beside: [
        bucket({ Policy: policy({ Principal: "*", Action: "s3:GetObject" }) }),
        resource("Account", {
          region: "global",
          S3PublicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
        }),
      ],
    },
  },
  fail: {
    "everyone may read": {
      given,
      beside: [bucket({ Policy: policy({ Sid: "open", Principal: "*", Action: "s3:GetObject" }) })],
      subjects: ["policy/open"],
    },
    "any AWS user by the ACL": {
      given,
      beside: [bucket({ AclGrants: [{ Grantee: "AuthenticatedUsers", Permission: "READ" }] })],
      subjects: ["acl/AuthenticatedUsers/READ"],
    },
  },
  unknown: {
    "the bucket belongs to another account": { given },
    "the bucket's policy was denied": { given, beside: [bucket({ Policy: DENIED })] },
    "the bucket's ACL was denied": { given, beside: [bucket({ AclGrants: DENIED })] },
    "the buckets could not be listed": { given, gaps: ["Bucket"] },
  },
});
