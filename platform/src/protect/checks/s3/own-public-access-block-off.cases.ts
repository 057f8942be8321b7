import { DENIED, defineCases, resource } from "../../cases.ts";

const on = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const account = [resource("Account", { S3PublicAccessBlock: on })];

export default defineCases<"Bucket">({
  pass: {
    "all four flags": { given: { PublicAccessBlock: on } },
  },
  fail: {
    "never set, the account blocks": { given: { PublicAccessBlock: undefined }, beside: account },
    "ACLs only, the account blocks": { given: { PublicAccessBlock: { ...on, BlockPublicPolicy: false } }, beside: account },
    "never set, and the account's setting could not be read": { given: { PublicAccessBlock: undefined }, gaps: ["Account"] },
  },
  unknown: {
    "could not be read": { given: { PublicAccessBlock: DENIED } },
  },
  "not-applicable": {
    "neither bucket nor account (s3/public-access-block-off says so)": {
      given: { PublicAccessBlock: undefined },
      beside: [resource("Account", { S3PublicAccessBlock: undefined })],
    },
  },
});
