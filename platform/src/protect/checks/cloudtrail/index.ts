import { logBucketPublic } from "./log-bucket-public.ts";
import { logBucketWithoutAccessLog } from "./log-bucket-without-access-log.ts";
import { logFileValidationOff } from "./log-file-validation-off.ts";
import { logGroupDeliveryStale } from "./log-group-delivery-stale.ts";
import { logsWithoutKmsKey } from "./logs-without-kms-key.ts";
import { managementEventsUnrecorded } from "./management-events-unrecorded.ts";
import { notSentToLogGroup } from "./not-sent-to-log-group.ts";
import { regionWithoutTrail } from "./region-without-trail.ts";
import { s3ReadsUnrecorded } from "./s3-reads-unrecorded.ts";
import { s3WritesUnrecorded } from "./s3-writes-unrecorded.ts";

export const cloudtrailChecks = [
  logBucketPublic,
  logBucketWithoutAccessLog,
  logFileValidationOff,
  logGroupDeliveryStale,
  logsWithoutKmsKey,
  managementEventsUnrecorded,
  notSentToLogGroup,
  regionWithoutTrail,
  s3ReadsUnrecorded,
  s3WritesUnrecorded,
] as const;
