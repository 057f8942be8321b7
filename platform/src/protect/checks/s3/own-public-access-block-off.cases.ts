import { DENIED, defineCases } from "../../cases.ts";

const on = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

export default defineCases<"Bucket">({
  pass: {
    "all four flags": { given: { PublicAccessBlock: on } },
  },
  fail: {
    "never set": { given: { PublicAccessBlock: undefined } },
    "ACLs only": { given: { PublicAccessBlock: { ...on, BlockPublicPolicy: false } } },
  },
  unknown: {
    "could not be read": { given: { PublicAccessBlock: DENIED } },
  },
});
