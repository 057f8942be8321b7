import { DENIED, defineCases } from "../../cases.ts";

const behavior = {
  PathPattern: "*",
  TargetOriginId: "o",
  ViewerProtocolPolicy: "redirect-to-https",
  TrustedSigners: false,
  TrustedKeyGroups: false,
};

export default defineCases<"CloudFrontDistribution">({
  pass: { "key groups": { given: { CacheBehaviors: [{ ...behavior, TrustedKeyGroups: true }] } } },
  fail: {
    "account keys on one path": {
      given: { CacheBehaviors: [behavior, { ...behavior, PathPattern: "/paid/*", TrustedSigners: true }] },
      subjects: ["/paid/*"],
    },
  },
  unknown: { "the signers are not known": { given: { CacheBehaviors: [{ ...behavior, TrustedSigners: DENIED }] } } },
  "not-applicable": { "nothing is signed": { given: { CacheBehaviors: [behavior] } } },
});
