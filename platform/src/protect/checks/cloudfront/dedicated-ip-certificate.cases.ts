import { DENIED, defineCases } from "../../cases.ts";

const certificate = {
  CloudFrontDefaultCertificate: false,
  CertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
  SslSupportMethod: "sni-only",
  MinimumProtocolVersion: "TLSv1.2_2021",
};
const own = { CloudFrontDefaultCertificate: true, CertificateArn: undefined, SslSupportMethod: undefined, MinimumProtocolVersion: "TLSv1" };

export default defineCases<"CloudFrontDistribution">({
  pass: { SNI: { given: { ViewerCertificate: certificate } } },
  fail: { dedicated: { given: { ViewerCertificate: { ...certificate, SslSupportMethod: "vip" } } } },
  unknown: { "the method is not known": { given: { ViewerCertificate: { ...certificate, SslSupportMethod: DENIED } } } },
  "not-applicable": { "the shared certificate": { given: { ViewerCertificate: own } } },
});
