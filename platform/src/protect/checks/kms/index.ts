import { groupDecryptsEveryKey } from "./group-decrypts-every-key.ts";
import { keyOpenToAnyone } from "./key-open-to-anyone.ts";
import { keyPendingDeletion } from "./key-pending-deletion.ts";
import { keyRotationOff } from "./key-rotation-off.ts";
import { keySharedWithUnknownAccount } from "./key-shared-with-unknown-account.ts";
import { managedPolicyDecryptsEveryKey } from "./managed-policy-decrypts-every-key.ts";
import { roleDecryptsEveryKey } from "./role-decrypts-every-key.ts";
import { userDecryptsEveryKey } from "./user-decrypts-every-key.ts";

export const kmsChecks = [
  groupDecryptsEveryKey,
  keyOpenToAnyone,
  keyPendingDeletion,
  keyRotationOff,
  keySharedWithUnknownAccount,
  managedPolicyDecryptsEveryKey,
  roleDecryptsEveryKey,
  userDecryptsEveryKey,
] as const;
