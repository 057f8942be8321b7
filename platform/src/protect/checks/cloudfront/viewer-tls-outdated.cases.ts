import { DENIED, defineCases } from "../../cases.ts";

const certificate = {
  CloudFrontDefaultCertificate: false,
  CertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
  SslSupportMethod: "sni-only",
  MinimumProtocolVersion: "TLSv1.2_2021",
};
const own = { CloudFrontDefaultCertificate: true, CertificateArn: undefined, SslSupportMethod: undefined, MinimumProtocolVersion: "TLSv1" };

export default defineCases<"CloudFrontDistribution">({
  pass: {
    "TLS 1.2 of 2021": { given: { ViewerCertificate: certificate } },
    "TLS 1.3 only": { given: { ViewerCertificate: { ...certificate, MinimumProtocolVersion: "TLSv1.3_2025" } } },
  },
  fail: {
    "TLS 1.2 of 2019": { given: { ViewerCertificate: { ...certificate, MinimumProtocolVersion: "TLSv1.2_2019" } } },
    "not set": { given: { ViewerCertificate: { ...certificate, MinimumProtocolVersion: undefined } } },
  },
  unknown: { "the version is not known": { given: { ViewerCertificate: { ...certificate, MinimumProtocolVersion: DENIED } } } },
  "not-applicable": { "the shared certificate": { given: { ViewerCertificate: own } } },
});
