import { DENIED, defineCases } from "../../cases.ts";

const on = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

export default defineCases<"Account">({
  pass: {
    "all four are on": { given: { S3PublicAccessBlock: on } },
  },
  fail: {
    "never set": { given: { S3PublicAccessBlock: undefined } },
    "one of four is off": { given: { S3PublicAccessBlock: { ...on, RestrictPublicBuckets: false } } },
  },
  unknown: {
    "the setting could not be read": { given: { S3PublicAccessBlock: DENIED } },
  },
});
