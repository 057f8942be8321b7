import { DENIED, defineCases } from "../../cases.ts";

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
    "TLS 1.2": { given: { Origins: [custom] } },
    "TLS 1.0 is another check": { given: { Origins: [{ ...custom, OriginSslProtocols: ["TLSv1", "TLSv1.2"] }] } },
  },
  fail: { "SSL 3.0 among others": { given: { Origins: [{ ...custom, OriginSslProtocols: ["SSLv3", "TLSv1.2"] }] }, subjects: ["api"] } },
  unknown: { "the protocols are not known": { given: { Origins: [{ ...custom, OriginSslProtocols: DENIED }] } } },
  "not-applicable": { "buckets only": { given: { Origins: [s3] } } },
});
