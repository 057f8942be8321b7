import { DENIED, defineCases, resource } from "../../cases.ts";

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
    "a bucket whose name looks like an endpoint": {
      given: { Origins: [{ ...s3, DomainName: "site.s3-assets.s3.dualstack.us-east-1.amazonaws.com" }] },
      beside: [resource("Bucket", { name: "site.s3-assets" })],
    },
    "the bucket is here, in whatever region": {
      given: { Origins: [s3, custom] },
      beside: [resource("Bucket", { name: "my-bucket", region: "us-west-2" })],
    },
  },
  fail: {},
  unknown: {
    "buckets could not be listed": { given: { Origins: [s3] }, gaps: ["Bucket"] },
    "the domain is not known": { given: { Origins: [{ ...s3, DomainName: DENIED }] } },
  },
  manual: {
    "no such bucket in the account": { given: { Origins: [s3] }, subjects: ["s3"] },
    "the global spelling": {
      given: { Origins: [{ ...s3, DomainName: "old.bucket.s3.amazonaws.com" }] },
      beside: [resource("Bucket", { name: "old" })],
    },
  },
  "not-applicable": { "no bucket": { given: { Origins: [custom] } } },
});
