import { accessLogsOff } from "./access-logs-off.ts";
import { accessPointOpenToAnyone } from "./access-point-open-to-anyone.ts";
import { accessPointPublicAccessBlockOff } from "./access-point-public-access-block-off.ts";
import { accountPublicAccessBlockOff } from "./account-public-access-block-off.ts";
import { aclInUse } from "./acl-in-use.ts";
import { bucketOpenThroughService } from "./bucket-open-through-service.ts";
import { bucketReadableByAnyone } from "./bucket-readable-by-anyone.ts";
import { bucketSharedWithUnknownAccount } from "./bucket-shared-with-unknown-account.ts";
import { bucketWritableByAnyone } from "./bucket-writable-by-anyone.ts";
import { dangerousCrossAccountPermissions } from "./dangerous-cross-account-permissions.ts";
import { directoryBucketNeverExpires } from "./directory-bucket-never-expires.ts";
import { lifecycleMissing } from "./lifecycle-missing.ts";
import { mfaDeleteOff } from "./mfa-delete-off.ts";
import { multiRegionAccessPointPublicAccessBlockOff } from "./multi-region-access-point-public-access-block-off.ts";
import { noEventNotifications } from "./no-event-notifications.ts";
import { notVersioned } from "./not-versioned.ts";
import { ownPublicAccessBlockOff } from "./own-public-access-block-off.ts";
import { plainHttpAllowed } from "./plain-http-allowed.ts";
import { publicAccessBlockOff } from "./public-access-block-off.ts";

export const s3Checks = [
  accessLogsOff,
  accessPointOpenToAnyone,
  accessPointPublicAccessBlockOff,
  accountPublicAccessBlockOff,
  aclInUse,
  bucketOpenThroughService,
  bucketReadableByAnyone,
  bucketSharedWithUnknownAccount,
  bucketWritableByAnyone,
  dangerousCrossAccountPermissions,
  directoryBucketNeverExpires,
  lifecycleMissing,
  mfaDeleteOff,
  multiRegionAccessPointPublicAccessBlockOff,
  noEventNotifications,
  notVersioned,
  ownPublicAccessBlockOff,
  plainHttpAllowed,
  publicAccessBlockOff,
] as const;
