import { deadLettersExpireTooEarly } from "./dead-letters-expire-too-early.ts";
import { noDeadLetterQueue } from "./no-dead-letter-queue.ts";
import { queueNotEncrypted } from "./queue-not-encrypted.ts";
import { queueOpenThroughService } from "./queue-open-through-service.ts";
import { queueOpenToAnyone } from "./queue-open-to-anyone.ts";
import { queueSharedWithUnknownAccount } from "./queue-shared-with-unknown-account.ts";

export const sqsChecks = [
  deadLettersExpireTooEarly,
  noDeadLetterQueue,
  queueNotEncrypted,
  queueOpenThroughService,
  queueOpenToAnyone,
  queueSharedWithUnknownAccount,
] as const;
