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
  pass: { set: { given: { DefaultRootObject: "index.html" } } },
  fail: {
    "a bucket answers /": {
      given: { DefaultRootObject: undefined, CacheBehaviors: [{ ...behavior, TargetOriginId: "s3" }], Origins: [custom, s3] },
    },
    "set to nothing": { given: { DefaultRootObject: "", CacheBehaviors: [{ ...behavior, TargetOriginId: "s3" }], Origins: [s3] } },
  },
  unknown: {
    "the read was denied": { given: { DefaultRootObject: DENIED } },
    "the kind of origin is not known": {
      given: { DefaultRootObject: undefined, CacheBehaviors: [{ ...behavior, TargetOriginId: "s3" }], Origins: [{ ...s3, IsS3: DENIED }] },
    },
  },
  "not-applicable": {
    "an API answers /": {
      given: { DefaultRootObject: undefined, CacheBehaviors: [{ ...behavior, TargetOriginId: "api" }], Origins: [custom, s3] },
    },
  },
});
