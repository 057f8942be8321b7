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
  pass: { "a control": { given: { Origins: [s3, custom] } } },
  fail: {
    neither: { given: { Origins: [{ ...s3, OriginAccessControlId: undefined }] }, subjects: ["s3"] },
    "the legacy identity": {
      given: { Origins: [{ ...s3, OriginAccessControlId: "", OriginAccessIdentity: "origin-access-identity/cloudfront/E2" }] },
      subjects: ["s3"],
    },
  },
  unknown: {
    "the control is not known": { given: { Origins: [{ ...s3, OriginAccessControlId: DENIED }] } },
    "origins could not be read": { given: { Origins: DENIED } },
  },
  "not-applicable": { "no bucket": { given: { Origins: [custom] } } },
});
