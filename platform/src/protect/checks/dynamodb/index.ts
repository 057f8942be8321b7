import { capacityNotScaling } from "./capacity-not-scaling.ts";
import { daxNotEncrypted } from "./dax-not-encrypted.ts";
import { daxPlainTextEndpoint } from "./dax-plain-text-endpoint.ts";
import { deletionProtectionOff } from "./deletion-protection-off.ts";
import { encryptedWithoutOwnKey } from "./encrypted-without-own-key.ts";
import { notInBackupPlan } from "./not-in-backup-plan.ts";
import { pointInTimeRecoveryOff } from "./point-in-time-recovery-off.ts";
import { tableOpenToAnyone } from "./table-open-to-anyone.ts";
import { tableSharedWithUnknownAccount } from "./table-shared-with-unknown-account.ts";

export const dynamodbChecks = [
  capacityNotScaling,
  daxNotEncrypted,
  daxPlainTextEndpoint,
  deletionProtectionOff,
  encryptedWithoutOwnKey,
  notInBackupPlan,
  pointInTimeRecoveryOff,
  tableOpenToAnyone,
  tableSharedWithUnknownAccount,
] as const;
