import { DENIED, defineCases } from "../../cases.ts";

const certificate = {
  CloudFrontDefaultCertificate: false,
  CertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
  SslSupportMethod: "sni-only",
  MinimumProtocolVersion: "TLSv1.2_2021",
};
const own = { CloudFrontDefaultCertificate: true, CertificateArn: undefined, SslSupportMethod: undefined, MinimumProtocolVersion: "TLSv1" };

export default defineCases<"CloudFrontDistribution">({
  pass: { "a certificate of one's own": { given: { ViewerCertificate: certificate } } },
  fail: { "the shared one": { given: { ViewerCertificate: own } } },
  unknown: {
    "the read was denied": { given: { ViewerCertificate: DENIED } },
    "the certificate is not known": { given: { ViewerCertificate: { ...certificate, CertificateArn: DENIED } } },
  },
});
