import { DENIED, defineCases } from "../../cases.ts";

const on = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

export default defineCases<"S3AccessPoint">({
  pass: {
    "all four on": { given: { MultiRegion: false, PublicAccessBlock: on } },
  },
  fail: {
    "one off": { given: { MultiRegion: false, PublicAccessBlock: { ...on, BlockPublicPolicy: false } } },
  },
  unknown: {
    "not readable": { given: { MultiRegion: false, PublicAccessBlock: DENIED } },
  },
  "not-applicable": {
    "multi-Region access points have their own check": { given: { MultiRegion: true, PublicAccessBlock: undefined } },
  },
});
