import { DENIED, defineCases } from "../../cases.ts";

const behavior = {
  PathPattern: "*",
  TargetOriginId: "o",
  ViewerProtocolPolicy: "redirect-to-https",
  TrustedSigners: false,
  TrustedKeyGroups: false,
};

export default defineCases<"CloudFrontDistribution">({
  pass: {
    redirected: { given: { CacheBehaviors: [behavior] } },
    refused: { given: { CacheBehaviors: [behavior, { ...behavior, PathPattern: "/api/*", ViewerProtocolPolicy: "https-only" }] } },
  },
  fail: {
    "the default": { given: { CacheBehaviors: [{ ...behavior, ViewerProtocolPolicy: "allow-all" }] }, subjects: ["*"] },
    "one path": {
      given: { CacheBehaviors: [behavior, { ...behavior, PathPattern: "/old/*", ViewerProtocolPolicy: "allow-all" }] },
      subjects: ["/old/*"],
    },
  },
  unknown: {
    "the read was denied": { given: { CacheBehaviors: DENIED } },
    "one policy is not known": { given: { CacheBehaviors: [behavior, { ...behavior, ViewerProtocolPolicy: DENIED }] } },
  },
});
