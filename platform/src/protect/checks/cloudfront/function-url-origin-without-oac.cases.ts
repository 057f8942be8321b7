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
const url = { ...custom, Id: "fn", DomainName: "abc.lambda-url.ap-northeast-1.on.aws" };

export default defineCases<"CloudFrontDistribution">({
  pass: {
    signed: { given: { Origins: [{ ...url, OriginAccessControlId: "E2" }] } },
    "whatever it is, it is signed": { given: { Origins: [{ ...url, DomainName: DENIED, OriginAccessControlId: "E2" }] } },
  },
  fail: { "not signed": { given: { Origins: [s3, url] }, subjects: ["fn"] } },
  unknown: {
    "the control is not known": { given: { Origins: [{ ...url, OriginAccessControlId: DENIED }] } },
    "the domain is not known": { given: { Origins: [{ ...url, DomainName: DENIED }] } },
  },
  "not-applicable": { "no function URL": { given: { Origins: [custom, s3] } } },
});
