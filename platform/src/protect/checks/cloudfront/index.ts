import { accessLoggingOff } from "./access-logging-off.ts";
import { dedicatedIpCertificate } from "./dedicated-ip-certificate.ts";
import { defaultCertificate } from "./default-certificate.ts";
import { functionUrlOriginWithoutOac } from "./function-url-origin-without-oac.ts";
import { noDefaultRootObject } from "./no-default-root-object.ts";
import { noGeoRestriction } from "./no-geo-restriction.ts";
import { noOriginFailover } from "./no-origin-failover.ts";
import { originBucketMissing } from "./origin-bucket-missing.ts";
import { originHttpAllowed } from "./origin-http-allowed.ts";
import { originSslv3 } from "./origin-sslv3.ts";
import { originTlsOutdated } from "./origin-tls-outdated.ts";
import { s3OriginWithoutOac } from "./s3-origin-without-oac.ts";
import { signedByAccountKeys } from "./signed-by-account-keys.ts";
import { viewerHttpAllowed } from "./viewer-http-allowed.ts";
import { viewerTlsOutdated } from "./viewer-tls-outdated.ts";
import { withoutWaf } from "./without-waf.ts";

export const cloudfrontChecks = [
  accessLoggingOff,
  dedicatedIpCertificate,
  defaultCertificate,
  functionUrlOriginWithoutOac,
  noDefaultRootObject,
  noGeoRestriction,
  noOriginFailover,
  originBucketMissing,
  originHttpAllowed,
  originSslv3,
  originTlsOutdated,
  s3OriginWithoutOac,
  signedByAccountKeys,
  viewerHttpAllowed,
  viewerTlsOutdated,
  withoutWaf,
] as const;
