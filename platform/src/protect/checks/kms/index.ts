import { keyOpenToAnyone } from "./key-open-to-anyone.ts";
import { keyPendingDeletion } from "./key-pending-deletion.ts";
import { keyRotationOff } from "./key-rotation-off.ts";
import { keySharedWithUnknownAccount } from "./key-shared-with-unknown-account.ts";

export const kmsChecks = [keyOpenToAnyone, keyPendingDeletion, keyRotationOff, keySharedWithUnknownAccount] as const;
