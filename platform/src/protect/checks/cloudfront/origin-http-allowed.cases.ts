import { DENIED, defineCases } from "../../cases.ts";

const behavior = {
  PathPattern: "*",
  TargetOriginId: "o",
  ViewerProtocolPolicy: "redirect-to-https",
  TrustedSigners: false,
  TrustedKeyGroups: false,
};
const s3 = {
  Id: "s3",
  DomainName: "my-bucket.s3.ap-northeast-1.amazonaws.com",
  IsS3: true,
  OriginAccessControlId: "E1",
  OriginAccessIdentity: undefined,
  OriginProtocolPolicy: undefined,
  OriginSslProtocols: [],
};
const custom = {
  Id: "api",
  DomainName: "api.example.com",
  IsS3: false,
  OriginAccessControlId: undefined,
  OriginAccessIdentity: undefined,
  OriginProtocolPolicy: "https-only",
  OriginSslProtocols: ["TLSv1.2"],
};

export default defineCases<"CloudFrontDistribution">({
  pass: {
    "HTTPS only": { given: { CacheBehaviors: [behavior], Origins: [custom, s3] } },
    "as the viewers, who must use HTTPS": {
      given: { CacheBehaviors: [behavior], Origins: [{ ...custom, OriginProtocolPolicy: "match-viewer" }] },
    },
  },
  fail: {
    "HTTP only": { given: { CacheBehaviors: [behavior], Origins: [{ ...custom, OriginProtocolPolicy: "http-only" }] }, subjects: ["api"] },
    "as the viewers, who may use HTTP": {
      given: {
        CacheBehaviors: [{ ...behavior, ViewerProtocolPolicy: "allow-all" }],
        Origins: [{ ...custom, OriginProtocolPolicy: "match-viewer" }],
      },
    },
  },
  unknown: {
    "the policy is not known": { given: { CacheBehaviors: [behavior], Origins: [{ ...custom, OriginProtocolPolicy: DENIED }] } },
    "as the viewers, of whom nobody knows": {
      given: {
        CacheBehaviors: [{ ...behavior, ViewerProtocolPolicy: DENIED }],
        Origins: [{ ...custom, OriginProtocolPolicy: "match-viewer" }],
      },
    },
  },
  "not-applicable": { "buckets only": { given: { CacheBehaviors: [behavior], Origins: [s3] } } },
});
