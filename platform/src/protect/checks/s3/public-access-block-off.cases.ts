import { DENIED, defineCases, resource } from "../../cases.ts";

const on = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const half = { ...on, BlockPublicPolicy: false, RestrictPublicBuckets: false };

export default defineCases<"Bucket">({
  pass: {
    "all four on the bucket, account not readable": { given: { PublicAccessBlock: on }, gaps: ["Account"] },
    "none on the bucket, all four on the account": {
      given: { PublicAccessBlock: undefined },
      beside: [resource("Account", { S3PublicAccessBlock: on })],
    },
    "two on the bucket, the other two on the account": {
      given: { PublicAccessBlock: half },
      beside: [resource("Account", { S3PublicAccessBlock: { ...on, BlockPublicAcls: false } })],
    },
  },
  fail: {
    "nothing anywhere": { given: { PublicAccessBlock: undefined }, beside: [resource("Account", { S3PublicAccessBlock: undefined })] },
    "two flags are off in both places": {
      given: { PublicAccessBlock: half },
      beside: [resource("Account", { S3PublicAccessBlock: half })],
    },
  },
  unknown: {
    "the bucket's setting could not be read": { given: { PublicAccessBlock: DENIED } },
    "half on the bucket, account setting not readable": {
      given: { PublicAccessBlock: half },
      beside: [resource("Account", { S3PublicAccessBlock: DENIED })],
    },
    "half on the bucket, no account data": { given: { PublicAccessBlock: half }, gaps: ["Account"] },
  },
});
