import { DENIED, defineCases } from "../../cases.ts";

const on = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

export default defineCases<"S3AccessPoint">({
  pass: {
    "all four on": { given: { MultiRegion: true, PublicAccessBlock: on } },
  },
  fail: {
    "never set": { given: { MultiRegion: true, PublicAccessBlock: undefined } },
  },
  unknown: {
    "not readable": { given: { MultiRegion: true, PublicAccessBlock: DENIED } },
  },
  "not-applicable": {
    "a simple access point": { given: { MultiRegion: false, PublicAccessBlock: undefined } },
  },
});
