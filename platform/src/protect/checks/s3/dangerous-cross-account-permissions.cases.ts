import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const share = {
  Sid: "Partner",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::999988887777:role/r" },
  Action: "s3:PutObject",
  Resource: "*",
};

export default defineCases<"Bucket">({
  pass: {
    "the other account may only write objects": { given: { Policy: parsePolicy({ Statement: [share] }) } },
    "own account may do everything": {
      given: { Policy: parsePolicy({ Statement: [{ ...share, Principal: { AWS: "111122223333" }, Action: "s3:*" }] }) },
    },
  },
  fail: {
    "wildcard that covers PutBucketPolicy": {
      given: { Policy: parsePolicy({ Statement: [{ ...share, Action: "s3:PutBucket*" }] }) },
      subjects: ["Partner"],
    },
    "everything, in any spelling": { given: { Policy: parsePolicy({ Statement: [{ ...share, Action: ["S3:*"] }] }) } },
    "access control list of objects": { given: { Policy: parsePolicy({ Statement: [{ ...share, Action: "s3:PutObjectAcl" }] }) } },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
  },
});
